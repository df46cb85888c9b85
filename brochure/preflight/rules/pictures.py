"""Rules about pictures: how fine they print, and whether they have room."""

from __future__ import annotations

import math
from collections.abc import Iterator

from brochure.pdfreader.facts import Picture
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.speech import Said, listed, quoted
from brochure.vocabulary.units import MM, Box, overlap

# A picture this small in points is a pixel of something else, such as a gradient drawn in steps.
_SPECK = 3.0
# By how much, in points, a picture may lie over the edge, or over the box of a line, which is higher than its letters.
_TOUCH = 1.5
_SIDES = (Said("on the left"), Said("at the top"), Said("on the right"), Said("at the foot"))


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
        # In a build it is as good as can be: the content is set all the same.
        grave = picture.dpi < limits.least and not limits.lenient and subject.placed is None
        severity = Severity.ERROR if grave else Severity.WARNING
        yield Finding(_coarse(name, picture, limits.wanted, limits.least), picture.page, picture.box, place, severity)


_COARSE = Said(
    "{name} prints at {dpi} dpi on page {page}; {wanted:g} are wanted, {least:g} is the least: "
    "give one that is at least {wide} px wide and {high} px high, or an SVG"
)
_COARSE_NAMED = Said(
    "{name} prints at {dpi} dpi on page {page}; {wanted:g} are wanted, {least:g} is the least: "
    "it has {across} x {down} px; give one that is at least {wide} px wide and {high} px high, or an SVG"
)


def _coarse(name: str, picture: Picture, wanted: float, least: float) -> Said:
    wide, high = (math.ceil(side / 72 * wanted) for side in picture.size)
    measured = dict(zip(("across", "down"), picture.pixels, strict=True))
    told = _COARSE if isinstance(name, Said) else _COARSE_NAMED.of(**measured)
    said = {"name": name, "dpi": int(picture.dpi), "page": picture.page, "wanted": wanted, "least": least}
    return told.of(**said, wide=wide, high=high)


def picture_misplaced(subject: Subject) -> Iterator[Finding]:
    """Pictures of the content that run off the page, or lie over or under words; a ground may."""
    placed = subject.placed
    for picture in placed.pictures if placed is not None else ():
        known = subject.origins.pictures.get(picture.url)
        if placed is None or known is None or picture.ground:
            continue
        name, page = known[0].lstrip("/"), picture.page
        fact = placed.pages[page - 1]
        over = _beyond(picture.box, fact.width, fact.height, subject.wanted.bleed * MM)
        if over:
            message = Said(
                "{name} runs off page {page} {over}: make it smaller, or give it room",
                name=name,
                page=page,
                over=listed(over),
            )
            yield Finding(message, page, picture.box, known[1])
        covered = next((run for run in placed.runs if run.page == page and _covers(picture.box, run.box)), None)
        if covered is not None:
            message = Said(
                "{name} and {text} lie one over the other on page {page}: give them room",
                name=name,
                text=quoted(covered.text),
                page=page,
            )
            yield Finding(message, page, picture.box, known[1])


def _beyond(box: Box, width: float, height: float, bleed: float) -> list[Said]:
    """Name the sides at which a box goes beyond the page and its bleed."""
    over = (-box[0], -box[1], box[2] - width, box[3] - height)
    return [side for side, by in zip(_SIDES, over, strict=True) if by > bleed + _TOUCH]


def _covers(box: Box, line: Box) -> bool:
    shared = overlap(box, line)
    return shared is not None and min(shared[2] - shared[0], (shared[3] - shared[1]) / 2) > _TOUCH
