"""The gallery: whether its pictures reach the edges of the page, how much is kept of them, which have a line round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brochure.render.desk import Desk
from brochure.render.record import Record
from brochure.render.view import items

_BLEED = 3.0
# As the styles have them: the parts of the width that a picture alone and those of a pair take.
_ALONE, _EVEN, _WIDE, _NARROW = 1.0, 0.495, 0.64, 0.35
# With an even number of more pictures than these, those of a pair differ in width.
_FEW = 4
# So much of the height of a picture is seen at the least.
_KEPT = 2 / 3


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Say whether one of the pictures has fewer pixels than its place from edge to edge asks for, and which vanish."""
    shown = [one for one in items(seen, "list") if one]
    width = desk.project.format.width + 2 * _BLEED
    parts = zip(shown, _parts(len(shown)), strict=True)
    framed = {str(one.url) for one in shown if desk.vanishes(str(one.url))}
    kept = {str(one.url): f"{_KEPT / desk.shelf.ratios.get(str(one.url), 1.0):.3f}" for one in shown}
    return {"coarse": any(_across(one) < part * width for one, part in parts), "framed": framed, "kept": kept}


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
