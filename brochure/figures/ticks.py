"""Numbers as rows of strokes: years, a length of time, a rank."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from brochure.figures.inks import Drawn, Inks
from brochure.figures.svg import box

# What a stroke takes of its pitch, the shorter ones of the height; in mm, the finest pitch that can be counted.
_STROKE, _SHORT, _FINEST = 0.66, 0.54, 0.5
_TALLEST = 16.0


def years(count: int, width: float, height: float, inks: Inks) -> Drawn | None:
    """Draw a stroke for each year, every tenth tall; None where they would run together."""
    return _row(width, height, [inks.on] * count, [year % 10 == 0 for year in range(1, count + 1)])


def span(count: int, whole: int, width: float, height: float, inks: Inks) -> Drawn | None:
    """Draw a stroke for each hour, day …, on to the end of the last whole day, week …; None where they run together."""
    number = strokes(count, whole)
    colours = [inks.on if index < count else inks.off for index in range(number)]
    return _row(width, height, colours, [bool(whole) and index % whole == 0 for index in range(number)])


def strokes(count: int, whole: int) -> int:
    """Give how many strokes a length of time has, on to the end of the last whole day, week …"""
    return ceil(count / whole) * whole if whole else count


def pitches(count: int) -> float:
    """Give how many pitches a row of strokes is long."""
    return count - 1 + _STROKE


def rank(place: int, count: int, width: float, height: float, inks: Inks) -> Drawn | None:
    """Draw a bar for each, the one of the rank tall and lit; None where they run together."""
    own = [number == place for number in range(1, count + 1)]
    return _row(width, height, [inks.on if is_own else inks.off for is_own in own], own)


def _row(width: float, height: float, colours: Sequence[str], tall: Sequence[bool]) -> Drawn | None:
    high = min(height, _TALLEST)
    # Few strokes stand no farther apart than they are high.
    pitch = min(width / pitches(len(colours)), high)
    if pitch < _FINEST:
        return None
    short = high * _SHORT
    top = high if any(tall) else short
    by_colour: dict[str, str] = dict.fromkeys(colours, "")
    for index, (colour, is_tall) in enumerate(zip(colours, tall, strict=True)):
        own = high if is_tall else short
        by_colour[colour] += box(index * pitch, top - own, pitch * _STROKE, own)
    return Drawn(top, tuple(by_colour.items()))
