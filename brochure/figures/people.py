"""A percentage as ten people, or as a bar, drawn to scale."""

from __future__ import annotations

from math import sqrt

from brochure.figures.svg import box, document, num, path

_COUNT = 10
# One figure is drawn in units of its own width: a head, a gap, and a body with round shoulders.
_HEAD = 0.31
_GAP = 0.08
_BODY = 1.3
_TALL = 2 * _HEAD + _GAP + _BODY
_BETWEEN = 0.22


def people(percent: float, width: float, colour: str, track: str, title: str = "") -> str:
    """Draw ten figures over `width` mm, one for every ten in a hundred, the last of them filled in part.

    A figure is filled from its left edge over that part of its width, cut by geometry: 63 % fills six figures and
    three tenths of the width of the seventh.
    """
    unit = width / (_COUNT + (_COUNT - 1) * _BETWEEN)
    full, empty = "", ""
    for index in range(_COUNT):
        x = index * (1 + _BETWEEN) * unit
        share = min(max(percent / 10 - index, 0.0), 1.0)
        if share > 0:
            full += _figure(x, unit, 0, share)
        if share < 1:
            empty += _figure(x, unit, share, 1)
    body = (path(empty, track) if empty else "") + (path(full, colour) if full else "")
    return document(width, _TALL * unit, body, title)


def bar(percent: float, width: float, height: float, colour: str, track: str, title: str = "") -> str:
    """Draw a bar of which `percent` is filled from the left; the track is only the rest."""
    filled = width * min(max(percent / 100, 0.0), 1.0)
    body = path(box(filled, 0, width - filled, height), track) if filled < width else ""
    body += path(box(0, 0, filled, height), colour) if filled > 0 else ""
    return document(width, height, body, title)


def _figure(x: float, unit: float, low: float, high: float) -> str:
    """Give the path of one figure between two parts (0 to 1) of its width."""
    return _head(x, unit, low, high) + _torso(x, unit, low, high)


def _head(x: float, unit: float, low: float, high: float) -> str:
    left, right = max(low - 0.5, -_HEAD), min(high - 0.5, _HEAD)
    if right <= left:
        return ""
    a, b = _half(left, _HEAD), _half(right, _HEAD)
    centre, middle, radius = x + unit / 2, _HEAD * unit, num(_HEAD * unit)
    x1, x2 = centre + left * unit, centre + right * unit

    def at(px: float, dy: float) -> str:
        return f"{num(px)} {num(middle + dy * unit)}"

    # Less than half a turn on either side: the cut parts of a circle never need the large arc.
    return f"M{at(x1, -a)}A{radius} {radius} 0 0 1 {at(x2, -b)}L{at(x2, b)}A{radius} {radius} 0 0 1 {at(x1, a)}z"


def _torso(x: float, unit: float, low: float, high: float) -> str:
    """Cut the body, whose shoulders are one half circle as wide as the figure."""
    top, foot = 2 * _HEAD + _GAP, _TALL
    y1, y2 = top + 0.5 - _half(low - 0.5, 0.5), top + 0.5 - _half(high - 0.5, 0.5)
    x1, x2, radius = num(x + low * unit), num(x + high * unit), num(unit / 2)
    return (
        f"M{x1} {num(foot * unit)}L{x1} {num(y1 * unit)}A{radius} {radius} 0 0 1 {x2} {num(y2 * unit)}"
        f"L{x2} {num(foot * unit)}z"
    )


def _half(offset: float, radius: float) -> float:
    """Give half the height of a circle at a distance from its centre."""
    return sqrt(max(radius * radius - offset * offset, 0.0))
