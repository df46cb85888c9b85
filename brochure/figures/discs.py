"""Numbers as discs and blocks: a count, a hundred, an amount of money, one to so many."""

from __future__ import annotations

from math import ceil

from brochure.figures.inks import Drawn, Inks
from brochure.figures.svg import box, circle, sector

# Part of the pitch that a disc is wide; what is left parts it from the next.
_DISC, _LARGE_DISC, _BLOCK = 0.72, 0.86, 0.82
MANY, MOST = 1000, 12
# In mm: no dot is larger where few have much room, no disc of money.
_LEAST_DOT, _LARGEST = 2.2, 34.0
_ROWS, _COLUMNS = 4, 25
# A last row of less than one to so many of the others is none.
_LOST = 4
# By such a part a row may have dots more or fewer, farther apart than rows are, where all rows are full for it.
_NEAR = 0.15


def marks(amount: float, most: int = MANY) -> tuple[int, float, int]:
    """Give how many marks an amount has, the last of them may be a part, that as a number, and what each stands for."""
    per = 1
    while amount / per > most:
        per *= 10
    return ceil(amount / per), amount / per, per


def pitch_of(number: float, width: float, height: float) -> float:
    """Give how far rows of so many dots are apart that have a room to themselves."""
    return _pitch(int(number), width, height)[0]


def dots(count: float, width: float, height: float, inks: Inks, lit: float | None = None, pitch: float = 0.0) -> Drawn:
    """Draw a dot for each, or for each 10, 100 … of more than a thousand; the last may be a part of one.

    They fill as few columns as the height has room for; `lit` is how many of them are counted, all without it. Where
    others have a `pitch`, it is theirs.
    """
    number, whole, per = marks(count)
    usual = _pitch(number, width, height)
    pitch, columns, across = _at(number, pitch, width) if 0 < pitch < usual[0] else usual
    radius = pitch * _DISC / 2
    rows = ceil(number / columns)
    reached = whole if lit is None else lit
    on, off = "", ""
    for index in range(number):
        x, y = radius + index % columns * across, radius + index // columns * pitch
        share = min(1.0, max(0.0, reached - index))
        off += circle(x, y, radius) if share < 1 else ""
        on += sector(x, y, radius, share)
    return Drawn((rows - 1) * pitch + 2 * radius, ((inks.off, off), (inks.on, on)), per)


def _pitch(number: int, width: float, height: float) -> tuple[float, int, float]:
    """Give how far rows of dots are apart, how many stand in a row, and how far these are apart."""
    most = max(_LEAST_DOT, height * 0.9)
    for columns in range(1, number + 1):
        pitch = min(width / (columns - 1 + _DISC), most)
        if pitch * (ceil(number / columns) - 1 + _DISC) <= height + 1e-9:
            if even := _even(number, columns, width, height, most):
                return even
            # A last row of a dot or two looks lost: a few more stand in the others where that helps.
            more = range(columns, columns + 2 + columns // 8)
            columns = next((one for one in more if (number % one or one) * _LOST >= one), columns)
            pitch = min(width / (columns - 1 + _DISC), most)
            return pitch, columns, pitch
    pitch = min(width / (number - 1 + _DISC), most)
    return pitch, number, pitch


def _at(number: int, pitch: float, width: float) -> tuple[float, int, float]:
    """Give the same of dots at a pitch for which there is room: as few rows as the width lets them be, each as full."""
    most = max(1, int(width / pitch + 1 - _DISC + 1e-6))
    return pitch, ceil(number / ceil(number / most)), pitch


def _even(number: int, columns: int, width: float, height: float, most: float) -> tuple[float, int, float] | None:
    """Give the distances of dots where some more or fewer in a row than so many make every row full, and as wide."""
    near = [one for one in range(ceil(columns * (1 - _NEAR)), int(columns * (1 + _NEAR)) + 1) if number % one == 0]
    # Dots that are no larger since there are few do not fill the width.
    wide = min(width, most * (columns - 1 + _DISC))
    for one in sorted(near, key=lambda one: abs(one - columns)):
        pitch = min(wide / (one - 1 + _DISC), height / (number // one - 1 + _DISC), most)
        if one > 1 and pitch * (one - 1 + _DISC) >= wide * (1 - _NEAR):
            return pitch, one, (wide - pitch * _DISC) / (one - 1)
    return None


def hundred(percent: float, width: float, height: float, inks: Inks) -> Drawn:
    """Draw a hundred discs, ten in a row, of which a percentage is lit; the last may be a part of one."""
    pitch = min(width, height) / (9 + _LARGE_DISC)
    radius = pitch * _LARGE_DISC / 2
    on, off = "", ""
    for index in range(100):
        x, y = radius + index % 10 * pitch, radius + index // 10 * pitch
        share = min(1.0, max(0.0, percent - index))
        off += circle(x, y, radius) if share < 1 else ""
        on += sector(x, y, radius, share)
    return Drawn(9 * pitch + 2 * radius, ((inks.off, off), (inks.on, on)))


def blocks(percent: float, width: float, height: float, inks: Inks) -> Drawn:
    """Draw a hundred blocks in four rows, filled column by column from the foot."""
    across = width / (_COLUMNS - 1 + _BLOCK)
    up = min(across, height / _ROWS)
    wide, high = across * _BLOCK, up * _BLOCK
    on, off = "", ""
    for index in range(100):
        x, y = index // _ROWS * across, (_ROWS - 1 - index % _ROWS) * up
        share = min(1.0, max(0.0, percent - index))
        off += box(x, y, wide, high * (1 - share)) if share < 1 else ""
        on += box(x, y + high * (1 - share), wide, high * share) if share > 0 else ""
    return Drawn((_ROWS - 1) * up + high, ((inks.off, off), (inks.on, on)))


def money(amount: float, width: float, height: float, inks: Inks) -> Drawn | None:
    """Draw a disc for each unit, or for each 10, 100 …; the last is a sector, true in area. None for one disc alone."""
    number, whole, per = marks(amount, MOST)
    if whole <= 1:
        return None
    size = min(height, width / row(number), _LARGEST)
    on, off = "", ""
    for index in range(number):
        x, share = size / 2 + index * size * 1.1, min(1.0, whole - index)
        off += circle(x, size / 2, size / 2) if share < 1 else ""
        on += sector(x, size / 2, size / 2, share)
    return Drawn(size, ((inks.off, off), (inks.on, on)), per)


def row(number: int) -> float:
    """Give how many discs of money a row of them is long."""
    return number + (number - 1) * 0.1


def against(count: int) -> float:
    """Give how many pitches one disc with what it stands against is long."""
    return count + 1.3


def ratio(count: int, width: float, height: float, inks: Inks) -> Drawn:
    """Draw one disc, and beside it as many as it stands against."""
    pitch = min(width / against(count), height)
    radius = pitch * _LARGE_DISC / 2
    others = "".join(circle(pitch * (1.3 + index) + radius, radius, radius) for index in range(count))
    return Drawn(2 * radius, ((inks.on, circle(radius, radius, radius)), (inks.off, others)))
