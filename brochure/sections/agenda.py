"""The agenda by its days, with the share of its day that each entry takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from brochure.figures.covers.facts import Facts, Session
from brochure.load.calendar import read_day, read_hours, read_time
from brochure.model.values import Text
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.record import Record
from brochure.render.view import items, parted, plain
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import PT

# A day stays beside its month.
_PIECE = compiled(r"(?:\d{1,2}\.?\s)?\S+")
_LAST, _LEAST = 60, 30
_KEYS = ("time", "end", "title", "who", "place", "text", "icon")


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Give the days with their entries, and whether they can be drawn to scale."""
    by_date = _dated(items(seen, "list"))
    days = [_day(desk, date, "", entries) for date, entries in by_date]
    days += [_day(desk, day.date, day.title, day.list) for day in items(seen, "days")]
    listed = items(seen, "list")
    # What is at a date and no hour of it, each alone, is a list of dates.
    dated = bool(listed) and not items(seen, "days") and all(entry.date and not entry.time for entry in listed)
    schedule = [day for day, _ in days]
    told = {"schedule": schedule, "scaled": len(days) == 1 and days[0][1], "dated": dated, "month": _month(schedule)}
    return {**told, "small_dates": dated and _is_long(desk, (date for date, _ in by_date))}


def _month(days: Sequence[Any]) -> str:
    """Give the month that all days are of, each with the name of its day; "" where it is not the same or not said."""
    months = {day.after for day in days}
    return next(iter(months)) if len(months) == 1 and all(day.before for day in days) else ""


def _is_long(desk: Desk, dates: Iterable[Any]) -> bool:
    """Tell whether a date, in a third of the page less the gutter, would part in the middle of a word."""
    paper, scale = desk.project.format, scale_of(desk.project.format)
    third = (paper.width - 2 * scale.margin - 2 * scale.gutter) / 3
    pieces = (piece for date in dates for piece in _PIECE.findall(plain(date)))
    return any(desk.display.width(piece, scale.section * PT) > third - scale.gutter for piece in pieces)


def tells(desk: Desk, values: Mapping[str, object]) -> Facts:
    """Tell the entries of a single day by their hours, and the places of all."""
    days = [day for day in _listed(values, "days") if _listed(day, "list")]
    entries = [*_listed(values, "list"), *(entry for day in days for entry in _listed(day, "list"))]
    dates = {str(entry["date"]) for entry in entries if entry.get("date")}
    single = len(days) + bool(_listed(values, "list")) == 1 and len(dates) < 2
    named = dict.fromkeys(place for entry in entries if (place := _plain(desk, entry, "place")))
    return Facts(sessions=tuple(_sessions(desk, entries)) if single else (), places=tuple(named))


def _sessions(desk: Desk, entries: Sequence[Mapping[str, object]]) -> list[Session]:
    """Give the entries by their hours; one without an end lasts until the next begins. None where one has no hours.

    After the last one without an end nobody knows how long it is.
    """
    hours = [
        (_plain(desk, entry, "time"), _plain(desk, entry, "end"), _plain(desk, entry, "place")) for entry in entries
    ]
    begins = [_starts(time) for time, _, _ in hours]
    found = []
    for (time, end, place), begin in zip(hours, begins, strict=True):
        if begin is None:
            return []
        later = [other for other in begins if other is not None and other > begin]
        last = _ends(time, end)
        found.append(Session(begin, last if last and last > begin else min(later, default=begin), place))
    return found


def _listed(values: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = values.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, tuple) else []


def _plain(desk: Desk, entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name)
    return desk.plain(value) if isinstance(value, Text) else ""


def _dated(entries: Sequence[Any]) -> list[tuple[Any, list[Any]]]:
    """Put entries by their dates; one without a date is of the day before it."""
    found: list[tuple[Any, list[Any]]] = []
    for entry in entries:
        if not found or (entry.date and entry.date != found[-1][0]):
            found.append((entry.date, []))
        found[-1][1].append(entry)
    return found


def _day(desk: Desk, date: Any, title: Any, entries: Sequence[Any]) -> tuple[Record, bool]:
    shares = _shares(entries)
    shown = [
        Record(
            {name: getattr(entry, name) for name in _KEYS}
            | {"share": f"{share:.5f}", "session": bool(entry.text or entry.icon)}
        )
        for entry, share in zip(entries, shares or [0.0] * len(entries), strict=True)
    ]
    day = read_day(plain(date), desk.language)
    before, number, after = (parted(str(date), day.day) if day else None) or ("", str(day.day) if day else "", "")
    told = {"date": date, "title": title, "entries": shown, "number": number, "before": safe(before)}
    told |= {"after": safe(after), "parted": bool(before or after)}
    return Record(told), bool(shares)


def _shares(entries: Sequence[Any]) -> list[float] | None:
    """Give the share of the day that each entry takes; None where that is not known, or not as they follow."""
    begins = [_begin(entry) for entry in entries]
    starts = [start for start in begins if start is not None]
    if (
        len(starts) < 2
        or len(starts) < len(begins)
        or any(after - before < _LEAST for before, after in pairwise(starts))
    ):
        return None
    ends = [_end(entry) for entry in entries]
    if any(end is not None and end > after for end, after in zip(ends, starts[1:], strict=False)):
        return None
    last = ends[-1] if ends[-1] is not None and ends[-1] > starts[-1] else starts[-1] + _LAST
    whole = last - starts[0]
    return [(after - before) / whole for before, after in pairwise([*starts, last])]


def _begin(entry: Any) -> int | None:
    return _starts(plain(entry.time))


def _end(entry: Any) -> int | None:
    return _ends(plain(entry.time), plain(entry.end))


def _starts(time: str) -> int | None:
    span = read_hours(time)
    return span[0] if span else read_time(time)


def _ends(time: str, end: str) -> int | None:
    span = read_hours(time)
    return span[1] if span else read_time(end)
