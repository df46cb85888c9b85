"""The months under a band of dated phases: where each begins, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from brochure.figures.segments import Field
from brochure.load.cldr import tongue
from brochure.vocabulary.records import NamedTuple

# Every so many months have a name: the first of these at which names are so far apart, in mm.
_STEPS, _PITCH = (1, 3, 6, 12), 17.0
# What a name keeps from the next one, and from a fold, in mm.
_APART, _FOLD = 3.0, 6.0
_MONTHS = 12
# The languages that write a month with a capital letter.
_CAPITAL = frozenset({"en", "de", "el", "tr"})
# More forms than these are those of grammar, of which none stands alone for sure.
_FORMS = 2


class Dated(NamedTuple):
    """The name of a month, and where it begins, in mm from the left edge of the field."""

    x: float
    text: str


def months(first: date, last: date) -> Iterator[date]:
    """Give the first day of each month that begins after a day and no later than another."""
    at = date(first.year + first.month // _MONTHS, first.month % _MONTHS + 1, 1)
    while at <= last:
        yield at
        at = date(at.year + at.month // _MONTHS, at.month % _MONTHS + 1, 1)


def named(first: date, last: date, field: Field, language: str, wide: Callable[[str], float]) -> tuple[Dated, ...]:
    """Name months under a band that goes from a day to a day; `wide` tells how wide a name is, in mm.

    The first stands at the margin and tells its year, as the first of every year does; none is cut by a fold or the
    trim.
    """
    whole = (last - first).days + 1
    month = field.width / whole * 365.25 / _MONTHS
    step = next((step for step in _STEPS if step * month >= _PITCH), _STEPS[-1])
    found: list[Dated] = []
    told = 0
    for at in (first, *months(first, last + timedelta(1))):
        begins = not found
        if not begins and (at.month - 1) % step:
            continue
        name = name_of(at.month, language)
        text = f"{name} {at.year}".strip() if at.year != told else name
        x = max(field.margin, (at - first).days / whole * field.width)
        after = found[-1].x + wide(found[-1].text) + _APART if found else 0.0
        if text and x >= after and _is_free(x, x + wide(text), field):
            found.append(Dated(x, text))
            told = at.year
    return tuple(found)


def _is_free(low: float, high: float, field: Field) -> bool:
    """Tell whether a name keeps off the folds and the margin; what begins on a fold stands beside it."""
    cut = any((low < fold - 0.1 and high > fold - _FOLD) or fold < low < fold + _FOLD for fold in field.folds)
    return high <= field.width - field.margin and not cut


def name_of(month: int, language: str) -> str:
    """Give the name of a month as it stands alone, "" where a language has several."""
    forms = [name for name, number in tongue(language).months.items() if number == month]
    if not forms or len(forms) > _FORMS:
        return ""
    name = max(forms, key=len)
    return name.capitalize() if language[:2].lower() in _CAPITAL else name
