"""What the opening hours say, to scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brochure.load.calendar import read_hours
from brochure.render.desk import Desk
from brochure.render.record import Record
from brochure.render.view import items, plain

_HOUR = 60


def view(_: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Give the rows of the opening hours, drawn where every time of them is read; what has no figure is closed."""
    rows = items(seen, "hours")
    spans = [read_hours(plain(row.time)) for row in rows]
    sure = [span for span in spans if span is not None]
    unread = [row for row, span in zip(rows, spans, strict=True) if span is None and any(map(str.isdigit, row.time))]
    drawn = len(sure) > 1 and not unread
    low = min((start for start, _ in sure), default=0) // _HOUR * _HOUR
    high = -(-max((end for _, end in sure), default=0) // _HOUR) * _HOUR
    opening = [_row(row, span if drawn else None, low, high) for row, span in zip(rows, spans, strict=True)]
    return {"opening": opening, "axis": drawn}


def _row(row: Any, span: tuple[int, int] | None, low: int, high: int) -> Record:
    told: dict[str, object] = {"days": row.days, "time": row.time, "note": row.note, "left": "", "width": ""}
    if span is not None:
        share = 100 / max(1, high - low)
        told |= {"left": f"{(span[0] - low) * share:.3f}", "width": f"{(span[1] - span[0]) * share:.3f}"}
    return Record(told)
