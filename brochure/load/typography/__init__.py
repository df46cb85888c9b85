"""Spaces, quotes and dashes, by the language."""
