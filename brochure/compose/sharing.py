"""Short sections share a page: which neighbours do is found before the pages are fitted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from brochure.compose.copyfit import Manuscript
from brochure.engine.laid import Setting
from brochure.render.group import Group, Part
from brochure.vocabulary.paper import side_of

Open = Callable[[str], Manuscript]
# The sections of a page: the first, and the one after the last.
Run = tuple[int, int]


class Joined(Protocol):
    """Puts parts on a page: the one under the other; `large` ones are of few words, a single one on a ground."""

    def __call__(self, parts: Sequence[Part], large: bool = False) -> Group:
        """Give the group of the page."""


# A section that fills less of a page than this by itself may share it, with those that fit beside it.
_SHORT = 0.5
# Those that fill less than this together are set a size larger.
_FEW = 0.62
# More letters than these fill a page of any format: not worth a layout.
_LETTERS = 1400
# What pages cost of which an empty one costs 1: that is whole with a few words; that no content asks for, before a
# spread that keeps its side.
_WHOLE, _BETWEEN = 0.2, 1.0
_MARKUP = re.compile(r"<[^>]*>")


def shared(groups: Sequence[Group], open: Open, joined: Joined) -> tuple[Group, ...]:
    """Give for each group the one that its page is laid out as: short neighbours that share one have the same.

    Two of any kind do, and chapters of running text as many as fill a page well. They are dealt out so that the pages
    are full, each like the others, and that a spread keeps its side.
    """
    fills = [_fill(group, open, joined) for group in groups]
    alone = [max(fill, _own(group, open)) if fill < _SHORT else fill for group, fill in zip(groups, fills, strict=True)]
    tried: dict[Run, Group | None] = {}
    while True:
        refused = {run for run, group in tried.items() if group is None}
        dealt = _dealt(groups, fills, alone, refused)
        new = [run for run in dealt if run[1] - run[0] > 1 and run not in tried]
        if not new:
            break
        tried |= {(first, last): _set(groups[first:last], sum(fills[first:last]), open, joined) for first, last in new}
    found: list[Group] = []
    for first, last in dealt:
        group = tried.get((first, last))
        if group is None:
            # A short section that shares no page stands in its own way where it fills it, else on a ground of its own.
            group, part = groups[first], groups[first].part
            group = joined([part], large=True) if part and alone[first] < _SHORT and not group.whole else group
        found += [group] * (last - first)
    return tuple(found)


def _own(group: Group, open: Open) -> float:
    """Tell how much of a page a section fills in the first of its own ways; running text as much as in any."""
    if group.whole or (group.part and group.part.running):
        return 0.0
    laid = open(group.ways[0].html()).lay(Setting())
    return laid.facts[0].fill if len(laid.facts) == 1 and not laid.overset else 1.0


def _fill(group: Group, open: Open, joined: Joined) -> float:
    """Tell how much of a page a section takes by itself at most, as one of several; infinite where it cannot be one."""
    if group.part is None or len(_MARKUP.sub("", html := group.part.html())) > _LETTERS or not html.strip():
        return float("inf")
    laid = open(joined([group.part]).ways[0].html()).lay(Setting())
    return laid.facts[0].fill if len(laid.facts) == 1 and not laid.overset else float("inf")


def _set(groups: Sequence[Group], fill: float, open: Open, joined: Joined) -> Group | None:
    """Put sections on a page, larger where they fill little of it; None where they do not fit on it."""
    parts = [group.part for group in groups if group.part]
    tried = (joined(parts, large) for large in ((True, False) if fill < _FEW else (False,)))
    return next((group for group in tried if _fits(group, open)), None)


def _fits(group: Group, open: Open) -> bool:
    laid = open(group.ways[0].html()).lay(Setting())
    return len(laid.facts) == 1 and not laid.overset


def _dealt(
    groups: Sequence[Group], fills: Sequence[float], alone: Sequence[float], refused: Collection[Run]
) -> list[Run]:
    """Deal sections out on pages, none of those `refused`, at the least cost: by how empty they are, squared."""
    # By how many sections are dealt, and whether an odd number of pages is: the cost, and the pages.
    best: dict[tuple[int, bool], tuple[float, list[Run]]] = {(0, False): (0.0, [])}
    for first, group in enumerate(groups):
        for odd in (False, True):
            if (first, odd) not in best:
                continue
            cost, runs = best[first, odd]
            wrong = group.side not in ("any", side_of(1 + odd))
            for last in range(first + 1, len(groups) + 1):
                added = _cost(groups[first:last], fills[first:last], alone[first:last])
                if added is None:
                    break
                if (run := (first, last)) in refused:
                    continue
                after = last, odd ^ wrong ^ (group.side == "any")
                made = cost + added + _BETWEEN * wrong, [*runs, run]
                best[after] = min(best.get(after, made), made)
    return min(best[len(groups), odd] for odd in (False, True) if (len(groups), odd) in best)[1]


def _cost(groups: Sequence[Group], fills: Sequence[float], alone: Sequence[float]) -> float | None:
    """Tell what a page of sections costs, None where they, and more of them, make none."""
    if len(groups) == 1:
        return _WHOLE if groups[0].whole else (1 - min(1.0, alone[0])) ** 2
    running = all(group.part and group.part.running for group in groups)
    if sum(fills) > 1 or min(alone) >= _SHORT or (len(groups) > 2 and not running):
        return None
    return (1 - sum(fills)) ** 2
