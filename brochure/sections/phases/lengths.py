"""How long the phases take: read from what their author wrote, and said in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from brochure.figures import lane
from brochure.figures.segments import Field, Segment, at_places, one_after_another
from brochure.load.calendar import read_period
from brochure.load.quantity import Duration, Unit, read_duration
from brochure.render.desk import Desk
from brochure.sections.phases.content import Phase
from brochure.sections.phases.dates import Dated, months, named
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.tongues import comma

# Ticks nearer to each other, in mm, are no measure; of so many units each, then.
_PITCH = 2.6
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
# Nobody counts days by the dozen.
_DAYS = (1, 7)


@dataclass(frozen=True, slots=True)
class Lengths:
    """The lengths of all phases: as written, and as read; `total` says all of them, "" where that is not known.

    `told` says in words what a band of them shows. `days` are the first and the last day of each, where all are known:
    then each stands at its place in time, with the pauses between them. `spans` are those of phases whose dates alone
    say how long they are, where others have none: they are as long, and no number says so.
    """

    labels: tuple[str, ...]
    read: tuple[Duration | None, ...]
    total: str
    told: str
    days: tuple[tuple[date, date], ...] = ()
    spans: tuple[tuple[date, date] | None, ...] = ()

    def segments(self, field: Field) -> tuple[Segment, ...]:
        """Lay the phases over a field to scale; one of unknown length is as long as the others are on average."""
        if self.days:
            first = min(begin for begin, _ in self.days)
            whole = (max(end for _, end in self.days) - first).days + 1
            ends = [((begin - first).days / whole, ((end - first).days + 1) / whole) for begin, end in self.days]
            return at_places(ends, field)
        known = [duration.months for duration in self.read if duration is not None]
        usual = sum(known) / len(known) if known else 1.0
        return one_after_another([usual if one is None else one.months for one in self.read], field)

    def months(self, field: Field, language: str, wide: Callable[[str], float]) -> tuple[Dated, ...]:
        """Name the months under the band of dated phases; `wide` tells how wide a name is, in mm."""
        if not self.days:
            return ()
        first, last = min(begin for begin, _ in self.days), max(end for _, end in self.days)
        return named(first, last, field, language, wide)

    def ticks(self, at: int, segment: Segment) -> tuple[float, ...]:
        """Give where the units of a phase end in its segment; none where it is not known how many there are."""
        length = self.read[at]
        if length is None or length.low != length.high:
            return ()
        if span := self.days[at] if self.days else self.spans[at] if self.spans else None:
            # Where time is that of the calendar, months end where they do.
            begin, end = span
            day = segment.width / ((end - begin).days + 1)
            return tuple(segment.start + (month - begin).days * day for month in months(begin, end))
        unit = segment.width / length.months * Duration(1, 1, self.unit).months
        steps = _DAYS if self.unit == "day" else _STEPS
        step = unit * next((step for step in steps if step * unit >= _PITCH), _STEPS[-1])
        return tuple(segment.start + step * count for count in range(1, int(segment.width / step + 1e-6) + 1))

    @property
    def unit(self) -> Unit:
        """Give the unit of the ticks: the one that all share; months where months or years mix with others."""
        units = {duration.unit for duration in self.read if duration is not None}
        if len(units) == 1:
            return units.pop()
        return "month" if units & {"month", "year"} else "week"


def lengths(desk: Desk, phases: tuple[Phase, ...]) -> Lengths:
    """Read how long phases take."""
    labels = tuple(desk.plain(phase.duration) for phase in phases)
    days = _days(desk, phases)
    read = tuple(_length(desk, phase, bool(days)) for phase in phases)
    if days:
        # What is not written is counted.
        counted = [float((end - begin).days + 1) for begin, end in days]
        read = tuple(one or Duration(n, n, "day") for one, n in zip(read, counted, strict=True))
    spans = _spans(desk, phases) if not days else ()
    total = _in_words(desk, lane.total(read)) if _in_turn(days) else ""
    read = tuple(one or _of_days(span) for one, span in zip(read, spans, strict=True)) if spans else read
    names = [desk.plain(phase.step) or desk.plain(phase.title) for phase in phases]
    told = comma(desk.language).join(
        f"{name or label or number}" + (f" ({label})" if name and label else "")
        for number, (name, label) in enumerate(zip(names, labels, strict=True), 1)
    )
    if total:
        told = desk.words["timeline-total"].format(phases=told, total=total)
    said = desk.words["timeline" if all(read) else "timeline-equal"].format(phases=told)
    return Lengths(labels, read, total, said, days, spans)


def _spans(desk: Desk, phases: tuple[Phase, ...]) -> tuple[tuple[date, date] | None, ...]:
    """Read from which day to which those phases go that say nothing else of how long they take."""
    return tuple(None if phase.duration else read_period(desk.plain(phase.dates), desk.language) for phase in phases)


def _of_days(span: tuple[date, date] | None) -> Duration | None:
    """Give how long a span is, both ends counted."""
    days = float((span[1] - span[0]).days + 1) if span else 0.0
    return Duration(days, days, "day") if span else None


def _length(desk: Desk, phase: Phase, dated: bool) -> Duration | None:
    """Read how long a phase takes; where neither that nor its days are known, its author is told, and it is hatched."""
    label = desk.plain(phase.duration)
    read = read_duration(label, desk.language)
    if label and read is None and phase.duration is not None and not dated:
        message = Said(
            "'{label}' is no duration that can be drawn to scale: it is hatched, and the whole has no sum", label=label
        )
        hint = Said("write a number and a unit (days, weeks, months, years) in the language of the content")
        desk.shelf.keep("duration-unread", Severity.WARNING, message, phase.duration.place, hint)
    return read


def _days(desk: Desk, phases: tuple[Phase, ...]) -> tuple[tuple[date, date], ...]:
    """Read from which day to which each phase goes; nothing where one does not say so.

    Where what is done is said in place of when, the days may stand for how long it takes.
    """
    found = [
        read_period(desk.plain(phase.dates), desk.language) or read_period(desk.plain(phase.duration), desk.language)
        for phase in phases
    ]
    known = tuple(span for span in found if span)
    return known if len(known) == len(found) > 1 else ()


def _in_turn(days: tuple[tuple[date, date], ...]) -> bool:
    """Tell whether phases follow each other without a pause: their lengths make up the whole then."""
    return all(0 <= (after[0] - before[1]).days <= 1 for before, after in pairwise(days))


def _in_words(desk: Desk, total: Duration | None) -> str:
    """Say how long all phases take, "10 months"; empty where that is not known."""
    if total is None:
        return ""
    high = desk.length(total.high, total.unit)
    return high if total.low == total.high else f"{desk.number(total.low)} {desk.words['range']} {high}"
