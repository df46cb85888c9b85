"""The model to the HTML of each section."""
