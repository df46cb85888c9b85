"""The one interpreter of content streams (ISO 32000-1, 8 and 9): reads a stream and hands on what it does.

It reads one stream. What the stream draws by name (forms, patterns, soft masks) is handed on as an event; whoever
wants to know what is in there reads it with `nested`. Damage raises what pikepdf and Python raise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

import pikepdf
from pikepdf import ContentStreamInlineImage, Dictionary, Name, Object, Operator, Stream

from brochure.pdfreader import colours, text
from brochure.pdfreader.events import Change, Event, Form, Glyphs, Image, Inline, Instruction, PaintedPath, Shading
from brochure.pdfreader.matrix import Area, Matrix, Point
from brochure.pdfreader.state import State
from brochure.pdfreader.typefaces import Typeface
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

_MOST_OPERATORS = 3_000_000
_DEEPEST = 16
DAMAGE = (
    pikepdf.PdfError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RuntimeError,
)  # fmt: skip
_PIECES = frozenset(("m", "l", "c", "v", "y", "h", "re", "W", "W*"))
# What fills, what strokes.
_PAINTING = {
    "n": ("", ""), "f": ("f", ""), "F": ("f", ""), "f*": ("f*", ""), "S": ("", "S"), "s": ("", "s"),
    "B": ("f", "S"), "B*": ("f*", "S"), "b": ("f", "s"), "b*": ("f*", "s"),
}  # fmt: skip
COLOURS = frozenset(("cs", "CS", "sc", "SC", "scn", "SCN", "g", "G", "rg", "RG", "k", "K"))
_CHANGES = frozenset(("q", "Q", "cm", "w", "gs", "Tf")) | text.ORDERS | COLOURS
_DEVICE = {"g": colours.GRAY, "rg": colours.RGB, "k": colours.CMYK}


class Endless(Exception):
    """A drawing that draws itself, is nested too deep, or is too long to be read."""

    def __init__(self) -> None:
        super().__init__(Said("its drawing is nested too deep or is too long"))


@dataclass(slots=True)
class Walk:
    """What all streams of a document share: the fonts, and how much was read so far."""

    operators: int = 0
    fonts: dict[tuple[int, int] | str, Typeface] = field(default_factory=dict)

    def typeface(self, described: Object) -> Typeface:
        """Give a font; each is read once."""
        key = described.objgen if described.is_indirect else described.unparse().decode("latin-1")
        if key not in self.fonts:
            self.fonts[key] = Typeface(described)
        return self.fonts[key]


class Interpreter:
    """Reads one stream that begins in a state; `base` is the matrix of its own space, in which patterns are placed.

    `around` are the streams that draw it.
    """

    def __init__(
        self, walk: Walk, state: State, resources: Object | None, around: tuple[tuple[int, int], ...] = ()
    ) -> None:
        self.walk, self.state, self.base = walk, state, state.matrix
        self.resources = resources if resources is not None else Dictionary()
        self._around = around
        self._stack: list[State] = []
        self._pieces: list[tuple[str, Instruction]] = []

    def read(self, source: Object) -> Iterator[Event]:
        """Read a page, form, pattern or glyph, event by event. Raises Endless."""
        if len(self._around) >= _DEEPEST or self.walk.operators > _MOST_OPERATORS or source.objgen in self._around:
            raise Endless
        self._around = (*self._around, source.objgen)
        for instruction in pikepdf.parse_content_stream(source):
            self.walk.operators += 1
            name = str(instruction.operator)
            if name in _PIECES:
                self._pieces.append((name, instruction))
            elif name in _PAINTING:
                yield from self._paint(name)
            elif name in text.SHOWS:
                yield from self._show(name, list(instruction.operands))
            elif name in _DRAWS:
                yield from _DRAWS[name](self, instruction)
            elif name != "Q" or self._stack:
                named = self._change(name, list(instruction.operands)) if name in _CHANGES else None
                yield Change(name, instruction, named)

    def nested(self, source: Object, state: State, resources: Object | None = None) -> Interpreter:
        """Give the interpreter of a stream that this one draws (not of a page); `resources` are those of its owner."""
        resources = source.get("/Resources", self.resources if resources is None else resources)
        return Interpreter(self.walk, state, resources, self._around)

    def resource(self, kind: str, name: Object) -> Object | None:
        """Look a resource up."""
        found = self.resources.get(kind)
        return found.get(str(name)) if found is not None else None

    def _change(self, name: str, values: list[Object]) -> Object | None:
        """Do an operator that changes the state (8.4, 8.6, 9.3); give the font or the parameters that it names."""
        named = None
        match name:
            case "q":
                self._stack.append(self.state.copy())
            case "Q":
                self.state = self._stack.pop()
            case "cm":
                self.state.matrix = Matrix.read(values).then(self.state.matrix)
            case "w":
                self.state.width = float(values[0])
            case "gs":
                named = self.resource("/ExtGState", values[0])
                if named is not None:
                    self.state.adopt(named)
                    if "/Font" in named:
                        self._font(*named.Font)
            case "Tf":
                named = self.resource("/Font", values[0])
                self._font(named, values[1])
            case _ if name in text.ORDERS:
                text.change(self.state, name, values)
            case _:
                self._colour(name, values)
        return named

    def _font(self, described: Object | None, size: Object) -> None:
        self.state.font = self.walk.typeface(described) if described is not None else None
        self.state.size = float(size)

    def _colour(self, name: str, values: list[Object]) -> None:
        """Set a colour (8.6.8): the operators in capitals are for strokes."""
        now, pattern = self.state.stroke if name.isupper() else self.state.fill, None
        if name in ("cs", "CS"):
            now = now.use(colours.space(values[0], self.resources.get("/ColorSpace")), ())
        else:
            if values and isinstance(values[-1], Name):
                pattern = self.resource("/Pattern", values.pop())
            now = now.use(_DEVICE.get(name.lower(), now.space), tuple(map(float, values)), pattern)
        if name.isupper():
            self.state.stroke = now
        else:
            self.state.fill = now

    # Paths (8.5), text (9.4), and what is drawn by name (8.7.4.2, 8.9, 8.10)
    def _paint(self, name: str) -> Iterator[PaintedPath]:
        pieces, matrix = self._pieces, self.state.matrix
        self._pieces, parts = [], _parts(pieces, matrix)
        made = [piece for piece, _ in pieces if piece[0] != "W"]
        exact, clips = made == ["re"] and matrix.upright, len(made) < len(pieces)
        path = PaintedPath(name, *_PAINTING[name], pieces, parts, exact, clips)
        yield path
        if path.clips:
            self.state.clip = path.area.within(self.state.clip)

    def _show(self, name: str, operands: list[Object]) -> Iterator[Change | Glyphs]:
        implied: dict[str, list[tuple[str, list[Object]]]] = {
            "'": [("T*", [])],
            '"': [("Tw", operands[:1]), ("Tc", operands[1:2]), ("T*", [])],
        }
        for order, values in implied.get(name, ()):
            text.change(self.state, order, values)
            yield Change(order, pikepdf.ContentStreamInstruction(values, Operator(order)))
        glyphs = text.show(self.state, operands[-1])
        if glyphs is not None:
            yield glyphs

    def _shade(self, instruction: Instruction) -> Iterator[Shading]:
        source = self.resource("/Shading", instruction.operands[0])
        if source is not None:
            yield Shading(source, self.state.clip)

    def _draw(self, instruction: Instruction) -> Iterator[Event]:
        source, state = self.resource("/XObject", instruction.operands[0]), self.state
        if not isinstance(source, Stream):
            return
        kind = str(source.get("/Subtype"))
        if kind == "/Image":
            yield Image(source, Area.of(state.matrix, 0, 0, 1, 1).within(state.clip))
        elif kind == "/Form":
            matrix = Matrix.read(source.get("/Matrix")).then(state.matrix)
            bounded = Area.of(matrix, *map(float, source.BBox)).within(state.clip) if "/BBox" in source else state.clip
            group = source.get("/Group")
            yield Form(source, matrix, bounded, group is not None and str(group.get("/S", "")) == "/Transparency")
        else:
            yield Change("Do", instruction)

    def _inline(self, instruction: Instruction) -> Iterator[Inline]:
        if isinstance(instruction, ContentStreamInlineImage):
            yield Inline(instruction.iimage, Area.of(self.state.matrix, 0, 0, 1, 1).within(self.state.clip))


def _parts(pieces: list[tuple[str, Instruction]], matrix: Matrix) -> list[list[Point]]:
    """Give the points of the subpaths that some operators make."""
    a, b, c, d, e, f = matrix
    parts: list[list[Point]] = [[]]
    # As text they are many times quicker to read than one number at a time.
    lines = pikepdf.unparse_content_stream([instruction for _, instruction in pieces]).split(b"\n")
    for (name, _), line in zip(pieces, lines, strict=False):
        numbers = list(map(float, line.split()[:-1]))
        if name == "re":
            x, y, width, height = numbers
            numbers = [x, y, x + width, y, x + width, y + height, x, y + height]
        if name in ("m", "re"):
            parts.append([])
        parts[-1] += [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
    return [part for part in parts if part]


_DRAWS: dict[str, Callable[[Interpreter, Instruction], Iterator[Event]]] = {
    "sh": Interpreter._shade, "Do": Interpreter._draw, "INLINE IMAGE": Interpreter._inline,
}  # fmt: skip
