"""The gallery: whether its pictures reach the edges of the page, how much is kept of them, which have a line round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from brochure.render.desk import Desk
from brochure.render.record import Record
from brochure.render.view import items, plain
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import PT

_BLEED = 3.0
# As the styles have them: the parts of the width that a picture alone and those of a pair take.
_ALONE, _EVEN, _WIDE, _NARROW = 1.0, 0.495, 0.64, 0.35
# With an even number of more pictures than these, those of a pair differ in width.
_FEW = 4
# Two that are so wide to their height stand one over the other, others beside each other.
_PAIR, _LANDSCAPE = 2, 1.2
# What captions keep from their neighbours, in mm; so many ems of running text is a line of one at the most.
_AIR, _MEASURE, _MOST_LINES = 4.0, 20.0, 4
# So much of the height of a picture is seen at the least.
_KEPT = 2 / 3


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Say whether one of the pictures has fewer pixels than its place from edge to edge asks for, and which vanish."""
    shown = [one for one in items(seen, "list") if one]
    width = desk.project.format.width + 2 * _BLEED
    stacked = len(shown) == _PAIR and all(_ratio(desk, one) >= _LANDSCAPE for one in shown)
    framed = {str(one.url) for one in shown if desk.vanishes(str(one.url))}
    kept = {str(one.url): f"{_KEPT / _ratio(desk, one):.3f}" for one in shown}
    coarse = _is_coarse(shown, _parts(len(shown)), width)
    # One over the other they are wider than on a page that they share.
    wider = stacked and _is_coarse(shown, [_ALONE] * _PAIR, width)
    told = {"framed": framed, "kept": kept, "stacked": stacked, "lines": _lines(desk, shown, stacked)}
    return {"coarse": coarse, "coarse_stacked": wider, **told}


def _lines(desk: Desk, shown: Sequence[Record], stacked: bool) -> int:
    """Count the lines that the longest caption may have: rows leave room for them."""
    paper, scale = desk.project.format, scale_of(desk.project.format)
    parts = [_ALONE] * _PAIR if stacked else _parts(len(shown))
    found = [1]
    for one, part in zip(shown, parts, strict=True):
        room = min(_MEASURE * scale.text * PT, part * paper.width - scale.margin) - _AIR
        found.append(ceil(desk.small.width(plain(one.caption), scale.small * PT) / room))
    return min(max(found), _MOST_LINES)


def _is_coarse(shown: Sequence[Record], parts: Sequence[float], width: float) -> bool:
    return any(_across(one) < part * width for one, part in zip(shown, parts, strict=True))


def _ratio(desk: Desk, picture: Record) -> float:
    return desk.shelf.ratios.get(str(picture.url), 1.0)


def _across(picture: Record) -> float:
    """Give how wide a picture may be set, in mm."""
    most = picture.most
    return float(most[0]) if isinstance(most, tuple) and most else float("inf")


def _parts(count: int) -> Sequence[float]:
    """Give the part of the width that each of so many pictures takes."""
    pairs = count // 2
    wide = [
        (_EVEN, _EVEN) if count <= _FEW or count % 2 else ((_WIDE, _NARROW), (_NARROW, _WIDE))[at % 2]
        for at in range(pairs)
    ]
    return [*([_ALONE] * (count % 2)), *(part for pair in wide for part in pair)]
