"""Coverage-guided search for content that the loader, the Markdown or the SVG reader does not stand."""
