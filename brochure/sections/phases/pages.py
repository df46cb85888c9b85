"""Which phases stand on which page below the band, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from brochure.figures.segments import Field, Segment
from brochure.sections.phases.entry import Heights, Told
from brochure.sections.phases.ground import Ground
from brochure.vocabulary.records import NamedTuple

# Estimates are off by so much, as a part of a page.
_DOUBT = 0.08
# The head of a later page: the strip of all phases, and the least that those told there step forward.
STRIP, FORWARD, FORWARD_MOST = 0.05, 0.16, 0.34
_LEANS = 0.3
# What a phase counts that is told beside its segment, as a part of a page, and one of which nothing is on its page.
_STRAYS, _ELSEWHERE = 0.15, 2.0
# More phases than these are not weighed in every way.
_WEIGHED = 12


class Page(NamedTuple):
    """The phases of a page, by their places in the list, in rows: how each is set, and how many stand in it.

    "pair": in columns; "wide": its text beside its title; "full": its text in two columns below; "item": in a list.
    """

    first: int
    rows: tuple[tuple[str, int], ...]

    @property
    def holds(self) -> int:
        """Give how many there are."""
        return sum(count for _, count in self.rows)

    @property
    def told(self) -> range:
        """Give which they are."""
        return range(self.first, self.first + self.holds)

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Give which of them stand side by side."""
        return tuple((at, at + 1) for at, _, count in self._starts if count > 1)

    @property
    def wide(self) -> tuple[int, ...]:
        """Give those whose text stands beside their title."""
        return tuple(at for at, kind, _ in self._starts if kind == "wide")

    @property
    def _starts(self) -> Iterator[tuple[int, str, int]]:
        at = self.first
        for kind, count in self.rows:
            yield at, kind, count
            at += count


Split = tuple[Page, ...]
Placed = tuple[float, tuple[tuple[str, int], ...]]
# Gives how high so many phases from a place on are on one page, and their rows.
Rule = Callable[[int, int], Placed]


class Setter:
    """Shares phases out over pages, each as high as is estimated."""

    def __init__(self, ground: Ground, phases: Sequence[Told], size: float, segments: Sequence[Segment]) -> None:
        """Take the phases, the size of running text that heights are estimated at, and their segments of the band."""
        self.ground, self.phases, self.segments = ground, phases, segments
        self.heights = Heights(ground, size)
        self._columns = [self.heights.column(one, ground.column) for one in phases]
        self._wide = [self.heights.wide(one) for one in phases]
        self._large = [self.heights.large(one, ground.column) for one in phases]
        self._few = [self.heights.few(one, ground.column) for one in phases]

    def long(self, first: int, count: int) -> Placed:
        """Set long texts: one wide, two in columns, or rows of them."""
        return self._high(first, count, self._columns)

    def large(self, first: int, count: int) -> Placed:
        """Set texts of a few sentences in columns, as large as what leads into them."""
        return self._high(first, count, self._large)

    def alone(self, first: int, count: int) -> Placed:
        """Set one long text to a page."""
        return self.heights.full(self.phases[first]), (("full", 1),) * count

    def few(self, first: int, count: int) -> Placed:
        """Set texts of a few words in columns, one of them wide."""
        return self._high(first, count, self._few)

    def listed(self, large: bool) -> Rule:
        """Set texts of a few words in a list."""

        def rule(first: int, count: int) -> Placed:
            high = sum(self.heights.item(self.phases[at], large) for at in range(first, first + count))
            return high, (("item", 1),) * count

        return rule

    def _high(self, first: int, count: int, columns: Sequence[float]) -> Placed:
        """Set the odd one wide, the others in rows of two columns of such heights."""
        rows = (("wide", 1),) * (count % 2) + (("pair", 2),) * (count // 2)
        high, at = 0.0, first
        for kind, holds in rows:
            tallest = self._wide[at] if kind == "wide" else max(columns[at : at + holds])
            high += tallest + (2 * self.heights.line if at > first else 0.0)
            at += holds
        return high, rows

    def room(self, page: int) -> float:
        """Give how high the text of a page may be."""
        ground = self.ground
        if page < len(ground.field.pages):
            return ground.foot - ground.top - ground.least - ground.gap
        return ground.foot - FORWARD * ground.height - ground.gap

    def split(self, rule: Rule, pages: int, most: int) -> tuple[float, Split]:
        """Share out the phases, in order, over so many pages, no more than `most` on one: the best, and how full it is.

        On two pages the fuller one is as light as can be, and phases are told below their segments of the band; on
        more, spreads have as many as can be, fewer on the first one, where the stage is, and as many on either page.
        """
        count = len(self.phases)
        ways = [_even(count, pages)] if count > _WEIGHED else _parts(count, pages, most)
        found = [self._weigh(rule, parts) for parts in ways]
        fits = [way for way in found if way[0] <= 1 - _DOUBT / 2] if pages > 2 else []
        if fits:
            return min(fits, key=lambda way: _facing(way[1]))
        # Of a list, more stands on the left page.
        return min(found, key=lambda way: way[0] + (_LEANS if _leans(way[1]) else 0.0) + _STRAYS * self._astray(way[1]))

    def _astray(self, split: Split) -> float:
        """Tell how many phases are told on another page than one on which the band has them, or beside their segment.

        Only of the pages of the band.
        """
        ground, strays = self.ground, 0.0
        for number, page in enumerate(split[: len(ground.field.pages)]):
            left, at = number * ground.page, page.first
            for kind, holds in page.rows:
                for place in range(holds):
                    begin = left + ground.scale.margin + place * (ground.column + ground.between)
                    column = begin, begin + ground.column
                    strays += _beside(self.segments[at], (left, left + ground.page), column if kind != "item" else None)
                    at += 1
        return strays

    def _weigh(self, rule: Rule, parts: Sequence[int]) -> tuple[float, Split]:
        fullest, first, made = 0.0, 0, []
        for page, count in enumerate(parts):
            high, rows = rule(first, count)
            fullest = max(fullest, high / self.room(page))
            made.append(Page(first, rows))
            first += count
        return fullest, tuple(made)

    def splits(self, rules: Sequence[tuple[str, Rule, int]], least: int) -> Iterator[tuple[str, Rule, Split]]:
        """Give ways to share out the phases by one of the rules, each named and with the most that it lets on a page.

        Those on fewer pages come first, the rules in their order; the last one surely holds.
        """
        for pages in range(least, max(least, len(self.phases)) + 1):
            for name, rule, most in rules:
                if pages * most >= len(self.phases) and (pages <= len(self.phases)):
                    fullest, split = self.split(rule, pages, most)
                    if fullest < 1 + _DOUBT:
                        yield name, rule, split
                    if fullest < 1 - _DOUBT:
                        return


def columns(split: Split, ground: Ground, axis: Field) -> dict[int, float]:
    """Give where the column of each phase begins that is told below a band, in mm from where that begins.

    Those of the first pages of a split, as many as the band crosses.
    """
    found: dict[int, float] = {}
    for number, page in zip(range(len(axis.pages)), split, strict=False):
        at, begin = page.first, number * ground.page + ground.scale.margin
        for kind, holds in page.rows:
            apart = ground.column + ground.between if kind == "pair" else 0.0
            found |= {at + place: begin + place * apart for place in range(holds)}
            at += holds
    return found


def _beside(segment: Segment, page: tuple[float, float], column: tuple[float, float] | None) -> float:
    """Tell how much of a segment on a page is beside a column, from 0 to 1; more where nothing of it is on the page."""
    low, high = max(segment.start, page[0]), min(segment.end, page[1])
    if high <= low:
        return _ELSEWHERE
    if column is None:
        return 0.0
    shared = max(0.0, min(high, column[1]) - max(low, column[0]))
    return 1 - shared / min(high - low, column[1] - column[0])


def _facing(split: Split) -> tuple[int, list[tuple[int, int]]]:
    """Give how many phases the fullest spread has, and how many stand on each one and on the fuller page of it."""
    holds = [page.holds for page in split]
    pairs = [(sum(pair), max(pair)) for pair in (holds[at : at + 2] for at in range(0, len(holds), 2))]
    return max(count for count, _ in pairs), pairs


def _leans(split: Split) -> bool:
    """Tell whether a list on two pages has more on the right one."""
    return len(split) == 2 and split[0].rows[0][0] == "item" and split[0].holds < split[1].holds


def _parts(count: int, pages: int, most: int) -> Iterator[tuple[int, ...]]:
    """Give every way to part a count into so many, none of them empty or more than there may be."""
    if pages == 1:
        if count <= most:
            yield (count,)
        return
    for first in range(max(1, count - most * (pages - 1)), min(most, count - pages + 1) + 1):
        for rest in _parts(count - first, pages - 1, most):
            yield first, *rest


def _even(count: int, pages: int) -> tuple[int, ...]:
    bounds = [page * count // pages for page in range(pages + 1)]
    return tuple(high - low for low, high in pairwise(bounds))
