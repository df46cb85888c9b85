"""Puts sections in their order and on their side; for a stapled booklet, on as many pages as its sheets have.

All are set at one size, the largest at which each fits. Which pages make a booklet come out is planned in numbers
alone: type a step smaller, pages composed, else blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from brochure.compose.copyfit import STEPS, Choice, Fitter, Open
from brochure.engine.laid import Laid
from brochure.model.project import Filler
from brochure.render.group import Group, Side
from brochure.vocabulary.paper import side_of
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

# Four pages are a folded sheet.
SHEET = 4
# A step smaller costs nothing but air; a page composed, paper and the reader's patience: more than all the steps.
_SMALLER, _FILLING = 1, STEPS + 1
# Gives a page that no content asks for: its section by name, and the folio it is for.
Between = Callable[[str, int], Group]
Pair = tuple[Group, Laid]
Chosen = tuple[Group, Choice]


@dataclass(frozen=True, slots=True)
class Level:
    """How sections are set in turn at one size; `deep` are the lines by which the text of some begins lower."""

    chosen: list[Chosen]
    size: float
    deep: Mapping[int, int]


def in_order(sections: Sequence[Group], between: Between, open: Open) -> Iterator[Pair]:
    """Fit the sections in turn at one size; where one must start on the other side, a picture page comes before it."""
    fitter = Fitter(open)
    return _laid(level(sections, between, fitter).chosen, fitter)


def level(sections: Sequence[Group], between: Between, fitter: Fitter, most: float = 1.0) -> Level:
    """Choose how the sections are set in turn, at the largest size at which each of them fits.

    The text of facing pages begins at one height: under the longer of their titles.
    """
    deep: dict[int, int] = {}
    # A page that no content asks for is made anew in each turn: it has no text to begin lower, or to be set smaller.
    known = {id(section) for section in sections}
    while True:
        chosen: list[Chosen] = []
        least = most
        for section in sections:
            if starts_wrong(section, folio := 1 + _count(chosen)):
                picture = between("picture", folio)
                chosen.append((picture, fitter.choose(picture, folio)))
            choice = fitter.choose(section, 1 + _count(chosen), least, deep.get(id(section), 0))
            chosen.append((section, choice))
            least = min(least, _allowed(section, choice))
        deeper = {key: lines for key, lines in _facing(chosen).items() if key in known and lines > deep.get(key, 0)}
        held = (choice for section, choice in chosen if id(section) in known and _is_counted(section, choice))
        if not deeper and all(choice.size <= least for choice in held):
            return Level(chosen, least, deep)
        most, deep = least, deep | deeper


def _facing(chosen: Sequence[Chosen]) -> dict[int, int]:
    """Give of sections with a title by how many lines those that they face on any spread are longer than one line."""
    titled = [(id(section), fact) for section, choice in chosen for fact in choice.laid.facts if not section.apart]
    longest: dict[int, int] = {}
    for _, fact in titled:
        longest[fact.number // 2] = max(longest.get(fact.number // 2, 0), fact.title - 1)
    found: dict[int, int] = {}
    for key, fact in titled:
        if fact.title:
            found[key] = max(found.get(key, 0), longest[fact.number // 2])
    return found


def _is_counted(section: Group, choice: Choice) -> bool:
    """Tell whether a section has a part in the size of the others: not where none would help it."""
    return not section.apart and choice.fits


def _allowed(section: Group, choice: Choice) -> float:
    """Give the size that a section leaves to the others."""
    if not _is_counted(section, choice):
        return 1.0
    return min(1.0, choice.size + 1 / STEPS) if section.tolerant else choice.size


def _laid(chosen: Sequence[Chosen], fitter: Fitter) -> Iterator[Pair]:
    return ((section, fitter.lay(choice)) for section, choice in chosen)


def starts_wrong(section: Group, folio: int) -> bool:
    """Tell whether a section would start on the wrong side on that page."""
    return section.side not in ("any", side_of(folio))


def stapled(sections: Sequence[Group], between: Between, open: Open, fillers: Sequence[Filler]) -> list[Pair]:
    """Fit the sections so that their pages are a multiple of four.

    They are set smaller where that does it; else pages are composed before the last section, then blanks.
    """
    fitter = Fitter(open)
    levels = [level(sections, between, fitter)]
    if _count(levels[0].chosen) % SHEET == 0:
        return list(_laid(levels[0].chosen, fitter))
    while any(choice.flows for _, choice in levels[-1].chosen) and levels[-1].size > 0:
        levels.append(level(sections, between, fitter, levels[-1].size - 1 / STEPS))
    found = plan(_blocks(sections, [one.chosen for one in levels]), fillers)
    planned = list(_planned(sections, found, between, fitter, levels[found.smaller]))
    if _count(planned) % SHEET:
        # A section came out otherwise on its new side: what is chosen now is kept, and filled up.
        filled = plan(_blocks(sections, [planned]), fillers)
        planned = list(_planned(sections, filled, between, fitter, levels[found.smaller]))
    return list(_laid(planned, fitter))


def _blocks(sections: Sequence[Group], levels: Sequence[Sequence[Chosen]]) -> list[Block]:
    """Give of each section how many pages it has at each of the levels."""
    counts = [{id(section): choice.pages for section, choice in chosen} for chosen in levels]
    return [Block(tuple(pages[id(section)] for pages in counts), section.side) for section in sections]


def blank_pages(laid: Sequence[Pair], content: str) -> list[Problem]:
    """Warn of pages left blank, in the author's terms."""
    count = sum(section.name == "blank" for section, _ in laid)
    if not count:
        return []
    total = sum(len(part.pages) for _, part in laid)
    message = Said(
        "{count} page is blank before the back cover, to make the {total} pages of a stapled booklet",
        "{count} pages are blank before the back cover, to make the {total} pages of a stapled booklet",
        count=count,
        total=total,
    )
    hint = Said("write more or less, or let pages be composed: 'fillers' in brochure.yaml; 'binding: none' needs none")
    return [Problem("blank-pages", Severity.WARNING, message, Place(content), hint)]


def _count(chosen: Sequence[Chosen]) -> int:
    return sum(choice.pages for _, choice in chosen)


def _planned(
    sections: Sequence[Group], plan: PagePlan, between: Between, fitter: Fitter, wanted: Level
) -> Iterator[Chosen]:
    """Choose as planned, with the pages that are composed before the last section."""
    folio = 1
    for section in sections:
        before = _fillers(plan, between, folio) if section is sections[-1] else []
        if starts_wrong(section, folio + len(before)):
            before.append(between("picture", folio + len(before)))
        for filler in before:
            yield filler, fitter.choose(filler, folio)
            folio += 1
        choice = fitter.choose(section, folio, wanted.size, wanted.deep.get(id(section), 0))
        yield section, choice
        folio += choice.pages


def _fillers(plan: PagePlan, between: Between, folio: int) -> list[Group]:
    made = [between(filler, at) for at, filler in enumerate(plan.fillers, folio)]
    return made + [between("blank", folio)] * plan.blanks


@dataclass(frozen=True, slots=True)
class Block:
    """A section: how many pages it has at each size, the largest first, and the side it must start on."""

    counts: tuple[int, ...]
    side: Side = "any"


@dataclass(frozen=True, slots=True)
class PagePlan:
    """By how many steps the sections are set smaller; what comes before the last one, in page order: fillers, then
    blank pages.
    """

    smaller: int = 0
    fillers: tuple[Filler, ...] = ()
    blanks: int = 0


def plan(blocks: Sequence[Block], fillers: Sequence[Filler]) -> PagePlan:
    """Find the plan whose pages are a multiple of four: no blank before any other aim, then the least fuss.

    `fillers` are the pages that may be composed, each once, in the order of preference; the last block (the back
    cover) stays last. A picture page comes before a block that would start on the wrong side.
    """
    columns = zip(*(block.counts for block in blocks), strict=True)
    found = [(_filled(blocks, counts, smaller, fillers), counts) for smaller, counts in enumerate(columns)]
    return min(found, key=lambda way: (way[0].blanks, _fuss(blocks, *way)))[0]


def pictures(blocks: Sequence[Block], counts: Sequence[int]) -> tuple[bool, ...]:
    """Tell before which blocks a picture page comes, so that they start on their side."""
    before, folio = [], 1
    for block, count in zip(blocks, counts, strict=True):
        wrong = block.side not in ("any", side_of(folio))
        before.append(wrong)
        folio += count + wrong
    return tuple(before)


def _filled(blocks: Sequence[Block], counts: Sequence[int], smaller: int, fillers: Sequence[Filler]) -> PagePlan:
    short = -(sum(counts) + sum(pictures(blocks, counts))) % SHEET
    # A picture comes first: notes then lie next to the cover.
    taken = sorted(fillers[:short], key=lambda filler: filler != "picture")
    return PagePlan(smaller, tuple(taken), short - len(taken))


def _fuss(blocks: Sequence[Block], found: PagePlan, counts: Sequence[int]) -> int:
    return _SMALLER * found.smaller + _FILLING * (len(found.fillers) + sum(pictures(blocks, counts)))
