"""A brochure a row: a content file with slots, and a table whose rows fill them."""
