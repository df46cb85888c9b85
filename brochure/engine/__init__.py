"""WeasyPrint, and nobody else: HTML and styles to laid out pages and a tagged PDF."""
