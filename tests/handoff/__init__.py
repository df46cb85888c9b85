"""The folder for the print shop."""
