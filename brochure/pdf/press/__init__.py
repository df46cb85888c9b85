"""Finishes a PDF for the printing press: inks, ink limit, boxes, marks, output intent (ISO 15930)."""
