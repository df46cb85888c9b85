"""Which of the keys that a page has become which sections of a brochure."""
