"""The timeline of the phases: read from their durations, drawn across a spread or as a strip."""

from __future__ import annotations

from typing import NamedTuple

from brochure.figures import lane, timeline
from brochure.load import quantity
from brochure.render.desk import Desk
from brochure.render.theme import muted
from brochure.sections.phases.content import Phase
from brochure.vocabulary.paper import DESIGN_WIDTH
from brochure.vocabulary.problems import Severity

# The outer margin of a bar across a spread, and what shows beyond the fold in true mm.
_OUTER, _BEYOND = 13.0, 3.0
# As wide as the column of a leaflet, in mm.
_COLUMN = 83.0

Colours = tuple[tuple[str, str], ...]


class Drawn(NamedTuple):
    """The timeline drawn: across the two pages of a spread, `height` high in mm on A5, or as a strip.

    `alt` says in words what it shows, `total` how long all phases take, "" where that is not known.
    """

    alt: str
    url: str = ""
    left: str = ""
    right: str = ""
    height: float = 0.0
    total: str = ""


class _Bar(NamedTuple):
    """What a timeline is drawn from, whatever its width: `title` says in words what it shows.

    `total` is the length of all phases, of which those `before` stand on the spreads before it.
    """

    spans: tuple[timeline.Span, ...]
    before: tuple[quantity.Duration | None, ...]
    ink: timeline.Ink
    said: timeline.Said
    title: str
    total: str


def _bar(desk: Desk, phases: tuple[Phase, ...], start: int, colours: Colours, whole: tuple[Phase, ...]) -> _Bar:
    """Read the durations of phases, the first of which has the index `start` in the `whole` of them.

    The colours are as `theme.ramp`'s.
    """
    labels = [desk.plain(phase.duration) for phase in phases]
    known = tuple(_length(desk, phase) for phase in whole)
    read = known[start : start + len(phases)]
    names = [desk.plain(phase.step) or desk.plain(phase.title) for phase in phases]
    told = ", ".join(
        f"{name or label or n}" + (f" ({label})" if name and label else "")
        for n, (name, label) in enumerate(zip(names, labels, strict=True), 1)
    )
    words = _sum_in_words(desk, lane.total(known))
    if words:
        told = desk.words["timeline-total"].format(phases=told, total=words)
    title = desk.words["timeline" if all(read) else "timeline-equal"].format(phases=told)
    spans = tuple(
        timeline.Span(start + n + 1, label, duration, *colours[n])
        for n, (label, duration) in enumerate(zip(labels, read, strict=True))
    )
    ink = timeline.Ink(muted(desk.project), desk.project.brand.colours.ink.screen, "Brochure Small")
    return _Bar(spans, known[:start], ink, desk.length, title, words)


def _length(desk: Desk, phase: Phase) -> quantity.Duration | None:
    """Read how long a phase takes; where that cannot be, its author is told, and its bar has no end."""
    label = desk.plain(phase.duration)
    read = quantity.read_duration(label, desk.language)
    if label and read is None and phase.duration is not None:
        message = f"'{label}' is no duration that can be drawn to scale: its bar has no end, and the whole no sum"
        hint = "write a number and a unit (days, weeks, months, years) in the language of the content"
        desk.shelf.keep("duration-unread", Severity.WARNING, message, phase.duration.place, hint)
    return read


def across(desk: Desk, phases: tuple[Phase, ...], start: int, colours: Colours, whole: tuple[Phase, ...]) -> Drawn:
    """Draw the timeline across the spread of phases whose first has the index `start` in the `whole` of them."""
    bar = _bar(desk, phases, start, colours, whole)
    unit = desk.project.format.width / DESIGN_WIDTH
    spread = timeline.Spread(DESIGN_WIDTH, _OUTER, max(_BEYOND, desk.project.press.settings.bleed) / unit)
    left, right = timeline.spread_timeline(bar.spans, spread, bar.ink, bar.said, bar.title, bar.before)
    first = desk.shelf.draw(f"timeline-{start}-left", left)
    second = desk.shelf.draw(f"timeline-{start}-right", right)
    return Drawn(bar.title, left=first, right=second, height=lane.HEIGHT, total=bar.total)


def strip(desk: Desk, phases: tuple[Phase, ...], colours: Colours) -> Drawn:
    """Draw the timeline of all phases in one column."""
    bar = _bar(desk, phases, 0, colours, phases)
    drawn = timeline.band_timeline(bar.spans, _COLUMN, bar.ink, bar.said, bar.title)
    return Drawn(bar.title, desk.shelf.draw("timeline", drawn))


def _sum_in_words(desk: Desk, total: quantity.Duration | None) -> str:
    """Say how long all phases take, "10 months"; empty where that is not known."""
    if total is None:
        return ""
    high = desk.length(total.high, total.unit)
    return high if total.low == total.high else f"{desk.number(total.low)} {desk.words['range']} {high}"
