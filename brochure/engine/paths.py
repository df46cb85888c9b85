"""Reads and writes the points of drawings, of which each page has thousands, as the engine does, and sooner."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

Reading = Callable[[Any, str, Any], tuple[float, float, str]]
Writing = Callable[[object], bytes]


def hasten() -> None:
    """Have the engine read points of plain numbers at once and others as before, move each by two sums alone, and write
    numbers without a text between.
    """
    module: Any = sys.modules["weasyprint.svg.path"]
    module.point = quick(module.point)
    matrices: Any = sys.modules["weasyprint.matrix"]
    matrices.Matrix.transform_point = moved
    pdf: Any = sys.modules["pydyf"]
    pdf._to_bytes = numbers(pdf._to_bytes)


def quick(careful: Reading) -> Reading:
    """Give what reads the first two sizes of a text and gives the rest of it, `careful` where they are no numbers."""

    def point(svg: Any, text: str, font_size: Any) -> tuple[float, float, str]:
        parts = text.split(" ", 2)
        try:
            return float(parts[0]), float(parts[1]), parts[2] if len(parts) > 2 else ""
        except (ValueError, IndexError):
            return careful(svg, text, font_size)

    return point


def moved(matrix: Any, x: float, y: float) -> list[float]:
    """Give where a matrix moves a point to, without all that a product of matrices is besides."""
    (a, b, _), (c, d, _), (e, f, _) = matrix
    # Python sums floats with care since 3.12: a sum of the same numbers in turn is the same.
    return [sum((x * a, y * c, 1 * e)), sum((x * b, y * d, 1 * f))]


def numbers(careful: Writing) -> Writing:
    """Give what writes a number with six decimals at most, `careful` for all else that stands in a PDF."""

    def number(item: object) -> bytes:
        if type(item) is float:
            return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
        return item if type(item) is bytes else careful(item)

    return number
