"""This tool's pages beside those of a peer."""
