"""The sheets that office printers take, and which of them holds two pages side by side. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

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


def sheet_for(width: float, height: float) -> Sheet:
    """Choose the sheet for two pages of a size in mm: one that they cover, else one that holds them, else their own."""
    exact = (sheet for sheet in SHEETS.values() if sheet.is_twice(width, height))
    larger = (sheet for sheet in SHEETS.values() if sheet.holds(width, height))
    return next(exact, None) or next(larger, None) or Sheet("two pages", 2 * width, height)
