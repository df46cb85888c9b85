"""Compares two PDFs page by page, by what a reader sees."""
