"""The presets: for which reader or machine a PDF is made. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from brochure.vocabulary.records import dataclass

# What preflight looks at, by the codes of its rules; their order here does not matter.
SCREEN_RULES = (
    "image-resolution", "picture-misplaced", "svg-raster", "text-overset", "small-text", "text-contrast", "qr-code",
    "spread-broken", "nearly-empty",
)  # fmt: skip
_PAPER_RULES = (*SCREEN_RULES, "boxes", "font-not-embedded", "hairline", "safe-zone", "link-not-printed")
OFFICE_RULES = (*_PAPER_RULES, "edge-unprinted")
PRESS_RULES = (
    *_PAPER_RULES, "colour-space", "pdfx", "output-intent", "bleed-missing", "transparency", "ink-limit",
    "white-overprint", "black-text", "rich-black", "registration-colour", "locked", "interactive", "note-on-page",
    "device-order", "stand-in", "layer-off", "page-count",
)  # fmt: skip
ALL_RULES = tuple(dict.fromkeys((*OFFICE_RULES, *PRESS_RULES)))

# Pixels to the inch below which a picture is coarse wherever it is looked at.
LEAST = 150.0


@dataclass(frozen=True, slots=True)
class Preset:
    """One way to make the PDF.

    `suffix` ends the stem of the file name; `bleed` is in mm; `tagged` asks for PDF/UA-1;
    `resolution` is how many pixels to the inch a picture is set at, at the least, where its place leaves it the choice;
    `links` keeps addresses clickable (else they are printed);
    `rules` are the codes of the preflight rules that apply;
    `imposed` lays the pages on sheets, two up, for a printer in the office;
    `press` finishes the PDF for the printing press, by the press settings of the project, whose bleed counts.
    """

    name: str
    suffix: str
    bleed: float
    resolution: float
    tagged: bool
    links: bool
    rules: tuple[str, ...] = ()
    imposed: bool = False
    press: bool = False


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        row.name: row
        for row in (
            Preset("screen", "", bleed=0.0, resolution=LEAST, tagged=True, links=True, rules=SCREEN_RULES),
            # The bleed fills the strip that opens at the edge where creep moves a page towards the fold.
            Preset(
                "booklet",
                "-booklet",
                bleed=3.0,
                resolution=225.0,
                tagged=False,
                links=False,
                rules=OFFICE_RULES,
                imposed=True,
            ),
            Preset(
                "press",
                "-press",
                bleed=3.0,
                resolution=225.0,
                tagged=False,
                links=False,
                rules=PRESS_RULES,
                press=True,
            ),
        )
    }
)
