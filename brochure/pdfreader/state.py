"""The graphics state of a content stream (ISO 32000-1, 8.4), as far as preflight looks at it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from typing import Any

from pikepdf import Array

from brochure.pdfreader.colours import GRAY, Space
from brochure.pdfreader.facts import Box, Paint
from brochure.pdfreader.geometry import IDENTITY, Matrix, times
from brochure.pdfreader.typefaces import Typeface
from brochure.vocabulary.units import overlap

_BLACK = Paint("gray", (0.0,))
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Colouring:
    """What one kind of painting, filling or stroking, is done with."""

    space: Space = GRAY
    paint: Paint = _BLACK
    pattern: Any = None
    alpha: float = 1.0
    overprint: bool = False

    def use(self, space: Space, values: tuple[float, ...] = (), pattern: Any = None) -> Colouring:
        """Give the same with another colour."""
        return replace(self, space=space, paint=space.paint(values), pattern=pattern)

    def finished(self) -> Paint:
        """Give the paint with its opacity and overprint."""
        return replace(self.paint, opacity=self.alpha, overprints=self.overprint)


@dataclass(slots=True)
class State:
    """The state that `q` saves and `Q` restores; `ctm` leads to the space of the facts."""

    ctm: Matrix
    clip: Box
    fill: Colouring = field(default_factory=Colouring)
    stroke: Colouring = field(default_factory=Colouring)
    width: float = 1.0
    blend: str = "/Normal"
    masked: bool = False
    font: Typeface | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def saved(self) -> State:
        """Give a copy to restore later; its parts are never changed in place."""
        return copy.copy(self)

    def confine(self, box: Box) -> None:
        """Narrow the clip."""
        self.clip = overlap(self.clip, box) or NOWHERE

    def transform(self, matrix: Matrix) -> None:
        """Put a matrix before the current one."""
        self.ctm = times(matrix, self.ctm)

    def next_line(self, across: float, up: float) -> None:
        """Start a line of text."""
        self.line = times((1, 0, 0, 1, across, up), self.line)
        self.text = self.line

    def adopt(self, entries: Any) -> None:
        """Take over an ExtGState dictionary (ISO 32000-1, table 58)."""
        if "/LW" in entries:
            self.width = float(entries.LW)
        if "/ca" in entries:
            self.fill = replace(self.fill, alpha=float(entries.ca))
        if "/CA" in entries:
            self.stroke = replace(self.stroke, alpha=float(entries.CA))
        if "/OP" in entries:
            self.stroke = replace(self.stroke, overprint=bool(entries.OP))
            self.fill = replace(self.fill, overprint=bool(entries.get("/op", entries.OP)))
        elif "/op" in entries:
            self.fill = replace(self.fill, overprint=bool(entries.op))
        if "/BM" in entries:
            names = entries.BM
            self.blend = str(names[0]) if isinstance(names, Array) and len(names) else str(names)
        if "/SMask" in entries:
            self.masked = str(entries.SMask) != "/None"
