"""Short sections share a page: which neighbours do is found before the pages are fitted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

from brochure.compose.copyfit import Manuscript
from brochure.engine.laid import Setting
from brochure.render.group import Group, Part
from brochure.vocabulary.paper import side_of

Open = Callable[[str], Manuscript]


class Joined(Protocol):
    """Puts parts on a page: the one under the other; `large` ones are of few words, and alone on a ground."""

    def __call__(self, parts: Sequence[Part], large: bool = False) -> Group:
        """Give the group of the page."""


# A section that fills less of a page than this by itself may share it, with one that fits beside it.
_SHORT = 0.5
# Two that fill less than this are set a size larger.
_FEW = 0.62
# More letters than these fill a page of any format: not worth a layout.
_LETTERS = 1400
# Ways that are made for a few words alone on their page.
_SAID_LARGE = ("poster", "statement")
# What has a ground of its own, made for the paper's.
_TINTED = re.compile("<pre[ >]|data-callout|<mark[ >]")
_MARKUP = re.compile(r"<[^>]*>")


def shared(groups: Sequence[Group], open: Open, joined: Joined) -> tuple[Group, ...]:
    """Give for each group the one that its page is laid out as: short neighbours, two and never three, have the same.

    A spread keeps its side: no page is saved before it that would move it.
    """
    fills = [_fill(group, open, joined) for group in groups]
    pairs = _kept(groups, _pairs(groups, fills, open, joined))
    found: list[Group] = []
    for at, group in enumerate(groups):
        if pair := pairs.get(at) or pairs.get(at - 1):
            found.append(pair)
        else:
            found.append(_alone(group, open, joined) if fills[at] < _SHORT else group)
    return tuple(found)


def _alone(group: Group, open: Open, joined: Joined) -> Group:
    """Give a short section that shares no page, in its own way where it fills it, else on a ground of its own."""
    if group.part is None or group.ways[0].name in _SAID_LARGE or _TINTED.search(group.part.html()):
        return group
    laid = open(group.ways[0].html()).lay(Setting())
    sparse = len(laid.facts) == 1 and not laid.overset and laid.facts[0].fill < _SHORT
    return joined([group.part], large=True) if sparse else group


def _fill(group: Group, open: Open, joined: Joined) -> float:
    """Tell how much of a page a section takes by itself at most, as one of two; infinite where it cannot be one."""
    if group.part is None or len(_MARKUP.sub("", html := group.part.html())) > _LETTERS or not html.strip():
        return float("inf")
    laid = open(joined([group.part]).ways[0].html()).lay(Setting())
    return laid.facts[0].fill if len(laid.facts) == 1 and not laid.overset else float("inf")


def _pairs(groups: Sequence[Group], fills: Sequence[float], open: Open, joined: Joined) -> dict[int, Group]:
    """Find the pairs that fit, from the front; each is known by the place of its first section."""
    pairs: dict[int, Group] = {}
    for at, (first, second) in enumerate(pairwise(groups)):
        both = fills[at] + fills[at + 1]
        if at - 1 in pairs or min(fills[at : at + 2]) >= _SHORT or both > 1 or not first.part or not second.part:
            continue
        sizes = (True, False) if both < _FEW else (False,)
        tried = (joined([first.part, second.part], large) for large in sizes)
        if (pair := next((group for group in tried if _fits(group, open)), None)) is not None:
            pairs[at] = pair
    return pairs


def _fits(group: Group, open: Open) -> bool:
    laid = open(group.ways[0].html()).lay(Setting())
    return len(laid.facts) == 1 and not laid.overset


def _kept(groups: Sequence[Group], pairs: dict[int, Group]) -> dict[int, Group]:
    """Leave out a pair before each spread that all of them would move to the wrong side."""
    kept = dict(pairs)
    for at, group in enumerate(groups):
        before = [first for first in kept if first < at]
        wrong = group.side != "any" and side_of(at + 1 - len(before)) != group.side
        if before and wrong and side_of(at + 2 - len(before)) == group.side:
            del kept[before[-1]]
    return kept
