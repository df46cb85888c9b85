"""Rules about whole pages: hardly filled, or on the wrong side of the fold."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.pdfreader.facts import Box
from brochure.preflight.rule import Finding, Subject
from brochure.vocabulary.paper import side_of
from brochure.vocabulary.speech import Said

_BANDS = 24
# Pages that fill a booklet up; of blank ones the author is told when they are added.
_MEANT = frozenset({"blank", "notes", "picture"})
# Pages of a single leaf, and of a folded sheet.
_LEAF, _SHEET = 2, 4
# A drawing this large, as a share of the page, fills it, whatever else stands there.
_PICTURE_PAGE = 0.3


_EMPTY = Said("page {page} is empty: shorten the text before it, or give it more")
_HARDLY_FILLED = Said("page {page} is filled to {share:.0f} % only: shorten the text before it, or give it more")


def nearly_empty(subject: Subject) -> Iterator[Finding]:
    """Pages that hold little: mostly a last line that has flown over."""
    meant = {section.first for section in subject.placed.sections if section.name in _MEANT} if subject.placed else ()
    for page in subject.facts.pages:
        if page.number in meant:
            continue
        share = _laid_share(subject, page.number) if subject.placed is not None else _share(subject, page.number)
        if share < subject.wanted.fill:
            message = _EMPTY if share < 0.005 else _HARDLY_FILLED.of(share=100 * share)
            yield Finding(message.of(page=page.number), page.number)


def _laid_share(subject: Subject, page: int) -> float:
    """Give how far down the type area content reaches; a page of pictures is full."""
    assert subject.placed is not None
    return max(subject.placed.pages[page - 1].fill, _share(subject, page))


def _share(subject: Subject, page: int) -> float:
    """Give the share of bands across the page in which text, a picture or a drawing stands."""
    width, height = subject.facts.pages[page - 1].size
    full: set[int] = set()
    if height <= 0:
        return 0.0
    for box in _things(subject, page, width * height):
        top, bottom = max(box[1], 0.0), min(box[3], height)
        full.update(range(int(top / height * _BANDS), min(int(bottom / height * _BANDS) + 1, _BANDS)))
    return len(full) / _BANDS


def _things(subject: Subject, page: int, whole: float) -> Iterator[Box]:
    facts = subject.facts
    yield from (run.box for run in facts.runs if run.page == page)
    yield from (picture.box for picture in facts.pictures if picture.page == page)
    yield from (line.box for line in facts.lines if line.page == page)
    for shape in facts.shapes:
        # A ground as large as the page is its paper, not its content.
        if shape.page == page and not shape.paint.is_white:
            extent = (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1])
            if extent < 0.9 * whole:
                yield shape.box
    for picture in subject.placed.pictures if subject.placed is not None else ():
        extent = (picture.box[2] - picture.box[0]) * (picture.box[3] - picture.box[1])
        if picture.page == page and extent > _PICTURE_PAGE * whole:
            yield picture.box


_BROKEN = {
    "left": Said(
        "the spread '{name}' begins on the left page {first}, so that its halves do not face each other: "
        "add or remove a page before it"
    ),
    "right": Said(
        "the spread '{name}' begins on the right page {first}, so that its halves do not face each other: "
        "add or remove a page before it"
    ),
}


def spread_broken(subject: Subject) -> Iterator[Finding]:
    """A section drawn across the fold begins on its side of it."""
    for section in subject.placed.sections if subject.placed is not None else ():
        side = side_of(section.first)
        if section.side not in ("any", side):
            yield Finding(_BROKEN[side].of(name=section.name, first=section.first), section.first)


def page_count(subject: Subject) -> Iterator[Finding]:
    """Sheets that are folded and stapled give pages in fours; a leaf or a folded sheet alone is not stapled."""
    count = len(subject.facts.pages)
    if not subject.wanted.stapled or count < _LEAF + 1 or not count % _SHEET:
        return
    short = _SHEET - count % _SHEET
    message = Said(
        "{pages} pages cannot be stapled, which takes a multiple of four: add {count} page, or leave out {over}",
        "{pages} pages cannot be stapled, which takes a multiple of four: add {count} pages, or leave out {over}",
        pages=count,
        count=short,
        over=_SHEET - short,
    )
    yield Finding(message)
