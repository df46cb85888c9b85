"""YAML to a tree in which every value has its place."""
