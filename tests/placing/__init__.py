"""What of a page becomes which section."""
