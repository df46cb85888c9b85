"""A brochure a row."""
