"""Matrices and areas of PDF user space (ISO 32000-1, 8.3), in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import Any, NamedTuple

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
    def read(cls, numbers: Iterable[Any] | None) -> Matrix:
        """Read a matrix from PDF numbers; None is the identity."""
        return cls(*map(float, numbers)) if numbers is not None else cls()

    def then(self, after: Matrix) -> Matrix:
        """Give the matrix that does this one first."""
        a, b, c, d, e, f = self
        return Matrix(
            a * after.a + b * after.c,
            a * after.b + b * after.d,
            c * after.a + d * after.c,
            c * after.b + d * after.d,
            e * after.a + f * after.c + after.e,
            e * after.b + f * after.d + after.f,
        )

    def point(self, x: float, y: float) -> Point:
        """Move a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def upright(self) -> bool:
        """Tell whether a rectangle stays one, with its sides along the axes."""
        return (abs(self.b) + abs(self.c) < 1e-9) or (abs(self.a) + abs(self.d) < 1e-9)

    @property
    def spans(self) -> tuple[float, float]:
        """Give the lengths of the two unit vectors."""
        return hypot(self.a, self.b), hypot(self.c, self.d)


class Area(NamedTuple):
    """A rectangle that encloses something; `exact` where it is the thing itself."""

    left: float
    bottom: float
    right: float
    top: float
    exact: bool = False

    @classmethod
    def around(cls, points: Sequence[Point], exact: bool = False) -> Area:
        """Enclose points."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys), exact)

    @classmethod
    def of(cls, matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Area:
        """Enclose a rectangle after a transformation."""
        corners = [matrix.point(x, y) for x in (left, right) for y in (bottom, top)]
        return cls.around(corners, matrix.upright)

    def within(self, other: Area) -> Area:
        """Give the part that lies in another area."""
        return Area(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
            self.exact and other.exact,
        )

    def grown(self, by: float) -> Area:
        """Give the area with a rim."""
        return Area(self.left - by, self.bottom - by, self.right + by, self.top + by)

    @property
    def empty(self) -> bool:
        """Tell whether nothing can be seen of it."""
        return self.left >= self.right or self.bottom >= self.top

    def meets(self, other: Area) -> bool:
        """Tell whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def covers(self, other: Area) -> bool:
        """Tell whether the other lies wholly in this one."""
        return (
            self.left <= other.left + _SLIP
            and self.bottom <= other.bottom + _SLIP
            and self.right >= other.right - _SLIP
            and self.top >= other.top - _SLIP
        )


IDENTITY = Matrix()
EVERYWHERE = Area(-1e6, -1e6, 1e6, 1e6, True)
