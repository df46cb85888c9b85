"""How the first sentences of neighbours are set: with as many lines each, where one may have a line more.

Each text begins half a line below its own sentence. Below sentences of one count of lines texts are level by that;
below others, whose lines are larger than theirs, they are not made so: the space would be another in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from brochure.sections.phases.evenly import Ends

# What it costs that neighbours are not of one count, and that one has a line more: on pages with room, and on others.
_UNLIKE, _LONGER, _CLOSE = 1.0, 0.6, 1.4


def leading(pairs: Iterable[tuple[int, int]], ways: Mapping[int, Sequence[Ends]], roomy: bool) -> Mapping[int, Ends]:
    """Choose of the ways to set each first sentence, the shortest one first, those that suit its neighbour.

    Where it is not `roomy` a line more is dear.
    """
    longer = _LONGER if roomy else _CLOSE
    known = [pair for pair in pairs if all(ways.get(at) for at in pair)]
    chosen = [(pair, _best(ways[pair[0]], ways[pair[1]], longer)) for pair in known]
    return {at: lead for pair, both in chosen for at, lead in zip(pair, both, strict=True)}


def _best(one: Sequence[Ends], two: Sequence[Ends], longer: float) -> tuple[Ends, ...]:
    return min(
        product(one, two), key=lambda both: _UNLIKE * (len(both[0]) != len(both[1])) + longer * sum(map(len, both))
    )
