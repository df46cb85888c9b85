"""Puts sections in their order and on their side; for a stapled booklet, on as many pages as its sheets have.

Which pages make it come out is planned in numbers alone: sections closed up, pages composed, else blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from brochure.compose.copyfit import Manuscript, close_up, fit, least_pages
from brochure.engine.laid import Laid
from brochure.model.project import Filler
from brochure.render.group import Group, Side
from brochure.vocabulary.paper import side_of
from brochure.vocabulary.problems import Place, Problem, Severity

# Four pages are a folded sheet.
SHEET = 4
# A count is off by three pages at most, so no more sections need give one.
_MOST_CLOSED = 3
# Closing up costs nothing but air; a page composed to fill costs paper and the reader's patience.
_CLOSING, _FILLING = 2, 3
Open = Callable[[str], Manuscript]
# Gives a page that no content asks for: its section by name, and the folio it is for.
Between = Callable[[str, int], Group]
Pair = tuple[Group, Laid]


def in_order(sections: Sequence[Group], between: Between, open: Open) -> Iterator[Pair]:
    """Fit the sections in turn; where one must start on the other side, a picture page comes before it."""
    folio = 1
    for section in sections:
        if starts_wrong(section, folio):
            picture = between("picture", folio)
            yield picture, fit(picture, open, folio)
            folio += 1
        laid = fit(section, open, folio)
        yield section, laid
        folio += len(laid.pages)


def starts_wrong(section: Group, folio: int) -> bool:
    """Tell whether a section would start on the wrong side on that page."""
    return section.side not in ("any", side_of(folio))


def stapled(sections: Sequence[Group], between: Between, open: Open, fillers: Sequence[Filler]) -> list[Pair]:
    """Fit the sections so that their pages are a multiple of four.

    Sections are closed up where that does it; else pages are composed before the last section, then blanks.
    """
    laid = list(in_order(sections, between, open))
    if _count(laid) % SHEET == 0:
        return laid
    own = [part for section, part in laid if any(section is planned for planned in sections)]
    blocks = [Block(_counts(*pair, open), pair[0].side) for pair in zip(sections, own, strict=True)]
    found = list(_planned(sections, own, plan(blocks, fillers), between, open))
    if _count(found) % SHEET:
        # A section came out otherwise on its new side: what is laid out now is kept, and filled up.
        kept = [part for section, part in found if any(section is planned for planned in sections)]
        fixed = [Block((len(part.pages),), section.side) for section, part in zip(sections, kept, strict=True)]
        found = list(_planned(sections, kept, plan(fixed, fillers), between, open))
    return found


def blank_pages(laid: Sequence[Pair], content: str) -> list[Problem]:
    """Warn of pages left blank, in the author's terms."""
    count = sum(section.name == "blank" for section, _ in laid)
    if not count:
        return []
    pages = "1 page is" if count == 1 else f"{count} pages are"
    message = f"{pages} blank before the back cover, to make the {_count(laid)} pages of a stapled booklet"
    hint = "write more or less, or let pages be composed: 'fillers' in brochure.yaml; 'binding: none' needs none"
    return [Problem("blank-pages", Severity.WARNING, message, Place(content), hint)]


def _count(laid: Sequence[Pair]) -> int:
    return sum(len(part.pages) for _, part in laid)


def _counts(section: Group, part: Laid, open: Open) -> tuple[int, ...]:
    """Give the page counts a section can have; only text that flowed on can be closed up."""
    natural = len(part.pages)
    fixed = max((way.pages or 1 for way in section.ways), default=1)
    if natural <= fixed or section.ways[-1].pages is not None:
        return (natural,)
    least = least_pages(section, open, part.setting.first_page)
    return tuple(range(natural, max(1, min(least, natural)) - 1, -1))


def _planned(
    sections: Sequence[Group], parts: Sequence[Laid], plan: PagePlan, between: Between, open: Open
) -> Iterator[Pair]:
    """Lay out as planned; what stays on its page and keeps its count is taken as it is."""
    folio = 1
    for section, part, count in zip(sections, parts, plan.counts, strict=True):
        before = _fillers(plan, between, folio) if section is sections[-1] else []
        if starts_wrong(section, folio + len(before)):
            before.append(between("picture", folio))
        for filler in before:
            yield filler, fit(filler, open, folio)
            folio += 1
        laid = _again(section, part, count, folio, open)
        yield section, laid
        folio += len(laid.pages)


def _fillers(plan: PagePlan, between: Between, folio: int) -> list[Group]:
    made = [between(filler, folio) for filler in plan.fillers]
    return made + [between("blank", folio)] * plan.blanks


def _again(section: Group, part: Laid, count: int, folio: int, open: Open) -> Laid:
    if count == len(part.pages):
        return part if folio == part.setting.first_page else fit(section, open, folio)
    return close_up(section, open, folio, count) or fit(section, open, folio)


@dataclass(frozen=True, slots=True)
class Block:
    """A section: the page counts it can have, the one it takes by itself first, and the side it must start on."""

    counts: tuple[int, ...]
    side: Side = "any"


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page count for each block; what comes before the last block, in page order: fillers, then blank pages."""

    counts: tuple[int, ...]
    fillers: tuple[Filler, ...] = ()
    blanks: int = 0


def plan(blocks: Sequence[Block], fillers: Sequence[Filler]) -> PagePlan:
    """Find the plan whose pages are a multiple of four: no blank before any other aim, then the least fuss.

    `fillers` are the pages that may be composed, each once, in the order of preference; the last block (the back
    cover) stays last. A picture page comes before a block that would start on the wrong side.
    """
    return min(
        (_filled(blocks, counts, fillers) for counts in _ways(blocks)),
        key=lambda found: (found.blanks, _fuss(blocks, found), -sum(found.counts)),
    )


def pictures(blocks: Sequence[Block], counts: Sequence[int]) -> tuple[bool, ...]:
    """Tell before which blocks a picture page comes, so that they start on their side."""
    before, folio = [], 1
    for block, count in zip(blocks, counts, strict=True):
        wrong = block.side not in ("any", side_of(folio))
        before.append(wrong)
        folio += count + wrong
    return tuple(before)


def _ways(blocks: Sequence[Block]) -> Iterator[tuple[int, ...]]:
    """Give the page counts that can be had, the natural ones first."""
    natural = tuple(block.counts[0] for block in blocks)
    elastic = [index for index, block in enumerate(blocks) if len(block.counts) > 1]
    for closed in range(min(_MOST_CLOSED, len(elastic)) + 1):
        for chosen in combinations(elastic, closed):
            for fewer in product(*(blocks[index].counts[1:] for index in chosen)):
                counts = list(natural)
                for index, count in zip(chosen, fewer, strict=True):
                    counts[index] = count
                yield tuple(counts)


def _filled(blocks: Sequence[Block], counts: tuple[int, ...], fillers: Sequence[Filler]) -> PagePlan:
    short = -(sum(counts) + sum(pictures(blocks, counts))) % SHEET
    # A picture comes first: notes then lie next to the cover, and two pages of them face each other.
    taken = sorted(fillers[:short], key=lambda filler: filler != "picture")
    return PagePlan(counts, tuple(taken), short - len(taken))


def _fuss(blocks: Sequence[Block], found: PagePlan) -> int:
    closed = sum(block.counts[0] - count for block, count in zip(blocks, found.counts, strict=True))
    return _CLOSING * closed + _FILLING * (len(found.fillers) + sum(pictures(blocks, found.counts)))
