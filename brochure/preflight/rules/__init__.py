"""The rules of preflight, by theme."""
