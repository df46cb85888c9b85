"""Numbers as lengths: a share, a change, a factor, a range on its ruler."""

from __future__ import annotations

from math import ceil

from brochure.figures.inks import Drawn, Inks
from brochure.figures.svg import box

# Parts of the height of the room; in mm, what parts two shapes, and how fine a line is.
_BAR, _GAP = 0.38, 0.1
_HAIR, _TICK, _NOTCH = 0.3, 1.7, 0.5
_STEPS = tuple(step * 10**power for power in range(12) for step in (1, 2, 5))
_MOST_STEPS = 12
_CUTS = 20


def share(percent: float, width: float, height: float, inks: Inks) -> Drawn:
    """Draw a bar filled to a percentage, with its tenths above it."""
    bar = _thick(height, 0.6)
    tenths = "".join(box(width * tenth / 10 - _HAIR / 2, 0, _HAIR, _TICK) for tenth in range(1, 10))
    part = width * percent / 100
    rest = box(part, _TICK, width - part, bar) if percent < 100 else ""
    return Drawn(_TICK + bar, ((inks.off, tenths + rest), (inks.on, box(0, _TICK, part, bar) if percent else "")))


def change(percent: float, width: float, height: float, inks: Inks) -> Drawn:
    """Draw before and after as two bars, and what was added to the second, or taken from it as an outline."""
    bar, gap = _thick(height, _BAR), min(1.2, height * _GAP)
    foot = bar + gap
    if percent > 0:
        before = width / (1 + percent / 100)
        notch = min(_NOTCH, (width - before) * 0.3)
        added = box(before + notch, foot, width - before - notch, bar)
        shapes = [(inks.off, box(0, 0, before, bar)), (inks.on, box(0, foot, before, bar)), (inks.high, added)]
        return Drawn(foot + bar, shapes)
    after = width * (1 + percent / 100)
    kept = box(0, foot, after, bar) if after else ""
    gone = outline(after, foot, width - after, bar)
    return Drawn(foot + bar, [(inks.off, box(0, 0, width, bar)), (inks.on, kept), (inks.high, gone)])


def outline(x: float, y: float, width: float, height: float) -> str:
    """Give the path data of a rectangle's edge, drawn within it."""
    line = min(_HAIR, width / 3)
    inner = f"M{x + line:.3f} {y + line:.3f}v{height - 2 * line:.3f}h{width - 2 * line:.3f}v{2 * line - height:.3f}z"
    return box(x, y, width, height) + inner


def times(factor: float, width: float, height: float, inks: Inks) -> Drawn:
    """Draw what was, and below it so many times as much, cut where each ends."""
    bar, gap = _thick(height, _BAR), min(1.2, height * _GAP)
    ends = [width * whole / factor for whole in range(1, ceil(factor))] if factor <= _CUTS else []
    cut = "".join(box(end - _NOTCH / 2, bar + gap, _NOTCH, bar) for end in ends)
    was, now = box(0, 0, width / factor, bar), box(0, bar + gap, width, bar)
    return Drawn(2 * bar + gap, ((inks.off, was), (inks.on, now), (inks.ground, cut)))


def whole(high: float) -> tuple[float, float]:
    """Give where a ruler ends that holds a number, and how far its steps are apart."""
    step = next(step for step in _STEPS if high / step <= _MOST_STEPS)
    return ceil(high / step) * step, step


def ruler(low: float, high: float, width: float, height: float, inks: Inks, end: float = 0) -> Drawn:
    """Draw a range over a ruler from nought to `end`, else to the first whole step that holds it."""
    top, step = whole(end or high)
    bar, long = _thick(height - _TICK - 1.2, 0.62), _TICK + 1.2
    scale = width / top

    def tick(value: float, length: float) -> str:
        return box(min(max(0.0, value * scale - _HAIR / 2), width - _HAIR), bar, _HAIR, length)

    marks = [value * step for value in range(round(top / step) + 1)]
    plain = "".join(tick(value, long if value in (0, top) else _TICK) for value in marks if value not in (low, high))
    ends = tick(low, long) + tick(high, long)
    lit = box(low * scale, 0, (high - low) * scale, bar)
    return Drawn(bar + long, ((inks.off, box(0, bar, width, _HAIR) + plain), (inks.on, lit), (inks.high, ends)))


def _thick(height: float, share: float) -> float:
    return max(1.2, min(height * share, 24.0))
