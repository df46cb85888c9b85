"""A project as brochure.yaml describes it; every value has a default."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from brochure.load.text import Source
from brochure.model.keys import keys_of
from brochure.model.kinds.forms import Address, Host, Language
from brochure.model.kinds.numbers import measure
from brochure.model.kinds.paper import PageFormat, PrinterSheet
from brochure.model.kinds.picture import Icon
from brochure.model.kinds.word import choice, optional, several
from brochure.model.paths import KEY_PATH, KeyPath
from brochure.model.press import PRESS, Press
from brochure.model.spec import Items, Keys, Spec, Value
from brochure.model.values import Colour, FontFile, Text
from brochure.model.wishes import SECTIONS, Wish
from brochure.vocabulary.keys import Bounds, key
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.presets import ALL_RULES
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.shipped import THEME, themes
from brochure.vocabulary.speech import Said

Binding = Literal["stapled", "none"]
Accessibility = Literal["ua-1", "ua-2"]
Archive = Annotated[str, optional(("a-2a", "a-4f"))]
# What may be composed to make the pages of a stapled booklet come out, in the order of preference.
Filler = Literal["notes", "picture"]
FILLERS: tuple[Filler, ...] = ("picture", "notes", "picture")

# YAML 1.1 reads a bare off as false.
_WEIGHT = choice(("error", "warning", "off"), also=(False,))
_WEIGHTS = Keys(
    "",
    {code: Value("error, warning or off.", _WEIGHT, ("error", "warning", "off")) for code in ALL_RULES},
    lambda values, _: MappingProxyType(values),
    closed=True,
)
# From bible paper to thin card.
_THICKNESS = measure(
    Bounds(0.02, 1.0, "mm"),
    Said("a thickness in mm"),
    Said("is no thickness:"),
    Said("write {least:g} to {most:g} ({unit}); office paper of 80 g is 0.1"),
)
# What other tools, and the content, call keys of a project.
_CALLED = {
    name: right
    for right, names in {
        "language": "lang locale",
        "format": "size page page-size pagesize paper-size fold",
        "organisation": "organization publisher",
        "organisation.name": "author",
        "organisation.site": "url website homepage",
        "organisation.contact": "email mail phone address",
        "brand.colours": "color colour colors palette",
        "brand.colours.ink": "foreground",
        "brand.colours.signal": "accent primary",
        "brand.colours.paper": "background",
        "brand.fonts": "font typeface",
        "brand.fonts.display": "heading headings",
        "brand.fonts.text": "body",
        "brand.fonts.code": "mono",
        "theme": "style template skin design",
        "sections": "order blocks",
        "ignore": "hide exclude skip",
        "assets": "images media static",
        "remote": "hosts domains",
        "preflight": "rules checks",
        "words": "labels strings translations",
        "press": "printing print",
        "press.marks": "cropmarks crop-marks",
        "press.resolution": "dpi",
        "limits.seconds": "time timeout",
        "archive": "pdfa pdf-a",
        "accessibility": "pdfua pdf-ua",
        "back": "back-cover backcover",
        "edition": "issue",
        "imprint": "colophon",
        "binding": "staple",
    }.items()
    for name in names.split()
}
_FONT = ("fonts/Brand-Bold.ttf",)


_RAMP = (Colour("#ff5a3c", (0, 78, 78, 0)), Colour("#b03f7c"), Colour("#573671"), Colour("#24365f"))


@dataclass(frozen=True, slots=True)
class Colours:
    """The palette: text, accent, quiet ground, page."""

    ink: Colour = key("The colour of the text.", Colour("#14213d", (100, 85, 35, 35)), examples=("#14213d",))
    signal: Colour = key("The accent.", Colour("#ff5a3c", (0, 78, 78, 0)), examples=("#ff5a3c",))
    tint: Colour = key("A soft ground.", Colour("#eef1f8", (6, 3, 0, 0)), examples=("#eef1f8",))
    paper: Colour = key("The ground.", Colour("#ffffff", (0, 0, 0, 0)), examples=("#ffffff",))
    ramp: tuple[Colour, ...] = key(
        "The tones that lists run through, from the accent on; mixed of accent and ink where there are none.",
        _RAMP,
        item="A tone.",
        examples=("#b03f7c",),
    )
    # Black ink as it is seen, "" where text is not printed.
    black: str = ""

    @property
    def given(self) -> tuple[Colour, ...]:
        """Give all of them."""
        return self.ink, self.signal, self.tint, self.paper, *self.ramp

    @property
    def spots(self) -> tuple[str, ...]:
        """Name the inks beside the four, each once."""
        return tuple(dict.fromkeys(colour.spot for colour in self.given if colour.spot))


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font files by rôle; an empty rôle takes the shipped family."""

    display: tuple[FontFile, ...] = key("For titles and figures.", (), examples=_FONT)
    text: tuple[FontFile, ...] = key("For running text.", (), examples=_FONT)
    small: tuple[FontFile, ...] = key("For captions.", (), examples=_FONT)
    code: tuple[FontFile, ...] = key("For code.", (), examples=_FONT)


@dataclass(frozen=True, slots=True)
class Brand:
    """How the publisher looks."""

    colours: Colours = key(
        "The colours; text must stand out from paper and tint (7:1). On the accent stands what reads: ink or paper.",
        Colours(),
    )
    fonts: Fonts = key("Font files of one's own.", Fonts())
    cover: Annotated[str, choice(("ink", "tint", "paper"))] = key(
        "The ground of drawn covers; without it, each drawing has its own.", "", examples=("paper",)
    )


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who publishes. `site` is an absolute address, or ""; `contact` is Markdown."""

    name: str = key("Its name.", "", examples=("DINUM",))
    site: Address = key("The address of its website.", "", examples=("https://example.org",))
    logo: Icon | None = key("Its logo.", examples=("img/logo.svg",))
    contact: Text | None = key("How to reach it.", examples=("contact@example.org",))


@dataclass(frozen=True, slots=True)
class Back:
    """The call on the back cover; `url` overrides the address that the QR code carries."""

    title: Text | None = key("Its title.", examples=("Join us",))
    text: Text | None = key("Its text.", examples=("Write to us by May.",))
    url: Address | None = key("The address that it leads to.", examples=("https://example.org/join",))


@dataclass(frozen=True, slots=True)
class Booklet:
    """How an office printer's booklet is folded; `paper` is its thickness in mm, `sheet` None the one that suits."""

    sheet: PrinterSheet | None = key(
        "a4, a3, letter, tabloid, or width x height in mm; without it, the sheet that suits the pages.",
        examples=("a3", "450x320"),
    )
    paper: Annotated[float, _THICKNESS] = key("The thickness of the paper, in mm.", 0.1, examples=(0.1, "0.12 mm"))
    creep: bool = key("Whether pages move towards the fold as inner sheets push them out.", True, examples=(False,))
    marks: bool = key("Whether fold, staples and cuts are marked.", False, examples=(True,))


@dataclass(frozen=True, slots=True)
class Screen:
    """How the PDF for the screen is made."""

    resolution: float = key(
        "The most that pictures keep at the size at which they are shown, in dpi.",
        220.0,
        bounds=Bounds(72, 2400, "dpi"),
        examples=(150,),
    )


# The language where nothing says it, nor tells it.
USUAL_LANGUAGE = "fr"


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of a project, brochure.yaml. Every key has a default.

    `words` overrides the catalogue; `assets` are folders relative to the project's; `preflight` holds "error",
    "warning" or "off" by the code of a rule.
    """

    organisation: Organisation = key("Who speaks.", Organisation())
    language: Language | None = key(
        "The language, as a BCP 47 tag, where a content file names none; without it, that of the words, else French.",
        examples=("en",),
    )
    format: PageFormat = key("The page; a leaflet is a sheet folded twice.", FORMATS["a5"], examples=("a5", "210x210"))
    theme: Annotated[str, choice(themes())] = key(
        "The look, a folder of styles/themes/; what 'brand' says comes before it.", THEME, examples=("civic",)
    )
    edition: Text | None = key("Which edition this is.", examples=("Spring 2026",))
    imprint: Text | None = key("The imprint.", examples=("Text under Licence Ouverte 2.0",))
    sections: Annotated[tuple[Wish, ...], SECTIONS] = key(
        "The sections in their order, each by its name, or with options; without it, all that the content has.",
        (),
        examples=(["cover", {"people": {"from": "team", "heading": "Who we are"}}, "body", "back"],),
    )
    ignore: tuple[Annotated[KeyPath, KEY_PATH], ...] = key(
        "Keys of the content that are not to be printed, and not to be told.",
        (),
        item="A key path.",
        examples=("seo", "hero.cta"),
    )
    back: Back = key("The call on the back cover.", Back())
    brand: Brand = key("The look.", Brand())
    assets: tuple[str, ...] = key(
        "The folders in which pictures are sought.",
        ("content", "static", "assets"),
        item="A folder of the project.",
        examples=("static",),
    )
    preflight: Annotated[Mapping[str, str], _WEIGHTS] = key(
        "How much the rules of preflight matter, by their codes.", MappingProxyType({})
    )
    date: date | None = key("The date told in the PDF.", examples=("2026-11-01",))
    binding: Binding = key(
        "How what is printed is bound: stapled booklets have a multiple of four pages.", "stapled", examples=("none",)
    )
    fillers: Annotated[tuple[Filler, ...], several(("notes", "picture"), "A page.")] = key(
        "The pages that may be composed to make up that multiple, each once, in the order of preference.",
        FILLERS,
        examples=(["notes"], []),
    )
    booklet: Booklet = key("How the booklet for the office printer is laid on sheets.", Booklet())
    screen: Screen = key("How the PDF for the screen is made.", Screen())
    press: Annotated[Press, PRESS] = key(PRESS.about, Press())
    accessibility: Accessibility = key(
        "The standard that the PDF for the screen keeps: PDF/UA-1, or PDF/UA-2 and Well-Tagged PDF, which is PDF 2.0.",
        "ua-1",
        examples=("ua-2",),
    )
    archive: Archive = key(
        "The standard for archives that the PDF for the screen keeps, too: PDF/A-2a with PDF/UA-1, which `true` is; "
        "PDF/A-4f with PDF/UA-2, which carries the content file.",
        "",
        examples=("a-2a", "a-4f"),
    )
    remote: tuple[Host, ...] = key(
        "The websites from which pictures may be fetched; without any, the network is never used.",
        (),
        item="The name of a website's machine.",
        examples=("example.org",),
    )
    limits: Limits = key("What a build may take. The defaults are far above what a brochure needs.", DEFAULT)
    words: Mapping[str, str] = key(
        "Words around the content, in place of the catalogue's.",
        MappingProxyType({}),
        item="The word to print.",
        examples=("Étape",),
    )
    source: Source | None = field(default=None, repr=False, compare=False)


def _closed(spec: Spec, elsewhere: Mapping[str, str]) -> Spec:
    """Give a spec in which, at every level, any other key is a mistake."""
    if isinstance(spec, Items):
        return replace(spec, item=_closed(spec.item, elsewhere))
    if not isinstance(spec, Keys) or spec.others is not None:
        return spec
    inner = {name: _closed(one, elsewhere) for name, one in spec.keys.items()}
    return replace(spec, keys=inner, closed=True, elsewhere=elsewhere)


def _paths(spec: Spec, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every key with where it stands."""
    for name, inner in spec.keys.items() if isinstance(spec, Keys) else ():
        yield name, path + name
        yield from _paths(inner, f"{path}{name}.")


def _elsewhere(spec: Spec) -> dict[str, str]:
    """Give where keys stand that are in one place alone, and what others may call the keys of a project."""
    found = list(_paths(spec))
    names = Counter(name for name, _ in found)
    return _CALLED | {name: path for name, path in found if names[name] == 1}


def _project() -> Keys:
    spec = keys_of(Project)
    made = _closed(spec, _elsewhere(spec))
    assert isinstance(made, Keys)
    return made


PROJECT = _project()


def settings(own: Path | None = None) -> Keys:
    """Give the spec of brochure.yaml; `own` are the styles of its project, which may bring themes."""
    theme = Value(PROJECT.keys["theme"].about, choice(themes(own)), ("civic",), THEME)
    return replace(PROJECT, keys={**PROJECT.keys, "theme": theme})
