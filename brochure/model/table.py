"""The settings of a project, brochure.yaml, as they may be written."""

from __future__ import annotations

from typing import get_args

from brochure.model.kinds.colours import COLOUR
from brochure.model.kinds.fillers import FILLERS
from brochure.model.kinds.forms import ADDRESS, DATE, HOST, LANGUAGE
from brochure.model.kinds.numbers import measure, whole
from brochure.model.kinds.paper import FORMAT, SHEET
from brochure.model.kinds.plain import LINE, PATH, TEXT
from brochure.model.kinds.word import SWITCH, choice
from brochure.model.project import THEMES, Binding
from brochure.model.spec import Items, Keys, Value
from brochure.vocabulary.conditions import SETTINGS, Intent, Standard
from brochure.vocabulary.keys import Bounds
from brochure.vocabulary.limits import ROWS
from brochure.vocabulary.presets import PRESS_RULES

_THICKNESS = measure(
    # From bible paper to thin card.
    Bounds(0.02, 1.0, "mm"),
    "a thickness in mm",
    "is no thickness:",
    "write {} to {} ({}); office paper of 80 g is 0.1",
)

_COLOURS = Keys(
    "The four colours; text must stand out from its ground (7:1, on the accent 4.5:1).",
    {
        "ink": Value("The colour of the text.", COLOUR, ("#14213d",), "#14213d"),
        "signal": Value("The accent.", COLOUR, ("#ff5a3c",), "#ff5a3c"),
        "tint": Value("A soft ground.", COLOUR, ("#eef1f8",), "#eef1f8"),
        "paper": Value("The ground.", COLOUR, ("#ffffff",), "#ffffff"),
    },
)
_FONT = Value("A font file, TTF or OTF.", PATH, ("fonts/Brand-Bold.ttf",))

_BOOKLET = Keys(
    "How the booklet for the office printer is laid on sheets.",
    {
        "sheet": Value(
            "a4, a3, letter, tabloid, or width x height in mm; without it, the sheet that suits the pages.",
            SHEET,
            ("a3", "450x320"),
        ),
        "paper": Value("The thickness of the paper, in mm.", _THICKNESS, (0.1, "0.12 mm"), 0.1),
        "creep": Value("Whether pages move towards the fold as inner sheets push them out.", SWITCH, (False,), True),
        "marks": Value("Whether fold, staples and cuts are marked.", SWITCH, (True,), False),
    },
)

_PRESS = Keys(
    "What the print shop asks for; the named settings count where a key is absent.",
    {
        "settings": Value("Named settings.", choice(SETTINGS), ("uncoated",), "coated"),
        "standard": Value("PDF/X-4, or PDF/X-1a:2003 for old workflows.", choice(get_args(Standard)), ("x-1a",)),
        "condition": Value("The printing condition, by its registered identifier.", LINE, ("FOGRA52",)),
        "profile": Value("The ICC output profile of the condition.", PATH, ("icc/PSOuncoated_v3.icc",)),
        "ink-limit": Value(
            "The most ink on one point, in %; four full inks are 400.", measure(Bounds(150, 400, "%")), (300,)
        ),
        "bleed": Value("How far grounds and pictures run beyond the trim, in mm.", measure(Bounds(0, 20, "mm")), (5,)),
        "marks": Value("Whether crop marks and a slug line stand outside the bleed.", SWITCH, (True,)),
        "offset": Value("The distance from the bleed to the marks, in mm.", measure(Bounds(0, 20, "mm")), (2,)),
        "intent": Value(
            "How colours are converted, relative (colorimetric) or perceptual.", choice(get_args(Intent)), ("relative",)
        ),
        "resolution": Value(
            "The most that pictures keep at their printed size, in dpi.", measure(Bounds(150, 2400, "dpi")), (300,)
        ),
    },
)

PROJECT = Keys(
    "The settings of a project, brochure.yaml. Every key has a default.",
    {
        "organisation": Keys(
            "Who speaks.",
            {
                "name": Value("Its name.", LINE, ("DINUM",), ""),
                "site": Value("The address of its website.", ADDRESS, ("https://example.org",), ""),
                "logo": Value("Its logo.", PATH, ("img/logo.svg",)),
                "contact": Value("How to reach it.", TEXT, examples=("contact@example.org",)),
            },
        ),
        "language": Value("The language, as a BCP 47 tag, where a content file names none.", LANGUAGE, ("en",), "fr"),
        "format": Value("The page; a leaflet is a sheet folded twice.", FORMAT, ("a5", "210x210"), "a5"),
        "theme": Value(
            "The look: studio, civic (sober) or festival (warm); what 'brand' says comes before it.",
            choice(THEMES),
            ("civic",),
            "studio",
        ),
        "edition": Value("Which edition this is.", TEXT, examples=("Spring 2026",)),
        "imprint": Value("The imprint.", TEXT, examples=("Text under Licence Ouverte 2.0",)),
        "back": Keys(
            "The call on the back cover.",
            {
                "title": Value("Its title.", TEXT, examples=("Join us",)),
                "text": Value("Its text.", TEXT, examples=("Write to us by May.",)),
                "url": Value("The address that it leads to.", ADDRESS, ("https://example.org/join",)),
            },
        ),
        "brand": Keys(
            "The look.",
            {
                "colours": _COLOURS,
                "fonts": Keys(
                    "Font files of one's own.",
                    {
                        "display": Items("For titles and figures.", _FONT, ()),
                        "text": Items("For running text.", _FONT, ()),
                        "small": Items("For captions.", _FONT, ()),
                    },
                ),
            },
        ),
        "assets": Items(
            "The folders in which pictures are sought.",
            Value("A folder of the project.", LINE, ("static",)),
            ("content", "static", "assets"),
        ),
        "preflight": Keys(
            "How much the rules of preflight matter, by their codes.",
            {
                code: Value(
                    "error, warning or off.",
                    choice(("error", "warning", "off"), also=(False,)),
                    ("error", "warning", "off"),
                )
                for code in PRESS_RULES
            },
            closed=True,
        ),
        "date": Value("The date told in the PDF.", DATE, ("2026-11-01",)),
        "binding": Value(
            "How what is printed is bound: stapled booklets have a multiple of four pages.",
            choice(get_args(Binding)),
            ("none",),
            "stapled",
        ),
        "fillers": Value(
            "The pages that may be composed to make up that multiple, each once, in the order of preference.",
            FILLERS,
            (["notes"], []),
            ("notes", "picture", "notes"),
        ),
        "booklet": _BOOKLET,
        "press": _PRESS,
        "archive": Value("Whether the PDF for the screen is also fit for archives: PDF/A-2a.", SWITCH, (True,), False),
        "remote": Items(
            "The websites from which pictures may be fetched; without any, the network is never used.",
            Value("The name of a website's machine.", HOST, ("example.org",)),
            (),
        ),
        "limits": Keys(
            "What a build may take. The defaults are far above what a brochure needs.",
            {
                row.key: Value(f"{row.about} In {row.unit}.", whole(Bounds(1, row.most, row.unit)), (), row.default)
                for row in ROWS.values()
            },
        ),
        "words": Keys(
            "Words around the content, in place of the catalogue's.",
            {},
            others=Value("The word to print.", LINE, ("Étape",)),
        ),
    },
)
