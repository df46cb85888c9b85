"""Drawn pictures and patterns in the colours of the brand: what stands where no picture was given.

Every drawing depends on its arguments alone, so the same brochure always looks the same.
"""

from __future__ import annotations

from typing import Literal

from brochure.figures.motifs import (
    BLANK,
    CALM,
    FIGURE,
    LARGE,
    LIVELY,
    Dice,
    Drawing,
    Motif,
    document,
    place,
    rect,
)
from brochure.figures.palette import Palette
from brochure.vocabulary.colour import blend

Ground = Literal["ink", "tint", "paper", "signal"]
SceneKind = Literal["cover", "portrait", "growth", "data", "street", "way"]
# What tiles without a picture show, in turn.
TILES: tuple[SceneKind, ...] = ("growth", "data", "street", "way")
CELL = 18.5
CALM_SHARE = 18


def pattern(
    seed: str,
    width: float,
    height: float,
    palette: Palette,
    cell: float | None = None,
    ground: Ground = "ink",
    title: str = "",
) -> str:
    """Return a quilt of square cells that fills width x height mm.

    The cells divide the width exactly; what is left at the foot is a row of plain blocks, or ground where it is thin.
    """
    drawing = Drawing()
    schemes = _schemes(palette, ground)
    drawing.add(schemes[0][0], rect(0, 0, width, height))
    side = width / max(1, round(width / (cell or CELL)))
    quilt(drawing, seed, (0, 0, width, height), side, schemes)
    return document(drawing.body(), (0, 0, width, height), (width, height), title)


Scheme = tuple[str, str, str]
"""Ground, main shape and accent of one cell."""


def _schemes(palette: Palette, ground: Ground) -> tuple[Scheme, ...]:
    """Return the colours of cells; the first is that of the calm ones."""
    ink, signal, tint, paper = palette.ink, palette.signal, palette.tint, palette.paper
    deep, soft = blend(ink, signal, 0.45), blend(signal, paper, 0.55)
    night, mist = blend(ink, tint, 0.14), blend(tint, ink, 0.16)
    if ground == "ink":
        # Lighter than the page it may stand on: calm cells would be holes in it.
        return (
            (night, ink, ink),
            (night, signal, soft),
            (night, tint, signal),
            (ink, signal, tint),
            (night, deep, signal),
            (signal, ink, tint),
            (deep, soft, ink),
        )
    if ground == "signal":
        warm = blend(signal, ink, 0.09)
        return (
            (signal, warm, warm),
            (signal, ink, soft),
            (signal, soft, ink),
            (warm, soft, ink),
            (ink, signal, soft),
            (signal, warm, tint),
        )
    base = tint if ground == "tint" else paper
    other = paper if ground == "tint" else tint
    return (
        (base, mist, mist),
        (base, ink, signal),
        (base, signal, ink),
        (other, ink, signal),
        (mist, ink, other),
        (base, soft, signal),
        (base, mist, ink),
    )


def quilt(
    drawing: Drawing,
    seed: str,
    box: tuple[float, float, float, float],
    side: float,
    schemes: tuple[Scheme, ...],
) -> None:
    """Fill a box (x, y, width, height) with cells of a side, from its top; the first scheme's ground is there."""
    dice = Dice(seed)
    left, top, width, height = box
    columns, rows = round(width / side), int(height / side + 0.01)
    taken: dict[tuple[int, int], Motif] = {}
    grounds: list[tuple[str, str]] = []
    mains: list[tuple[str, str]] = []
    accents: list[tuple[str, str]] = []
    for row in range(rows):
        for column in range(columns):
            if (column, row) in taken:
                continue
            near = (taken.get((column - 1, row), BLANK), taken.get((column, row - 1), BLANK))
            room = column + 1 < columns and row + 1 < rows and (column + 1, row) not in taken
            motif, scheme, span, turn = _choose(dice, schemes, near, room)
            taken.update({(column + i, row + j): motif for i in range(span) for j in range(span)})
            x, y = left + column * side, top + row * side
            if scheme[0] != schemes[0][0]:
                grounds.append((scheme[0], rect(x, y, side * span, side * span)))
            mains.append((scheme[1], place(motif.main, x, y, side * span, turn)))
            accents.append((scheme[2], place(motif.accent, x, y, side * span, turn)))
    rest = height - rows * side
    if rest > side * 0.3:
        for column in range(columns):
            colour = schemes[dice.roll(len(schemes))][dice.roll(2)]
            if colour != schemes[0][0]:
                grounds.append((colour, rect(left + column * side, top + rows * side, side, rest)))
    drawing.add_together(grounds)
    drawing.add_together([shape for shape in mains if shape[1]])
    drawing.add_together([shape for shape in accents if shape[1]])


def _choose(
    dice: Dice, schemes: tuple[Scheme, ...], near: tuple[Motif, Motif], room: bool
) -> tuple[Motif, Scheme, int, int]:
    """Return motif, colours, span in cells and quarter turns of the next cell."""
    turn = dice.roll(4)
    if dice.roll(100) < CALM_SHARE:
        return CALM[dice.roll(len(CALM))], schemes[0], 1, turn
    scheme = schemes[1 + dice.roll(len(schemes) - 1)]
    if room and dice.roll(100) < 14:
        return LARGE[dice.roll(len(LARGE))], scheme, 2, turn
    at = dice.roll(len(LIVELY))
    while LIVELY[at] in near:
        at = (at + 1) % len(LIVELY)
    return LIVELY[at], scheme, 1, 0 if LIVELY[at] is FIGURE else turn


def scene(
    seed: str,
    kind: SceneKind,
    width: float,
    height: float,
    palette: Palette,
    title: str = "",
) -> str:
    """Return a picture of width x height mm that stands in for one that is missing.

    The seed sets the details of a drawing.
    """
    from brochure.figures import places, scenes

    drawings = {
        "cover": scenes.assembly,
        "portrait": scenes.portrait,
        "growth": scenes.growth,
        "data": scenes.data,
        "street": places.street,
        "way": places.way,
    }
    return drawings[kind](seed, width, height, palette, title)


def icon(index: int, palette: Palette, title: str = "") -> str:
    """Return a phase icon on the grid of 48 units (index counts from 0 and goes round)."""
    from brochure.figures.icons import ICONS

    ink, signal = ICONS[index % len(ICONS)]
    style = 'fill="none" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"'
    body = f'<g {style}><path stroke="{palette.ink}" d="{ink}"/><path stroke="{palette.signal}" d="{signal}"/></g>'
    return document(body, (0, 0, 48, 48), (12, 12), title)


def mark(index: int, palette: Palette, title: str = "") -> str:
    """Return a small sign for a list item on a grid of 24 units (index counts from 0 and goes round)."""
    from brochure.figures.icons import MARKS

    ink, signal = MARKS[index % len(MARKS)]
    drawing = Drawing()
    drawing.add(palette.ink, place(ink, 2, 2, 20))
    drawing.add(palette.signal, place(signal, 2, 2, 20))
    return document(drawing.body(), (0, 0, 24, 24), (6, 6), title)


def quotation(palette: Palette) -> str:
    """Return a large opening quotation mark of two quarters, as wide as the sum of them, in the signal colour."""
    drawing = Drawing()
    for x in (0.0, 26.0):
        drawing.add(palette.signal, place("M 0 1 A 1 1 1 0 L 1 .4 A .6 0 .6 1 Z", x, 0, 22))
        drawing.add(palette.ink, place("M 0 .5 A .5 1 1 .5 A .5 1 0 .5 Z", x, 18, 20))
    return document(drawing.body(), (0, 0, 48, 40), (48, 40), "")
