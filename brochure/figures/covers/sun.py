"""A count: exactly so many dots, turned like the seeds of a sunflower, the outer ones larger."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

from brochure.figures.covers.field import Sheet
from brochure.figures.motifs import disc

_ANGLE = pi * (3 - sqrt(5))
# What the flower keeps from the sides, from the head and from the foot of the field, in mm.
_SIDE, _HEAD, _FOOT = 7.0, 9.0, 8.0
_FIRST, _SPREAD = 0.7, 1.12
_SMALLEST, _GROWTH = 0.36, 0.46


def draw(sheet: Sheet, count: int) -> None:
    """Draw the flower."""
    x, y, whole = place(sheet)
    edge = whole - whole / sqrt(count) * (_SMALLEST + _GROWTH)
    for at in range(count):
        share = sqrt((at + _FIRST) / count)
        radius, angle = edge * share**_SPREAD, at * _ANGLE
        dot = whole / sqrt(count) * (_SMALLEST + _GROWTH * share)
        sheet.shapes.add(sheet.stage.on, disc(x + radius * sin(angle), y - radius * cos(angle), dot))


def draw_back(sheet: Sheet) -> None:
    """Draw what all dots make together: one disc, as large as the flower."""
    x, y, whole = place(sheet)
    sheet.shapes.add(sheet.stage.on, disc(x, y, whole))


def place(sheet: Sheet) -> tuple[float, float, float]:
    """Give the centre of the flower and its radius, in mm."""
    field = sheet.field
    head = max(_HEAD, field.top)
    radius = min(field.width / 2 - _SIDE, (field.foot - head - _FOOT) / 2)
    return field.width / 2, head + radius, radius
