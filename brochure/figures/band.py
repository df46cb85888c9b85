"""A band of time drawn: coloured segments to scale, ticks at their foot, what has no known length hatched.

It is drawn as high as it may become; whoever shows it shows as much of its foot as there is room for.
"""

from __future__ import annotations

from collections.abc import Sequence

from brochure.figures.segments import Segment
from brochure.figures.svg import box, document, num, path
from brochure.vocabulary.records import dataclass

# In mm: ticks, hatches and how far apart they begin, how far a segment runs on under the next, so that no seam shows.
_TICK, _TICK_WIDTH = 4.0, 0.24
_HATCH, _PITCH = 1.0, 4.0
_UNDER = 0.3
_HAIR = 0.4
# A tick so near to the end of its segment is none.
_CLEAR = 0.4

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment as it is drawn: `hatch` is the colour of its hatches, "" where its length is known.

    `ticks` are where its units end, in `tick`.
    """

    segment: Segment
    colour: str
    hatch: str = ""
    tick: str = ""
    ticks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a band that a drawing shows, how high it is drawn, and what is cut off at its foot, in mm.

    A band that is `closed` ends where its last segment does, at a fold, and does not run on beyond it.
    """

    start: float
    end: float
    height: float
    cut: float = 0.0
    closed: bool = False


def band(pieces: Sequence[Piece], window: Window, whole: float, ground: str = "", title: str = "") -> str:
    """Draw the segments of one lane over a window; `whole` is the width of the band, which runs on beyond its ends.

    `ground` is the colour of pauses, "" where there are none.
    """
    wide = window.end - window.start
    last = min(window.end, whole) if window.closed else window.end
    drawn = [path(box(0, 0, last - window.start, window.height), ground)] if ground else []
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        low, high = piece.segment.start, piece.segment.end
        under = _UNDER if after is not None and abs(after.segment.start - high) < _CLEAR else 0.0
        low = window.start if low < _CLEAR else max(low, window.start)
        high = last if high > whole - _CLEAR else min(high + under, last)
        if high > low:
            drawn.append(path(box(low - window.start, 0, high - low, window.height), piece.colour))
            if piece.hatch:
                begins = piece.segment.start - window.start
                lines = _hatches(low - window.start, high - under - window.start, window.height, begins)
                drawn.append(path(lines, piece.hatch))
            drawn += _ticks(piece, window)
    return document(wide, window.height, "".join(drawn), title)


def _ticks(piece: Piece, window: Window) -> list[str]:
    """Draw the ticks of a segment at its foot, the one at its end left to the next segment."""
    clear = [
        x
        for x in piece.ticks
        if piece.segment.start + _CLEAR < x < piece.segment.end - _CLEAR and window.start < x < window.end
    ]
    high = _TICK + window.cut
    marks = "".join(box(x - window.start - _TICK_WIDTH / 2, window.height - high, _TICK_WIDTH, high) for x in clear)
    return [path(marks, piece.tick)] if marks else []


def _hatches(low: float, high: float, height: float, begins: float) -> str:
    """Give slanted lines over a rectangle, each cut at its edges; over a fold they go on from where all `begins`."""
    corners = [(low, 0.0), (high, 0.0), (high, height), (low, height)]
    across = _HATCH * 2**0.5
    found, at = "", low - (low - begins) % _PITCH
    while at < high + height:
        line = _beyond(_beyond(corners, at, 1), at + across, -1)
        if len(line) > 2:
            found += "M" + "L".join(f"{num(x)} {num(y)}" for x, y in line) + "z"
        at += _PITCH
    return found


def _beyond(corners: Sequence[Point], bound: float, side: int) -> list[Point]:
    """Cut a shape along x + y = bound, and keep what lies beyond it (side 1) or before it (side -1)."""
    kept: list[Point] = []
    for (x, y), (u, v) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        here, there = side * (x + y - bound), side * (u + v - bound)
        if here >= 0:
            kept.append((x, y))
        if here * there < 0:
            share = here / (here - there)
            kept.append((x + (u - x) * share, y + (v - y) * share))
    return kept


def strip(bounds: Sequence[float], window: Window, ground: str, gap: str) -> str:
    """Draw a quiet strip with a hairline of another colour at each of some bounds."""
    wide = window.end - window.start
    lines = "".join(
        box(x - window.start - _HAIR / 2, 0, _HAIR, window.height) for x in bounds if window.start < x < window.end
    )
    drawn = path(box(0, 0, wide, window.height), ground) + (path(lines, gap) if lines else "")
    return document(wide, window.height, drawn)


def flags(lines: Sequence[tuple[str, Sequence[Point]]], width: float, height: float, weight: float) -> str:
    """Draw the lines that lead from slivers to their names above the band, each in its colour."""
    drawn = [
        f'<path d="M{"L".join(f"{num(x)} {num(y)}" for x, y in points)}" stroke="{colour}" '
        f'stroke-width="{num(weight)}" fill="none"/>'
        for colour, points in lines
    ]
    return document(width, height, "".join(drawn))
