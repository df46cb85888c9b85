"""How far the ink of an icon is from the sides of its square, so that the ink meets an edge, and not the air beside it.

What is told is never too much: of a drawing that is moved or scaled within itself, or not plain, nothing is known.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from PIL import Image

from brochure.vocabulary.patterns import compiled

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_ONE = compiled(_NUMBER)
_BOX = compiled(r"""\bviewBox\s*=\s*["']([^"']+)""")
_SHAPE = compiled(r"<(?:\w+:)?(path|circle|ellipse|rect|line|polyline|polygon)\b([^>]*)>")
_VALUE = compiled(r"""(?<![\w-])([a-zA-Z-]+\d?)\s*=\s*["']([^"']*)["']""")
_WIDE_LINE = compiled(rf"""stroke-width\s*(?:=\s*["']|:)\s*({_NUMBER})""")
_STROKED = compiled(r"""(?<![\w-])stroke\s*(?:=\s*["']|:)\s*(?!none)[#a-zA-Z]""")
# What moves what it holds, or shows what is written elsewhere.
_MOVED = compiled(r"\btransform\b|<(?:\w+:)?(?:use|image|text|svg|clipPath|mask|defs|style)\b")
_SEEN = 24
_TREES = "fontTools.misc.etree"
# Beyond this nothing is drawn that is seen.
_FAR = 1e6


def sides_of(kind: str, data: bytes) -> tuple[float, float]:
    """Give what is clear at the left and at the right of an icon that stands whole in a square, as parts of its width.

    `kind` is its media type.
    """
    if not kind.startswith("image/svg"):
        return _pixels(data)
    text = data.decode("utf-8", "replace")
    head, _, body = text.partition(">") if text.lstrip().startswith("<svg") else ("", "", "")
    box = _BOX.search(head)
    numbers = [float(one) for one in _ONE.findall(box[1])] if box else []
    if len(numbers) != 4 or min(numbers[2:]) <= 0 or _MOVED.search(body):
        return 0.0, 0.0
    line = max((float(wide) for wide in _WIDE_LINE.findall(text)), default=1.0) / 2 if _STROKED.search(text) else 0.0
    try:
        across = [x for shape, told in _SHAPE.findall(body) for x in _across(shape, dict(_VALUE.findall(told)))]
    except ValueError:
        return 0.0, 0.0
    if not across or not all(abs(x) < _FAR for x in across):
        return 0.0, 0.0
    left, _, wide, high = numbers
    return _clear(min(across) - line - left, left + wide - max(across) - line, wide, high)


def _clear(before: float, after: float, wide: float, high: float) -> tuple[float, float]:
    """Give both as parts of the square, in which what is higher than wide has air at its sides."""
    side = max(wide, high)
    air = (side - wide) / 2
    return max(0.0, before + air) / side, max(0.0, after + air) / side


def _pixels(data: bytes) -> tuple[float, float]:
    with Image.open(io.BytesIO(data)) as opened:
        clear = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
        alpha = opened.convert("RGBA").getchannel("A") if clear else Image.new("L", opened.size, 255)
    found = alpha.point([255 if value > _SEEN else 0 for value in range(256)]).getbbox()
    wide, high = alpha.size
    return _clear(found[0], wide - found[2], wide, high) if found else (0.0, 0.0)


def _across(shape: str, told: dict[str, str]) -> list[float]:
    """Give where a shape begins and ends across. Raises ValueError for a path that is none."""

    def at(name: str) -> float:
        found = _ONE.search(told.get(name, ""))
        return float(found[0]) if found else 0.0

    if shape == "path":
        left, _, right, _ = _along(told.get("d", ""))
        return [left, right]
    if shape in ("circle", "ellipse"):
        r = at("r" if shape == "circle" else "rx")
        return [at("cx") - r, at("cx") + r]
    if shape == "rect":
        return [at("x"), at("x") + at("width")]
    if shape == "line":
        return [at("x1"), at("x2")]
    return [float(one) for one in _ONE.findall(told.get("points", ""))[::2]]


@contextmanager
def _no_trees() -> Iterator[None]:
    """Let the reader of paths be loaded without that of whole drawings, which takes longer, and which nobody wants."""
    stand_in = ModuleType(_TREES)
    known = sys.modules.setdefault(_TREES, stand_in)
    try:
        yield
    finally:
        if known is stand_in:
            del sys.modules[_TREES]


def _along(path: str) -> tuple[float, float, float, float]:
    """Give where a path, as SVG writes it, is across and down: left, top, right and bottom. Raises ValueError."""
    with _no_trees():
        from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
        from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]

    pen = BoundsPen(None)
    try:
        parse_path(path, pen)
    except (ArithmeticError, LookupError) as error:
        raise ValueError(path) from error
    if pen.bounds is None:
        raise ValueError(path)
    left, top, right, bottom = map(float, pen.bounds)
    return left, top, right, bottom
