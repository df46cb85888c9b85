"""The parts of a whole: the field is their sum, each has its area of it, the largest at the upper left (squarified)."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.figures.covers.facts import Number
from brochure.figures.covers.field import Label, Sheet
from brochure.figures.motifs import rect
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.units import PT

_GAP = 0.9
# How far words stand from the corner of their area, in mm, and the least area, in mm, that has any.
_IN, _LEAST_WIDTH, _LEAST_HEIGHT = 4.0, 18.0, 13.0
# A part that is at least so large, in percent, has a large number; the sizes are in pt.
_LARGE, _SIZE, _SMALLER = 15.0, 26.0, 14.0
_SQUARE = 1.02
_PERCENT = "%"
_LABEL = 9.2


class Area(NamedTuple):
    """The place of a part: which one it is, and its rectangle, in mm."""

    at: int
    x: float
    y: float
    width: float
    height: float


def areas(shares: Sequence[float], width: float, height: float) -> list[Area]:
    """Part a field among shares, the largest first, into areas as square as can be (Bruls, Huizing, van Wijk 2000)."""
    left = sorted(range(len(shares)), key=lambda at: -shares[at])
    rest, found = sum(shares), list[Area]()
    x, y = 0.0, 0.0
    while left:
        across = width < height * _SQUARE
        side = width if across else height
        per = width * height / rest
        times = min(range(1, len(left) + 1), key=lambda times: _worst([shares[at] * per for at in left[:times]], side))
        row, left = left[:times], left[times:]
        thick = sum(shares[at] for at in row) * per / side
        place = 0.0
        for at in row:
            long = shares[at] * per / thick
            found.append(Area(at, x + place, y, long, thick) if across else Area(at, x, y + place, thick, long))
            place += long
        rest -= sum(shares[at] for at in row)
        x, y = (x, y + thick) if across else (x + thick, y)
        width, height = (width, height - thick) if across else (width - thick, height)
    return found


def _worst(row: Sequence[float], side: float) -> float:
    """Give how far from a square the worst of a row of areas is."""
    thick = sum(row) / side
    return max(max(thick * thick / area, area / (thick * thick)) for area in row)


def draw(sheet: Sheet, parts: Sequence[Number], shares: Sequence[float]) -> None:
    """Draw the areas, from bleed to bleed, with their words where they have room."""
    field, palette = sheet.field, sheet.stage.palette
    colours = _colours(sheet)
    for order, area in enumerate(areas(shares, field.width, field.foot - field.top)):
        area = area._replace(y=area.y + field.top)
        colour = colours[min(order, len(colours) - 1)]
        before, above = field.left if area.x <= 0 else 0.0, field.bleed if area.y <= 0 else 0.0
        ends = area.x + area.width >= field.width - 0.1
        after = field.right if ends else -_GAP
        sheet.shapes.add(
            colour,
            rect(area.x - before, area.y - above, area.width + before + after, area.height + above - _GAP),
        )
        if area.width <= _LEAST_WIDTH or area.height <= _LEAST_HEIGHT:
            continue
        x = field.margin if area.x <= 0 else area.x + _IN
        y = field.margin if area.y <= 0 else area.y + _IN
        room = area.x + area.width - x - (field.margin / 3 if ends else 1)
        told = parts[area.at]
        figure = told.written.partition(_PERCENT)[0].strip()
        size = _SIZE if shares[area.at] > _LARGE else _SMALLER
        on = palette.on(colour)
        if sheet.face.width(figure + _PERCENT, size * PT) <= room:
            label = told.label if all(_wide(sheet, word) <= room for word in told.label.split()) else ""
            sheet.labels.append(Label("part", figure, x, y, room, on, size, _PERCENT, label))


def draw_back(sheet: Sheet, shares: Sequence[float]) -> None:
    """Draw the areas that reach the spine, on over the whole page before it."""
    field, colours = sheet.field, _colours(sheet)
    for order, area in enumerate(areas(shares, field.width, field.foot - field.top)):
        if area.x <= 0:
            y, above = area.y + field.top, field.bleed if area.y + field.top <= 0 else 0.0
            box = (-field.left, y - above, field.width + field.left + field.right, area.height + above - _GAP)
            sheet.shapes.add(colours[min(order, len(colours) - 1)], rect(*box))


def _colours(sheet: Sheet) -> list[str]:
    palette = sheet.stage.palette
    return [*palette.ramp(4), palette.dim(palette.ink), palette.pale, palette.tint]


def _wide(sheet: Sheet, word: str) -> float:
    return sheet.small.width(word, _LABEL * PT)
