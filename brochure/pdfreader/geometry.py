"""Matrices and boxes of a content stream (ISO 32000-1, 8.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from brochure.vocabulary.units import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def matrix(values: Iterable[object] | None) -> Matrix:
    """Read a matrix; the identity where there is none."""
    found = [float(str(value)) for value in values] if values is not None else []
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else IDENTITY


def times(first: Matrix, second: Matrix) -> Matrix:
    """Apply the first matrix, then the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def point(where: Matrix, x: float, y: float) -> tuple[float, float]:
    """Move a point."""
    return where[0] * x + where[2] * y + where[4], where[1] * x + where[3] * y + where[5]


def box_of(points: Sequence[tuple[float, float]]) -> Box:
    """Give the box around points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def placed(where: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Give the box around a rectangle once moved."""
    return box_of([point(where, x, y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))])


def lengths(where: Matrix) -> tuple[float, float]:
    """Give what a unit along each axis becomes."""
    return math.hypot(where[0], where[1]), math.hypot(where[2], where[3])


def growth(where: Matrix) -> float:
    """Give what a unit becomes on average: the width of a line, say."""
    return math.sqrt(abs(where[0] * where[3] - where[1] * where[2]))
