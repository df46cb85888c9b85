"""How a paragraph ends in a column of a known width: whether its last line is one by itself, or a word left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brochure.figures.measuring import listener
from brochure.figures.typeface import Typeface
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.units import PT

# By how much lines may be wider or narrower than they are measured, without kerning.
_DOUBTS = (0.97, 0.985, 1.0, 1.01)
# A last line of fewer letters looks left over.
_LEFT_OVER = 12
# What a line may end with.
_PIECE = compiled(r"[^ \n-]*-|[^ \n-]+|[ \n]+")


def ends_well(text: str, face: Typeface, sizes: Sequence[float], width: float) -> bool:
    """Tell whether the last line of a text in a column, in mm, has some words at any of some sizes, in pt.

    Of a text that may be another in copies nobody can tell.
    """
    if (heard := listener()) is not None and heard.holds(text):
        return False
    pieces = _PIECE.findall(text)
    widths = [face.width(piece) for piece in pieces]
    lasts = (_last(pieces, widths, width / (size * doubt * PT)) for size in sizes for doubt in _DOUBTS)
    return all(len(last.split()) > 1 and len(last) >= _LEFT_OVER for last in lasts)


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
