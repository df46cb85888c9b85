"""A bound PDF to one in printing inks, for the print shop."""
