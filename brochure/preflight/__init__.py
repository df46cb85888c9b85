"""Judges finished PDFs."""
