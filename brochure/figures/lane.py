"""Lengths of time that follow each other, added up."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.load.quantity import Duration


def total(durations: Sequence[Duration | None]) -> Duration | None:
    """Add durations up; None where one is unknown or where the sum would not be exact (weeks and months)."""
    known = [duration for duration in durations if duration is not None]
    units = {duration.unit for duration in known}
    if not known or len(known) < len(durations):
        return None
    if len(units) == 1:
        return Duration(sum(d.low for d in known), sum(d.high for d in known), known[0].unit)
    for unit, factors in (("month", {"month": 1, "year": 12}), ("day", {"day": 1, "week": 7})):
        if units <= factors.keys():
            low, high = (sum(getattr(d, end) * factors[d.unit] for d in known) for end in ("low", "high"))
            return Duration(low, high, "month" if unit == "month" else "day")
    return None
