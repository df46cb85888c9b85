"""The picture of a key figure: each kind of number has its own, to scale from what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from brochure.figures import bars, discs, people, ticks
from brochure.figures.inks import Drawn, Inks
from brochure.load.keyfigure import KeyFigure

# In mm: rooms as high as these hold a hundred discs, a hundred blocks; of people, ten stand for a share.
_DISCS, _BLOCKS = 60.0, 20.0
_TEN = 10
# What is drawn as dots in rows, which keep to a size and not to a width.
_DOTS = "dots"
# The longest that drawings of each scale may have for a unit of theirs, in mm.
Scales = Mapping[str, float]


def scales(figures: Iterable[tuple[KeyFigure, float, float]], inks: Inks) -> Scales:
    """Give the scales of drawings that stand together, from each figure with the width and height of its room in mm.

    What one mark stands for, or a whole of a hundred, is as long in every drawing of a kind: 5 % is no longer than 12 %
    where one has a wide place.
    """
    found: dict[str, list[float]] = {}
    for figure, width, height in figures:
        kind, units = _measure(figure)
        is_dots = kind == _DOTS
        if units and (is_dots or draw(figure, width, height, inks)):
            found.setdefault(kind, []).append(discs.pitch_of(units, width, height) if is_dots else width / units)
    return {kind: min(units) for kind, units in found.items()}


def smallest(found: Iterable[Scales]) -> Scales:
    """Give scales for drawings of several pages: those that all of them have room for."""
    made: dict[str, float] = {}
    for one in found:
        made.update({kind: min(units, made.get(kind, units)) for kind, units in one.items()})
    return made


def _measure(figure: KeyFigure) -> tuple[str, float]:
    """Give what a figure's drawing is measured by, and how many units of that it is long; of dots, how many they are.

    No units are those of a drawing that is by itself.
    """
    kind, values = figure.kind, figure.values
    match kind:
        case "share" if figure.people and values[0] % _TEN == 0:
            return "people", people.pitches(_TEN)
        case "part" if values[1] > people.MOST:
            return _DOTS, values[1]
        case "part" if figure.people:
            return "people", people.pitches(int(values[1]))
        case "range" if figure.unit not in ("", "%"):
            return f"{kind} {figure.unit}", bars.whole(values[1])[0]
        case "share" | "part" | "range":
            return kind, 1.0
        case "count":
            return _DOTS, discs.marks(values[0])[0]
        case "money":
            return kind, discs.row(discs.marks(values[0], discs.MOST)[0])
        case "ratio":
            return kind, discs.against(int(values[0]))
        case "times":
            return kind, values[0]
        case "change":
            return kind, max(1.0, 1 + values[0] / 100)
        case "rank":
            return kind, ticks.pitches(int(values[1]))
        case "years":
            return kind, ticks.pitches(int(values[0]))
        case "span":
            return f"{kind}-{figure.whole}", ticks.pitches(ticks.strokes(int(values[0]), figure.whole))
    return kind, 0.0


def to_scale(figure: KeyFigure, width: float, height: float, inks: Inks, scale: Scales) -> Drawn | None:
    """Draw a key figure in a room, in mm, no larger than the scale of its kind allows."""
    kind, units = _measure(figure)
    if kind not in scale:
        return draw(figure, width, height, inks)
    if kind == _DOTS:
        return draw(figure, width, height, inks, scale[kind])
    return draw(figure, min(width, scale[kind] * units), height, inks)


@lru_cache(256)
def draw(figure: KeyFigure, width: float, height: float, inks: Inks, pitch: float = 0.0) -> Drawn | None:
    """Draw a key figure in a room, in mm; None where nothing is drawn of it, or nothing that could be counted.

    Dots are a `pitch` apart where others have one.
    """
    values, room = figure.values, (width, height, inks)
    match figure.kind:
        case "rank":
            return ticks.rank(int(values[0]), int(values[1]), *room)
        case "part":
            return people.part(values[0], int(values[1]), figure.people, *room, pitch)
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
            return discs.dots(values[0], *room, pitch=pitch)
    return None


def _share(percent: float, counts_people: bool, width: float, height: float, inks: Inks) -> Drawn:
    if counts_people and percent % _TEN == 0:
        return people.row(percent / _TEN, _TEN, width, height, inks)
    if height >= _DISCS:
        return discs.hundred(percent, width, height, inks)
    if height >= _BLOCKS:
        return discs.blocks(percent, width, height, inks)
    return bars.share(percent, width, height, inks)
