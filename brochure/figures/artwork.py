"""Drawn pictures in the colours of the brand: what stands where no picture was given.

Every drawing depends on its arguments alone, so the same brochure always looks the same.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from brochure.figures.motifs import Drawing, place, rows
from brochure.figures.palette import Palette
from brochure.figures.scenes import SceneKind as SceneKind
from brochure.figures.scenes import hues
from brochure.figures.scenes import scene as scene
from brochure.figures.svg import document

# The colours in which pictures that we give away are drawn: those of a brand that sets none.
OURS = Palette(ink="#14213d", signal="#ff5a3c", tint="#eef1f8", paper="#ffffff")
# What tiles without a picture show, in turn.
TILES: tuple[SceneKind, ...] = ("growth", "data", "street", "way")


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


def in_brand(palette: Palette) -> dict[str, str]:
    """Give for each colour of our drawings that of a brand, none where they are the same."""
    ours, others = hues(OURS), hues(palette)
    return dict(zip(ours, others, strict=True)) if ours != others else {}


def mark(index: int, palette: Palette) -> str:
    """Return a small sign for a list item on a grid of 24 units (index counts from 0 and goes round)."""
    ink, signal = signs("mark")[index % len(signs("mark"))]
    drawing = Drawing()
    drawing.add(palette.ink, place(ink, 2, 2, 20))
    drawing.add(palette.shape, place(signal, 2, 2, 20))
    return drawing.document(6, 6, (0, 0, 24, 24))
