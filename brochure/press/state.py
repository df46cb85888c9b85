"""The graphics state of a content stream (ISO 32000-1, 8.4), as far as the press is concerned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from brochure.press.geometry import EVERYWHERE, IDENTITY, Area, Matrix
from brochure.press.order import BLACK, CMYK

Ink = CMYK | tuple[float]
"""Four inks, or one value of grey in a soft mask."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A pattern in place of a colour."""

    pattern: Any


Paint = Ink | Tile


@dataclass(frozen=True, slots=True)
class Mode:
    """What is written as one parameter dictionary: opacity of fills and of strokes, overprint."""

    fill: float = 1.0
    stroke: float = 1.0
    overprint: bool = False


@dataclass(slots=True)
class Text:
    """The text parameters that decide how far a string reaches."""

    font: Any = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rendering: int = 0


@dataclass(slots=True)
class State:
    """What the source asks for, and what has been written so far (`fill_written`, `stroke_written`, `mode_written`)."""

    matrix: Matrix = IDENTITY
    clip: Area = EVERYWHERE
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_space: str = "/DeviceGray"
    stroke_space: str = "/DeviceGray"
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    masked: bool = False
    line_width: float = 1.0
    text: Text = field(default_factory=Text)
    fill_written: Paint | None = None
    stroke_written: Paint | None = None
    mode_written: Mode = Mode()

    def copy(self) -> State:
        """Save the state."""
        return replace(self, text=replace(self.text))
