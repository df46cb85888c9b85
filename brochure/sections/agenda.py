"""The agenda by its days, with the share of its day that each entry takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from brochure.load.calendar import read_day, read_hours, read_time
from brochure.render.desk import Desk
from brochure.render.record import Record
from brochure.render.view import items, plain

_LAST, _LEAST = 60, 30
_KEYS = ("time", "end", "title", "who", "place", "text", "icon")


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Give the days with their entries, and whether they can be drawn to scale."""
    days = [_day(desk, date, "", entries) for date, entries in _dated(items(seen, "list"))]
    days += [_day(desk, day.date, day.title, day.list) for day in items(seen, "days")]
    return {"schedule": [day for day, _ in days], "scaled": len(days) == 1 and days[0][1]}


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
        Record({name: getattr(entry, name) for name in _KEYS} | {"share": f"{share:.5f}"})
        for entry, share in zip(entries, shares or [0.0] * len(entries), strict=True)
    ]
    day = read_day(plain(date), desk.language)
    told = {"date": date, "title": title, "entries": shown, "number": str(day.day) if day else ""}
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
    span = read_hours(plain(entry.time))
    return span[0] if span else read_time(plain(entry.time))


def _end(entry: Any) -> int | None:
    span = read_hours(plain(entry.time))
    return span[1] if span else read_time(plain(entry.end))
