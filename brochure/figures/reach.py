"""How far the shapes of a drawing reach: what of two drawings differs, and where."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple

_HEAD = compiled(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="([-\d. ]+)" width="[\d.]+mm" height="[\d.]+mm">')
_SHAPE = compiled(r'<path(?: (?:fill|d)="[^"]*")+/>')
_STEP = compiled(r"([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")
# How many numbers an operator of a path takes.
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


class Reach(NamedTuple):
    """A shape and the box around it, left, top, right and bottom, in the drawing's own space."""

    shape: str
    box: tuple[float, float, float, float]


class Shapes(NamedTuple):
    """A drawing of filled shapes alone: what is seen of its space, and its shapes in turn."""

    view: tuple[float, float, float, float]
    all: tuple[Reach, ...]


def shapes(svg: str) -> Shapes | None:
    """Take a drawing apart; None for one that is more than filled paths."""
    head = _HEAD.match(svg)
    if head is None:
        return None
    body = svg[head.end() :].removesuffix("</svg>")
    found = _SHAPE.findall(body)
    if "".join(found) != body:
        return None
    left, top, width, height = map(float, head[1].split())
    return Shapes((left, top, width, height), tuple(Reach(shape, _around(shape)) for shape in found))


def differing(old: Shapes, new: Shapes) -> list[tuple[float, float, float, float]] | None:
    """Give the boxes around what only one of two drawings has; None where they show another part of their space."""
    if old.view != new.view:
        return None
    before, after = {one.shape for one in old.all}, {one.shape for one in new.all}
    return [one.box for one in (*old.all, *new.all) if one.shape not in before & after]


def _around(shape: str) -> tuple[float, float, float, float]:
    data = shape.partition(' d="')[2].partition('"')[0]
    points = list(_points(data)) or [(0.0, 0.0)]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _points(data: str) -> Iterator[tuple[float, float]]:
    """Give points whose hull holds a path: its ends, the handles of its curves, the squares around its arcs."""
    operator, numbers = "", list[float]()
    x = y = start_x = start_y = 0.0
    for name, number in _STEP.findall(data):
        if name:
            operator, numbers = name, []
            if name in "Zz":
                x, y = start_x, start_y
            continue
        numbers.append(float(number))
        if len(numbers) < _TAKES[operator.upper()]:
            continue
        dx, dy = (x, y) if operator.islower() else (0.0, 0.0)
        match operator.upper():
            case "H":
                x = numbers[0] + dx
            case "V":
                y = numbers[0] + dy
            case "A":
                across, down = numbers[0] * 2, numbers[1] * 2
                yield from ((x - across, y - down), (x + across, y + down))
                x, y = numbers[5] + dx, numbers[6] + dy
            case _:
                yield from ((a + dx, b + dy) for a, b in zip(numbers[::2], numbers[1::2], strict=True))
                x, y = numbers[-2] + dx, numbers[-1] + dy
        if operator in "Mm":
            start_x, start_y = x, y
            operator = "L" if operator == "M" else "l"
        yield x, y
        numbers = []
