"""Rules about raster pictures: how fine they print."""

from __future__ import annotations

import math
from collections.abc import Iterator

from brochure.pdfreader.facts import Picture
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.problems import Severity

# A picture this small in points is a pixel of something else, such as a gradient drawn in steps.
_SPECK = 3.0


def image_resolution(subject: Subject) -> Iterator[Finding]:
    """Effective resolution: pixels over the printed size (GWG 2015: 149 and 224, line art 549 and 799)."""
    seen: set[tuple[object, ...]] = set()
    for picture in subject.facts.pictures:
        limits = subject.wanted.line_art if picture.bits == 1 else subject.wanted.pictures
        if picture.dpi >= limits.warn or max(picture.size) < _SPECK or max(picture.pixels) < 2:
            continue
        name, place = subject.origin(picture)
        key = (name, picture.page, int(picture.dpi))
        if key in seen:
            continue
        seen.add(key)
        grave = picture.dpi < limits.least and not limits.lenient
        severity = Severity.ERROR if grave else Severity.WARNING
        yield Finding(_coarse(name, picture, limits.wanted, limits.least), picture.page, picture.box, place, severity)


def _coarse(name: str, picture: Picture, wanted: float, least: float) -> str:
    pixels = math.ceil(max(picture.size) / 72 * wanted)
    return (
        f"{name} prints at {int(picture.dpi)} dpi on page {picture.page}; "
        f"{wanted:g} are wanted, {least:g} is the least: "
        f"give a picture of at least {pixels} px, or an SVG"
    )
