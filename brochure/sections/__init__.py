"""The sections of a brochure: the model to the HTML of each, in the ways it may be set."""
