"""What only a kind of section does."""
