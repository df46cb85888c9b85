"""Printing conditions, and the named settings with which a printer's wishes are met at once. Pure data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from brochure.vocabulary.keys import Bounds, key
from brochure.vocabulary.records import dataclass

Standard = Literal["x-4", "x-1a"]
Intent = Literal["relative", "perceptual"]

# Where the identifiers of characterised printing conditions are registered (ISO 15930-7, 6.2.2).
REGISTRY = "http://www.color.org"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a printer asks for.

    `condition` is the identifier of a characterised printing condition; `ink_limit` is the most ink on one point, in
    per cent (four full inks are 400); `bleed` in mm beyond the trim, `offset` in mm between the bleed and the `marks`;
    `intent` is the rendering intent of converted colours, relative colorimetric with black point compensation or
    perceptual; `resolution` is the most that pictures keep, in dpi at their printed size.
    """

    name: str
    condition: str = key("The printing condition, by its registered identifier.", examples=("FOGRA52",))
    ink_limit: float = key(
        "The most ink on one point, in %; four full inks are 400.", bounds=Bounds(150, 400, "%"), examples=(300,)
    )
    standard: Standard = key("PDF/X-4, or PDF/X-1a:2003 for old workflows.", "x-4", examples=("x-1a",))
    bleed: float = key(
        "How far grounds and pictures run beyond the trim, in mm.", 3.0, bounds=Bounds(0, 20, "mm"), examples=(5,)
    )
    marks: bool = key("Whether crop marks and a slug line stand outside the bleed.", False, examples=(True,))
    offset: float = key(
        "The distance from the bleed to the marks, in mm.", 2.0, bounds=Bounds(0, 20, "mm"), examples=(2,)
    )
    processing_steps: bool = key(
        "Whether cut and fold lines stand on layers of their own, as processing steps (ISO 19593-1).",
        False,
        examples=(True,),
    )
    intent: Intent = key(
        "How colours are converted, relative (colorimetric) or perceptual.", "relative", examples=("relative",)
    )
    resolution: float = key(
        "The most that pictures keep at their printed size, in dpi.",
        300.0,
        bounds=Bounds(150, 2400, "dpi"),
        examples=(300,),
    )


SETTINGS: Mapping[str, Settings] = MappingProxyType(
    {
        row.name: row
        for row in (
            Settings("coated", "FOGRA39", 300.0),
            Settings("coated-v3", "FOGRA51", 300.0),
            Settings("uncoated", "FOGRA52", 280.0),
            # Ghent Workgroup 2015, SheetCMYK: 320 % on average over 15 mm2; held here at every point.
            Settings("gwg-sheet-cmyk", "FOGRA39", 320.0),
            Settings("x1a-legacy", "FOGRA39", 300.0, "x-1a"),
        )
    }
)

# What the layers of processing steps, and the colours of their lines, are called (ISO 19593-1): no inks.
CUTTING, FOLDING = STEPS = ("Cutting", "Folding")

# The profiles that come with the tool, in styles/icc/; for any other condition the project brings its own.
PROFILES: Mapping[str, str] = MappingProxyType({"FOGRA39": "FOGRA39L_coated.icc"})

# What the registry says of a condition; an identifier that is not here is written without the registry's name.
CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "FOGRA39": "Offset, ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2 = coated art, 115 g/m2",
        "FOGRA45": "Offset, ISO 12647-2:2004/Amd 1, OFCOM, paper type 3 = improved LWC, 60 g/m2",
        "FOGRA47": "Offset, ISO 12647-2:2004/Amd 1, OFCOM, paper type 4 = uncoated white offset, 115 g/m2",
        "FOGRA51": "Offset, ISO 12647-2:2013, print substrate 1 = premium coated, 115 g/m2",
        "FOGRA52": "Offset, ISO 12647-2:2013, print substrate 5 = wood-free uncoated white, 120 g/m2",
        "CGATS TR 001": "SWOP, web offset publications, CGATS.6, grade 5 paper",
        "CGATS TR 006": "GRACoL, sheetfed offset, ISO 12647-2, grade 1 paper",
    }
)

# The surface of the paper that a condition was characterised on.
SUBSTRATES: Mapping[str, str] = MappingProxyType(
    {
        "FOGRA39": "coated",
        "FOGRA45": "coated",
        "FOGRA47": "uncoated",
        "FOGRA51": "coated",
        "FOGRA52": "uncoated",
        "CGATS TR 001": "coated",
        "CGATS TR 006": "coated",
    }
)

# From this part of a page on a ground in black alone looks grey.
BLACK_GROUND = 0.2

# What the files of profiles, and the conditions themselves, are called, each with the condition that it is of.
_CALLED: tuple[tuple[str, str], ...] = (
    (r"PSO ?Uncoated ?v3", "FOGRA52"),
    (r"PSO ?Uncoated ?ISO ?12647", "FOGRA47"),
    (r"PSO ?Coated ?v3", "FOGRA51"),
    (r"ISO ?Coated ?v2", "FOGRA39"),
    (r"ISO ?Uncoated\b", "FOGRA29"),
    (r"PSO ?LWC ?Improved", "FOGRA45"),
    (r"GRACoL ?2006|CGATS ?TR ?006", "CGATS TR 006"),
    (r"GRACoL ?2013|CRPC6", "CGATS21 CRPC6"),
    (r"SWOP|CGATS ?TR ?001", "CGATS TR 001"),
)


def profiled(name: str) -> str:
    """Give the printing condition that a profile, or a condition, is of by its name; "" where that does not say it."""
    if found := re.search(r"FOGRA ?(\d{2})", name, re.IGNORECASE):
        return f"FOGRA{found[1]}"
    spaced = name.replace("_", " ")
    return next((condition for said, condition in _CALLED if re.search(said, spaced, re.IGNORECASE)), "")
