"""Hands the room left on a page to the boxes that grow, without laying the page out anew.

A template marks them: `data-grows` with the part of the room that a box takes (0 to 1), and `data-cells` with the count
of pattern cells in its width where it shows whole cells alone. The styles give the same heights when a section is laid
out with `--slack-1`; a test holds the two together. Import it after `loading.load()`. Lengths are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable

from brochure.engine import boxes
from brochure.engine.boxes import Box

_PIXELS = 4 / 3


def stretch(page: Box, room: float, picture: Callable[..., boxes.Image | None]) -> bool:
    """Grow the marked boxes of a page box by `room`, in points; False where that takes another layout.

    `picture` gives the engine's picture of an address, as its layout asks for it.
    """
    root = page.children[0]
    marked = [box for box in root.descendants() if _grows(box)]
    if not marked or any(box.children for box in marked):
        return False
    if not all(_reachable(root, box) for box in marked):
        return False
    _grow(root, room * _PIXELS)
    boxes.layout_backgrounds(page, picture)
    return True


def _grows(box: Box) -> bool:
    return "data-grows" in boxes.attributes(box)


def _reachable(box: Box, wanted: Box) -> bool:
    """Tell whether only plain blocks in normal flow lie between."""
    if box is wanted:
        return True
    inside = [child for child in boxes.inside(box) if child.is_in_normal_flow()]
    return any(child is wanted or (isinstance(child, boxes.BlockBox) and _reachable(child, wanted)) for child in inside)


def _grow(box: Box, room: float) -> float:
    """Grow what is marked in a block and move what follows; give by how much the block became higher."""
    added = 0.0
    for child in boxes.inside(box):
        child.translate(0, added)
        if _grows(child):
            added += _grown(child, room)
        elif isinstance(child, boxes.BlockBox) and child.is_in_normal_flow():
            added += _grow(child, room)
    box.height += added
    return added


def _grown(box: Box, room: float) -> float:
    more = room * float(boxes.attributes(box)["data-grows"])
    if (cells := boxes.attributes(box).get("data-cells")) is None:
        # Up to the height that it may have.
        before, highest = box.height, box.style["max_height"].value
        box.height = max(before, min(before + more, highest))
        return box.height - before
    # The room above the cells is the part of one that would not show.
    cell = box.border_width() / int(cells)
    wanted = box.margin_top + box.height + more
    box.height = wanted // cell * cell
    box.margin_top = wanted - box.height
    return more
