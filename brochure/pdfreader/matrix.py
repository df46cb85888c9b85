"""Matrices and areas of a content stream (ISO 32000-1, 8.3), in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot, sqrt

from pikepdf import Object

from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.units import Box

Point = tuple[float, float]
_SLIP = 0.01


class Matrix(NamedTuple):
    """The six numbers of a transformation, as PDF writes them."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def read(cls, numbers: Iterable[Object | float] | None) -> Matrix:
        """Read a matrix from PDF numbers; the identity where there are not six of them."""
        found = [float(number) for number in numbers] if numbers is not None else []
        return cls(*found) if len(found) == 6 else IDENTITY

    def then(self, after: Matrix) -> Matrix:
        """Give the matrix that does this one first."""
        a, b, c, d, e, f = self
        g, h, i, j, k, m = after
        return Matrix(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)

    def point(self, x: float, y: float) -> Point:
        """Move a point."""
        a, b, c, d, e, f = self
        return a * x + c * y + e, b * x + d * y + f

    def back(self, x: float, y: float) -> Point:
        """Give the point that was moved to a place, by a matrix of some `growth`."""
        a, b, c, d, e, f = self
        x, y, size = x - e, y - f, a * d - b * c
        return (d * x - c * y) / size, (a * y - b * x) / size

    @property
    def upright(self) -> bool:
        """Tell whether a rectangle stays one, with its sides along the axes."""
        return (abs(self.b) + abs(self.c) < 1e-9) or (abs(self.a) + abs(self.d) < 1e-9)

    @property
    def spans(self) -> tuple[float, float]:
        """Give the lengths of the two unit vectors."""
        return hypot(self.a, self.b), hypot(self.c, self.d)

    @property
    def growth(self) -> float:
        """Give what a unit becomes on average: the width of a line, say."""
        return sqrt(abs(self.a * self.d - self.b * self.c))


class Area(NamedTuple):
    """A rectangle that encloses something; `exact` where it is the thing itself. One without extent is `empty`."""

    left: float
    low: float
    right: float
    high: float
    exact: bool = False

    @classmethod
    def around(cls, points: Sequence[Point], exact: bool = False) -> Area:
        """Enclose points; an empty area where there are none."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys), exact) if xs else NOWHERE

    @classmethod
    def of(cls, matrix: Matrix, left: float, low: float, right: float, high: float) -> Area:
        """Enclose a rectangle after a transformation."""
        corners = [matrix.point(x, y) for x in (left, right) for y in (low, high)]
        return cls.around(corners, matrix.upright)

    def within(self, other: Area) -> Area:
        """Give the part that lies in another area."""
        left, low, right, high, exact = self
        x0, y0, x1, y1, both = other
        return Area(max(left, x0), max(low, y0), min(right, x1), min(high, y1), exact and both)

    def grown(self, by: float) -> Area:
        """Give the area with a rim."""
        return Area(self.left - by, self.low - by, self.right + by, self.high + by)

    @property
    def box(self) -> Box:
        """Give its four sides alone."""
        return self.left, self.low, self.right, self.high

    @property
    def empty(self) -> bool:
        """Tell whether nothing can be seen of it."""
        return self.left >= self.right or self.low >= self.high

    def meets(self, other: Area) -> bool:
        """Tell whether the two overlap."""
        left, low, right, high, _ = other
        return self.left < right and left < self.right and self.low < high and low < self.high

    def covers(self, other: Area) -> bool:
        """Tell whether the other lies wholly in this one."""
        left, low, right, high, _ = other
        return (
            self.left <= left + _SLIP
            and self.low <= low + _SLIP
            and self.right >= right - _SLIP
            and self.high >= high - _SLIP
        )


IDENTITY = Matrix()
EVERYWHERE = Area(-1e6, -1e6, 1e6, 1e6, True)
NOWHERE = Area(0.0, 0.0, 0.0, 0.0)
