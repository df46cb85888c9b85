"""HTML to laid-out pages, laid-out pages to a PDF: the room of the layout engine."""
