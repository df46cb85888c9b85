"""Phases as one bar of time, drawn across two facing pages or within one.

All positions are in millimetres. On a spread they run from the left page's outer trim edge (0) over the fold
(`page_width`) to the right page's outer trim edge (twice that).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brochure.figures.lane import BAR, BAR_TOP, GAP, HEIGHT, RADIUS, Lane, Mark, axis, lay_out
from brochure.figures.svg import box, circle, document, num, path, words
from brochure.load.quantity import Duration, Unit
from brochure.vocabulary.colour import mix

Said = Callable[[float, Unit], str]
"""How a length of time is said: 1 month, 2 months."""

_POINT = 4.0
_NUMBER = 3.35
# Below 9 pt (3.18 mm) text needs more contrast than a bright segment can give.
_LABELS = (3.4, 3.2)
_NUMERAL = 2.83


@dataclass(frozen=True)
class Span:
    """One phase: its number, its duration as written and as read, its colour and that of text on it."""

    number: int
    label: str
    duration: Duration | None
    colour: str
    on_colour: str


@dataclass(frozen=True)
class Spread:
    """The facing pages: width of one, outer margin and bleed."""

    page_width: float
    outer: float
    bleed: float


@dataclass(frozen=True)
class Ink:
    """Colours of ticks and of text on paper, and the font family of all text."""

    tick: str
    text: str
    font: str


def spread_timeline(
    spans: Sequence[Span],
    spread: Spread,
    ink: Ink,
    said: Said,
    title: str,
    before: Sequence[Duration | None] = (),
) -> tuple[str, str]:
    """Draw one bar over two pages: two SVG files, HEIGHT mm high.

    The left file is `page_width + bleed` wide and starts at the trim edge; the right one is as wide and starts `bleed`
    before the fold. Both show the bar beyond the fold, so that an inexact trim shows no gap. The axis goes on from the
    durations `before`. Only the left file holds the title: a reader hears it once.
    """
    page, bleed = spread.page_width, spread.bleed
    lane = Lane(spread.outer, 2 * page - spread.outer, page)
    marks = lay_out([span.duration for span in spans], [span.label for span in spans], lane, _LABELS)
    left = _window(spans, marks, lane, ink, said, (0, page + bleed), (0, page), before)
    right = _window(spans, marks, lane, ink, said, (page - bleed, 2 * page), (page, 2 * page), before)
    return document(page + bleed, HEIGHT, left, title), document(page + bleed, HEIGHT, right)


def band_timeline(spans: Sequence[Span], width: float, ink: Ink, said: Said, title: str) -> str:
    """Draw the bar within one page, `width` mm wide."""
    lane = Lane(0, width, None)
    marks = lay_out([span.duration for span in spans], [span.label for span in spans], lane, _LABELS)
    return document(width, HEIGHT, _window(spans, marks, lane, ink, said, (0, width), (0, width)), title)


def _window(
    spans: Sequence[Span],
    marks: Sequence[Mark],
    lane: Lane,
    ink: Ink,
    said: Said,
    window: tuple[float, float],
    own: tuple[float, float],
    before: Sequence[Duration | None] = (),
) -> str:
    """Draw what a file shows: the bar within `window`, and the discs, texts and ticks that belong to `own`."""
    shift = window[0]
    parts = [_ticks(spans, marks, lane, ink, said, own, shift, before)]
    for index, (span, mark) in enumerate(zip(spans, marks, strict=True)):
        parts.append(_segment(span, mark, index == len(spans) - 1, window))
        if own[0] <= mark.disc < own[1]:
            parts.append(_disc(span, mark, ink, shift))
        if mark.label is not None and own[0] <= mark.label[0] < own[1]:
            x, size = mark.label
            colour = ink.text if mark.is_open else span.on_colour
            parts.append(words(span.label, x - shift, BAR_TOP + BAR / 2 + size * 0.35, size, colour, ink.font))
    return "".join(parts)


def _segment(span: Span, mark: Mark, is_last: bool, window: tuple[float, float]) -> str:
    start, end = max(mark.start, window[0]), min(mark.end - (0 if is_last else GAP), window[1])
    if end <= start:
        return ""
    x, width = start - window[0], end - start
    reaches_end = mark.end <= window[1]
    if mark.is_open:
        return path(_open_end(x, width, reaches_end), mix(span.colour, "#ffffff", 0.62))
    if is_last and reaches_end:
        point = min(_POINT, width)
        return path(
            f"M{num(x)} {num(BAR_TOP)}h{num(width - point)}l{num(point)} {num(BAR / 2)}l{num(-point)} {num(BAR / 2)}"
            f"h{num(point - width)}z",
            span.colour,
        )
    return path(box(x, BAR_TOP, width, BAR), span.colour)


def _open_end(x: float, width: float, reaches_end: bool) -> str:
    """Let a bar of unknown length run out in dashes, each thinner than the one before."""
    dashes = (1.6, 1.2, 0.8, 0.4)
    gap = 0.6
    tail = sum(dashes) + gap * len(dashes)
    if not reaches_end or width < tail + 1:
        return box(x, BAR_TOP, width, BAR)
    d, at = box(x, BAR_TOP, width - tail, BAR), x + width - tail + gap
    for dash in dashes:
        d += box(at, BAR_TOP, dash, BAR)
        at += dash + gap
    return d


def _disc(span: Span, mark: Mark, ink: Ink, shift: float) -> str:
    """Draw the numbered disc above the bar, and a lead to its segment where it had to be moved aside."""
    x, y, foot = mark.disc - shift, RADIUS, mark.foot - shift
    fill, on = span.colour, span.on_colour
    lead = (
        f'<path d="M{num(x)} {num(y)}L{num(foot)} {num(BAR_TOP)}" stroke="{fill}" stroke-width="0.5" fill="none"/>'
        if abs(x - foot) > 0.01 or RADIUS * 2 < BAR_TOP
        else ""
    )
    digits = words(str(span.number), x, y + _NUMBER * 0.35, _NUMBER, on, ink.font, "middle")
    return lead + path(circle(x, y, RADIUS), fill) + digits


def _ticks(
    spans: Sequence[Span],
    marks: Sequence[Mark],
    lane: Lane,
    ink: Ink,
    said: Said,
    own: tuple[float, float],
    shift: float,
    before: Sequence[Duration | None],
) -> str:
    """Draw hairlines at whole units below the bar; the unit is named once a page, at its first numeral."""
    unit, ticks = axis([span.duration for span in spans], marks, lane, before)
    shown = [(x, value) for x, value in ticks if own[0] <= x <= own[1] and lane.is_clear(x, 2)]
    top = BAR_TOP + BAR + 0.8
    lines = "".join(f"M{num(x - shift)} {num(top)}v1.2" for x, _ in shown)
    if not lines:
        return ""
    d = f'<path d="{lines}" stroke="{ink.tick}" stroke-width="0.18" fill="none"/>'
    for index, (x, value) in enumerate(shown):
        text = said(value, unit) if index == 0 else str(value)
        room = len(text) * _NUMERAL * 0.55 if index == 0 else 1.0
        anchor = "end" if x > lane.end - room else "start" if index == 0 else "middle"
        # The figure stays centred under its tick although the name of the unit follows it.
        offset = -_NUMERAL * 0.275 * len(str(value)) if anchor == "start" and x > lane.start + 1 else 0
        d += words(text, x - shift + offset, HEIGHT - 0.6, _NUMERAL, ink.tick, ink.font, anchor)
    return d
