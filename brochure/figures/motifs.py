"""The shapes that every drawn picture is made of: paths on one grid, in flat colours.

Lengths are in the drawing's own units (its viewBox), y grows downwards.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape
from math import asin, hypot, sqrt, tan

_DECIMALS = 2
_QUARTER = 1.6


class Dice:
    """A stream of choices that depends on nothing but its seed."""

    def __init__(self, seed: str) -> None:
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

    def body(self) -> str:
        """Return the SVG elements."""
        return "".join(f'<path fill="{colour}" d="{"".join(paths)}"/>' for colour, paths in self._layers if paths)


def document(body: str, view: tuple[float, float, float, float], size: tuple[float, float], title: str) -> str:
    """Wrap elements in an SVG document of a size in mm; the title names it for those who cannot see it."""
    box = " ".join(number(value) for value in view)
    name = f"<title>{escape(title)}</title>" if title else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"'
    return f'{head} width="{number(size[0])}mm" height="{number(size[1])}mm">{name}{body}</svg>'


def number(value: float) -> str:
    """Return a length with two decimals at most."""
    text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def polygon(*points: tuple[float, float]) -> str:
    """Return a closed shape through points."""
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


@dataclass(frozen=True)
class Motif:
    """What fills a cell, in a unit square: the main shape and a second one in the accent colour."""

    main: str
    accent: str = ""


# One token each: M x y, L x y, A radius sweep x y, Z.
BLANK = Motif("")
DOT = Motif("M .34 .5 A .16 1 .66 .5 A .16 1 .34 .5 Z")
BASE = Motif("M 0 .75 L 1 .75 L 1 1 L 0 1 Z")
QUARTER = Motif("M 0 0 L 1 0 A 1 1 0 1 Z")
HALF = Motif("M 0 .5 A .5 1 1 .5 Z")
TRIANGLE = Motif("M 0 0 L 1 1 L 0 1 Z")
LEAF = Motif("M 0 0 A 1 1 1 1 A 1 1 0 0 Z")
DISC = Motif("M 0 .5 A .5 1 1 .5 A .5 1 0 .5 Z")
HALVES = Motif("M 0 .5 A .5 1 1 .5 Z", "M 0 1 A .5 1 1 1 Z")
ARC = Motif("M 0 0 L 1 0 A 1 1 0 1 L 0 .72 A .72 0 .72 0 Z", "M 0 0 L .4 0 A .4 1 0 .4 Z")
EYE = Motif("M 0 0 L 1 0 A 1 1 0 1 Z", "M 0 0 L .5 0 A .5 1 0 .5 Z")
STRIPES = Motif("M 0 0 L .2 0 L .2 1 L 0 1 Z M .4 0 L .6 0 L .6 1 L .4 1 Z M .8 0 L 1 0 L 1 1 L .8 1 Z")
FIGURE = Motif("M .12 1 A .38 1 .88 1 Z", "M .3 .36 A .2 1 .7 .36 A .2 1 .3 .36 Z")
TENTS = Motif("M 0 1 L .5 .5 L 1 1 Z", "M 0 .5 L .5 0 L 1 .5 Z")

CALM = (BLANK, BLANK, BLANK, DOT, BASE)
LIVELY = (QUARTER, HALF, TRIANGLE, LEAF, QUARTER, HALVES, EYE, ARC, DISC, STRIPES, FIGURE, TENTS)
LARGE = (QUARTER, EYE, ARC, HALVES, LEAF)


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
