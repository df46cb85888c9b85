"""What every drawing of a cover is given, and what it gives: the field on the page, its colours, the words over it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Literal

from brochure.figures.measuring import listener
from brochure.figures.motifs import Drawing
from brochure.figures.palette import Palette
from brochure.figures.typeface import Typeface
from brochure.vocabulary.records import NamedTuple, dataclass

GroundName = Literal["ink", "tint", "signal", "paper"]


class Field(NamedTuple):
    """The page and the part of it that a drawing has, in mm from the upper left corner of the trim.

    The drawing ends at `foot`; it reaches `left`, `right` and `bleed` beyond the sides and the head of the page. Above
    `top` stands what comes before it, a logo. `text` and `small` are the sizes of words in it, in pt.
    """

    width: float
    height: float
    foot: float
    margin: float
    top: float = 0.0
    bleed: float = 3.0
    left: float = 3.0
    right: float = 3.0
    text: float = 8.8
    small: float = 7.2


class Stage(NamedTuple):
    """The colours of a drawing: those of the brand, and the ground on which it stands."""

    palette: Palette
    ground: str

    @property
    def on(self) -> str:
        """Give what reads on the ground."""
        return self.palette.on(self.ground)

    @property
    def quiet(self) -> str:
        """Give the colour of what is not counted."""
        ink = self.palette.ink
        return self.palette.dim(ink) if self.ground == ink else self.palette.pale

    @property
    def roles(self) -> dict[str, str]:
        """Give the colours by the names of what they do."""
        p, ramp = self.palette, self.palette.ramp(4)
        return {
            "ink": p.ink, "signal": p.shape, "tint": p.tint, "paper": p.paper, "pale": p.pale,
            "first": ramp[1], "second": ramp[2], "deep": ramp[3],
        }  # fmt: skip


class Label(NamedTuple):
    """Words over a drawing, in a box whose upper corner is at x and y, in mm, and `width` wide.

    `kind` names its style; `size` is in pt, 0 for that of the style; `unit` is set smaller after it, `note` below.
    """

    kind: str
    text: str
    x: float
    y: float
    width: float
    colour: str
    size: float = 0.0
    unit: str = ""
    note: str = ""


@dataclass(slots=True)
class Sheet:
    """A drawing under way: its shapes, and the words over it.

    `foot` is where it ends, 0 at the foot of its field; `pitch` how far the marks of a road are apart, in mm.
    """

    field: Field
    stage: Stage
    face: Typeface
    small: Typeface
    shapes: Drawing = dataclasses.field(default_factory=Drawing)
    labels: list[Label] = dataclasses.field(default_factory=list)
    foot: float = 0.0
    pitch: float = 0.0

    def svg(self) -> str:
        """Give the drawing, from bleed to bleed; its ground is the page's."""
        space = self.field
        box = (-space.left, -space.bleed, space.width + space.left + space.right, space.height + 2 * space.bleed)
        return self.shapes.document(box[2], box[3], box)


@dataclass(frozen=True, slots=True)
class Composition:
    """Draws a sheet anew of another seed; `asked` is all that it is drawn of besides, and `foot` where it ended."""

    kind: str
    field: Field
    stage: Stage
    asked: tuple[object, ...]
    foot: float
    draw: Callable[[Sheet, str], None] = dataclasses.field(compare=False)
    sheet: Sheet = dataclasses.field(compare=False)

    def __call__(self, seed: str) -> str:
        """Draw it; "" where it ends elsewhere, so that what is beside it would be another."""
        made = dataclasses.replace(self.sheet, shapes=Drawing(), labels=[], foot=0.0, pitch=0.0)
        self.draw(made, seed)
        return made.svg() if made.foot == self.foot and not made.labels else ""


def composed(sheet: Sheet, seed: str, kind: str, asked: tuple[object, ...], draw: Callable[[Sheet, str], None]) -> None:
    """Compose an empty sheet of a seed, which may follow words that somebody listens to."""
    heard = listener()
    if heard is None or not heard.holds(seed):
        draw(sheet, seed)
        return
    with heard.following():
        draw(sheet, seed)
    if sheet.labels:
        heard.refused = "words in a drawing"
    heard.draw(Composition(kind, sheet.field, sheet.stage, asked, sheet.foot, draw, sheet), (seed,), sheet.svg())
