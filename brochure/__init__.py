"""Make a brochure from one content file."""

__version__ = "0.1.0"
