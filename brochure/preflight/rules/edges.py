"""Rules about edges: page boxes, bleed, the safe zone, and lines too thin to print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from brochure.pdfreader.facts import Box, Line, Page, Picture, Run, Shape
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.speech import Said, listed, pages_named, quoted
from brochure.vocabulary.units import MM, extent, overlap

# Engines round lengths to a pixel of 1/96 inch or a thousandth of a point.
_EXACT = 0.1 * MM
_TOUCH = 0.25 * MM
_SIDES = ("left", "top", "right", "bottom")
_EDGES = {"left": Said("left"), "top": Said("top"), "right": Said("right"), "bottom": Said("bottom")}
_AWAY = {"trim": Said("the trim"), "spine": Said("the spine")}
_SPECK = 4.0


def boxes(subject: Subject) -> Iterator[Finding]:
    """Page boxes as PDF/X and the Ghent Workgroup want them (ISO 32000-1, 14.11.2)."""
    pages = subject.facts.pages
    trim = subject.wanted.trim
    size = (trim[0] * MM, trim[1] * MM) if trim else _size(pages[0])
    faults: list[tuple[Callable[[Page], bool], Said]] = [
        (lambda page: page.trim is None, Said("no TrimBox: the printer cannot tell where to cut")),
        (
            lambda page: not _same(_size(page), size),
            Said(
                "another size than {width:.1f} x {height:.1f} mm: make all pages of one size",
                width=size[0] / MM,
                height=size[1] / MM,
            ),
        ),
        (
            lambda page: page.crop is not None and not _equal(page.crop, page.media),
            Said("a CropBox smaller than the MediaBox: a viewer hides what the press needs"),
        ),
        (lambda page: page.rotation != 0, Said("a rotation: make the page upright")),
        (
            lambda page: not (_holds(page.media, page.bleed) and _holds(page.bleed or page.media, page.trim)),
            Said("boxes that do not lie one within the other (trim in bleed in medium)"),
        ),
        (
            lambda page: page.art is not None and page.trim is not None,
            Said("an ArtBox beside the TrimBox: both say where the page ends; export it with the TrimBox alone"),
        ),
        (
            lambda page: page.unit != 1,
            Said("units of its own (UserUnit): a press that does not know them prints it small"),
        ),
    ]
    for fails, what in faults:
        failing = [page.number for page in pages if fails(page)]
        if failing:
            message = Said(
                "{pages} has {what}", "{pages} have {what}", pages=pages_named(failing), count=len(failing), what=what
            )
            yield Finding(message, failing[0])


def _size(page: Page) -> tuple[float, float]:
    width, height = page.size
    return (height, width) if page.rotation in (90, 270) else (width, height)


def _same(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _EXACT for a, b in zip(first, second, strict=True))


def _equal(first: Box, second: Box) -> bool:
    return all(abs(a - b) <= 0.01 for a, b in zip(first, second, strict=True))


def _holds(outer: Box, inner: Box | None) -> bool:
    if inner is None:
        return True
    grown = (outer[0] - 0.01, outer[1] - 0.01, outer[2] + 0.01, outer[3] + 0.01)
    return overlap(grown, inner) == inner


def bleed_missing(subject: Subject) -> Iterator[Finding]:
    """Bleed: the box says so, and what reaches the trim reaches beyond it."""
    wanted = subject.wanted.bleed * MM
    if not wanted:
        return
    short = [page.number for page in subject.facts.pages if _margin(page) < wanted - _EXACT]
    if short:
        least = min(_margin(page) for page in subject.facts.pages) / MM
        told = Said("only {least:.1f} mm of bleed", least=least) if least > 0.05 else Said("no bleed")
        message = Said(
            "{pages} has {told}; {bleed:g} mm are wanted: export it with bleed",
            "{pages} have {told}; {bleed:g} mm are wanted: export it with bleed",
            pages=pages_named(short),
            count=len(short),
            told=told,
            bleed=subject.wanted.bleed,
        )
        yield Finding(message, short[0])
    for page in subject.facts.pages:
        if page.number not in short:
            yield from _cut_short(subject, page, wanted)


def _margin(page: Page) -> float:
    if page.bleed is None or page.trim is None:
        return 0.0
    trim, bleed = page.trim, page.bleed
    return min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])


def _cut_short(subject: Subject, page: Page, wanted: float) -> Iterator[Finding]:
    """Find pictures and grounds that end at the trim, or between it and the end of the bleed."""
    width, height = _size(page)
    # At the fold of a stapled booklet nothing is cut.
    spine = subject.wanted.fold(page.number) if subject.wanted.facing and len(subject.facts.pages) > 1 else ""
    grounds = [shape for shape in subject.facts.shapes if shape.page == page.number and _shows(shape)]
    for picture in subject.facts.pictures:
        if picture.page == page.number and (sides := _ends(picture.box, width, height, wanted, spine)):
            name, place = subject.origin(picture)
            yield Finding(_short(name, sides, page.number, subject.wanted.bleed), page.number, picture.box, place)
    told: set[tuple[str, ...]] = set()
    for shape in grounds:
        sides = _ends(shape.box, width, height, wanted, spine, shape.straight)
        sides = tuple(side for side in sides if not _carries_on(shape, side, grounds, (width, height), wanted))
        if sides and sides not in told:
            told.add(sides)
            yield Finding(_short(Said("a ground"), sides, page.number, subject.wanted.bleed), page.number, shape.box)


def _shows(shape: Shape) -> bool:
    return not shape.paint.is_white and not shape.paint.is_registration and extent(shape.box) > _SPECK


def _ends(
    box: Box,
    width: float,
    height: float,
    wanted: float,
    spine: str,
    straight: Iterable[bool] = (True, True, True, True),
) -> tuple[str, ...]:
    """Name the sides at which a box, straight there, touches the trim but does not reach the end of the bleed."""
    beyond = (-box[0], -box[1], box[2] - width, box[3] - height)
    if box[2] <= 0 or box[3] <= 0 or box[0] >= width or box[1] >= height:
        return ()
    return tuple(
        side
        for side, reach, flat in zip(_SIDES, beyond, straight, strict=True)
        if flat and side != spine and -_TOUCH <= reach < wanted - 2 * _EXACT
    )


def _carries_on(shape: Shape, side: str, grounds: Iterable[Shape], size: tuple[float, float], wanted: float) -> bool:
    """Tell whether another shape of the same colour fills what is missing between a shape and the end of the bleed."""
    x0, y0, x1, y1 = shape.box
    strips: dict[str, Box] = {
        "left": (-wanted, y0, x0, y1),
        "top": (x0, -wanted, x1, y0),
        "right": (x1, y0, size[0] + wanted, y1),
        "bottom": (x0, y1, x1, size[1] + wanted),
    }
    strip, near = strips[side], 2 * _EXACT
    inner = (strip[0] + near, strip[1] + near, strip[2] - near, strip[3] - near)
    return any(other.paint == shape.paint and overlap(other.box, inner) == inner for other in grounds)


def _short(name: str, sides: tuple[str, ...], page: int, bleed: float) -> Said:
    return Said(
        "{name} ends at the {sides} edge of page {page}: let it run {bleed:g} mm beyond the trim",
        name=name,
        sides=listed(_EDGES[side] for side in sides),
        page=page,
        bleed=bleed,
    )


def edge_unprinted(subject: Subject) -> Iterator[Finding]:
    """Pictures and grounds that reach an edge of the sheet, which an office printer leaves white."""
    white = max(subject.wanted.unprinted)
    shown: list[Picture | Shape] = [*subject.facts.pictures, *filter(_shows, subject.facts.shapes)] if white else []
    sizes = {page.number: _size(page) for page in subject.facts.pages}
    found = {one.page for one in shown if _reaches(one.box, one.page, sizes[one.page], subject)}
    if found:
        yield Finding(
            Said(
                "a picture or ground reaches the edge of the sheet on {pages}, of which most office printers "
                "leave {white:.0f} mm white: for colour to the edge, print on a larger 'booklet.sheet' and cut it",
                pages=pages_named(found),
                white=white,
            ),
            min(found),
        )


def _reaches(box: Box, page: int, size: tuple[float, float], subject: Subject) -> bool:
    """Tell whether a box reaches an edge of the page that lies so near to that of the sheet; the fold does not."""
    (across, down), fold = subject.wanted.unprinted, subject.wanted.fold(page) if subject.wanted.facing else ""
    reached = (box[0] < _TOUCH, box[1] < _TOUCH, box[2] > size[0] - _TOUCH, box[3] > size[1] - _TOUCH)
    outer = (across and fold != "left", down, across and fold != "right", down)
    return any(edge and near for edge, near in zip(outer, reached, strict=True))


def safe_zone(subject: Subject) -> Iterator[Finding]:
    """Text and codes far enough from the knife and the fold."""
    wanted = subject.wanted
    sizes = {page.number: _size(page) for page in subject.facts.pages}
    nearest: dict[tuple[int, str], tuple[float, Said, Box]] = {}
    codes = subject.scanned if subject.scanned is not None else subject.facts.codes
    things = [*((run.page, run.box, quoted(run.text)) for run in subject.facts.runs)]
    things += [(code.page, code.box, Said("the QR code")) for code in codes]
    for page, box, name in things:
        for edge, distance, least in _distances(box, page, sizes[page], subject):
            known = nearest.get((page, edge))
            if 0 <= distance < least * MM - _EXACT and (known is None or distance < known[0]):
                nearest[page, edge] = distance, name, box
    for (page, edge), (distance, name, box) in sorted(nearest.items()):
        least = wanted.spine if edge == "spine" else wanted.edge
        message = Said(
            "{name} stands {distance:.1f} mm from {edge} on page {page}; {least:g} mm are safe: move it in",
            name=name,
            distance=distance / MM,
            edge=_AWAY[edge],
            page=page,
            least=least,
        )
        yield Finding(message, page, box, subject.place_of(name) if name != Said("the QR code") else None)


def _distances(box: Box, page: int, size: tuple[float, float], subject: Subject) -> Iterator[tuple[str, float, float]]:
    """Give edge, distance in points (negative beyond it) and the least distance in mm."""
    wanted, (width, height) = subject.wanted, size
    facing, last = wanted.facing, len(subject.facts.pages)
    left, right = ("spine", "trim") if wanted.fold(page) == "left" else ("trim", "spine")
    for edge, distance in ((left, box[0]), (right, width - box[2]), ("trim", box[1]), ("trim", height - box[3])):
        if edge == "trim" or not facing or last == 1:
            yield "trim", distance, wanted.edge
        elif 1 < page < last:
            yield "spine", distance, wanted.spine
        else:
            yield "spine", distance, wanted.edge


_THIN = Said("{kind} on page {page} is {width:.2f} pt wide; {least:g} pt is the least: draw it wider")
_MANY_THIN = Said(
    "{kind} on page {page} is {width:.2f} pt wide, and {count} more is too thin; {least:g} pt is the least: "
    "draw it wider",
    "{kind} on page {page} is {width:.2f} pt wide, and {count} more are too thin; {least:g} pt is the least: "
    "draw it wider",
)


def hairline(subject: Subject) -> Iterator[Finding]:
    """Lines too thin for the plate: 0.25 pt in one ink, 0.5 pt where a light line is left open in a ground."""
    wanted = subject.wanted
    found: defaultdict[tuple[int, bool], list[Line]] = defaultdict(list)
    for line in subject.facts.lines:
        reversed_out = line.paint.is_white
        least = wanted.line_reversed if reversed_out else wanted.line
        if line.width < least - 0.005 and not (reversed_out and not _on_ground(line, subject.facts.shapes)):
            found[line.page, reversed_out].append(line)
    for (page, reversed_out), lines in sorted(found.items()):
        thinnest = min(lines, key=lambda line: line.width)
        least = wanted.line_reversed if reversed_out else wanted.line
        message = _MANY_THIN if len(lines) > 1 else _THIN
        kind = Said("a reversed line") if reversed_out else Said("a line")
        message = message.of(kind=kind, page=page, width=thinnest.width, least=least, count=len(lines) - 1)
        yield Finding(message, page, thinnest.box)


def _on_ground(line: Line, shapes: Iterable[Shape]) -> bool:
    return any(
        shape.page == line.page and not shape.paint.is_white and overlap(shape.box, line.box) for shape in shapes
    )


def cut_text(runs: Iterable[Run], pages: Iterable[Page]) -> Iterator[tuple[Run, Said]]:
    """Give the text that is cut off by the trim or by a frame around it."""
    sizes = {page.number: _size(page) for page in pages}
    for run in runs:
        width, height = sizes[run.page]
        inside = overlap(run.box, (0, 0, width, height))
        # What lies wholly outside is a slug line or a mark.
        if inside is not None and extent(inside) < 0.9 * extent(run.box):
            yield run, _AWAY["trim"]
        elif run.shown < 0.75:
            yield run, Said("its frame")
