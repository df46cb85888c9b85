"""The process that builds, and what it may take."""
