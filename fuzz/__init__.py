"""Coverage-guided search for what the loader, the readers of Markdown and SVG, or preflight do not stand."""
