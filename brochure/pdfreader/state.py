"""The graphics state of a content stream (ISO 32000-1, 8.4)."""

from __future__ import annotations

from dataclasses import field, replace

from pikepdf import Array, Object

from brochure.pdfreader.colours import GRAY, Space
from brochure.pdfreader.matrix import EVERYWHERE, IDENTITY, Area, Matrix
from brochure.pdfreader.typefaces import Typeface
from brochure.vocabulary.records import dataclass

PLAIN = ("/Normal", "/Compatible")


@dataclass(frozen=True, slots=True)
class Colouring:
    """What one kind of painting, filling or stroking, is done with: `pattern` in place of the colour, or over it."""

    space: Space = GRAY
    values: tuple[float, ...] = (0.0,)
    pattern: Object | None = None
    alpha: float = 1.0
    overprint: bool = False

    def use(self, space: Space, values: tuple[float, ...], pattern: Object | None = None) -> Colouring:
        """Give the same with another colour; without values, the initial one of the space."""
        return Colouring(space, values or space.initial, pattern, self.alpha, self.overprint)


@dataclass(slots=True)
class State:
    """The state that `q` saves and `Q` restores; `matrix` leads to the space in which events tell places.

    `blend` is the blend mode, `mask` the soft mask in force; `text` and `line` are the matrices of text and its line.
    """

    matrix: Matrix = IDENTITY
    clip: Area = EVERYWHERE
    fill: Colouring = field(default_factory=Colouring)
    stroke: Colouring = field(default_factory=Colouring)
    width: float = 1.0
    blend: str = "/Normal"
    mask: Object | None = None
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

    def copy(self, **changes: object) -> State:
        """Give a copy, with changes; its parts are never changed in place."""
        made = State.__new__(State)
        for name in State.__slots__:
            setattr(made, name, changes[name] if name in changes else getattr(self, name))
        return made

    def isolate(self) -> None:
        """Begin a transparency group: what it is seen through is the group's, not of each thing in it (11.6.6)."""
        self.fill, self.stroke = replace(self.fill, alpha=1.0), replace(self.stroke, alpha=1.0)
        self.blend, self.mask = PLAIN[0], None

    def adopt(self, entries: Object) -> None:
        """Take over a dictionary of graphics state parameters (table 58), its font left out."""
        given = dict(entries.items())
        self.width = float(given.get("/LW", self.width))
        if "/ca" in given:
            self.fill = replace(self.fill, alpha=float(given["/ca"]))
        if "/CA" in given:
            self.stroke = replace(self.stroke, alpha=float(given["/CA"]))
        if "/OP" in given:
            self.stroke = replace(self.stroke, overprint=bool(given["/OP"]))
        if "/OP" in given or "/op" in given:
            self.fill = replace(self.fill, overprint=bool(given.get("/op", given.get("/OP"))))
        if "/BM" in given:
            names = given["/BM"]
            self.blend = str(names[0]) if isinstance(names, Array) and len(names) else str(names)
        if "/SMask" in given:
            self.mask = given["/SMask"] if str(given["/SMask"]) != "/None" else None
