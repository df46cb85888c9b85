"""The formats of pages, and the sheets that office printers take: which holds two pages side by side. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import Literal

from brochure.vocabulary.records import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A trim size: width and height in mm; `name` is the author's word for it.

    `panels` are the widths between the folds of a sheet that is folded inwards, on its outer page, from the left: the
    flap, the back, the cover. The inner page has them the other way round. Any other format has none.
    """

    name: str
    width: float
    height: float
    panels: tuple[float, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def folds(self) -> tuple[tuple[float, ...], ...]:
        """Give the distances of the folds from the left edge, in mm: of the outer page, then of the inner one."""
        return tuple(tuple(accumulate(widths))[:-1] for widths in (self.panels, self.panels[::-1]) if widths)

    def folds_of(self, rtl: bool) -> tuple[tuple[float, ...], ...]:
        """Give the folds of a sheet that is read from the left, or from the right, whose pages are turned about."""
        return self.folds[::-1] if rtl else self.folds

    @property
    def leaf_width(self) -> float:
        """Give the width, in mm, of which a sheet for the office printer takes two: of a folded sheet, its half."""
        return self.width / 2 if self.panels else self.width


# A flap as wide as the panels it is folded in between would buckle.
_FLAP_SHORTER = 2.0
_PANEL = (297 + _FLAP_SHORTER) / 3


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "a5": Format("a5", 148, 210),
        "a4": Format("a4", 210, 297),
        "letter": Format("letter", 215.9, 279.4),
        "square": Format("square", 210, 210),
        "leaflet": Format("leaflet", 297, 210, (_PANEL - _FLAP_SHORTER, _PANEL, _PANEL)),
    }
)
SHORTEST, LONGEST = 90, 450
# What most office printers leave white at each edge of a sheet, in mm: 3 to 5.
UNPRINTED = 5.0
# Styles and drawings are made for A5, in mm; every other page is measured against its width.
DESIGN_WIDTH = 148.0

# In mm: half letters given in whole millimetres are too large by less than this, two A5 too narrow for A4 by less.
_OVER, _UNDER = 0.7, 1.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper as the printer pulls it in: width and height in mm; the fold runs from top to bottom."""

    name: str
    width: float
    height: float

    def holds(self, width: float, height: float) -> bool:
        """Tell whether two pages of that size, in mm, lie on it side by side."""
        return 2 * width <= self.width + _OVER and height <= self.height + _OVER

    def is_twice(self, width: float, height: float) -> bool:
        """Tell whether two pages of that size, in mm, cover it but for a hair."""
        covered = 2 * width >= self.width - _UNDER and height >= self.height - _UNDER
        return covered and self.holds(width, height)


# ISO 216 and ANSI/ASME Y14.1 (A and B); sought in this order where none is exactly two pages.
SHEETS: Mapping[str, Sheet] = MappingProxyType(
    {
        sheet.name: sheet
        for sheet in (
            Sheet("a4", 297, 210),
            Sheet("a3", 420, 297),
            Sheet("letter", 279.4, 215.9),
            Sheet("tabloid", 431.8, 279.4),
        )
    }
)


def side_of(folio: int) -> Literal["left", "right"]:
    """Give the side of the fold on which a page lies."""
    return "right" if folio % 2 else "left"


def sheet_for(width: float, height: float) -> Sheet:
    """Choose the sheet for two pages of a size in mm: one that they cover, else one that holds them, else their own."""
    exact = (sheet for sheet in SHEETS.values() if sheet.is_twice(width, height))
    larger = (sheet for sheet in SHEETS.values() if sheet.holds(width, height))
    return next(exact, None) or next(larger, None) or Sheet("two pages", 2 * width, height)
