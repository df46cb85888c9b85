"""How a paragraph ends in a column: whether its last line is a word left over, and whether it is a stub at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from brochure.figures.measuring import listener
from brochure.figures.typeface import ems
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.units import PT

# By how much lines may be wider or narrower than they are measured, without kerning.
_DOUBTS = (0.97, 0.985, 1.0, 1.01)
# A last line of fewer letters looks left over.
_LEFT_OVER = 12
# What a line may end with.
_PIECE = compiled(r"[^ \n-]*-|[^ \n-]+|[ \n]+")


@dataclass(frozen=True)
class Column:
    """A column of text, in mm: the font file, and the sizes that the text may have, in pt."""

    path: Path
    sizes: tuple[float, ...]
    width: float

    def ends_well(self, text: str) -> bool:
        """Tell whether the last line of a text surely has some words; of other words in copies it is asked again."""
        found = self(text)
        if (heard := listener()) is not None:
            heard.call(self, [text], found)
        return found

    def __call__(self, text: str) -> bool:
        """Tell whether the last line has some words at any of the sizes."""
        pieces = _PIECE.findall(text)
        widths = [ems(self.path, piece, 0.0) for piece in pieces]
        rooms = (self.width / (size * doubt * PT) for size in self.sizes for doubt in _DOUBTS)
        lasts = (_last(pieces, widths, room) for room in rooms)
        return all(len(last.split()) > 1 and len(last) >= _LEFT_OVER for last in lasts)


@dataclass(frozen=True)
class Filled:
    """A column of text of one size, in pt, as wide in mm: the font file."""

    path: Path
    size: float
    width: float

    def lines(self, text: str) -> int:
        """Tell how many lines a text has as it is measured; of other words in copies it is asked again."""
        found = self(text)
        if (heard := listener()) is not None:
            heard.call(self, [text], found)
        return found

    def __call__(self, text: str) -> int:
        """Tell how many lines it has."""
        pieces = _PIECE.findall(text)
        widths = [ems(self.path, piece, 0.0) for piece in pieces]
        return sum(1 for _ in _lines(pieces, widths, self.width / (self.size * PT)))


@dataclass(frozen=True)
class Stub:
    """A text of no more letters has a line or two."""

    most: int

    def has(self, text: str) -> bool:
        """Tell whether a text is one; of other words in copies it is asked again."""
        found = self(text)
        if (heard := listener()) is not None:
            heard.call(self, [text], found)
        return found

    def __call__(self, text: str) -> bool:
        """Tell whether it has no more letters."""
        return len(text) <= self.most


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
