"""The settings of a project (brochure.yaml): every one has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from brochure.load.text import Source
from brochure.model.brochure import Picture, Text
from brochure.problems import Place


@dataclass(frozen=True, slots=True)
class Format:
    """The trim size of a page, in mm."""

    name: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: "#rrggbb" on screen; cyan, magenta, yellow and black from 0 to 100 on the press, where given."""

    screen: str
    press: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Colours:
    """The four colours of a brand: text, accent, soft ground and ground."""

    ink: Colour = Colour("#14213d")
    signal: Colour = Colour("#ff5a3c")
    tint: Colour = Colour("#eef1f8")
    paper: Colour = Colour("#ffffff")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font of the project, as the author named it."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Fonts:
    """The brand's own font files by part; an empty part keeps the shipped fonts."""

    display: tuple[FontFile, ...] = ()
    text: tuple[FontFile, ...] = ()
    small: tuple[FontFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """The look of an organisation."""

    colours: Colours = Colours()
    fonts: Fonts = Fonts()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who speaks; `site` is the address that paths of the website are joined to."""

    name: str = ""
    site: str = ""
    logo: Picture | None = None
    contact: Text | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """The call on the back cover."""

    title: Text | None = None
    text: Text | None = None
    url: str | None = None


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "a5": Format("a5", 148.0, 210.0),
        "a4": Format("a4", 210.0, 297.0),
        "letter": Format("letter", 215.9, 279.4),
        "square": Format("square", 210.0, 210.0),
    }
)


@dataclass(frozen=True, slots=True)
class Project:
    """All settings; `date` is the date told in the PDF; `words` override the catalogue of the language."""

    organisation: Organisation = Organisation()
    language: str = "fr"
    format: Format = FORMATS["a5"]
    edition: Text | None = None
    imprint: Text | None = None
    back: Back = Back()
    brand: Brand = Brand()
    assets: tuple[str, ...] = ("content", "static", "assets")
    date: date | None = None
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: Source | None = field(default=None, repr=False, compare=False)
