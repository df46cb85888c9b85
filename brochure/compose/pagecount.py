"""Which pages make a stapled booklet come out: sections closed up, pages composed, and blanks where nothing helps.

Pure planning: counts of pages in, a plan out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from brochure.model.project import Filler
from brochure.render.group import Side
from brochure.vocabulary.paper import side_of

# Four pages are a folded sheet.
SHEET = 4
# A count is off by three pages at most, so no more sections need give one.
_MOST_CLOSED = 3
# Closing up costs nothing but air; a page composed to fill costs paper and the reader's patience.
_CLOSING, _FILLING = 2, 3


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
