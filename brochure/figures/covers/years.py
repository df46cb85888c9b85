"""Years: a ring a year from the lower corner, as a tree has them; those of whole decades in the signal colour."""

from __future__ import annotations

from brochure.figures.covers.field import Field, Sheet
from brochure.figures.motifs import arc, number, rect

_FOOT, _HEAD = 4.0, 8.0
_DECADE, _YEAR = 0.86, 0.34
_TEN = 10


def draw(sheet: Sheet, since: int, count: int) -> None:
    """Draw so many rings, the first that of the year after `since`; 0 counts from nothing."""
    _rings(sheet, sheet.field, since, count, 1)


def draw_back(sheet: Sheet, front: Field, since: int, count: int) -> None:
    """Draw the other half of the rings: they go on round the outer edges of the cover."""
    _rings(sheet, front, since, count, -1)


def _rings(sheet: Sheet, field: Field, since: int, count: int, side: int) -> None:
    """Draw the half of the rings that opens to the left, or to the right where `side` is -1."""
    x, y = field.width if side > 0 else 0.0, field.foot - _FOOT
    beyond = side * (field.right if side > 0 else sheet.field.left)
    radius = min(field.width - field.margin, y + _FOOT - max(field.margin, field.top) - _HEAD)
    step = radius / count
    for at in range(1, count + 1):
        decade = (since + at) % _TEN == 0
        colour = sheet.stage.palette.shape if decade else sheet.stage.on
        line = step * (_DECADE if decade else _YEAR)
        sheet.shapes.add(colour, _quarter(x, y, step * (at - 0.5), line, beyond))


def _quarter(x: float, y: float, radius: float, line: float, beyond: float) -> str:
    """Give a quarter of a ring on the one side of its top that goes on into the bleed on the other, left if below 0."""
    outer, inner = radius + line / 2, max(0.0, radius - line / 2)
    side = 1 if beyond > 0 else -1
    first, last = (x - side * outer, y), (x - side * inner, y)
    up, down = arc(first, outer, int(side > 0), (x, y - outer)), arc((x, y - inner), inner, int(side < 0), last)
    ring = f"M{number(first[0])} {number(y)}{up}V{number(y - inner)}{down}z"
    return ring + rect(min(x, x + beyond), y - outer, abs(beyond), line)
