"""Drawn pictures and patterns in the colours of the brand: what stands where no picture was given.

Every drawing depends on its arguments alone, so the same brochure always looks the same.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from brochure.figures.motifs import Dice, Drawing, motifs, place, rect, rows
from brochure.figures.palette import Palette
from brochure.figures.scenes import SceneKind as SceneKind
from brochure.figures.scenes import scene as scene
from brochure.figures.svg import document
from brochure.vocabulary.colour import blend

Ground = Literal["ink", "tint", "paper", "signal"]
# What tiles without a picture show, in turn.
TILES: tuple[SceneKind, ...] = ("growth", "data", "street", "way")
CELL = 18.5
CALM_SHARE = 18
_CALM = ("blank", "blank", "blank", "dot", "base")
_LIVELY = (
    "quarter", "half", "triangle", "leaf", "quarter", "halves", "eye", "arc", "disk", "stripes", "figure", "tents",
)  # fmt: skip
_LARGE = ("quarter", "eye", "arc", "halves", "leaf")
# The colours of cells on each ground: ground, main shape, accent; the first are those of the calm ones.
_LIGHT = "{0} mist mist, {0} ink signal, {0} signal ink, {1} ink signal, mist ink {1}, {0} soft signal, {0} mist ink"
_SCHEMES: dict[Ground, str] = {
    # Lighter than the page it may stand on: calm cells would be holes in it.
    "ink": "night ink ink, night signal soft, night tint signal, ink signal tint, night deep signal, signal ink tint, "
    "deep soft ink",
    "signal": "signal warm warm, signal ink soft, signal soft ink, warm soft ink, ink signal soft, signal warm tint",
    "tint": _LIGHT.format("tint", "paper"),
    "paper": _LIGHT.format("paper", "tint"),
}


def pattern(seed: str, width: float, height: float, palette: Palette, ground: Ground = "ink") -> str:
    """Return a quilt of square cells that fills width x height mm.

    The cells divide the width exactly; what is left at the foot is a row of plain blocks, or ground where it is thin.
    """
    drawing = Drawing()
    schemes = _schemes(palette, ground)
    drawing.add(schemes[0][0], rect(0, 0, width, height))
    _quilt(drawing, Dice(seed), width, height, schemes)
    return drawing.document(width, height)


Scheme = tuple[str, str, str]
"""Ground, main shape and accent of one cell."""


def _schemes(palette: Palette, ground: Ground) -> tuple[Scheme, ...]:
    """Return the colours of cells; the first is that of the calm ones."""
    ink, signal, tint, paper = palette.ink, palette.shape, palette.tint, palette.paper
    tones = {"ink": ink, "signal": signal, "tint": tint, "paper": paper}
    tones |= {"deep": blend(ink, signal, 0.45), "soft": blend(signal, paper, 0.55), "warm": blend(signal, ink, 0.09)}
    tones |= {"night": blend(ink, tint, 0.14), "mist": blend(tint, ink, 0.16)}
    if ground == "signal":
        tones |= {"signal": palette.signal, "warm": blend(palette.signal, ink, 0.09)}
    schemes = (row.split() for row in _SCHEMES[ground].split(", "))
    return tuple((tones[base], tones[main], tones[accent]) for base, main, accent in schemes)


def _quilt(drawing: Drawing, dice: Dice, width: float, height: float, schemes: tuple[Scheme, ...]) -> None:
    """Fill a frame with cells, from its top; the first scheme's ground is there."""
    columns = max(1, round(width / CELL))
    side = width / columns
    rows = int(height / side + 0.01)
    taken: dict[tuple[int, int], str] = {}
    grounds: list[tuple[str, str]] = []
    mains: list[tuple[str, str]] = []
    accents: list[tuple[str, str]] = []
    for row in range(rows):
        for column in range(columns):
            if (column, row) in taken:
                continue
            near = (taken.get((column - 1, row)), taken.get((column, row - 1)))
            room = column + 1 < columns and row + 1 < rows and (column + 1, row) not in taken
            motif, scheme, span, turn = _choose(dice, schemes, near, room)
            taken.update({(column + i, row + j): motif for i in range(span) for j in range(span)})
            x, y = column * side, row * side
            if scheme[0] != schemes[0][0]:
                grounds.append((scheme[0], rect(x, y, side * span, side * span)))
            main, accent = motifs()[motif]
            mains.append((scheme[1], place(main, x, y, side * span, turn)))
            accents.append((scheme[2], place(accent, x, y, side * span, turn)))
    rest = height - rows * side
    if rest > side * 0.3:
        for column in range(columns):
            colour = schemes[dice.roll(len(schemes))][dice.roll(2)]
            if colour != schemes[0][0]:
                grounds.append((colour, rect(column * side, rows * side, side, rest)))
    drawing.add_together(grounds)
    drawing.add_together([shape for shape in mains if shape[1]])
    drawing.add_together([shape for shape in accents if shape[1]])


def _choose(
    dice: Dice, schemes: tuple[Scheme, ...], near: tuple[str | None, str | None], room: bool
) -> tuple[str, Scheme, int, int]:
    """Return motif, colours, span in cells and quarter turns of the next cell."""
    turn = dice.roll(4)
    if dice.roll(100) < CALM_SHARE:
        return _CALM[dice.roll(len(_CALM))], schemes[0], 1, turn
    scheme = schemes[1 + dice.roll(len(schemes) - 1)]
    if room and dice.roll(100) < 14:
        return _LARGE[dice.roll(len(_LARGE))], scheme, 2, turn
    at = dice.roll(len(_LIVELY))
    while _LIVELY[at] in near:
        at = (at + 1) % len(_LIVELY)
    return _LIVELY[at], scheme, 1, 0 if _LIVELY[at] == "figure" else turn


@cache
def signs(kind: Literal["icon", "mark"]) -> tuple[tuple[str, str], ...]:
    """Give all icons or all marks: the part in ink and the part in the signal colour of each."""
    return tuple(parts for word, parts in rows("signs") if word == kind)


def icon(index: int, palette: Palette) -> str:
    """Return a phase icon on the grid of 48 units (index counts from 0 and goes round)."""
    ink, signal = signs("icon")[index % len(signs("icon"))]
    style = 'fill="none" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"'
    body = f'<g {style}><path stroke="{palette.ink}" d="{ink}"/><path stroke="{palette.shape}" d="{signal}"/></g>'
    return document(12, 12, body, view=(0, 0, 48, 48))


def mark(index: int, palette: Palette) -> str:
    """Return a small sign for a list item on a grid of 24 units (index counts from 0 and goes round)."""
    ink, signal = signs("mark")[index % len(signs("mark"))]
    drawing = Drawing()
    drawing.add(palette.ink, place(ink, 2, 2, 20))
    drawing.add(palette.shape, place(signal, 2, 2, 20))
    return drawing.document(6, 6, (0, 0, 24, 24))
