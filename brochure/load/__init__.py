"""Reads files: text, YAML with positions, Markdown to safe HTML."""
