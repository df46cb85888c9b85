"""Units, what standards count in them, and boxes of a page in points."""

from __future__ import annotations

Box = tuple[float, float, float, float]
# An inch in millimetres, a millimetre in points, a point in millimetres.
INCH = 25.4
MM, PT = 72 / INCH, INCH / 72
# ISO/IEC 18004, table 7: the bytes that the largest QR code, version 40, holds at error correction level M.
QR_BYTES = 2331


def overlap(first: Box, second: Box) -> Box | None:
    """Give what two boxes share, None where they share nothing."""
    x0, y0 = max(first[0], second[0]), max(first[1], second[1])
    x1, y1 = min(first[2], second[2]), min(first[3], second[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def extent(box: Box) -> float:
    """Give the area of a box, in square points."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def around(boxes: list[Box]) -> Box:
    """Give the box around several."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
