"""What a finished PDF paints."""
