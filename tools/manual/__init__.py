"""What the manual takes from the code: `python -m tools.manual` writes it anew."""
