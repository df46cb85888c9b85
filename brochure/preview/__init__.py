"""The live preview: a page in the browser that shows the brochure as it will be, and follows every change."""
