"""What laid-out pages show, as preflight asks it: pure data, free of the engine.

Lengths are in points from the top left corner of the trim; pages count from 1 through the whole brochure.
"""

from __future__ import annotations

from dataclasses import dataclass

from brochure.engine.laid import Overset, PageFacts
from brochure.pdfreader.facts import Link, Run
from brochure.render.group import Side
from brochure.vocabulary.units import Box


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture: `box` is what is seen of it, `size` its drawn width and height; `pixels` is None for a drawing.

    `code` is the address that it carries as a QR code, else ""; a `ground` lies under an element.
    """

    page: int
    url: str
    box: Box
    size: tuple[float, float]
    pixels: tuple[int, int] | None
    code: str = ""
    ground: bool = False


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section: its folio, how many pages it has, and on which side it must begin."""

    name: str
    side: Side
    first: int
    pages: int


@dataclass(frozen=True, slots=True)
class Placed:
    """All pages of a brochure; the pages of `overset` count through the brochure."""

    pages: tuple[PageFacts, ...]
    sections: tuple[PlacedSection, ...]
    pictures: tuple[PlacedPicture, ...]
    runs: tuple[Run, ...]
    links: tuple[Link, ...]
    overset: tuple[Overset, ...]
