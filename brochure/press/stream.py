"""A content stream that is written anew for the press: every colour in inks, opacity declared or flattened.

Colours and parameters are written only where something is painted with them; that is also where the ground beneath is
known, which opacity and overprint depend on. Nothing here paints: `Work.painters` do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator

from brochure.pdfreader.events import Change, Instruction
from brochure.pdfreader.interpreter import Interpreter, Walk
from brochure.pdfreader.matrix import IDENTITY, Area, Matrix
from brochure.pdfreader.state import State
from brochure.press.colours import Converter
from brochure.press.ground import Ground
from brochure.press.order import FOUR, Glaze, Inks, Order, blend, transparent
from brochure.press.pictures import Pictures
from brochure.press.spots import Spots
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

# The point of 25. and the sign of -0, which say nothing; strings are found so that theirs stay.
_IDLE = compiled(rb"\((?:[^()\\]|\\.)*\)|(?<=[0-9])\.(?=\s)|-(?=0\.?\s)", re.DOTALL)
Ink = Inks
"""Inks, or one value of grey in a soft mask."""
Painters = Mapping[type, Callable[..., None]]


@dataclass(frozen=True, slots=True)
class Mode:
    """What is written as one parameter dictionary: opacity of fills and of strokes, overprint (None: not known)."""

    fill: float = 1.0
    stroke: float = 1.0
    overprint: bool | None = False


class Nameless(Exception):
    """A resource that a stream has no name for, and gets none any more."""


class Resources:
    """Gathers the resources of one stream under names of its own; once `closed`, there is none more."""

    def __init__(self, flat: bool) -> None:
        self.closed = False
        self._flat = flat
        self._kinds: dict[str, dict[str, Object]] = {}
        self._names: dict[tuple[str, Hashable], str] = {}

    def name(self, kind: str, prefix: str, value: Object, key: Hashable = None) -> Name:
        """Give the name of a resource; the same key gets the same name. Raises Nameless once it is closed."""
        known = (kind, key if key is not None else value.objgen)
        if known not in self._names:
            if self.closed:
                raise Nameless
            entries = self._kinds.setdefault(kind, {})
            self._names[known] = f"/{prefix}{len(entries)}"
            entries[self._names[known]] = value
        return Name(self._names[known])

    def mode(self, mode: Mode) -> Name:
        """Give the name of a graphics state parameter dictionary (ISO 32000-1, 8.4.5 and 8.6.7)."""
        over = bool(mode.overprint)
        values = {"/Type": Name.ExtGState, "/OP": over, "/op": over, "/OPM": int(over)}
        if not self._flat:
            values |= {"/ca": mode.fill, "/CA": mode.stroke}
        return self.name("/ExtGState", "g", Dictionary(values), mode)

    def dictionary(self) -> Dictionary:
        """Give the dictionary."""
        return Dictionary({kind: Dictionary(entries) for kind, entries in self._kinds.items()})


_NONE = Mode()
# No other is equal to it: whatever is painted next says what it needs.
UNKNOWN = Mode(overprint=None)


@dataclass(frozen=True, slots=True)
class Written:
    """What is in force in the stream as it is written: paints (a pattern by its name), parameters, a soft mask."""

    fill: Ink | Name | None = None
    stroke: Ink | Name | None = None
    mode: Mode = _NONE
    masked: bool = False

    @property
    def elsewhere(self) -> Written:
        """Give what is in force in a form: a pattern's name means nothing among another stream's resources."""
        fill, stroke = (None if isinstance(paint, Name) else paint for paint in (self.fill, self.stroke))
        return replace(self, fill=fill, stroke=stroke)


class Work:
    """What all streams of a document share: the document, the order, and what is converted once.

    `painters` rewrite the events of its streams, `ground` makes what a page is painted on; `transparent` is set where a
    page shows something through something, `pixels` counts what became pixels because it cannot be flattened.
    """

    def __init__(
        self, document: pikepdf.Pdf, order: Order, painters: Painters, ground: Callable[[], Ground] = Ground
    ) -> None:
        self.document, self.order, self.painters, self.ground = document, order, painters, ground
        self.converter = Converter(order)
        self.spots = Spots(document, order.spots)
        self.pictures = Pictures(document, order, self.converter, self.spots)
        self.walk = Walk()
        self.transparent, self.pixels = False, 0


class Stream:
    """A stream being rewritten, with what `reader` reads.

    `shift` moves the stream's own space (patterns are placed in it); `mask` makes it the stream of a soft mask of
    luminosity, in grey; `glazes` are the flattened groups around it, the innermost first; `grouped` says that it is
    painted through something, so that nothing in it may overprint.
    """

    def __init__(
        self,
        work: Work,
        reader: Interpreter,
        ground: Ground,
        shift: Matrix = IDENTITY,
        mask: bool = False,
        glazes: tuple[Glaze, ...] = (),
        grouped: bool = False,
        written: Written = Written(),
    ) -> None:
        self.work, self.reader, self.ground, self.shift = work, reader, ground, shift
        self.mask, self.glazes, self.grouped, self.written = mask, glazes, grouped, written
        self.flat = work.order.flat
        self.made = Resources(self.flat)
        self._out: list[Instruction] = []
        self._stack: list[Written] = []

    @property
    def state(self) -> State:
        """Give the state that the source is in."""
        return self.reader.state

    def rewrite(self, source: Object, follow: Callable[[Any], None] | None = None) -> bytes:
        """Give the new content; `made` then holds its resources. Raises Fault, Endless.

        `follow` writes the events, one by one, where they are not simply followed.
        """
        for event in self.reader.read(source):
            (follow or self.follow)(event)
        return self.content(len(self._out))

    def follow(self, event: Any) -> None:
        """Write what an event of the source comes to. Raises Fault, Endless."""
        self.work.painters[type(event)](self, event)

    def content(self, length: int) -> bytes:
        """Give so many of the operators that were written."""
        return _IDLE.sub(lambda found: found[0].strip(b"-."), pikepdf.unparse_content_stream(self._out[:length]))

    @property
    def length(self) -> int:
        """Count the operators that were written."""
        return len(self._out)

    @property
    def depth(self) -> int:
        """Count the states that are saved."""
        return len(self._stack)

    def mark(self) -> tuple[int, list[Written], Written]:
        """Give what `back` needs to take back what is written from here on."""
        return len(self._out), list(self._stack), self.written

    def back(self, mark: tuple[int, list[Written], Written]) -> None:
        """Take back what was written since."""
        length, self._stack, self.written = mark
        del self._out[length:]

    def place(self, picture: Object, area: Area) -> None:
        """Draw a picture on an area, whatever space is in force."""
        a, b, c, d, e, f = self.state.matrix
        whole = a * d - b * c
        back = Matrix(d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole)
        there = Matrix(area.right - area.left, 0.0, 0.0, area.high - area.low, area.left, area.low).then(back)
        self.mode(1.0, 1.0)
        self.write("q")
        self.write("cm", *(round(value, 6) for value in there))
        self.write("Do", self.made.name("/XObject", "r", picture, object()))
        self.write("Q")
        self.ground.paint(area, None)

    def child(
        self,
        source: Object,
        state: State,
        ground: Ground,
        glazes: tuple[Glaze, ...] = (),
        grouped: bool = True,
        mask: bool | None = None,
        written: Written = Written(),
    ) -> Stream:
        """Make the stream of something that this one draws, for a soft mask where this one is."""
        reader, grey = self.reader.nested(source, state), self.mask if mask is None else mask
        return Stream(self.work, reader, ground, IDENTITY, grey, glazes, grouped, written)

    def write(self, name: str, *operands: Object | float) -> None:
        """Write an operator."""
        self._out.append(ContentStreamInstruction(operands, _operator(name)))

    def keep(self, instruction: Instruction) -> None:
        """Write an operator as it was read."""
        self._out.append(instruction)

    def save(self, change: Change) -> None:
        """Save what is in force, or restore it."""
        if change.operator == "q":
            self._stack.append(self.written)
        else:
            self.written = self._stack.pop()
        self.keep(change.instruction)

    def ink(self, family: str, values: Sequence[float]) -> Ink:
        """Give a colour of a space in inks; in a soft mask, its luminosity (ISO 32000-1, 11.5.3). Raises Fault."""
        match family if self.mask else "", values:
            case "/DeviceGray", (grey,):
                return (grey,)
            case "/DeviceRGB", (red, green, blue):
                return (round(0.3 * red + 0.59 * green + 0.11 * blue, 4),)
            case "/DeviceCMYK", (c, m, y, k):
                return (round(1 - min(1.0, 0.3 * c + 0.59 * m + 0.11 * y + k), 4),)
            case "/Lab", (lightness, _, _):
                return (lightness / 100,)
        return self.work.converter.of(family, values)

    def beneath(self, area: Area, what: str) -> Inks | None:
        """Give the one colour beneath an area, None for several. Raises Fault where `what` is to be flattened there."""
        ground = self.ground.colour(area)
        if ground is None and self.flat:
            raise transparent(Said("{what} that lies on several colours", what=what))
        return ground

    def through(self, area: Area, alpha: float, what: str) -> tuple[Glaze, ...]:
        """Give the glazes of what is flattened on an area with an opacity: the inner ones come first. Raises Fault."""
        ground = self.beneath(area, what)
        return (Glaze(ground, alpha), *self.glazes) if ground is not None else self.glazes

    def glazed(self, colour: Inks) -> Inks:
        """Give a colour as it shows through the flattened groups around it."""
        for glaze in self.glazes:
            colour = blend(glaze.ground, colour, glaze.alpha)
        return colour

    def colour(self, paint: Ink | Name, strokes: bool) -> None:
        """Write a colour, or a pattern by its name, where it is not in force already."""
        if paint == (self.written.stroke if strokes else self.written.fill):
            return
        if isinstance(paint, Name):
            self.write("CS" if strokes else "cs", Name.Pattern)
            self.write("SCN" if strokes else "scn", paint)
        elif len(paint) > FOUR:
            space, values = self.work.spots.space([paint])
            self.write("CS" if strokes else "cs", self.made.name("/ColorSpace", "c", space))
            self.write("SCN" if strokes else "scn", *values(paint))
        else:
            name = "g" if len(paint) == 1 else "k"
            self.write(name.upper() if strokes else name, *paint)
        self.written = replace(self.written, stroke=paint) if strokes else replace(self.written, fill=paint)

    def mode(self, fill: float | None = None, stroke: float | None = None, overprint: bool = False) -> None:
        """Write the parameters that a paint needs, where they are not in force already; None leaves an opacity."""
        force = self.written.mode
        fill, stroke = (force.fill if fill is None else fill), (force.stroke if stroke is None else stroke)
        if self.flat:
            fill = stroke = 1.0
        wanted = Mode(fill, stroke, overprint)
        if min(fill, stroke) < 1:
            self.work.transparent = True
        if wanted != force:
            self.write("gs", self.made.mode(wanted))
            self.written = replace(self.written, mode=wanted)


@cache
def _operator(name: str) -> Operator:
    return Operator(name)
