"""Rules about inks: colour spaces, the printing condition, transparency, total ink, overprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from brochure.pdfreader.facts import Box, Paint
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.english import counted, pages_named
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.units import around, overlap

_FOREIGN = {"rgb": "RGB", "lab": "Lab"}
_PROCESS = frozenset({"All", "None", "Cyan", "Magenta", "Yellow", "Black"})
# Rounding of colours to bytes adds up to less.
_INK_TOLERANCE = 2.0


def colour_space(subject: Subject) -> Iterator[Finding]:
    """Colour that is no CMYK, gray or spot ink: the press converts it as it pleases, or refuses it."""
    if not subject.wanted.cmyk:
        return
    for picture in subject.facts.pictures:
        if picture.space in _FOREIGN:
            name, place = subject.origin(picture)
            space = _FOREIGN[picture.space]
            message = f"{name} is in {space} on page {picture.page}; CMYK is wanted: convert it to the press's profile"
            yield Finding(message, picture.page, picture.box, place)
    found: defaultdict[tuple[int, str], list[tuple[str, Box]]] = defaultdict(list)
    spots: defaultdict[str, list[int]] = defaultdict(list)
    for thing, page, box, paint in _painted(subject):
        if paint.space in _FOREIGN:
            found[page, paint.space].append((thing, box))
        for ink in set(paint.inks) - _PROCESS:
            spots[ink].append(page)
    for (page, space), things in sorted(found.items()):
        kinds = [thing for thing, _ in things]
        told = " and ".join(counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))
        message = f"page {page} paints {told} in {_FOREIGN[space]}; CMYK is wanted: export it again for the press"
        yield Finding(message, page, around([box for _, box in things]))
    for ink, pages in sorted(spots.items()):
        message = (
            f"the spot ink '{ink}' is used on {pages_named(pages)}: ask the printer whether there is a plate for it"
        )
        yield Finding(message, pages[0], severity=Severity.WARNING)


def _painted(subject: Subject) -> Iterator[tuple[str, int, Box, Paint]]:
    facts = subject.facts
    for run in facts.runs:
        if run.paint is not None:
            yield "text", run.page, run.box, run.paint
    for line in facts.lines:
        yield "line", line.page, line.box, line.paint
    for shape in facts.shapes:
        yield "area", shape.page, shape.box, shape.paint


def output_intent(subject: Subject) -> Iterator[Finding]:
    """The printing condition that the colours are meant for (ISO 32000-1, 14.11.5)."""
    if subject.wanted.cmyk and not subject.facts.intents:
        yield Finding("the PDF names no printing condition (output intent): export it as PDF/X")


def transparency(subject: Subject) -> Iterator[Finding]:
    """Transparency where the standard forbids it, as PDF/X-1a does (ISO 15930-4)."""
    if subject.wanted.transparency:
        return
    found: defaultdict[tuple[int, str], list[Box]] = defaultdict(list)
    for veil in subject.facts.veils:
        found[veil.page, veil.what].append(veil.box or (0, 0, 0, 0))
    for (page, what), boxes in sorted(found.items()):
        message = (
            f"page {page} is transparent in {counted(len(boxes), 'place')} ({what}): flatten it, or deliver PDF/X-4"
        )
        yield Finding(message, page, around(boxes))


def ink_limit(subject: Subject) -> Iterator[Finding]:
    """Total ink of every colour, and of pictures and rendered pages over cells of 15 mm2 (as GWG 2015 measures)."""
    limit = subject.wanted.ink
    if limit is None:
        return
    told: list[tuple[int, Box]] = []
    for picture in subject.facts.pictures:
        if picture.ink > limit + _INK_TOLERANCE:
            name, place = subject.origin(picture)
            message = (
                f"{name} has {picture.ink:.0f} % of ink on page {picture.page}; {limit:g} % is the limit: "
                "convert it with the press's profile"
            )
            told.append((picture.page, picture.box))
            yield Finding(message, picture.page, picture.box, place)
    found: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for _, page, box, paint in _painted(subject):
        if paint.ink > limit + _INK_TOLERANCE:
            found[page, round(paint.ink)].append(box)
    for (page, ink), boxes in sorted(found.items()):
        message = f"a colour on page {page} has {ink} % of ink; {limit:g} % is the limit: mix it of less"
        told += [(page, box) for box in boxes]
        yield Finding(message, page, around(boxes))
    yield from _heaped(subject, limit, told)


def _heaped(subject: Subject, limit: float, told: list[tuple[int, Box]]) -> Iterator[Finding]:
    """Find what only adds up: inks that are printed over others, on the page as it is drawn."""
    for heavy in subject.weigh(limit + _INK_TOLERANCE) if subject.weigh is not None else ():
        if any(page == heavy.page and overlap(box, heavy.box) for page, box in told):
            continue
        message = (
            f"inks printed over one another add up to {heavy.ink:.0f} % on page {heavy.page}; {limit:g} % is the "
            "limit: let the upper one knock out, or lighten what lies beneath"
        )
        yield Finding(message, heavy.page, heavy.box)


def white_overprint(subject: Subject) -> Iterator[Finding]:
    """White that overprints leaves what lies under it: it vanishes."""
    found: defaultdict[int, list[Box]] = defaultdict(list)
    for _, page, box, paint in _painted(subject):
        if paint.overprints and paint.is_white and paint.space in ("cmyk", "gray", "spot"):
            found[page].append(box)
    for page, boxes in sorted(found.items()):
        message = f"white overprints in {counted(len(boxes), 'place')} on page {page} and will vanish: let it knock out"
        yield Finding(message, page, around(boxes))
