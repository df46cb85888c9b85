"""How the first sentences of neighbours are set so that the texts below stand level, about as far from each.

Where these are larger than the text their lines are no whole lines of it. Below sentences of some counts of lines texts
that are level keep half a line more from one than from the other; with a line more in one of them, hardly any. Where
there is no such way, each begins half a line below its own sentence, and they are not level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import ceil
from typing import NamedTuple

from brochure.sections.phases.evenly import Ends

# A line of what leads into a text, in lines of that; both are multiples of the grid.
_LED = 5 / 4
# What a text keeps from it at the least, and would best keep, in its lines; less by no more than a hair.
_LEAST, _WISHED, _HAIR = 0.5, 0.6, 0.02
# Where the lines of the texts of a page may stand, as parts of one below the first sentences' head, and usually do.
_OFFS, _USUAL = (0.0, 0.25, 0.5, 0.75), 0.5
# What it costs that neighbours keep a line more or less than each other, and that one has a line more: on pages with
# room, and on others.
_UNLIKE, _LONGER, _CLOSE = 8.0, 0.6, 1.4
# By so much of a line neighbours that are level may be apart.
_ALIKE = 0.3


class Leading(NamedTuple):
    """Where the lines of first sentences end, by their places, and what is left of a line above the texts below.

    The texts of those that are `level` stand on the same lines as their neighbours'.
    """

    leads: Mapping[int, Ends]
    off: float
    level: frozenset[int]


def leading(pairs: Iterable[tuple[int, int]], ways: Mapping[int, Sequence[Ends]], roomy: bool) -> Leading:
    """Find how neighbours are set best; `ways` are those that each sentence may be set in, none where it is unknown.

    Where it is not `roomy` a line more is dear.
    """
    known = [pair for pair in pairs if all(ways.get(at) for at in pair)]
    longer = _LONGER if roomy else _CLOSE
    found = [(off, [_best(ways[one], ways[two], off, longer) for one, two in known]) for off in _OFFS]
    off, chosen = min(found, key=lambda way: (sum(cost for cost, _ in way[1]), abs(way[0] - _USUAL)))
    leads = {
        at: lead for pair, (_, both) in zip(known, chosen, strict=True) for at, lead in zip(pair, both, strict=True)
    }
    level = {
        at
        for pair, (_, both) in zip(known, chosen, strict=True)
        for at in pair
        if abs(_gap(len(both[0]) + 1, off) - _gap(len(both[1]) + 1, off)) <= _ALIKE
    }
    return Leading(leads, off if level else _USUAL, frozenset(level))


def _best(one: Sequence[Ends], two: Sequence[Ends], off: float, longer: float) -> tuple[float, tuple[Ends, ...]]:
    """Give the best way to set two neighbours, and what it costs."""
    least = len(one[0]) + len(two[0])
    found = []
    for both in product(one, two):
        gaps = [_gap(len(ends) + 1, off) for ends in both]
        wrong = sum(abs(gap - _WISHED) for gap in gaps) + longer * (sum(map(len, both)) - least)
        found.append((_UNLIKE * abs(gaps[0] - gaps[1]) + wrong, both))
    return min(found, key=lambda way: way[0])


def _gap(lines: int, off: float) -> float:
    """Give what a text keeps from so many lines above it, in lines of its own."""
    return ceil(_LED * lines + _LEAST - _HAIR - off) + off - _LED * lines
