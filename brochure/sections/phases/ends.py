"""How a paragraph ends in a column: whether its last line is a word left over, and whether it is a stub at all.

These are questions of words, to be asked by `measuring.asked`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from brochure.figures.typeface import ems
from brochure.render.prose import LEFT_OVER
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.units import PT

# By how much lines may be wider or narrower than they are measured, without kerning.
_DOUBTS = (0.97, 0.985, 1.0, 1.01)
# What a line may end with.
_PIECE = compiled(r"[^ \n-]*-|[^ \n-]+|[ \n]+")


@dataclass(frozen=True)
class EndsWell:
    """Whether the last line of a text surely has some words, in a column in mm, at any of the sizes, in pt."""

    path: Path
    sizes: tuple[float, ...]
    width: float

    def __call__(self, text: str) -> bool:
        """Tell it of a text."""
        pieces, widths = _measured(self.path, text)
        rooms = (self.width / (size * doubt * PT) for size in self.sizes for doubt in _DOUBTS)
        lasts = (_last(pieces, widths, room) for room in rooms)
        return all(len(last.split()) > 1 and len(last) >= LEFT_OVER for last in lasts)


@dataclass(frozen=True)
class IsStub:
    """Whether a text has a line or two: no more letters than these."""

    most: int

    def __call__(self, text: str) -> bool:
        """Tell it of a text."""
        return len(text) <= self.most


def _measured(path: Path, text: str) -> tuple[list[str], list[float]]:
    """Give the pieces of a text, and how wide each is, in ems."""
    pieces = _PIECE.findall(text)
    return pieces, [ems(path, piece, 0.0) for piece in pieces]


def _last(pieces: Sequence[str], widths: Sequence[float], room: float) -> str:
    """Give the last line of pieces that are as wide, in a room in ems."""
    *_, (first, end) = _lines(pieces, widths, room)
    return "".join(pieces[first:end]).strip()


def _lines(pieces: Sequence[str], widths: Sequence[float], room: float) -> Iterator[tuple[int, int]]:
    first, taken = 0, 0.0
    for at, (piece, wide) in enumerate(zip(pieces, widths, strict=True)):
        if piece.strip() and taken + wide > room and at > first:
            yield first, at
            first, taken = at, 0.0
        taken += wide if piece.strip() or at > first else 0.0
    yield first, len(pieces)
