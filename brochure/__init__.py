"""Make a brochure from one content file."""

from brochure.vocabulary.version import VERSION as __version__

__all__ = ["__version__"]
