"""Reads and writes the points of drawings, of which each page has thousands, as the engine does, and sooner."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

from brochure.vocabulary.patterns import compiled

Reading = Callable[[Any, str, Any], tuple[float, float, str]]
Writing = Callable[[object], bytes]
Drawing = Callable[[Any, Any, Any], None]
# What of a drawing is written: the operator's name, and its numbers.
Step = tuple[str, tuple[float, ...]]

# Lines and curves of three points (SVG 1.1, 8.3): how many numbers each takes.
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "z": 0}
_WRITTEN = {"m": "move_to", "l": "line_to", "h": "line_to", "v": "line_to", "c": "curve_to"}
# After these a line begins where a path may be closed to.
_AFRESH = frozenset(("", "m", "M", "z", "Z"))
_LETTER = compiled(r"[CHLMVZchlmvz]")
_OTHER = compiled(r"[^CHLMVZchlmvz0-9., \n\r\t-]")


def hasten() -> None:
    """Have the engine read points of plain numbers at once, and paths of lines and curves, and others as before, move
    each point by two sums alone, and write numbers without a text between.
    """
    module: Any = sys.modules["weasyprint.svg.path"]
    module.point = quick(module.point)
    tags: Any = sys.modules["weasyprint.svg"].TAGS
    tags["path"] = drawn(tags["path"], sys.modules["weasyprint.svg.utils"].normalize)
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


def drawn(careful: Drawing, normalize: Callable[[str], str]) -> Drawing:
    """Give what draws a path of plain lines and curves, `careful` all others, and those that marks may stand on."""

    def path(svg: Any, node: Any, font_size: Any) -> None:
        steps = None if any(name.startswith("marker") for name in node.attrib) else _steps(node.get("d", ""), normalize)
        if steps is None:
            careful(svg, node, font_size)
            return
        for operator, values in steps:
            getattr(svg.stream, operator)(*values)

    return path


def _steps(path: str, normalize: Callable[[str], str]) -> list[Step] | None:
    """Give what is written for a path; None where it holds more than lines and curves of numbers."""
    if _OTHER.search(path):
        return None
    try:
        return [("move_to", (0, 0)), *_strokes(normalize(_LETTER.sub(r" \g<0> ", path)).split())]
    except (ValueError, IndexError, KeyError):
        return None


def _strokes(words: list[str]) -> Iterator[Step]:
    """Give the steps of a path in turn. Raises ValueError, IndexError or KeyError where it is not to be read so."""
    x, y, at, last = 0.0, 0.0, 0, ""
    begun: tuple[float, float] | None = None
    while at < len(words):
        if words[at].isalpha():
            letter, at = words[at], at + 1
        else:
            # Further points after a move are lines.
            letter = {"m": "l", "M": "L"}.get(last, last)
        kind = letter.lower()
        values = [float(word) for word in words[at : at + _TAKES[kind]]]
        at += len(values)
        if len(values) < _TAKES[kind] or (kind == "z" and at < len(words) and not words[at].isalpha()):
            raise IndexError(letter)
        if last in _AFRESH:
            begun = None
        if begun is None and letter not in _AFRESH:
            begun = x, y
        if kind == "z":
            if begun is not None:
                yield "close", ()
                x, y = begun
        else:
            if letter == kind:
                first, other = (y, y) if kind == "v" else (x, y)
                values = [value + (other if odd % 2 else first) for odd, value in enumerate(values)]
            if kind == "h":
                values = [*values, y]
            elif kind == "v":
                values = [x, *values]
            yield _WRITTEN[kind], tuple(values)
            x, y = values[-2:]
        last = letter


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
