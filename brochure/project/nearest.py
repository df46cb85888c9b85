"""Which project a folder belongs to and what in it is content: asked before anything heavy is imported."""

from __future__ import annotations

import os

SETTINGS = "brochure.yaml"


def root_of(folder: str) -> str | None:
    """Give the nearest folder upwards that holds a brochure.yaml, the folder itself included; None where none does."""
    while not os.path.lexists(os.path.join(folder, SETTINGS)):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder


def contents(root: str) -> list[str]:
    """Name the files content/*.md of a project, in turn; a README, what is hidden and folders below are no content."""
    try:
        with os.scandir(os.path.join(root, "content")) as entries:
            names = [entry.name for entry in entries if entry.name.endswith(".md") and entry.is_file()]
    except OSError:
        return []
    return sorted(name for name in names if name[0] != "." and name[:-3].lower() != "readme")
