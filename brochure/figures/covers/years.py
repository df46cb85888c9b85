"""Years: a ring a year from the lower corner, as a tree has them; those of whole decades in the signal colour."""

from __future__ import annotations

from brochure.figures.covers.field import Sheet
from brochure.figures.motifs import arc, number, rect

_FOOT, _HEAD = 4.0, 8.0
_DECADE, _YEAR = 0.86, 0.34
_TEN = 10


def draw(sheet: Sheet, since: int, count: int) -> None:
    """Draw so many rings, the first that of the year after `since`; 0 counts from nothing."""
    field = sheet.field
    x, y = field.width, field.foot - _FOOT
    radius = min(field.width - field.margin, y + _FOOT - max(field.margin, field.top) - _HEAD)
    step = radius / count
    for at in range(1, count + 1):
        decade = (since + at) % _TEN == 0
        colour = sheet.stage.palette.shape if decade else sheet.stage.on
        line = step * (_DECADE if decade else _YEAR)
        sheet.shapes.add(colour, _quarter(x, y, step * (at - 0.5), line, field.right))


def _quarter(x: float, y: float, radius: float, line: float, beyond: float) -> str:
    """Give a quarter of a ring, left of its top and over its left end, that goes on into the bleed."""
    outer, inner = radius + line / 2, max(0.0, radius - line / 2)
    up, down = arc((x - outer, y), outer, 1, (x, y - outer)), arc((x, y - inner), inner, 0, (x - inner, y))
    ring = f"M{number(x - outer)} {number(y)}{up}V{number(y - inner)}{down}z"
    return ring + rect(x, y - outer, beyond, line)
