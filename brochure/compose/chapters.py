"""Chapters that run on: where long ones would leave pages half empty, each begins below the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Protocol

from brochure.compose.copyfit import Manuscript
from brochure.engine.laid import Laid, Setting
from brochure.render.group import Group, Part
from brochure.vocabulary.records import dataclass

# A chapter begins where this part of a page is left for it, or more: its title and some lines; its first paragraph had
# better not be parted, either.
_BEGINS, _WHOLE, _PARTED = 0.25, 0.42, 0.03
# A line of a title, as a part of a page.
_LINE = 0.065
# Heights are known but for so much of themselves: what is not parted may be pushed on.
_SURE = 0.015
# What a chapter costs that does not begin a page, of what an empty page costs: of equals, each has its own. And what
# a page costs that is not filled to so much of it.
_BELOW, _UNFILLED, _FULL = 0.004, 0.15, 0.85
# So many pages are one document at most; a longer text is parted where that costs the least.
_MOST = 12


class Running(Protocol):
    """Lets parts run on, one below the other; `apart`, each begins a page, to be measured."""

    def __call__(self, parts: Sequence[Part], apart: bool = False) -> Group:
        """Give the group of their pages."""


@dataclass(frozen=True, slots=True)
class Text:
    """Chapters that follow each other from group `first` on: how high each is, in pt, with its title.

    `head` is the height of a page at whose head a title stands, `page` that of any other.
    """

    first: int
    heights: tuple[float, ...]
    head: float
    page: float

    @property
    def last(self) -> int:
        """Give the group after the last."""
        return self.first + len(self.heights)

    def fill(self, at: int) -> float:
        """Tell how much of a page a group fills by itself, more than 1 where it needs several."""
        return self.heights[at - self.first] / self.head

    def pages(self, first: int, last: int) -> int:
        """Tell on how many pages groups run on."""
        return self._pages(sum(self._of(first, last)))

    def cost(self, first: int, last: int) -> float | None:
        """Tell what the pages on which groups run on cost, by how empty the last is; None where it cannot be."""
        *begins, ends = accumulate(self._of(first, last))
        if begins and (self._pages(ends) > _MOST or min(map(self._left, begins)) < _BEGINS * self.page):
            return None
        parted = sum(self._left(at) < _WHOLE * self.page for at in begins)
        empty = min(1.0, self._left(ends) / self.page)
        return empty**2 + _UNFILLED * (empty > 1 - _FULL) + _BELOW * len(begins) + _PARTED * parted

    def known(self, first: int, last: int, laid: Laid) -> Text:
        """Give the text with the heights of its chapters as a layout of some has them, where they need more."""
        more = max(1.0, _depth(laid, 0, len(laid.facts)) / sum(self._of(first, last)))
        return replace(self, heights=tuple(height * more for height in self.heights))

    def _of(self, first: int, last: int) -> Sequence[float]:
        return self.heights[first - self.first : last - self.first]

    def _pages(self, depth: float) -> int:
        over = depth * (1 + _SURE) - self.head
        return 1 if over <= 0 else 2 + int(over / self.page)

    def _left(self, depth: float) -> float:
        """Tell how much of its page is left below a depth."""
        return max(0.0, self.head + (self._pages(depth) - 1) * self.page - depth)


def measured(
    groups: Sequence[Group], long: AbstractSet[int], open: Callable[[str], Manuscript], running: Running
) -> Iterator[Text]:
    """Measure, in one layout each, the texts of which a chapter is `long`: too long to be one of several on a page."""
    bounds = [0, *(at for at in range(1, len(groups)) if not _follows(groups[at - 1], groups[at])), len(groups)]
    for first, last in pairwise(bounds):
        parts = [group.part for group in groups[first:last] if group.part]
        if len(parts) > 1 and not long.isdisjoint(range(first, last)):
            laid = open(running(parts, apart=True).ways[0].html()).lay(Setting())
            if (heights := _heights(laid, len(parts))) is not None:
                yield Text(first, heights, _deep(laid, 0), _deep(laid, -1))


def _follows(before: Group, group: Group) -> bool:
    """Tell whether a group is the next chapter of the text before."""
    one, other = before.part, group.part
    return bool(one and other and one.running and other.running and one.name == other.name)


def _heights(laid: Laid, count: int) -> tuple[float, ...] | None:
    """Tell how high chapters are by the pages on which they begin, None where that cannot be told."""
    begins = [at for at, fact in enumerate(laid.facts) if fact.title or not at]
    if len(begins) != count or laid.overset:
        return None
    ends = [*begins[1:], len(laid.facts)]
    return tuple(_height(laid, begin, end) for begin, end in zip(begins, ends, strict=True))


def _height(laid: Laid, begin: int, end: int) -> float:
    """Tell how high a chapter on some of the pages is; of a title of several lines, the room below stays."""
    return _depth(laid, begin, end) + max(0, laid.facts[begin].title - 1) * _LINE * _deep(laid, -1)


def _depth(laid: Laid, begin: int, end: int) -> float:
    last = laid.facts[end - 1]
    return sum(_deep(laid, at) for at in range(begin, end - 1)) + last.lowest - last.area_top


def _deep(laid: Laid, at: int) -> float:
    return laid.facts[at].area_bottom - laid.facts[at].area_top
