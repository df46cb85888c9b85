"""The drawings that a cover may bear, in the order in which they are tried. Pure data."""

from __future__ import annotations

from typing import Literal

DrawingName = Literal["rings", "day", "road", "parts", "range", "sun", "tiles", "years", "letters", "pattern"]
DRAWINGS: tuple[DrawingName, ...] = (
    "rings", "day", "road", "parts", "range", "sun", "tiles", "years", "letters", "pattern",
)  # fmt: skip
# What an author writes for a cover without a picture or a fact drawn on it.
NO_DRAWING = "none"
