"""Copies of one brochure that differ in a few words: what they share is laid out, drawn and written once."""
