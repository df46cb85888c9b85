"""Rules about inks: colour spaces, the printing condition, transparency, total ink, overprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from brochure.pdfreader.facts import Box, Paint, Run
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.conditions import STEPS
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.speech import Said, lines_named, listed, pages_named
from brochure.vocabulary.units import around, extent, overlap

_FOREIGN = {"rgb": "RGB", "lab": "Lab"}
_MIXED = {
    "page": Said("what is transparent"),
    "group": Said("a transparent group"),
    "mask": Said("the mask of something transparent"),
}
_THINGS = {
    "text": Said("{count} text", "{count} texts"),
    "line": Said("{count} line", "{count} lines"),
    "area": Said("{count} area", "{count} areas"),
}
_PROCESS = frozenset({"All", "None", "Cyan", "Magenta", "Yellow", "Black"})
# From here on an ink counts, and black is black; so much of three inks under half of black looks black, too.
_SOME, _BLACK, _HALF = 0.02, 0.85, 0.5
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
            message = Said(
                "{name} is in {space} on page {page}; CMYK is wanted: convert it to the press's profile",
                name=name,
                space=space,
                page=picture.page,
            )
            yield Finding(message, picture.page, picture.box, place)
    found: defaultdict[tuple[int, str], list[tuple[str, Box]]] = defaultdict(list)
    spots: defaultdict[str, list[int]] = defaultdict(list)
    for thing, page, box, paint in _painted(subject):
        if paint.space in _FOREIGN:
            found[page, paint.space].append((thing, box))
        for ink in set(paint.inks) - _PROCESS:
            spots[ink].append(page)
    for picture in subject.facts.pictures:
        for ink in set(picture.inks) - _PROCESS:
            spots[ink].append(picture.page)
    for (page, space), things in sorted(found.items()):
        kinds = [thing for thing, _ in things]
        told = listed(_THINGS[kind].of(count=kinds.count(kind)) for kind in dict.fromkeys(kinds))
        message = Said(
            "page {page} paints {told} in {space}; CMYK is wanted: export it again for the press",
            page=page,
            told=told,
            space=_FOREIGN[space],
        )
        yield Finding(message, page, around([box for _, box in things]))
    for ink, pages in sorted(spots.items()):
        if ink in (*subject.wanted.spots, *STEPS):
            continue
        message = Said(
            "the spot ink '{ink}' is used on {pages}: ask the printer whether there is a plate for it",
            ink=ink,
            pages=pages_named(pages),
        )
        yield Finding(message, pages[0], severity=Severity.WARNING)
    yield from _blended(subject)


def _blended(subject: Subject) -> Iterator[Finding]:
    """Find what is mixed in RGB or Lab, though painted in inks: pages, groups and masks."""
    mixed: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for blend in subject.facts.blends:
        mixed[blend.what, blend.space].append(blend.page)
    for (what, space), pages in mixed.items():
        message = Said(
            "{what} on {pages} is mixed in {space}; CMYK is wanted: export it again with CMYK for transparency",
            what=_MIXED[what],
            pages=pages_named(pages),
            space=_FOREIGN[space],
        )
        yield Finding(message, pages[0], clause="ISO 15930-7, 6.20")


def _painted(subject: Subject) -> Iterator[tuple[str, int, Box, Paint]]:
    facts = subject.facts
    for run in facts.runs:
        for paint in run.paints:
            yield "text", run.page, run.box, paint
    for line in facts.lines:
        yield "line", line.page, line.box, line.paint
    for shape in facts.shapes:
        yield "area", shape.page, shape.box, shape.paint


def transparency(subject: Subject) -> Iterator[Finding]:
    """Transparency where the standard forbids it, as PDF/X-1a does (ISO 15930-4)."""
    claim = subject.facts.claim
    if subject.wanted.transparency and not claim.flat:
        return
    found: defaultdict[tuple[int, Said], list[Box]] = defaultdict(list)
    for veil in subject.facts.veils:
        found[veil.page, veil.what].append(veil.box or (0, 0, 0, 0))
    for (page, what), boxes in sorted(found.items()):
        message = Said(
            "page {page} is transparent in {count} place ({what}): flatten it, or deliver PDF/X-4",
            "page {page} is transparent in {count} places ({what}): flatten it, or deliver PDF/X-4",
            page=page,
            count=len(boxes),
            what=what,
        )
        yield Finding(message, page, around(boxes))


def registration_colour(subject: Subject) -> Iterator[Finding]:
    """The colour of register marks is for marks, outside the page: on it, it is on every plate."""
    sizes = {page.number: page.size for page in subject.facts.pages}
    found: defaultdict[int, list[Box]] = defaultdict(list)
    things = [(page, box, paint.is_registration) for _, page, box, paint in _painted(subject)]
    things += [(picture.page, picture.box, picture.inks == ("All",)) for picture in subject.facts.pictures]
    for page, box, registers in things:
        if registers and overlap(box, (0.0, 0.0, *sizes[page])):
            found[page].append(box)
    for page, boxes in sorted(found.items()):
        message = Said(
            "{count} thing on page {page} is in the colour of register marks, which prints on every plate: "
            "make it black",
            "{count} things on page {page} are in the colour of register marks, which prints on every plate: "
            "make it black",
            page=page,
            count=len(boxes),
        )
        yield Finding(message, page, around(boxes))


def black_text(subject: Subject) -> Iterator[Finding]:
    """Black words of several inks show coloured rims where a plate is a hair out of register."""
    least = subject.wanted.black_text
    found: defaultdict[int, list[Run]] = defaultdict(list)
    for run in subject.facts.runs:
        if run.size < least - 0.05 and any(map(_is_mixed_black, run.paints)):
            found[run.page].append(run)
    for page, runs in sorted(found.items()):
        mixed = next(filter(_is_mixed_black, runs[0].paints))
        inks = "/".join(f"{100 * value:.0f}" for value in mixed.process)
        message = Said(
            "{lines} is black of several inks ({inks}) under {least:g} pt on page {page}: set it in black alone",
            "{lines} are black of several inks ({inks}) under {least:g} pt on page {page}: set it in black alone",
            lines=lines_named(runs[0].text, len(runs)),
            count=len(runs),
            inks=inks,
            least=least,
            page=page,
        )
        yield Finding(message, page, around([run.box for run in runs]), subject.place_of(runs[0].text))


def _is_mixed_black(paint: Paint) -> bool:
    if paint.is_white or not paint.process:
        return False
    *colours, black = paint.process
    return (black >= _BLACK and max(colours) > _SOME) or (black >= _HALF and min(colours) >= _HALF)


def rich_black(subject: Subject) -> Iterator[Finding]:
    """Large grounds in black alone look grey, and let what lies beside them shine through."""
    for page in subject.facts.pages if subject.wanted.cmyk else ():
        width, height = page.size
        for shape in subject.facts.shapes:
            seen = overlap(shape.box, (0.0, 0.0, width, height))
            if shape.page == page.number and seen and _is_bare_black(shape.paint) and all(shape.straight):
                share = extent(seen) / max(width * height, 1.0)
                if share >= subject.wanted.black_ground:
                    message = Said(
                        "a ground over {share:.0f} % of page {number} is in black alone, which prints as a "
                        "dark grey: add other inks (such as 40/30/30/100)",
                        share=100 * share,
                        number=page.number,
                    )
                    yield Finding(message, page.number, shape.box)
                    break


def _is_bare_black(paint: Paint) -> bool:
    *colours, black = paint.process or (0.0,)
    return black >= 1 - _SOME and sum(colours) <= _SOME


def ink_limit(subject: Subject) -> Iterator[Finding]:
    """Total ink of every colour, and of pictures and rendered pages over cells of 15 mm2 (as GWG 2015 measures)."""
    limit = subject.wanted.ink
    if limit is None:
        return
    told: list[tuple[int, Box]] = []
    for picture in subject.facts.pictures:
        if picture.ink > limit + _INK_TOLERANCE:
            name, place = subject.origin(picture)
            message = Said(
                "{name} has {ink:.0f} % of ink on page {page}; {limit:g} % is the limit: "
                "convert it with the press's profile",
                name=name,
                ink=picture.ink,
                page=picture.page,
                limit=limit,
            )
            told.append((picture.page, picture.box))
            yield Finding(message, picture.page, picture.box, place)
    found: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for _, page, box, paint in _painted(subject):
        if paint.ink > limit + _INK_TOLERANCE:
            found[page, round(paint.ink)].append(box)
    for (page, ink), boxes in sorted(found.items()):
        message = Said(
            "a colour on page {page} has {ink} % of ink; {limit:g} % is the limit: mix it of less",
            page=page,
            ink=ink,
            limit=limit,
        )
        told += [(page, box) for box in boxes]
        yield Finding(message, page, around(boxes))
    yield from _heaped(subject, limit, told)


def _heaped(subject: Subject, limit: float, told: list[tuple[int, Box]]) -> Iterator[Finding]:
    """Find what only adds up: inks that are printed over others, on the page as it is drawn."""
    for heavy in subject.weigh(limit + _INK_TOLERANCE) if subject.weigh is not None else ():
        if any(page == heavy.page and overlap(box, heavy.box) for page, box in told):
            continue
        message = Said(
            "inks printed over one another add up to {ink:.0f} % on page {page}; {limit:g} % is the "
            "limit: let the upper one knock out, or lighten what lies beneath",
            ink=heavy.ink,
            page=heavy.page,
            limit=limit,
        )
        yield Finding(message, heavy.page, heavy.box)


def white_overprint(subject: Subject) -> Iterator[Finding]:
    """White that overprints leaves what lies under it: it vanishes."""
    found: defaultdict[int, list[Box]] = defaultdict(list)
    for _, page, box, paint in _painted(subject):
        if paint.overprints and paint.is_white and paint.space in ("cmyk", "gray", "spot"):
            found[page].append(box)
    for page, boxes in sorted(found.items()):
        message = Said(
            "white overprints in {count} place on page {page} and will vanish: let it knock out",
            "white overprints in {count} places on page {page} and will vanish: let it knock out",
            count=len(boxes),
            page=page,
        )
        yield Finding(message, page, around(boxes))
