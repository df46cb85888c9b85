"""The picture of a key figure: each kind of number has its own, to scale from what was written."""

from __future__ import annotations

from functools import lru_cache

from brochure.figures import bars, discs, people, ticks
from brochure.figures.inks import Drawn, Inks
from brochure.load.keyfigure import KeyFigure

# In mm: rooms as high as these hold a hundred discs, a hundred blocks; of people, ten stand for a share.
_DISCS, _BLOCKS = 60.0, 20.0
_TEN = 10


@lru_cache(256)
def draw(figure: KeyFigure, width: float, height: float, inks: Inks) -> Drawn | None:
    """Draw a key figure in a room, in mm; None where nothing is drawn of it, or nothing that could be counted."""
    values, room = figure.values, (width, height, inks)
    match figure.kind:
        case "rank":
            return ticks.rank(int(values[0]), int(values[1]), *room)
        case "part":
            return people.part(values[0], int(values[1]), figure.people, *room)
        case "ratio":
            return discs.ratio(int(values[0]), *room)
        case "times":
            return bars.times(values[0], *room)
        case "range":
            return bars.ruler(values[0], values[1], *room, end=100 if figure.unit == "%" else 0)
        case "change":
            return bars.change(values[0], *room)
        case "share":
            return _share(values[0], figure.people, *room)
        case "money":
            return discs.money(values[0], *room)
        case "years":
            return ticks.years(int(values[0]), *room)
        case "span":
            return ticks.span(int(values[0]), figure.whole, *room)
        case "count":
            return discs.dots(values[0], *room)
    return None


def _share(percent: float, counts_people: bool, width: float, height: float, inks: Inks) -> Drawn:
    if counts_people and percent % _TEN == 0:
        return people.row(percent / _TEN, _TEN, width, height, inks)
    if height >= _DISCS:
        return discs.hundred(percent, width, height, inks)
    if height >= _BLOCKS:
        return discs.blocks(percent, width, height, inks)
    return bars.share(percent, width, height, inks)
