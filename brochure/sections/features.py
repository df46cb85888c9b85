"""Features: how much of their pictures is kept, and whether these reach the edge of the page."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.render.desk import Desk
from brochure.render.record import Record
from brochure.render.view import items
from brochure.vocabulary.scale import scale_of

# So much of the height of a picture is seen at the least.
_KEPT = 2 / 3
_COLUMNS, _BLEED = 3, 3.0


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Say for each picture how high it is at the least, by its width, and whether all have pixels for the bleed."""
    photos = [one.photo for one in items(seen, "list") if isinstance(one.photo, Record) and one.photo.url]
    kept = {str(one.url): f"{_KEPT / desk.shelf.ratios.get(str(one.url), 1.0):.3f}" for one in photos}
    return {"kept": kept, "inside": any(_across(one) < _spine(desk) for one in photos)}


def _spine(desk: Desk) -> float:
    """Give how wide a spine is, with its bleed, in mm."""
    paper, scale = desk.project.format, scale_of(desk.project.format)
    column = (paper.width - 2 * scale.margin - (_COLUMNS - 1) * scale.gutter) / _COLUMNS
    return column + scale.margin + _BLEED


def _across(picture: Record) -> float:
    """Give how wide a picture may be set, in mm."""
    most = picture.most
    return float(most[0]) if isinstance(most, tuple) and most else float("inf")
