"""Where the parts of a timeline stand: segments, discs, labels and ticks, in millimetres along the bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from brochure.load.quantity import Duration, Unit

RADIUS = 3.1
BAR_TOP = 7.2
BAR = 9.4
HEIGHT = 21.6
GAP = 0.6

_BETWEEN = 0.8
_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200)
_TICKS = 14
# Room for a numeral and the name of its unit.
_PITCH = 16.0
_EM = 0.55
_INSET = 2.4


@dataclass(frozen=True)
class Lane:
    """The room of a bar: its ends, and the fold it crosses, if any.

    Nothing but the bar stands nearer to the fold than its start to the trim: there the columns of text end too.
    """

    start: float
    end: float
    fold: float | None

    @property
    def sides(self) -> tuple[tuple[float, float], ...]:
        """The parts of the lane where something may be read."""
        if self.fold is None:
            return ((self.start, self.end),)
        return ((self.start, self.fold - self.start), (self.fold + self.start, self.end))

    def is_clear(self, x: float, half: float) -> bool:
        """Tell whether something `half` mm to either side of x keeps clear of the fold."""
        return self.fold is None or abs(x - self.fold) >= self.start + half


@dataclass(frozen=True)
class Mark:
    """One segment laid out: ends, disc centre, foot of the disc's lead, label (left end, size) if it fits, openness."""

    start: float
    end: float
    disc: float
    foot: float
    label: tuple[float, float] | None
    is_open: bool


def lay_out(
    durations: Sequence[Duration | None], labels: Sequence[str], lane: Lane, sizes: Sequence[float]
) -> list[Mark]:
    """Place every segment with its disc and its label at the largest of `sizes` that fits."""
    ends = _ends(durations, lane)
    some_known = any(durations)
    feet = [_foot(low, high - GAP, lane) for low, high in ends]
    discs = _discs(feet, lane)
    marks = []
    for (low, high), disc, foot, label, duration in zip(ends, discs, feet, labels, durations, strict=True):
        # A disc that stands over its own segment needs no slanted lead.
        below = disc if low <= disc <= high - GAP else foot
        is_open = some_known and duration is None
        marks.append(Mark(low, high, disc, below, _label(label, low, high, disc, lane, sizes), is_open))
    return marks


def _foot(low: float, high: float, lane: Lane) -> float:
    """Find where a disc stands best: flush with the start of its segment, or after the fold."""
    foot = low + min(RADIUS, (high - low) / 2)
    if lane.fold is None or lane.is_clear(foot, RADIUS):
        return foot
    after = lane.fold + lane.start + RADIUS
    return after if after + RADIUS <= high else foot


def _ends(durations: Sequence[Duration | None], lane: Lane) -> list[tuple[float, float]]:
    known = [duration.months for duration in durations if duration is not None]
    usual = sum(known) / len(known) if known else 1.0
    lengths = [usual if duration is None else duration.months for duration in durations]
    whole, passed, ends = sum(lengths), 0.0, []
    for length in lengths:
        low = lane.start + (lane.end - lane.start) * passed / whole
        passed += length
        ends.append((low, lane.start + (lane.end - lane.start) * passed / whole))
    return ends


def _discs(feet: Sequence[float], lane: Lane) -> list[float]:
    """Push discs apart on each side of the fold, in order, each as near to its foot as its neighbours let it."""
    middle = lane.end if lane.fold is None else lane.fold
    near = [foot for foot in feet if foot < middle]
    groups = [near, [foot for foot in feet if foot >= middle]]
    placed: list[float] = []
    for group, (low, high) in zip(groups, lane.sides, strict=False):
        placed += _apart(group, low + RADIUS, high - RADIUS)
    return placed


def _apart(wanted: Sequence[float], low: float, high: float) -> list[float]:
    """Keep positions a disc and a gap apart within the bounds: pushed on from the left, then back from the right."""
    pitch = 2 * RADIUS + _BETWEEN
    if len(wanted) > 1:
        pitch = min(pitch, (high - low) / (len(wanted) - 1))
    placed: list[float] = []
    for x in wanted:
        placed.append(max(x, placed[-1] + pitch if placed else low))
    limit = high
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - pitch
    return placed


def _label(
    text: str, low: float, high: float, disc: float, lane: Lane, sizes: Sequence[float]
) -> tuple[float, float] | None:
    """Find the largest size at which the label fits into its segment, on the side of its disc if it can."""
    rooms = [(max(low + _INSET, start), min(high - _INSET, end)) for start, end in lane.sides]
    rooms.sort(key=lambda room: not room[0] - _INSET <= disc <= room[1])
    for start, end in rooms:
        for size in sizes:
            if text and end - start >= len(text) * _EM * size:
                return start, size
    return None


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


def axis(
    durations: Sequence[Duration | None],
    marks: Sequence[Mark],
    lane: Lane,
    before: Sequence[Duration | None] = (),
) -> tuple[Unit, list[tuple[float, int]]]:
    """Give the unit and the ticks (position, count) at whole units, as far as the durations are known.

    The unit is the one that all share; months where months or years mix with others; else weeks. The count goes on from
    the durations `before`, and there is none where one of them is not known.
    """
    known = [duration for duration in durations if duration is not None]
    passed = [duration for duration in before if duration is not None]
    if not known or len(passed) < len(before):
        return "month", []
    units = {duration.unit for duration in (*passed, *known)}
    unit: Unit = known[0].unit if len(units) == 1 else "month" if units & {"month", "year"} else "week"
    one = Duration(1, 1, unit).months
    first = next(n for n, duration in enumerate(durations) if duration is not None)
    scale = (marks[first].end - marks[first].start) / (known[0].months / one)
    edge = next((mark.start for mark in marks if mark.is_open), lane.end)
    count = (edge - lane.start) / scale
    length = lane.end - lane.start
    most = min(_TICKS, length / _PITCH)
    step = next((step for step in _STEPS if length / scale / step <= most), ceil(length / scale / most))
    start = sum(duration.months for duration in passed) / one
    first_whole = ceil(start - 1e-6)
    if passed and round(count) % step:
        # A step that ends with the bar, where there is one.
        step = next((larger for larger in _STEPS if larger > step and round(count) % larger == 0), step)
    values = range(first_whole, int(start + count + 1e-6) + 1, step)
    return unit, [(lane.start + (value - start) * scale, value) for value in values] if len(values) > 1 else []
