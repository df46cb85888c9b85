"""What drawings of numbers are made of: room, colours, and shapes gathered by colour."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.figures.svg import document, path
from brochure.vocabulary.records import NamedTuple


class Inks(NamedTuple):
    """Colours of a drawing: what is counted, the rest of it, what is pointed out, and the ground they stand on."""

    on: str
    off: str
    high: str
    ground: str


class Drawn(NamedTuple):
    """A drawing as wide as its room: shapes as (colour, path data), from the top of its own `height`, in mm.

    `per` is what one mark of it stands for, where that is more than one.
    """

    height: float
    shapes: Sequence[tuple[str, str]]
    per: float = 1

    def svg(self, width: float) -> str:
        """Give the drawing as a file, each colour in one path where they follow each other."""
        merged: list[tuple[str, str]] = []
        for colour, data in self.shapes:
            if merged and merged[-1][0] == colour:
                merged[-1] = (colour, merged[-1][1] + data)
            else:
                merged.append((colour, data))
        return document(width, self.height, "".join(path(data, colour) for colour, data in merged if data))
