"""Lines to write on."""

from __future__ import annotations

from brochure.figures.svg import box, document, path

# Half a point: fine, and still more than the least that a press prints well.
_WEIGHT = 0.18


def ruled(width: float, height: float, pitch: float, colour: str) -> str:
    """Draw lines over `width` mm, the first a pitch from the top, down to `height` mm."""
    count = int(height / pitch)
    lines = "".join(box(0, line * pitch - _WEIGHT, width, _WEIGHT) for line in range(1, count + 1))
    return document(width, height, path(lines, colour))
