"""The five sizes of type of a brochure and the measures of its grid, by the size of its page. Pure data.

On A5 the sizes are 7.2, 8.8, 11, 14 and 26 pt; A4 and square pages have their own, others lie between A5 and A4.
"""

from __future__ import annotations

from dataclasses import astuple
from functools import cache

from brochure.vocabulary.paper import Format
from brochure.vocabulary.records import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of type, in pt, one a level, and the grid of the page, in mm.

    `margin` lies at both sides, `gutter` between two of six columns; content starts at `start` below the head of the
    page and ends `foot` above its foot, titles start at `head`.
    """

    small: float
    text: float
    lead: float
    section: float
    title: float
    margin: float
    gutter: float
    head: float
    start: float
    foot: float

    @property
    def grid(self) -> float:
        """Give the step, in mm, of which every leading is a multiple: a fourth of that of running text."""
        return self.text / 8

    def between(self, other: Scale, share: float) -> Scale:
        """Give the scale that lies so far, from 0 to 1, on the way to another."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Scale(*(round(one + (two - one) * share, 3) for one, two in pairs))


A5 = Scale(7.2, 8.8, 11, 14, 26, margin=13, gutter=5, head=14, start=36, foot=15)
A4 = Scale(8.2, 10.4, 13, 18, 38, margin=18, gutter=6, head=20, start=50, foot=21)
SQUARE = Scale(7.6, 9.4, 12, 16, 32, margin=16, gutter=9, head=18, start=42, foot=18)
LEAFLET = Scale(7.2, 8.8, 11, 14, 26, margin=10, gutter=5, head=10, start=29, foot=10)
# What columns below a band over two panels of a leaflet keep from the fold between them, in mm: less than from others.
AT_FOLD = 7.0
# A page that is hardly higher than wide, and as wide as this at least, in mm, is composed as a square.
_SQUARISH, _WIDE = 1.15, 180.0
_A5_WIDTH, _A4_WIDTH = 148.0, 210.0
# From this width, in mm, running text stands in two columns.
_TWO_COLUMNS = 195.0


@cache
def scale_of(paper: Format) -> Scale:
    """Give the scale of a format; of a page smaller than A5 that of A5, of one larger than A4 that of A4."""
    if paper.panels:
        return LEAFLET
    if paper.height / paper.width < _SQUARISH and paper.width >= _WIDE:
        return SQUARE
    share = (paper.width - _A5_WIDTH) / (_A4_WIDTH - _A5_WIDTH)
    return A5.between(A4, min(1.0, max(0.0, share)))


def is_wide(paper: Format) -> bool:
    """Tell whether running text stands in two columns."""
    return not paper.panels and paper.width >= _TWO_COLUMNS and paper.height / paper.width >= _SQUARISH
