"""Markdown to cleaned elements."""
