"""How a paragraph ends in a column: which of its last words stand together, and whether it is a stub at all.

These are questions of words, to be asked by `measuring.asked`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from math import inf
from pathlib import Path
from typing import Protocol, TypeAlias

from brochure.figures.typeface import ems
from brochure.render.prose import LEFT_OVER, LONG
from brochure.render.titles import leads_on
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.units import PT

# By how much lines may be wider or narrower than they are measured, without kerning.
_DOUBTS = (0.98, 0.995)
# How much more the first of several sizes counts than each of the others: mostly a text is set in it.
_LIKELY = 2.0
# What a line may end with, and the space before it. A word that is short behind a letter or two and a hyphen is whole.
_PIECE = compiled(r"([ \n]*)((?:[^ \n-]{1,2}-){1,3}[^ \n-]{1,8}(?=[ \n]|$)|[^ \n-]*-|[^ \n-]+)")
# A last word as wide a part of the column is no short one; one of as few letters is tiny.
_WIDE, _TINY = 0.25, 4
# What it costs, of a line: a last one that is a short word, a tiny one, a few short ones, a long word.
_SHORT, _SMALL, _FEW, _ALONE = 0.3, 0.4, 0.06, 0.3
# The same of last words that are parted from their article.
_PARTED = 0.06
# A line before the last that is less full looks torn off: it costs that, and what it lacks of so much.
_FULL, _TORN = 0.75, 0.09
# One that is less full than this leaves a hole: it costs that as well.
_HOLE, _HOLLOW = 0.61, 0.2
# And a line more than there are where nothing is held; fewer are too wide.
_MORE = 0.5
# Of two lines the first one may be no fuller than that.
_FULL_OF_TWO = 0.55
# A line in the midst that is less full reads as the end of a paragraph; so many are mended in a text, by so many words
# of the line before. The first ones are looked at.
_NOTCH, _NOTCHES, _OVER, _WORST = 0.7, 2, 3, 6
# What a line has to gain by that; texts of more pieces are no column of a band.
_MENDED, _WEIGHED = 0.03, 250
# So much costs nothing worth mending; so much is the doubt of a sum.
_LITTLE, _SLIGHT = 0.008, 1e-9
# So many last words may stand together, as far as they have room in such a part of a line; and one of so many before
# them may stand with the next.
_MOST, _ROOM, _BEFORE = 3, 0.7, 16
_LINES, _SEEN = 5, 40
# Of torn lines those that are less than so many before the last cost all of it, others such a part.
_NEAR, _FAR = 3, 0.5
_NO_BREAK, _JOINER = "\u00a0", "\u2060"
# The pieces of a text that no line begins with.
Held: TypeAlias = tuple[int, ...]
# Where lines begin, and how wide they are, in ems.
_Lines: TypeAlias = list[tuple[int, float]]


class Cost(Protocol):
    """What is wrong with a text of which some pieces are held; infinite where it may be for more than `most`."""

    def __call__(self, held: Held, most: float = inf) -> float:
        """Tell it."""


class _Piece(NamedTuple):
    """What a line may end with: the width of the space before it, and its own, in ems."""

    space: float
    width: float
    text: str


class _Start(NamedTuple):
    """Where a line begins that nothing changes, the room of lines, in ems, and how many there are from that one on."""

    at: int
    room: float
    lines: int


@dataclass(frozen=True)
class EndsBest:
    """Which words of a text are best held together for it to end well in a column in mm, at any of the sizes, in pt.

    Its last line is no short word, and the line before is no shorter than it must be.
    """

    path: Path
    sizes: tuple[float, ...]
    width: float
    language: str = ""

    def __call__(self, text: str) -> Held:
        """Give the pieces that are held to the one before."""
        pieces = [
            # The end of a line that was written is a space as well.
            _Piece(ems(self.path, " " if space else "", 0.0), ems(self.path, piece, 0.0), piece)
            for space, piece in _PIECE.findall(text)
        ]
        rooms = [self.width / (size * doubt * PT) for size in self.sizes for doubt in _DOUBTS]
        starts = [_begun(pieces, room) for room in rooms]
        articles = [
            at for at in range(max(0, len(pieces) - _MOST - 1), len(pieces)) if leads_on(pieces[at].text, self.language)
        ]

        weights = [_LIKELY if number < len(_DOUBTS) else 1.0 for number in range(len(starts))]
        whole = sum(weights)

        def cost(held: Held, most: float = inf) -> float:
            total = 0.0
            for start, weight in zip(starts, weights, strict=True):
                total += weight * _cost(pieces, held, start, articles)
                if total > most * whole + _SLIGHT:
                    return inf
            return total / whole

        return _filled_out(pieces, _ended(pieces, min(rooms), cost), rooms, cost, self.language)


@dataclass(frozen=True)
class IsStub:
    """Whether a text has a line or two: no more letters than these."""

    most: int

    def __call__(self, text: str) -> bool:
        """Tell it of a text."""
        return len(text) <= self.most


def held_together(text: str, held: Held) -> str:
    """Give a text of which no line begins with some of its pieces, or with the end of one."""
    pieces = enumerate(_PIECE.findall(text))
    return "".join((_NO_BREAK if at in held and space else space) + _whole(piece) for at, (space, piece) in pieces)


def _whole(piece: str) -> str:
    return piece[:-1].replace("-", f"-{_JOINER}") + piece[-1:]


def _ended(pieces: Sequence[_Piece], room: float, cost: Cost) -> Held:
    """Give what is best held together for the text to end well."""
    best: tuple[float, Held] = cost(()), ()
    if best[0] <= _LITTLE:
        return ()
    tails = list(_tails(pieces, room))
    best = _better(best, tails, cost)
    if best[0] <= _LITTLE:
        return best[1]
    return _better(best, dict.fromkeys(held for tail in ((), *tails) for held in _backs(len(pieces), tail)), cost)[1]


def _better(best: tuple[float, Held], others: Iterable[Held], cost: Cost) -> tuple[float, Held]:
    for held in others:
        best = min(best, (cost(held, best[0]), held))
    return best


def _filled_out(pieces: Sequence[_Piece], held: Held, rooms: Sequence[float], cost: Cost, language: str) -> Held:
    """Let words go over to a line in the midst that is so short that it reads as a last one.

    Only where there are as many lines then, none shorter than the shortest was, in any of the rooms, and the text ends
    as well.
    """
    for _ in range(_NOTCHES if len(pieces) <= _WEIGHED else 0):
        found = [list(_lines(pieces, held, room)) for room in rooms]
        short = list(dict.fromkeys(chain.from_iterable(map(_notches, found, rooms))))[:_WORST]
        lack, good = sum(map(_lack, found, rooms)), []
        for at, many in product(short, range(1, _OVER + 1)):
            more = tuple(sorted({*held, *range(at - many + 1, at + 1)}))
            after = [_set_again(lines, pieces, more, room, at) for lines, room in zip(found, rooms, strict=True)]
            left = sum(map(_lack, after, rooms))
            fuller = left < lack - _MENDED and all(map(_no_worse, found, after, rooms))
            if fuller and cost(more) <= cost(held) + _LITTLE:
                stranded = sum(leads_on(pieces[first - 1].text, language) for lines in after for first, _ in lines[1:])
                good.append((left, stranded, more))
        if not good:
            return held
        held = min(good)[-1]
    return held


def _set_again(before: _Lines, pieces: Sequence[_Piece], held: Held, room: float, at: int) -> _Lines:
    """Give the lines of a text of which other pieces are held, at one and just before it; the others are as before."""
    kept = [line for line in before if line[0] < at - _OVER][:-1]
    start = before[len(kept)][0]
    rest = {first: number for number, (first, _) in enumerate(before) if first > at}
    for first, wide in _lines(pieces, held, room, start):
        if first in rest:
            return [*kept, *before[rest[first] :]]
        kept.append((first, wide))
    return kept


def _notches(lines: _Lines, room: float) -> list[int]:
    """Give where lines begin that are much too short, though they are not the last."""
    return [first for first, wide in lines[1:-1] if wide < _NOTCH * room]


def _lack(lines: _Lines, room: float) -> float:
    """Give what lines in the midst lack of being full enough, in parts of the room."""
    return sum(max(0.0, _NOTCH - wide / room) for _, wide in lines[1:-1])


def _least(lines: _Lines, room: float) -> float:
    """Give the part of the room that the shortest line fills, but for the last one."""
    return min((wide / room for _, wide in lines[:-1]), default=1.0)


def _no_worse(before: _Lines, after: _Lines, room: float) -> bool:
    return len(before) == len(after) and _least(after, room) >= min(_NOTCH, _least(before, room))


def _tails(pieces: Sequence[_Piece], room: float) -> Iterator[Held]:
    """Hold the last words together, two or more."""
    for many in range(1, _MOST + 1):
        tail = pieces[-many - 1 :]
        if len(pieces) > many and sum(piece.space + piece.width for piece in tail) <= _ROOM * room:
            yield tuple(range(len(pieces) - many, len(pieces)))


def _backs(count: int, held: Held) -> Iterator[Held]:
    """Hold one more word to the one before, among those before the last ones, or two."""
    last = held[0] if held else count
    for at in range(max(1, last - _BEFORE), last):
        yield (at, *held)
        if at > 1:
            yield (at - 1, at, *held)


def _begun(pieces: Sequence[_Piece], room: float) -> _Start:
    """Give where a line begins, in a room in ems, that nothing changes which is held."""
    firsts = [first for first, _ in _lines(pieces, (), room)]
    start = max((first for first in firsts if first <= len(pieces) - _SEEN), default=0)
    return _Start(start, room, len(firsts) - firsts.index(start))


def _cost(pieces: Sequence[_Piece], held: Held, begun: _Start, articles: Sequence[int]) -> float:
    """Tell what is wrong with the last lines, from the one that is begun on. Some pieces are `articles`."""
    start, room, count = begun
    found = list(_lines(pieces, held, room, start))
    *before, (first, width) = found[-_LINES:]
    if not before:
        return 0.0
    full = _FULL if start or len(before) > 1 else _FULL_OF_TWO
    torn = [(wide / room, number) for number, (_, wide) in enumerate(reversed(before), 1) if wide < full * room]
    cost = _of_last(pieces[first:], width / room) + (_PARTED if first - 1 in articles else 0.0)
    cost += _MORE * (len(found) != count)
    return cost + sum(
        (_TORN + full - part + _HOLLOW * (part < min(full, _HOLE))) * (1.0 if number < _NEAR else _FAR)
        for part, number in torn
    )


def _of_last(pieces: Sequence[_Piece], part: float) -> float:
    said = "".join(f"{' ' if piece.space else ''}{piece.text}" for piece in pieces).strip()
    letters = sum(map(str.isalnum, said))
    if len(said.split()) > 1:
        return _FEW if len(said) < LEFT_OVER else 0.0
    if letters >= LONG or part >= _WIDE:
        return _ALONE
    return _SMALL if letters <= _TINY else _SHORT


def _lines(pieces: Sequence[_Piece], held: Held, room: float, start: int = 0) -> Iterator[tuple[int, float]]:
    """Give where lines of a room in ems begin, and how wide they are."""
    first, taken, cut, before = start, 0.0, start, 0.0
    for at, piece in enumerate(pieces[start:], start):
        if at > first:
            if at not in held:
                cut, before = at, taken
            taken += piece.space
        taken += piece.width
        if taken > room and cut > first:
            yield first, before
            first, taken = cut, taken - before - pieces[cut].space
    yield first, taken
