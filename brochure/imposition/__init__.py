"""Pages laid on the sheets of the office printer."""
