"""What copyfitting asks of the engine and what it is told: pure data, free of the engine itself.

Lengths are in points (1/72 inch), measured downwards from the top edge of the trimmed page.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from brochure.pdfreader.facts import Link, Run
from brochure.render.group import Side
from brochure.vocabulary.paper import side_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.units import Box

if TYPE_CHECKING:
    from brochure.engine.boxes import Document, Page

OversetKind = Literal["wide", "off-page", "margin", "tall", "lost", "footnote"]


_STRICT = "--hyphens:manual;--wrap:normal;--relaxed:0;"


# Where so many pages end in smaller type as they did, the ones after them save none either, as a rule.
TELLING = 8


class NothingGained(Exception):
    """The first pages of a layout end where those of another one do."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a section is set: `size` runs from 0 (tightest) to 1 (largest) between the limits of the styles.

    `slack` is room to hand out, in points, for its pages in turn; `first_page` is the folio of its first page;
    `measure` is the part (0 to 1) of the width that titles and leads may take, narrowed to balance their lines.
    `relaxed` lets go what is insisted on otherwise: words longer than a line are broken (hyphenated where their
    language is known, anywhere at the worst), and a title of a fixed height has more lines. `deep` is by how many
    lines the text under titles begins lower, as on facing pages of which one has a longer title.
    """

    size: float = 1.0
    slack: tuple[float, ...] = ()
    first_page: int = 1
    measure: float = 1.0
    relaxed: bool = False
    deep: int = 0

    def css(self) -> str:
        """Give the setting as a stylesheet; every page has its `--slack-n`, the last one also `--slack-last`.

        `--verso-first` is 1 where its first page is a left one, else 0.
        """
        side = side_of(self.first_page)
        verso = int(side == "left")
        slack = self.slack or (0.0,)
        rooms = "".join(f"--slack-{number}:{room:.3f}pt;" for number, room in enumerate(slack, 1))
        words = "--hyphens:auto;--wrap:anywhere;--relaxed:1;" if self.relaxed else _STRICT
        return (
            f":root{{--size:{self.size:g};--measure:{self.measure:g};--deep:{self.deep};--verso-first:{verso};{words}{rooms}--slack-last:{slack[-1]:.3f}pt;break-before:{side}}}"
            f"@page:first{{counter-reset:page {self.first_page}}}"
        )


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Where a page's content ends.

    `area_top`, `area_bottom`, `area_left` and `area_right` bound the type area. `lowest` is the lowest edge of composed
    content that may grow; `free` the room below it, never negative; `fill` the share of the type area (0 to 1) that
    content reaches, with what is anchored at the foot counted in. `title` is how many lines the title at its head has,
    0 without one. On a folded sheet `folds` are the distances of the
    folds from its left edge, and `panels` the type areas between them (left, top, right, bottom).
    """

    number: int
    width: float
    height: float
    area_top: float
    area_bottom: float
    lowest: float
    free: float
    fill: float
    area_left: float = 0.0
    area_right: float = 0.0
    folds: tuple[float, ...] = ()
    panels: tuple[Box, ...] = ()
    title: int = 0

    @property
    def areas(self) -> tuple[Box, ...]:
        """Give the type areas of the page: one, or one of each panel, from the left."""
        return self.panels or ((self.area_left, self.area_top, self.area_right, self.area_bottom),)


@dataclass(frozen=True, slots=True)
class Overset:
    """Text that has no room: `page` counts from 1 inside the section.

    Kinds: "wide" (wider than its container), "off-page" (outside the page), "margin" (below or above the type area),
    "tall" (taller than a box of fixed height), "lost" (in no box at all), "footnote" (away from its call).
    """

    page: int
    text: str
    kind: OversetKind


@dataclass(frozen=True, slots=True)
class Laid:
    """A section laid out once, from `html`. `pages` are the engine's own; `lonely` titles end in a single word."""

    pages: tuple[Page, ...] = field(repr=False)
    setting: Setting
    facts: tuple[PageFacts, ...]
    overset: tuple[Overset, ...] = ()
    lonely: tuple[str, ...] = ()
    document: Document | None = field(default=None, repr=False, compare=False)
    html: str = field(default="", repr=False, compare=False)

    @property
    def demand(self) -> float:
        """Tell how many pages the content fills, as a fraction: every page but the last counts for one."""
        return len(self.facts) - 1 + max(0.02, self.facts[-1].fill) if self.facts else 0.0


@dataclass(frozen=True, slots=True)
class About:
    """What a PDF says of itself; `date` is a W3C date or date-time (ISO 8601), which both stamps get.

    `accessibility` is the part of PDF/UA, 1 or 2, that a tagged PDF keeps; `archive` asks it for PDF/A as well: for
    A-2a beside the first, for A-4f beside the second, which carries its `source`, a name and what is in it.
    """

    title: str
    language: str
    author: str = ""
    date: str | None = None
    generator: str = ""
    archive: str = ""
    accessibility: int = 1
    source: tuple[str, str] = ("", "")


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
