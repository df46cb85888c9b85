"""What a content stream does, one thing after the other (ISO 32000-1, 8 and 9): the words of the interpreter.

Places are in the space that the state's matrix leads to; what a thing is painted with is the interpreter's `state`
while the event is at hand. An `area` is the part that the clip lets see, an empty one where it shows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Object, Stream
from pikepdf.models import PdfInlineImage

from brochure.pdfreader.matrix import Area, Matrix, Point
from brochure.pdfreader.typefaces import Typeface
from brochure.vocabulary.records import dataclass

Instruction = ContentStreamInstruction | ContentStreamInlineImage


@dataclass(frozen=True, slots=True)
class Change:
    """An operator that paints nothing: it changed the state, or marks content.

    `instruction` is it as it was read, `named` the font or the parameters that it names among the resources.
    """

    operator: str
    instruction: Instruction
    named: Object | None = None

    @property
    def operands(self) -> list[Object]:
        """Give its operands."""
        return list(self.instruction.operands)


@dataclass(frozen=True, slots=True)
class PaintedPath:
    """A path that is painted, or done with: `fill` and `stroke` are the operators that do that alone, "" for neither.

    `pieces` are the operators that made it, as they were read; `parts` the points of its subpaths, those of curves
    among them; `exact` tells that it is one upright rectangle. A path that `clips` does so once it is painted.
    """

    operator: str
    fill: str
    stroke: str
    pieces: Sequence[tuple[str, Instruction]]
    parts: Sequence[Sequence[Point]]
    exact: bool
    clips: bool

    @property
    def area(self) -> Area:
        """Give the area around all of it, clipped or not."""
        return Area.around([point for part in self.parts for point in part], self.exact)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Text that is shown: `shown` is the operand, `pieces` its strings, and shifts in thousandths of the size.

    `matrix` leads from the space of the text to that of places; there it is `width` long.
    """

    font: Typeface
    shown: Object
    pieces: Sequence[bytes | float]
    matrix: Matrix
    width: float

    @property
    def text(self) -> str:
        """Give what it says."""
        return "".join(self.font.decode(piece) for piece in self.pieces if isinstance(piece, bytes))


@dataclass(frozen=True, slots=True)
class Image:
    """A raster picture."""

    source: Stream
    area: Area


@dataclass(frozen=True, slots=True)
class Inline:
    """A raster picture that stands in the stream itself."""

    source: PdfInlineImage
    area: Area


@dataclass(frozen=True, slots=True)
class Form:
    """A form; `matrix` leads from its own space, `group` tells of a transparency group (11.6.6)."""

    source: Stream
    matrix: Matrix
    area: Area
    group: bool


@dataclass(frozen=True, slots=True)
class Shading:
    """A gradient that fills all that the clip lets see."""

    source: Object
    area: Area


Event = Change | PaintedPath | Glyphs | Image | Inline | Form | Shading
