"""The one table of what may be written: validation walks it, the schemas are generated from it.

A spec says what a value is; `about` and `examples` describe it to authors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from brochure.vocabulary.limits import ROWS
from brochure.vocabulary.presets import PRESS_RULES


@dataclass(frozen=True, slots=True)
class Value:
    """A single value; `form` is "text" (Markdown), "line" (a plain string), "path", or the name of a checked form."""

    about: str
    form: str = "text"
    examples: tuple[Any, ...] = ()
    default: Any = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list of things of one kind."""

    about: str
    item: Spec
    default: Any = None


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping: its known keys, the required ones, and what other keys hold (None: the website's own business).

    `closed` says that any other key is a mistake.
    """

    about: str
    keys: Mapping[str, Spec]
    required: tuple[str, ...] = ()
    others: Spec | None = None
    silent: tuple[str, ...] = ()
    closed: bool = False


Spec: TypeAlias = Value | Items | Keys

CONTENT = Keys(
    "The front matter of a brochure's content file. Text values are Markdown.",
    {
        "title": Value("The title of the brochure, on its cover.", examples=("Programme",)),
        "desc": Value("The introduction.", examples=("What the programme is, and for whom.",)),
        "image": Value("The picture of the cover.", "path", ("img/cover.jpg",)),
        "numbers": Items(
            "The key figures.",
            Keys(
                "A key figure.",
                {
                    "num": Value("The figure itself.", examples=("206", "60 %")),
                    "title": Value("What it counts.", examples=("Entrepreneurs",)),
                    "btnTitle": Value("The words of the website's button.", "line", ("Discover them",)),
                    "btnUrl": Value("The address that the button leads to.", "line", ("/talents",)),
                },
            ),
        ),
        "how": Keys(
            "How it is done.",
            {
                "desc": Value("The text.", examples=("## How\n\nIn four phases.",)),
                "tiles": Items(
                    "Short statements with pictures.",
                    Keys(
                        "A statement.",
                        {
                            "title": Value("The statement.", examples=("Coaching",)),
                            "image": Value("Its picture.", "path", ("img/coach.png",)),
                        },
                    ),
                ),
            },
        ),
        "steps": Keys(
            "The timeline.",
            {
                "title": Value("Its title.", examples=("The four phases",)),
                "list": Items(
                    "The phases, in order.",
                    Keys(
                        "A phase.",
                        {
                            "icon": Value("Its picture.", "path", ("/img/test.svg",)),
                            "step": Value("What it is called.", examples=("Phase 1",)),
                            "duration": Value("How long it takes.", examples=("2 mois", "3 weeks")),
                            "title": Value("Its title.", examples=("Test the idea",)),
                            "dates": Value("When, or what is done.", examples=("March to May 2026",)),
                            "desc": Value("Its text.", examples=("First, we listen.",)),
                        },
                    ),
                ),
            },
        ),
        "then": Keys("What comes next.", {"desc": Value("The text.", examples=("## And then?\n\nYou join us.",))}),
        "quote": Keys(
            "What somebody says.",
            {
                "photo": Value("A portrait.", "path", ("img/ada.jpg",)),
                "quote": Value("The words said.", examples=("It changed how we work.",)),
                "name": Value("Who said them.", examples=("Ada Lovelace",)),
                "desc": Value("Who that is.", examples=("Analyst",)),
            },
        ),
        "lang": Value("The language of the content, as a BCP 47 tag.", "language", ("fr", "en-GB")),
        "url": Value("The address of the page on the website.", "line", ("/programme",)),
    },
    required=("title",),
    silent=("layout", "menu", "date", "draft", "tags", "slug", "weight", "type", "author"),
)

_COLOURS = Keys(
    "The four colours; text must stand out from its ground (7:1, on the accent 4.5:1).",
    {
        "ink": Value("The colour of the text.", "colour", ("#14213d",), "#14213d"),
        "signal": Value("The accent.", "colour", ("#ff5a3c",), "#ff5a3c"),
        "tint": Value("A soft ground.", "colour", ("#eef1f8",), "#eef1f8"),
        "paper": Value("The ground.", "colour", ("#ffffff",), "#ffffff"),
    },
)
_FONT = Value("A font file, TTF or OTF.", "path", ("fonts/Brand-Bold.ttf",))

_BOOKLET = Keys(
    "How the booklet for the office printer is laid on sheets.",
    {
        "sheet": Value(
            "a4, a3, letter, tabloid, or width x height in mm; without it, the sheet that suits the pages.",
            "sheet",
            ("a3", "450x320"),
        ),
        "paper": Value("The thickness of the paper, in mm.", "thickness", (0.1, "0.12 mm"), 0.1),
        "creep": Value("Whether pages move towards the fold as inner sheets push them out.", "switch", (False,), True),
        "marks": Value("Whether fold, staples and cuts are marked.", "switch", (True,), False),
    },
)

_PRESS = Keys(
    "What the print shop asks for; the named settings count where a key is absent.",
    {
        "settings": Value("Named settings.", "press-settings", ("uncoated",), "coated"),
        "standard": Value("PDF/X-4, or PDF/X-1a:2003 for old workflows.", "press-standard", ("x-1a",)),
        "condition": Value("The printing condition, by its registered identifier.", "line", ("FOGRA52",)),
        "profile": Value("The ICC output profile of the condition.", "path", ("icc/PSOuncoated_v3.icc",)),
        "ink-limit": Value("The most ink on one point, in %; four full inks are 400.", "press-ink-limit", (300,)),
        "bleed": Value("How far grounds and pictures run beyond the trim, in mm.", "press-bleed", (5,)),
        "marks": Value("Whether crop marks and a slug line stand outside the bleed.", "switch", (True,)),
        "offset": Value("The distance from the bleed to the marks, in mm.", "press-offset", (2,)),
        "intent": Value(
            "How colours are converted, relative (colorimetric) or perceptual.", "press-intent", ("relative",)
        ),
        "resolution": Value("The most that pictures keep at their printed size, in dpi.", "press-resolution", (300,)),
    },
)

PROJECT = Keys(
    "The settings of a project, brochure.yaml. Every key has a default.",
    {
        "organisation": Keys(
            "Who speaks.",
            {
                "name": Value("Its name.", "line", ("DINUM",), ""),
                "site": Value("The address of its website.", "address", ("https://example.org",), ""),
                "logo": Value("Its logo.", "path", ("img/logo.svg",)),
                "contact": Value("How to reach it.", examples=("contact@example.org",)),
            },
        ),
        "language": Value("The language, as a BCP 47 tag, where a content file names none.", "language", ("en",), "fr"),
        "format": Value("The page; a leaflet is a sheet folded twice.", "format", ("a5", "210x210"), "a5"),
        "theme": Value(
            "The look: studio, civic (sober) or festival (warm); what 'brand' says comes before it.",
            "theme",
            ("civic",),
            "studio",
        ),
        "edition": Value("Which edition this is.", examples=("Spring 2026",)),
        "imprint": Value("The imprint.", examples=("Text under Licence Ouverte 2.0",)),
        "back": Keys(
            "The call on the back cover.",
            {
                "title": Value("Its title.", examples=("Join us",)),
                "text": Value("Its text.", examples=("Write to us by May.",)),
                "url": Value("The address that it leads to.", "address", ("https://example.org/join",)),
            },
        ),
        "brand": Keys(
            "The look.",
            {
                "colours": _COLOURS,
                "fonts": Keys(
                    "Font files of one's own.",
                    {
                        "display": Items("For titles and figures.", _FONT, []),
                        "text": Items("For running text.", _FONT, []),
                        "small": Items("For captions.", _FONT, []),
                    },
                ),
            },
        ),
        "assets": Items(
            "The folders in which pictures are sought.",
            Value("A folder of the project.", "line", ("static",)),
            ["content", "static", "assets"],
        ),
        "preflight": Keys(
            "How much the rules of preflight matter, by their codes.",
            {code: Value("error, warning or off.", "weight", ("error", "warning", "off")) for code in PRESS_RULES},
            closed=True,
        ),
        "date": Value("The date told in the PDF.", "date", ("2026-11-01",)),
        "binding": Value(
            "How what is printed is bound: stapled booklets have a multiple of four pages.",
            "binding",
            ("none",),
            "stapled",
        ),
        "fillers": Value(
            "The pages that may be composed to make up that multiple, each once, in the order of preference.",
            "fillers",
            (["notes"], []),
            ["notes", "picture", "notes"],
        ),
        "booklet": _BOOKLET,
        "press": _PRESS,
        "archive": Value(
            "Whether the PDF for the screen is also fit for archives: PDF/A-2a.", "switch", (True,), False
        ),
        "remote": Items(
            "The websites from which pictures may be fetched; without any, the network is never used.",
            Value("The name of a website's machine.", "host", ("example.org",)),
            [],
        ),
        "limits": Keys(
            "What a build may take. The defaults are far above what a brochure needs.",
            {
                row.key: Value(f"{row.about} In {row.unit}.", f"limit-{row.key}", (), row.default)
                for row in ROWS.values()
            },
        ),
        "words": Keys(
            "Words around the content, in place of the catalogue's.",
            {},
            others=Value("The word to print.", "line", ("Étape",)),
        ),
    },
)
