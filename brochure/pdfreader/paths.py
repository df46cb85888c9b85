"""Paths of a content stream (ISO 32000-1, 8.5): built, clipped with, filled and stroked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from brochure.pdfreader import geometry, images
from brochure.pdfreader.facts import Area, Box, Line, Paint, Picture, Run, Veil
from brochure.pdfreader.state import State
from brochure.pdfreader.typefaces import Typeface
from brochure.vocabulary.units import overlap

FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
# Thinner than this, in points, a filled bar is a line to the eye.
_THIN = 1.0
# A path of more parts than this, such as a QR code, is one area.
_FINE_PARTS = 12


@dataclass(slots=True)
class Painted:
    """What the pages hold; filled while they are followed."""

    pictures: list[Picture] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    veils: list[Veil] = field(default_factory=list)
    fonts: dict[tuple[int, int] | str, tuple[Typeface, int]] = field(default_factory=dict)
    image_inks: dict[tuple[int, int], images.Grid | None] = field(default_factory=dict)
    operators: int = 0
    unread: list[str] = field(default_factory=list)


class Paths:
    """The path under construction, and what becomes of it."""

    def __init__(self, page: int, state: State, painted: Painted) -> None:
        self.page, self.state, self.painted = page, state, painted
        self._parts: list[list[tuple[float, float]]] = []
        self._clipping = False

    def pattern(self, pattern: Any, box: Box) -> None:
        """Fill a box with a pattern; for those who can follow one."""

    def _move(self, values: list[Any]) -> None:
        self._parts.append([self._point(values)])

    def _reach(self, values: list[Any]) -> None:
        if not self._parts:
            self._parts.append([])
        self._parts[-1].extend(self._point(values[at : at + 2]) for at in range(0, len(values) - 1, 2))

    def _rectangle(self, values: list[Any]) -> None:
        x, y, width, height = map(float, values)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self._parts.append([geometry.point(self.state.ctm, *corner) for corner in corners])

    def _clip(self, _: list[Any]) -> None:
        self._clipping = True

    def _end(self, _: list[Any]) -> None:
        if self._clipping:
            whole = [place for part in self._parts for place in part]
            self.state.confine(geometry.box_of(whole) if whole else (0.0, 0.0, 0.0, 0.0))
        self._parts, self._clipping = [], False

    def _point(self, values: list[Any]) -> tuple[float, float]:
        return geometry.point(self.state.ctm, float(values[0]), float(values[1]))

    def _paint(self, name: str) -> None:
        parts = [geometry.box_of(part) for part in self._parts if part]
        if parts and name in FILLS:
            self._fill(parts)
        if parts and name in STROKES:
            self._stroke(parts)
        self._end([])

    def _fill(self, parts: list[Box]) -> None:
        whole = geometry.box_of([(box[0], box[1]) for box in parts] + [(box[2], box[3]) for box in parts])
        if self.state.fill.pattern is not None:
            self.pattern(self.state.fill.pattern, whole)
            return
        paint = self.state.fill.finished()
        rectangles = all(_is_rectangle(part) for part in self._parts if part)
        for part in parts if len(parts) <= _FINE_PARTS else [whole]:
            thin = min(part[2] - part[0], part[3] - part[1])
            long = max(part[2] - part[0], part[3] - part[1])
            seen = overlap(self._grown(part, 0.01), self.state.clip)
            if seen is None or paint.opacity == 0:
                continue
            self._veiled(seen, paint)
            if thin < _THIN and long > 4 * max(thin, 0.25):
                self.painted.lines.append(Line(self.page, seen, thin, paint))
            else:
                edges = (True,) * 4 if rectangles else _cut(part, seen)
                self.painted.areas.append(Area(self.page, seen, paint, edges))

    def _stroke(self, parts: list[Box]) -> None:
        width = self.state.width * geometry.growth(self.state.ctm)
        paint = self.state.stroke.finished()
        if self.state.stroke.pattern is not None:
            paint = replace(paint, space="")
        whole = geometry.box_of([(box[0], box[1]) for box in parts] + [(box[2], box[3]) for box in parts])
        seen = overlap(self._grown(whole, max(width, 0.01) / 2), self.state.clip)
        if seen is not None and paint.opacity > 0:
            self._veiled(seen, paint)
            self.painted.lines.append(Line(self.page, seen, width, paint))

    @staticmethod
    def _grown(box: Box, by: float) -> Box:
        return box[0] - by, box[1] - by, box[2] + by, box[3] + by

    def _veiled(self, box: Box, paint: Paint) -> None:
        if paint.opacity < 1:
            self.painted.veils.append(Veil(self.page, box, "opacity"))
        if self.state.blend not in ("/Normal", "/Compatible"):
            self.painted.veils.append(Veil(self.page, box, f"blend mode {self.state.blend[1:]}"))
        if self.state.masked:
            self.painted.veils.append(Veil(self.page, box, "soft mask"))


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Tell whether the corners of a part lie on those of the box around it."""
    x0, y0, x1, y1 = geometry.box_of(points)
    near = 0.01
    return len(points) >= 4 and all(
        min(abs(x - x0), abs(x - x1)) < near and min(abs(y - y0), abs(y - y1)) < near for x, y in points
    )


def _cut(whole: Box, seen: Box) -> tuple[bool, bool, bool, bool]:
    """Tell at which sides a shape is cut off by the clip."""
    near = 0.1
    return (
        seen[0] - whole[0] > near,
        seen[1] - whole[1] > near,
        whole[2] - seen[2] > near,
        whole[3] - seen[3] > near,
    )
