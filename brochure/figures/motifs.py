"""The shapes that every drawn picture is made of: paths on one grid, in flat colours.

Lengths are in the drawing's own units (its viewBox), y grows downwards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import asin, hypot, sqrt, tan
from pathlib import Path

from brochure.figures.measuring import listener
from brochure.figures.svg import document, num

_DECIMALS = 2
_QUARTER = 1.6


class Dice:
    """A stream of choices that depends on nothing but its seed."""

    def __init__(self, seed: str) -> None:
        if (heard := listener()) is not None and not heard.follows and heard.holds(seed):
            heard.refused = "a drawing that follows the words"
        self._seed = seed
        self._count = 0

    def roll(self, sides: int) -> int:
        """Return the next number from 0 to sides - 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._seed}/{self._count}".encode()).digest()
        return int.from_bytes(digest[:6], "big") % sides


class Drawing:
    """Flat shapes, back to front; neighbours of one colour become one path."""

    def __init__(self) -> None:
        self._layers: list[tuple[str, list[str]]] = []

    def add(self, colour: str, *paths: str) -> None:
        """Paint paths in front of all that is there."""
        if self._layers and self._layers[-1][0] == colour:
            self._layers[-1][1].extend(paths)
        else:
            self._layers.append((colour, list(paths)))

    def add_together(self, shapes: list[tuple[str, str]]) -> None:
        """Paint (colour, path) pairs that do not overlap: one path for each colour."""
        for colour in dict.fromkeys(colour for colour, _ in shapes):
            self.add(colour, *(path for other, path in shapes if other == colour))

    def document(self, width: float, height: float, view: Sequence[float] = ()) -> str:
        """Return the drawing as `svg.document` does."""
        body = "".join(f'<path fill="{colour}" d="{"".join(paths)}"/>' for colour, paths in self._layers if paths)
        return document(width, height, body, "", view, _DECIMALS)


def number(value: float) -> str:
    """Return a length with two decimals at most."""
    return num(value, _DECIMALS)


def polygon(*numbers: float) -> str:
    """Return a closed shape through points, each told as x and y."""
    points = zip(numbers[::2], numbers[1::2], strict=True)
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def rect(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def arc(start: tuple[float, float], r: float, sweep: int, end: tuple[float, float]) -> str:
    """Return the short way round a circle of radius r as Bezier curves (SVG arcs are not drawn round everywhere).

    The sweep is 1 for clockwise, as in SVG; half circles are cut in two.
    """
    half = hypot(end[0] - start[0], end[1] - start[1]) / 2
    if not half:
        return ""
    r, side = max(r, half), 1 if sweep else -1
    nx, ny = side * (end[1] - start[1]) / (2 * half), -side * (end[0] - start[0]) / (2 * half)
    x, y, away = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2, sqrt(r * r - half * half)
    angle = 2 * asin(min(1.0, half / r))
    if angle > _QUARTER:
        top = (x + nx * (r - away), y + ny * (r - away))
        return arc(start, r, sweep, top) + arc(top, r, sweep, end)
    cx, cy, pull = x - nx * away, y - ny * away, side * 4 / 3 * tan(angle / 4)
    first = (start[0] - pull * (start[1] - cy), start[1] + pull * (start[0] - cx))
    second = (end[0] + pull * (end[1] - cy), end[1] - pull * (end[0] - cx))
    return "C" + " ".join(f"{number(px)} {number(py)}" for px, py in (first, second, end))


@lru_cache(4096)
def disc(cx: float, cy: float, r: float, clockwise: bool = True) -> str:
    """Return a disc; a counter-clockwise one cuts a hole in a clockwise one of the same path."""
    left, right, sweep = (cx - r, cy), (cx + r, cy), int(clockwise)
    return f"M{number(cx - r)} {number(cy)}{arc(left, r, sweep, right)}{arc(right, r, sweep, left)}z"


def ring(cx: float, cy: float, r: float, stroke: float) -> str:
    """Return a ring whose outer radius is r."""
    return disc(cx, cy, r) + disc(cx, cy, r - stroke, clockwise=False)


def arch(cx: float, top: float, width: float, bottom: float) -> str:
    """Return a round-headed body: a half disc on a block."""
    r = width / 2
    head = arc((cx - r, top + r), r, 1, (cx + r, top + r))
    return f"M{number(cx - r)} {number(bottom)}V{number(top + r)}{head}V{number(bottom)}z"


def bar(x1: float, y1: float, x2: float, y2: float, stroke: float) -> str:
    """Return a straight line as a filled shape with round ends."""
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
    dx, dy = -(y2 - y1) / length * stroke / 2, (x2 - x1) / length * stroke / 2
    start, along, back = (x1 - dx, y1 - dy), (x2 - dx, y2 - dy), (x2 + dx, y2 + dy)
    end = (x1 + dx, y1 + dy)
    p = [f"{number(x)} {number(y)}" for x, y in (start, along, end)]
    return f"M{p[0]}L{p[1]}{arc(along, stroke / 2, 1, back)}L{p[2]}{arc(end, stroke / 2, 1, start)}z"


def rows(name: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Read a table of shapes: a word, then two shapes with a bar between them; "" for one that is not there."""
    for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            word, _, shapes = line.partition(" ")
            main, _, accent = shapes.partition("|")
            yield word, (main.strip(), accent.strip())


@cache
def motifs() -> Mapping[str, tuple[str, str]]:
    """Give what fills a cell, by its name: the main shape and a second one, "" for none, in the accent colour."""
    return dict(rows("motifs"))


def place(path: str, x: float, y: float, size: float, turn: int = 0) -> str:
    """Return a unit path at a place, at a size, after so many quarter turns clockwise."""
    tokens, out, at = path.split(), "", 0
    before = (0.0, 0.0)
    while at < len(tokens):
        command = tokens[at]
        if command == "Z":
            out += "z"
            at += 1
            continue
        first = at + (3 if command == "A" else 1)
        px, py = float(tokens[first]), float(tokens[first + 1])
        for _ in range(turn % 4):
            px, py = 1 - py, px
        point = (x + px * size, y + py * size)
        if command == "A":
            out += arc(before, float(tokens[at + 1]) * size, int(tokens[at + 2]), point)
        else:
            out += f"{command}{number(point[0])} {number(point[1])}"
        before, at = point, first + 2
    return out
