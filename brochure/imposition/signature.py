"""Saddle stitch in numbers: which pages share a side of a sheet, and where they lie on it.

Lengths are in mm, measured from the lower left corner of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from brochure.vocabulary.paper import Sheet
from brochure.vocabulary.records import dataclass

# A leaf inside the fold is pushed out by its paper and by the air in the bend; printers reckon with 1.2 to 1.4.
CREEP = 1.3


@dataclass(frozen=True, slots=True)
class Folding:
    """How a booklet is folded: the sheet, the thickness of the paper in mm, what is compensated and what is marked.

    With `rtl` it is read from the right.
    """

    sheet: Sheet
    paper: float = 0.1
    creep: bool = True
    marks: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: sheets count from 0, the outermost; pages from 1, None where the side stays blank."""

    sheet: int
    front: bool
    left: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a page lies: the window (left, bottom, width, height) that shows it, and the lower left trim corner."""

    window: tuple[float, float, float, float]
    x: float
    y: float


def sides(pages: int, rtl: bool = False) -> Iterator[Side]:
    """Give the sides in printing order, front then back, the outermost sheet first.

    A booklet that is read from the right has its spine at the right.

    The back is upright when the sheet is turned about its fold (on landscape sheets: flipped on the short edge). A
    count that is no multiple of four is filled up with blanks at the end.
    """
    last = -(-pages // 4) * 4

    def real(number: int) -> int | None:
        return number if number <= pages else None

    for sheet in range(last // 4):
        outer, inner = (last - 2 * sheet, 1 + 2 * sheet), (2 + 2 * sheet, last - 1 - 2 * sheet)
        for front, (left, right) in ((True, outer), (False, inner)):
            yield Side(sheet, front, *map(real, (right, left) if rtl else (left, right)))


def creep_of(sheet: int, folding: Folding) -> float:
    """Give how far the pages of a sheet are moved towards the fold, in mm: on the outermost not at all."""
    return folding.paper * sheet * CREEP if folding.creep else 0.0


def slots(side: Side, width: float, height: float, folding: Folding) -> tuple[Slot, Slot]:
    """Give the places of the left and the right page, whose trim size is width x height.

    The windows meet at the fold. They end at the trim or, where two pages cover the sheet but for a hair, at its edge.
    """
    sheet = folding.sheet
    fold, bottom, shift = sheet.width / 2, (sheet.height - height) / 2, creep_of(side.sheet, folding)
    wide, low, high = width, bottom, height
    if sheet.is_twice(width, height):
        wide, low, high = fold, 0.0, sheet.height
    left = Slot((fold - wide, low, wide, high), fold - width + shift, bottom)
    return left, Slot((fold, low, wide, high), fold - shift, bottom)
