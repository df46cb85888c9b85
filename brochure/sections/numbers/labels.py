"""The labels of figures: how wide one stands beside its numeral so that its lines are about as long."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.figures.typeface import Typeface

# What lines are kept wider than they are measured, in mm, and by what steps a narrower column is tried.
_GUARD, _STEP = 0.6, 1.0
# What rounding may take of a row, in mm.
_HAIR = 0.1


def evenly(label: str, room: float, face: Typeface, size: float) -> float:
    """Give the narrowest column, in mm, in which a label has no more lines than in its room; sizes are in mm, too.

    One of a single line, or with markup, has all of it.
    """
    words = [face.width(word, size) for word in label.split(" ")]
    space = face.width(" ", size)
    lines = _lines(words, space, room - _GUARD)
    if lines == 1 or "<" in label:
        return room - _HAIR
    width = room - _HAIR
    while _lines(words, space, width - _STEP - _GUARD) == lines and width - _STEP - _GUARD >= max(words):
        width -= _STEP
    return width


def _lines(words: Sequence[float], space: float, room: float) -> int:
    """Count the lines into which words of so many mm part in a column."""
    count, taken = 1, 0.0
    for word in words:
        if taken and taken + space + word > room:
            count, taken = count + 1, 0.0
        taken += space * bool(taken) + word
    return count
