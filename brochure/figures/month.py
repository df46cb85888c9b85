"""A month of the calendar, with the days that are meant marked."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from datetime import date

from brochure.figures.svg import circle, document, path, words

# In mm on A5.
_WIDTH, _ROW, _TYPE, _DISC = 58.0, 11.2, 2.9, 4.0
_DAYS = 7
_FONT = "Brochure Small"


def month(first: date, last: date, names: Sequence[str], sunday: bool, colours: tuple[str, str, str]) -> str:
    """Draw the month of a day; `names` are the initials of the week from Monday, `sunday` begins it a day earlier.

    `colours` are those of the days, of the marks and of the days in them; what lies between two marked days is marked.
    """
    text = colours[0]
    order = [*names[-1:], *names[:-1]] if sunday else list(names)
    step = _WIDTH / _DAYS
    body = [words(name, step * (at + 0.5), _TYPE, _TYPE, text, _FONT, "middle") for at, name in enumerate(order)]
    weeks = Calendar(6 if sunday else 0).monthdatescalendar(first.year, first.month)
    for row, week in enumerate(weeks, 1):
        for column, day in enumerate(week):
            if day.month == first.month:
                body.append(_day(day, (step * (column + 0.5), row * _ROW + _TYPE), first <= day <= last, colours))
    return document(_WIDTH, len(weeks) * _ROW + 2 * _TYPE, "".join(body))


def _day(day: date, at: tuple[float, float], marked: bool, colours: tuple[str, str, str]) -> str:
    text, mark, on_mark = colours
    figure = words(str(day.day), at[0], at[1], _TYPE, on_mark if marked else text, _FONT, "middle")
    return path(circle(at[0], at[1] - 0.35 * _TYPE, _DISC), mark) + figure if marked else figure
