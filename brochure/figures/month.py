"""A month of the calendar, with the days that are meant marked."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from datetime import date

from brochure.figures.svg import circle, document, path, words

# In mm on A5.
_WIDTH = 58.0
_DAYS = 7
_FONT = "Brochure Small"
# A marked day is larger than the others by so much: small type is not set in several inks.
_LARGER = 1.22


def month(
    days: tuple[date, date],
    names: Sequence[str],
    begins: int,
    colours: tuple[str, str, str],
    height: float,
    size: float,
) -> str:
    """Draw the month of the first of two days, both of which, and all between, are marked.

    `names` are the initials of the week from Monday, `begins` is its first day, 0 for Monday. `colours` are those
    of the days, of the marks and of the days in them; `height` and the `size` of type are in mm on A5.
    """
    first, text = days[0], colours[0]
    order = [*names[begins:], *names[:begins]]
    step = _WIDTH / _DAYS
    body = [words(name, step * (at + 0.5), size, size, text, _FONT, "middle") for at, name in enumerate(order)]
    weeks = Calendar(begins).monthdatescalendar(first.year, first.month)
    pitch = (height - 1.6 * size) / len(weeks)
    for row, week in enumerate(weeks, 1):
        for column, day in enumerate(week):
            if day.month == first.month:
                at = (step * (column + 0.5), row * pitch + size)
                body.append(_day(day, at, days[0] <= day <= days[1], colours, (size, min(4.0, pitch * 0.48))))
    return document(_WIDTH, height, "".join(body))


def _day(
    day: date, at: tuple[float, float], marked: bool, colours: tuple[str, str, str], sizes: tuple[float, float]
) -> str:
    (text, mark, on_mark), (size, disc) = colours, sizes
    if not marked:
        return words(str(day.day), at[0], at[1], size, text, _FONT, "middle")
    ground = path(circle(at[0], at[1] - 0.35 * size, disc), mark)
    large = _LARGER * size
    return ground + words(str(day.day), at[0], at[1] + 0.35 * (large - size), large, on_mark, _FONT, "middle")
