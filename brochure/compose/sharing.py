"""Short sections share a page, chapters run on: which neighbours do is found before the pages are fitted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from brochure.compose.chapters import Running, Text, measured
from brochure.compose.copyfit import Manuscript
from brochure.engine.laid import Setting
from brochure.render.group import Group, Part
from brochure.vocabulary.paper import side_of
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass

Open = Callable[[str], Manuscript]


class Run(NamedTuple):
    """Sections that share their pages: the first, and the one after the last; `on`, one page after the other."""

    first: int
    last: int
    on: bool = False


class Joined(Protocol):
    """Puts parts on a page, the one under the other, by so many sizes `larger`; a single one on a ground."""

    def __call__(self, parts: Sequence[Part], larger: int = 0) -> Group:
        """Give the group of the page."""


# A section that fills less of a page than this by itself may share it, with those that fit beside it.
_SHORT = 0.5
# Those that fill so much of a page by themselves may fit on one: columns below a quotation take less than the one in
# which a text is measured.
_MOST = 1.01
# Those that fill less than the first together are set a size larger, those that fill less than the last, by two.
_FEW = 0.74, 0.68
# More letters than these fill a page of any format: not worth a layout.
_LETTERS = 1400
# What pages cost of which an empty one costs 1: that is whole with a few words, of somebody or of a text, which rather
# shares one with another; that no content asks for, before a spread that keeps its side.
_WHOLE, _POSTER, _BETWEEN = 0.2, 0.35, 1.0
_MARKUP = compiled(r"<[^>]*>")


def shared(groups: Sequence[Group], open: Open, joined: Joined, running: Running) -> tuple[Group, ...]:
    """Give for each group the one that its pages are laid out as: neighbours that share one have the same.

    Two short ones of any kind do, and chapters of running text as many as fill a page well; longer ones run on. They
    are dealt out so that the pages are full, each like the others, and that a spread keeps its side.
    """
    letters = [_letters(group) for group in groups]
    long = {at for at, count in enumerate(letters) if count > _LETTERS}
    texts = {at: text for text in measured(groups, long, open, running) for at in range(text.first, text.last)}
    fills = [
        texts[at].fill(at) if at in texts and at not in long else _fill(group, letters[at], open, joined)
        for at, group in enumerate(groups)
    ]
    alone = [max(fill, _own(group, open)) if fill < _SHORT else fill for group, fill in zip(groups, fills, strict=True)]
    deal = Deal(groups, fills, alone, texts)
    tried: dict[Run, Group | None] = {}
    while True:
        dealt = deal.runs({run for run, group in tried.items() if group is None})
        new = [run for run in dealt if run.last - run.first > 1 and run not in tried]
        if not new:
            break
        tried |= {run: _run_on(run, deal, open, running) if run.on else _set(run, deal, open, joined) for run in new}
    found: list[Group] = []
    for run in dealt:
        group = tried.get(run)
        if group is None:
            # A short section that shares no page stands in its own way where it fills it, else on a ground of its own.
            group, part = groups[run.first], groups[run.first].part
            few = part is not None and deal.alone[run.first] < _SHORT and not group.whole
            group = replace(group, ways=(*joined([part], larger=1).ways, *group.ways)) if part and few else group
        found += [group] * (run.last - run.first)
    return tuple(found)


def _letters(group: Group) -> int:
    """Count the letters of what may share a page, 0 where there is nothing."""
    return len(_MARKUP.sub("", group.part.html()).strip()) if group.part else 0


def _own(group: Group, open: Open) -> float:
    """Tell how much of a page a section fills in the first of its own ways; running text as much as in any."""
    if group.whole or (group.part and group.part.running):
        return 0.0
    laid = open(group.ways[0].html()).lay(Setting())
    return laid.facts[0].fill if len(laid.facts) == 1 and not laid.overset else 1.0


def _fill(group: Group, letters: int, open: Open, joined: Joined) -> float:
    """Tell how much of a page a section takes by itself at most, as one of several; infinite where it cannot be one."""
    if group.part is None or not 0 < letters <= _LETTERS:
        return float("inf")
    laid = open(joined([group.part]).ways[0].html()).lay(Setting())
    return laid.facts[0].fill if len(laid.facts) == 1 and not laid.overset else float("inf")


def _set(run: Run, deal: Deal, open: Open, joined: Joined) -> Group | None:
    """Put sections on a page, as much larger as they fill little of it; None where they do not fit on it."""
    parts = [group.part for group in deal.groups[run.first : run.last] if group.part]
    filled = sum(deal.fills[run.first : run.last])
    tried = (joined(parts, larger) for larger in range(sum(filled < few for few in _FEW), -1, -1))
    return next((group for group in tried if _fits(group, open)), None)


def _run_on(run: Run, deal: Deal, open: Open, running: Running) -> Group | None:
    """Let chapters run on; None where they do not come out on the pages that were reckoned, of which `deal` is told."""
    group = running([group.part for group in deal.groups[run.first : run.last] if group.part])
    laid = open(group.ways[0].html()).lay(Setting())
    text = deal.texts[run.first]
    if len(laid.facts) == text.pages(run.first, run.last) and not laid.overset:
        return group
    deal.texts.update(dict.fromkeys(range(text.first, text.last), text.known(run.first, run.last, laid)))
    return None


def _fits(group: Group, open: Open) -> bool:
    """Tell whether a group fits on a page whose text begins as low as its title asks, and as if that had a line."""
    manuscript = open(group.ways[0].html())
    laid = manuscript.lay(Setting())
    if len(laid.facts) == 1 and laid.facts[0].title > 1:
        laid = manuscript.lay(Setting(deep=laid.facts[0].title - 1))
    return len(laid.facts) == 1 and not laid.overset


@dataclass(frozen=True, slots=True)
class Deal:
    """Sections to be dealt out on pages, with how much of a page each of them `fills`, and `alone`; `texts` run on."""

    groups: Sequence[Group]
    fills: Sequence[float]
    alone: Sequence[float]
    texts: dict[int, Text]

    def runs(self, refused: Collection[Run]) -> list[Run]:
        """Deal sections out, in no run that is `refused`, at the least cost: by how empty pages are, squared."""
        # By how many sections are dealt, and whether an odd number of pages is: the cost, and the pages.
        best: dict[tuple[int, bool], tuple[float, list[Run]]] = {(0, False): (0.0, [])}
        for first, group in enumerate(self.groups):
            for odd in (False, True):
                if (first, odd) not in best:
                    continue
                cost, runs = best[first, odd]
                wrong = group.side not in ("any", side_of(1 + odd))
                for run, added in self._beginning(first):
                    if run in refused:
                        continue
                    turned = group.side == "any" and self._pages(run) % 2 == 1
                    after = run.last, odd ^ wrong ^ turned
                    made = cost + added + _BETWEEN * wrong, [*runs, run]
                    best[after] = min(best.get(after, made), made)
        return min(best[len(self.groups), odd] for odd in (False, True) if (len(self.groups), odd) in best)[1]

    def _beginning(self, first: int) -> Iterator[tuple[Run, float]]:
        """Give the runs that begin with a section, each with what its pages cost."""
        yield Run(first, first + 1), self._alone(first)
        for last in range(first + 2, len(self.groups) + 1):
            cost = self._together(first, last)
            if cost is None:
                break
            yield Run(first, last), cost
        text = self.texts.get(first)
        for last in range(first + 2, text.last + 1 if text else 0):
            if text and (on := text.cost(first, last)) is not None:
                yield Run(first, last, on=True), on

    def _pages(self, run: Run) -> int:
        known = run.on or run.last - run.first == 1
        text = self.texts.get(run.first) if known else None
        return text.pages(run.first, run.last) if text else 1

    def _alone(self, at: int) -> float:
        """Tell what the pages of a section cost that it has for itself."""
        if self.groups[at].whole:
            part = self.groups[at].part
            return _POSTER if part and part.running else _WHOLE
        cost = self.texts[at].cost(at, at + 1) if at in self.texts else None
        return (1 - min(1.0, self.alone[at])) ** 2 if cost is None else cost

    def _together(self, first: int, last: int) -> float | None:
        """Tell what a page of sections costs, None where they, and more of them, make none."""
        groups, fill = self.groups[first:last], sum(self.fills[first:last])
        running = all(group.part and group.part.running for group in groups)
        if fill > _MOST or min(self.alone[first:last]) >= _SHORT or (len(groups) > 2 and not running):
            return None
        return (1 - fill) ** 2
