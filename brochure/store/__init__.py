"""What was written from what, and how it is written: whole or not at all."""
