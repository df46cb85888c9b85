"""Reads and writes the points of drawings, of which each page has thousands, as the engine does, and sooner."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import cycle
from math import atan2, cos, isclose, pi, radians, sin, tan
from operator import add
from typing import Any

from brochure.vocabulary.patterns import compiled

Reading = Callable[[Any, str, Any], tuple[float, float, str]]
Writing = Callable[[object], bytes]
Drawing = Callable[[Any, Any, Any], None]
# A step of a path: its letter, and its numbers.
Step = tuple[str, tuple[float, ...]]

_STEP = compiled(r"([A-Za-z])([^A-Za-z]*)")
# How many numbers the steps of a path take that are drawn here.
_TAKEN = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "a": 7}
_ARC, _FLAGS = 7, ("0", "1")


def hasten() -> None:
    """Have the engine read points of plain numbers at once and others as before, move each by two sums alone, and write
    numbers without a text between; and draw paths of plain lines and curves without parting their text over and over.
    """
    module: Any = sys.modules["weasyprint.svg.path"]
    module.point = quick(module.point)
    drawing: Any = sys.modules["weasyprint.svg"]
    drawing.TAGS["path"] = drawn(drawing.TAGS["path"])
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


def drawn(careful: Drawing) -> Drawing:
    """Give what draws a path of lines and curves, `careful` any other, and one with marks at its points."""

    def path(svg: Any, node: Any, font_size: Any) -> None:
        steps = _steps(node.get("d", ""))
        if steps is None or any(name.startswith("marker") for name in node.attrib):
            careful(svg, node, font_size)
            return
        _draw(svg.stream, steps)

    return path


def _steps(text: str) -> list[Step] | None:
    """Read a path; None where more is to be said of it than lines, curves and arcs of plain numbers."""
    if not text.isascii() or text[:1] not in ("M", "m"):
        return None
    steps: list[Step] = []
    for letter, said in _STEP.findall(text):
        parts, taken = said.replace("-", " -").replace(",", " ").split(), _TAKEN.get(letter.lower(), 0)
        if (not parts or len(parts) % taken) if taken else (parts or letter not in "Zz"):
            return None
        if taken == _ARC and not all(flag in _FLAGS for at in (3, 4) for flag in parts[at::_ARC]):
            return None
        try:
            numbers = tuple(map(float, parts))
        except ValueError:
            return None
        if taken == _ARC and not (all(numbers[0::_ARC]) and all(numbers[1::_ARC])):
            return None
        steps.append((letter, numbers[:taken]))
        after = {"m": "l", "M": "L"}.get(letter, letter)
        steps += [(after, numbers[at : at + taken]) for at in range(taken, len(numbers), taken or 1)]
    return steps


def _draw(stream: Any, steps: list[Step]) -> None:
    x, y, last = 0.0, 0.0, "m"
    stream.move_to(0, 0)
    for letter, numbers in steps:
        kind = letter.lower()
        if last in "mz":
            begun = x, y
        points = _from(x, y, kind, numbers) if letter == kind else numbers
        if kind == "c":
            stream.curve_to(*points)
        elif kind == "a":
            _draw_arc(stream, x, y, *points)
        elif kind == "m":
            stream.move_to(*points)
        elif kind != "z":
            points = (points[0] if kind != "v" else x, points[-1] if kind != "h" else y)
            stream.line_to(*points)
        elif last not in "mz":
            stream.close()
            points = begun
        x, y = points[-2:] or (x, y)
        last = kind


def _from(x: float, y: float, kind: str, numbers: tuple[float, ...]) -> tuple[float, ...]:
    """Give the numbers of a step as they are told from a point."""
    if kind == "v":
        return (numbers[0] + y,)
    if kind == "a":
        return *numbers[:5], numbers[5] + x, numbers[6] + y
    return tuple(map(add, numbers, cycle((x, y))))


def _draw_arc(
    stream: Any, x1: float, y1: float, rx: float, ry: float, turn: float, large: float, sweep: float, x: float, y: float
) -> None:
    """Draw an arc as the engine does, number by number, in curves of at most half a turn."""
    turn, scale = radians(turn), ry / rx
    across, down = _turned(x - x1, y - y1, -turn)
    down /= scale
    angle, across = atan2(down, across), (across**2 + down**2) ** 0.5
    rx = max(rx, across / 2)
    middle = across / 2
    off = (rx**2 - middle**2) ** 0.5
    across, down = _turned(across, 0, angle)
    middle, off = _turned(middle, -off if large == sweep else off, angle)
    begin, end = _angles(atan2(-off, -middle), atan2(down - off, across - middle), bool(large), bool(sweep))
    step = (end - begin) / 3
    parts = ((begin, begin + step), (begin + step, begin + 2 * step), (begin + 2 * step, end))
    space = (
        (cos(turn), sin(turn), 0),
        (-sin(turn) * scale, cos(turn) * scale, 0),
        (x1, y1, 1),
    )
    curves = parts if large else ((begin, end),)
    bend = 4 / 3 * tan((curves[0][1] - curves[0][0]) / 4)
    for begin, end in curves:
        first = middle + rx * cos(begin) - bend * rx * sin(begin), off + rx * sin(begin) + bend * rx * cos(begin)
        then = middle + rx * cos(end) + bend * rx * sin(end), off + rx * sin(end) - bend * rx * cos(end)
        last = middle + rx * cos(end), off + rx * sin(end)
        stream.curve_to(*moved(space, *first), *moved(space, *then), *moved(space, *last))


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    return x * cos(angle) - y * sin(angle), y * cos(angle) + x * sin(angle)


def _angles(begin: float, end: float, large: bool, sweep: bool) -> tuple[float, float]:
    """Give the angles between which an arc is drawn, the way about that it goes."""
    while begin < 0 or end < 0:
        begin += 2 * pi
        end += 2 * pi
    if isclose(abs(end - begin), pi):
        if sweep and end < begin:
            begin -= 2 * pi
        elif not sweep and end > begin:
            end -= 2 * pi
    elif large == (abs(end - begin) < pi):
        if begin > end:
            begin -= 2 * pi
        else:
            end -= 2 * pi
    return begin, end
