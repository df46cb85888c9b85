"""A picture that goes on over the spine: as layers in its own colours, each as high as they are beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from brochure.figures.covers.field import Sheet
from brochure.figures.motifs import rect
from brochure.vocabulary.records import NamedTuple

Row = tuple[int, int, int]
# In so many rows a picture is looked at; a layer has so many at least, and there are so many layers at most.
ROWS, _LEAST, _MOST = 36, 3, 7
# What one layer more must bring, as a part of what all rows differ from one colour.
_WORTH = 0.005


class Layer(NamedTuple):
    """A layer: its first row, the one after its last, and its colour "#rrggbb"."""

    first: int
    after: int
    colour: str


def layers(rows: Sequence[Row]) -> list[Layer]:
    """Part rows into few layers from which they differ the least."""
    count, squares = len(rows), [0]
    sums: list[Row] = [(0, 0, 0)]
    for red, green, blue in rows:
        last = sums[-1]
        sums.append((last[0] + red, last[1] + green, last[2] + blue))
        squares.append(squares[-1] + red * red + green * green + blue * blue)

    def whole(first: int, after: int) -> list[int]:
        return [b - a for a, b in zip(sums[first], sums[after], strict=True)]

    def off(first: int, after: int) -> float:
        return squares[after] - squares[first] - sum(one * one for one in whole(first, after)) / (after - first)

    # The cuts that cost least, for one layer after the other, up to each row.
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, (0,))}]
    for _ in range(_MOST):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for after in range(_LEAST, count + 1):
            before = [at for at in best[-1] if after - at >= _LEAST]
            if before:
                found[after] = min((best[-1][at][0] + off(at, after), (*best[-1][at][1], after)) for at in before)
        best.append(found)
    # Of one colour there is one layer.
    dear = _WORTH * off(0, count) + 1
    ways = [(made[count][0] + dear * len(made[count][1]), made[count][1]) for made in best[1:] if count in made]
    return [
        Layer(first, after, "#" + "".join(f"{round(one / (after - first)):02x}" for one in whole(first, after)))
        for first, after in pairwise(min(ways)[1])
    ]


def draw(sheet: Sheet, rows: Sequence[Row], box: tuple[float, float, float, float]) -> None:
    """Draw the layers of a picture in a box, its left, top, width and height in mm."""
    left, top, wide, high = box
    for one in layers(rows):
        y = top + one.first * high / len(rows)
        # The next ones lie over it: no seam shows between two.
        sheet.shapes.add(one.colour, rect(left, y, wide, top + high - y))
    sheet.foot = top + high
