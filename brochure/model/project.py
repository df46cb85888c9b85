"""A project as brochure.yaml describes it; every value has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from types import MappingProxyType
from typing import Literal

from brochure.load.text import Source
from brochure.model.values import Picture, Text
from brochure.vocabulary.conditions import SETTINGS, Settings
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.paper import Sheet
from brochure.vocabulary.problems import Place


@dataclass(frozen=True, slots=True)
class Format:
    """A trim size: width and height in mm; `name` is the author's word for it.

    `panels` are the widths between the folds of a sheet that is folded inwards, on its outer page, from the left: the
    flap, the back, the cover. The inner page has them the other way round. Any other format has none.
    """

    name: str
    width: float
    height: float
    panels: tuple[float, ...] = ()

    @property
    def folds(self) -> tuple[tuple[float, ...], ...]:
        """Give the distances of the folds from the left edge, in mm: of the outer page, then of the inner one."""
        return tuple(tuple(accumulate(widths))[:-1] for widths in (self.panels, self.panels[::-1]) if widths)

    @property
    def leaf_width(self) -> float:
        """Give the width, in mm, of which a sheet for the office printer takes two: of a folded sheet, its half."""
        return self.width / 2 if self.panels else self.width


# A flap as wide as the panels it is folded in between would buckle.
_FLAP_SHORTER = 2.0
_PANEL = (297 + _FLAP_SHORTER) / 3


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "a5": Format("a5", 148, 210),
        "a4": Format("a4", 210, 297),
        "letter": Format("letter", 215.9, 279.4),
        "square": Format("square", 210, 210),
        "leaflet": Format("leaflet", 297, 210, (_PANEL - _FLAP_SHORTER, _PANEL, _PANEL)),
    }
)
SHORTEST, LONGEST = 90, 450

Binding = Literal["stapled", "none"]
# The looks to choose from; each but the first has a folder in styles/themes.
THEMES = ("studio", "civic", "festival")
# What may be composed to make the pages of a stapled booklet come out, in the order of preference.
Filler = Literal["notes", "picture"]
FILLERS: tuple[Filler, ...] = ("notes", "picture", "notes")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour for the screen ("#rrggbb", sRGB, lower case) and for the press (C, M, Y, K in 0..100, or None)."""

    screen: str
    press: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Colours:
    """The palette: text, accent, quiet ground, page."""

    ink: Colour = Colour("#14213d", (100, 85, 35, 35))
    signal: Colour = Colour("#ff5a3c", (0, 78, 78, 0))
    tint: Colour = Colour("#eef1f8", (6, 3, 0, 0))
    paper: Colour = Colour("#ffffff", (0, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file the author names, relative to the project's folder; a theme's lies among the shipped styles."""

    path: str
    place: Place
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font files by rôle; an empty rôle takes the shipped family."""

    display: tuple[FontFile, ...] = ()
    text: tuple[FontFile, ...] = ()
    small: tuple[FontFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """How the publisher looks."""

    colours: Colours = field(default_factory=Colours)
    fonts: Fonts = field(default_factory=Fonts)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who publishes. `site` is an absolute address, or ""; `contact` is Markdown."""

    name: str = ""
    site: str = ""
    logo: Picture | None = None
    contact: Text | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """The call on the back cover; `url` overrides the address that the QR code carries."""

    title: Text | None = None
    text: Text | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Booklet:
    """How an office printer's booklet is folded; `paper` is its thickness in mm, `sheet` None the one that suits."""

    sheet: Sheet | None = None
    paper: float = 0.1
    creep: bool = True
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """What the printer asks for: the named settings with the project's own values over them.

    `profile` is the project's own ICC file; `place` is where the printing condition was chosen.
    """

    settings: Settings = SETTINGS["coated"]
    profile: Picture | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """All that brochure.yaml says. `words` overrides the catalogue; `assets` are folders relative to the project's.

    `preflight` holds "error", "warning" or "off" by the code of a rule.
    """

    organisation: Organisation = field(default_factory=Organisation)
    language: str = "fr"
    theme: str = THEMES[0]
    format: Format = FORMATS["a5"]
    edition: Text | None = None
    imprint: Text | None = None
    back: Back = field(default_factory=Back)
    brand: Brand = field(default_factory=Brand)
    assets: tuple[str, ...] = ("content", "static", "assets")
    preflight: Mapping[str, str] = field(default_factory=dict)
    date: date | None = None
    binding: Binding = "stapled"
    fillers: tuple[Filler, ...] = FILLERS
    booklet: Booklet = field(default_factory=Booklet)
    press: Press = field(default_factory=Press)
    archive: bool = False
    limits: Limits = DEFAULT
    remote: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = field(default=None, repr=False, compare=False)
