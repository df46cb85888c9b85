"""Rewrites a content stream for the press: every colour in inks, opacity declared or flattened, no mark of the screen.

Colours and parameters are written only where something is painted with them; that is also where the ground beneath is
known, which opacity and overprint depend on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Name, Operator

from brochure.press import paint
from brochure.press.geometry import IDENTITY, Area, Matrix, Point
from brochure.press.ground import Ground
from brochure.press.objects import draw, parameters
from brochure.press.order import CMYK, Veil, blend, unsupported
from brochure.press.patterns import shade
from brochure.press.resources import Resources
from brochure.press.state import Ink, Mode, Paint, State, Tile
from brochure.press.typeset import TEXT, Typesetter
from brochure.press.work import Work

# Marked content is for readers of a screen; compatibility sections have nothing to say here.
_DROPPED = frozenset(("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "ri", "i"))
_OPERATORS: dict[str, Operator] = {}


class Stream:
    """A stream being rewritten.

    `shift` moves the stream's own space (patterns are placed in it); `mask` makes it the stream of a soft mask of
    luminosity, in grey; `veils` are the flattened groups around it, the innermost first; `grouped` says that it is
    painted through something, so that nothing in it may overprint.
    """

    def __init__(
        self,
        work: Work,
        resources: Any,
        state: State,
        ground: Ground,
        shift: Matrix = IDENTITY,
        mask: bool = False,
        veils: tuple[Veil, ...] = (),
        grouped: bool = False,
    ) -> None:
        self.work, self.resources, self.state, self.ground = work, resources, state, ground
        self.base, self.shift = state.matrix, shift
        self.mask, self.veils, self.grouped = mask, veils, grouped
        self.made = Resources(work.order.flat)
        self.out: list[tuple[Sequence[Any], Operator]] = []
        self.path: list[tuple[str, Sequence[Any]]] = []
        self.points: list[Point] = []
        self.exact = self.clips = False
        self._stack: list[State] = []
        self._text = Typesetter(self)

    def rewrite(self, source: Any) -> bytes:
        """Give the new content; `made` then holds its resources. Raises Fault."""
        for instruction in pikepdf.parse_content_stream(source):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                raise unsupported("a picture inside a content stream")
            name, operands = str(instruction.operator), list(instruction.operands)
            if name in _HANDLERS:
                _HANDLERS[name](self, operands)
            elif name in TEXT:
                self._text.do(name, operands)
            elif name in paint.PATH:
                paint.extend(self, name, operands)
            elif name in paint.PAINTING:
                paint.finish(self, name)
            elif name not in _DROPPED:
                self.write(name, *operands)
        return pikepdf.unparse_content_stream(self.out)

    def write(self, name: str, *operands: Any) -> None:
        """Write an operator."""
        self.out.append((operands, _operator(name)))

    def child(self, resources: Any, state: State, ground: Ground, **changes: Any) -> Stream:
        """Make the stream of something that this one draws; it inherits the mask, the veils and the group."""
        kept: dict[str, Any] = {"mask": self.mask, "veils": self.veils, "grouped": self.grouped}
        return Stream(self.work, resources, state, ground, **(kept | changes))

    def resource(self, kind: str, name: Any) -> Any:
        """Look a resource of the source up."""
        return self.resources[kind][str(name)]

    def ink(self, space: str, values: Sequence[float]) -> Ink:
        """Give a colour in inks; in a soft mask, its luminosity (ISO 32000-1, 11.5.3)."""
        if not self.mask:
            return self.work.colours.of(space, values)
        if space == "/DeviceRGB":
            return (round(0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2], 4),)
        if space == "/DeviceCMYK":
            c, m, y, k = values
            return (round(1 - min(1.0, 0.3 * c + 0.59 * m + 0.11 * y + k), 4),)
        return (values[0] / 100 if space == "/Lab" else values[0],)

    def veiled(self, colour: CMYK) -> CMYK:
        """Give a colour as it shows through the flattened groups around it."""
        for veil in self.veils:
            colour = blend(veil.ground, colour, veil.alpha)
        return colour

    def mode(self, fill: float = 1.0, stroke: float = 1.0, overprint: bool = False) -> None:
        """Write the parameters that a paint needs, where they are not in force already."""
        wanted = Mode(fill, stroke, overprint)
        if min(fill, stroke) < 1:
            self.work.transparent = True
        if wanted != self.state.mode_written:
            self.write("gs", self.made.mode(wanted))
            self.state.mode_written = wanted

    def area(self) -> Area:
        """Give the part of the path that can be seen."""
        return Area.around(self.points, self.exact).within(self.state.clip)

    def save(self, _: list[Any]) -> None:
        """Save the state."""
        self._stack.append(self.state.copy())
        self.write("q")

    def restore(self, _: list[Any]) -> None:
        """Restore the state; a stray one is dropped."""
        if self._stack:
            self.state = self._stack.pop()
            self.write("Q")

    def transform(self, operands: list[Any]) -> None:
        """Change the matrix."""
        self.state.matrix = Matrix.read(operands).then(self.state.matrix)
        self.write("cm", *operands)

    def width(self, operands: list[Any]) -> None:
        """Set the line width."""
        self.state.line_width = float(operands[0])
        self.write("w", *operands)


def _operator(name: str) -> Operator:
    """Give an operator; each is made once."""
    if name not in _OPERATORS:
        _OPERATORS[name] = Operator(name)
    return _OPERATORS[name]


def _space(stroke: bool) -> Callable[[Stream, list[Any]], None]:
    def set_space(stream: Stream, operands: list[Any]) -> None:
        name = str(operands[0])
        spaces = stream.resources.get("/ColorSpace", {})
        if name in spaces:
            space = spaces[name]
            name = str(space if isinstance(space, Name) else space[0])
        if stroke:
            stream.state.stroke_space = name
        else:
            stream.state.fill_space = name

    return set_space


def _colour(space: str, stroke: bool) -> Callable[[Stream, list[Any]], None]:
    def set_colour(stream: Stream, operands: list[Any]) -> None:
        state = stream.state
        named = space or (state.stroke_space if stroke else state.fill_space)
        found: Paint
        if named == "/Pattern":
            if len(operands) != 1:
                raise unsupported("a pattern without colours of its own")
            found = Tile(stream.resource("/Pattern", operands[0]))
        else:
            found = stream.ink(named, [float(value) for value in operands])
        if stroke:
            state.stroke, state.stroke_space = found, named
        else:
            state.fill, state.fill_space = found, named

    return set_colour


_HANDLERS: dict[str, Callable[[Stream, list[Any]], None]] = {
    "q": Stream.save,
    "Q": Stream.restore,
    "cm": Stream.transform,
    "w": Stream.width,
    "gs": parameters,
    "Do": draw,
    "sh": shade,
    "cs": _space(False),
    "CS": _space(True),
    "sc": _colour("", False),
    "scn": _colour("", False),
    "SC": _colour("", True),
    "SCN": _colour("", True),
    "g": _colour("/DeviceGray", False),
    "G": _colour("/DeviceGray", True),
    "rg": _colour("/DeviceRGB", False),
    "RG": _colour("/DeviceRGB", True),
    "k": _colour("/DeviceCMYK", False),
    "K": _colour("/DeviceCMYK", True),
}
