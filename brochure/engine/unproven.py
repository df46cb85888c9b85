"""What is raised where other words may change more than their lines."""

from __future__ import annotations


class Unproven(Exception):
    """Other words may change more than their lines: what is made of them is to be laid out by itself."""
