"""Reads the points of a drawing's paths, of which each page has thousands, as the engine does, and sooner."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

Reading = Callable[[Any, str, Any], tuple[float, float, str]]


def hasten() -> None:
    """Have the engine read points of plain numbers at once, and others as before."""
    module: Any = sys.modules["weasyprint.svg.path"]
    module.point = quick(module.point)


def quick(careful: Reading) -> Reading:
    """Give what reads the first two sizes of a text and gives the rest of it, `careful` where they are no numbers."""

    def point(svg: Any, text: str, font_size: Any) -> tuple[float, float, str]:
        parts = text.split(" ", 2)
        try:
            return float(parts[0]), float(parts[1]), parts[2] if len(parts) > 2 else ""
        except (ValueError, IndexError):
            return careful(svg, text, font_size)

    return point
