"""What stands inside the segments of a band: one size of numerals, one way of lengths and one size of icons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, product
from types import MappingProxyType

from brochure.figures.segments import HANGS, Field, Room, Segment, room_for, rooms
from brochure.figures.typeface import Typeface
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.units import PT

# Numerals, in pt for a mm of the band's height: to a height, and what each mm beyond it adds.
_PER_MM, _TALL, _BEYOND = 1.24, 50.0, 0.9
_STEP, _STEPS, _LEAST, _LARGEST = 0.93, 30, 20.0, 120.0
# How many of these steps they are set smaller at most so that icons have room below them.
_GIVEN_UP = 4
# Of as many sizes, the largest first, the first is taken at which icons have room below lengths.
_LESS = 3
# A size counts by how many segments it has room in; one sliver must not shrink all the others. Of few phases it counts
# as well how much of the band they are. It counts less for each that has no room and is as wide as one that has.
_SHARE, _FEW, _OUTDONE, _ALIKE = 2.2, 4, 0.6, 0.98
_BESIDE, _OWN = 0.45, 0.45
# What it is worth that all lengths have room, that they are large, that none is split, that they stand beside.
_FITS, _LARGE, _SPLIT, _ASIDE = 14, 3, 6, 0.8
# What lengths below a numeral keep from it, in mm and of its size, and the leading of their lines.
BELOW, _OF_SIZE, _LEADING = 2.2, 0.72, 1.18
# By how much numerals stand higher than their line, in ems; what icons keep from lengths, and from the foot, in mm, or
# as a part of what numerals keep from the head; the ticks there; what hangs below the baseline, in ems.
_HIGHER, _CLEAR, _TICK, _OFF, _OF_PAD, _HANGS_DOWN = 0.14, 3.2, 4.0, 3.0, 0.45, 0.24
_HANGING = frozenset("gjpqyçQJ,;")
# Letters of other scripts hang as well.
_LATIN = 0x0250
# By so much a band may come out lower than thought, in mm.
_LOWER = 1.0
# By how much numerals may be larger where a band has no icons, and is no higher for their sake.
_TALLER = 1.6
# The largest icon, in mm; smaller ones than the next for a part of the segments alone.
_SIGN_MOST, _SIGN_GOOD, _PART = 34.0, 13.0, 0.74
_ROOMIER = 1.25


# Of no phase it is known where it is told.
NOWHERE: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Mark:
    """What a segment bears: its numeral and the lines of its length, from `x` to `end` at most.

    `lines` is empty where the length has no room; it is then said elsewhere. `sign` tells whether an icon has room,
    which `ends` on the measure.
    """

    index: int
    numeral: str
    lines: tuple[str, ...]
    x: float
    end: float
    ends: float
    sign: bool


@dataclass(frozen=True, slots=True)
class Lettering:
    """All marks of a band: the size of numerals, in pt, how lengths stand, and the size of icons, in mm, at most.

    `out` are the segments without a mark, which need a flag.
    """

    marks: tuple[Mark, ...]
    out: tuple[int, ...]
    size: float
    beside: bool
    length: float
    lines: int
    sign: float
    # The baseline of the face in a mark, in ems, and what icons keep below it, in mm; how large numerals are, in pt,
    # where they fill the band in place of icons.
    base: float = 0.0
    clear: float = 0.0
    alone: float = 0.0

    @property
    def sign_most(self) -> float:
        """Give how large icons may be at most, in mm, where the band comes out higher than thought."""
        rooms = (mark.ends - mark.x for mark in self.marks if mark.sign)
        return max(self.sign, min((self.sign * _ROOMIER, *rooms)))


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to set lengths: beside the numerals or below them, at a size."""

    beside: bool
    size: float


class Letterer:
    """Finds what stands in the segments of a band of a height, in mm."""

    def __init__(
        self,
        field: Field,
        segments: Sequence[Segment],
        said: Sequence[tuple[str, str]],
        face: Typeface,
        height: float,
        told: Mapping[int, float] = NOWHERE,
    ) -> None:
        """Take the numeral and the length that each segment is to bear, and the height of a lane.

        Of some phases it is known where the column begins in which they are `told`, in mm: they are named over it where
        their segment is, and of two pages on that one, if no less room is there than a part of what the other has.
        """
        self.field, self.face, self.height, self.told = field, face, height, told
        self.said = said
        self.segments = segments
        # What the first letter of each numeral hangs out, in ems.
        self.hangs = [max(0.0, face.box(numeral[0])[0]) if numeral else 0.0 for numeral, _ in said]

    def letter(
        self, sizes: Sequence[float], signs: Sequence[bool], limits: tuple[float, float], fills: bool = False
    ) -> Lettering:
        """Choose; `sizes` are those that lengths may have, `signs` tells which segments have an icon.

        `limits` are how large icons may be, as a part of the height, and the least of them, in mm. Where icons have no
        room below lengths, these stand beside numerals if the band `fills`: if it is as high as it is thought to be.
        Where they have none so, numerals are larger.
        """
        size = self._numerals()
        inside = [at for at, (numeral, _) in enumerate(self.said) if self._room(at, self._wide(numeral, size), size)]
        way = self._way(sizes, inside, size, (True, False))
        steps = _LESS if all(signs) and not fills else 1
        tries = (self._lettered(inside, size * _STEP**less, way, signs, limits, most=size) for less in range(steps))
        first = next(tries)
        made = first if first.sign else next((one for one in tries if one.sign), first)
        if fills and any(signs) and not made.sign:
            beside = self._beside_signs(sizes, inside, size, signs, limits)
            way = self._way(sizes, inside, size, (False,))
            made = beside or self._lettered(inside, size, way, signs, limits, alone=True)
        return made

    def _beside_signs(
        self,
        sizes: Sequence[float],
        inside: Sequence[int],
        size: float,
        signs: Sequence[bool],
        limits: tuple[float, float],
    ) -> Lettering | None:
        """Set all lengths beside their numerals, these as large as they may be, so that icons have room below them."""
        for less, length in product((size * _STEP**step for step in range(_GIVEN_UP)), sizes):
            way = _Way(True, length)
            if all(self._fits(at, less, way) for at in inside):
                made = self._lettered(inside, less, way, signs, limits)
                if made.sign:
                    return made
        return None

    def _lettered(
        self,
        inside: Sequence[int],
        size: float,
        way: _Way,
        signs: Sequence[bool],
        limits: tuple[float, float],
        alone: bool = False,
        most: float = 0.0,
    ) -> Lettering:
        """Set lengths in a way; numerals `alone` fill the band; those that are smaller than the `most` stay so."""
        bare = {at for at in inside if self.said[at][1] and not self._fits(at, size, way)}
        if size >= most:
            size = self._grown(inside, bare, size, way, size * _ROOMIER)
        lines = (
            0 if way.beside else max((len(self._lines(at, size, way)) for at in inside if at not in bare), default=0)
        )
        sign = self._sign(inside, bare, size, way, lines, signs, limits)
        alone = alone and not sign
        if alone:
            tallest = min(size * _TALLER, self._tallest(way, lines))
            size = self._grown(inside, bare, min(size, largest(self.height)), way, tallest)
        marks = tuple(self._mark(at, size, way, at in bare, sign if signs[at] else 0.0) for at in inside)
        out = tuple(at for at in range(len(self.said)) if at not in inside)
        return Lettering(
            marks, out, size, way.beside, way.size, lines, sign, self._base, self._clear(inside, way), size * alone
        )

    def _wide(self, text: str, size: float) -> float:
        return self.face.width(text, size * PT)

    def _room(self, at: int, need: float, size: float) -> Room | None:
        hangs = min(HANGS, self.hangs[at] * size * PT)
        found = rooms(self.segments[at], self.field, hangs)
        if at not in self.told:
            return room_for(need, found, self.field)
        column = self.told[at]
        own = [room for room in found if self.field.page(room[0]) == self.field.page(column)]
        widest = max((high - low for low, high in found), default=0.0)
        named = any(high - low >= _OWN * widest for low, high in own)
        return room_for(need, own if named else found, self.field, column)

    def _signed(self, at: int, need: float, size: float, sign: float) -> Room | None:
        """Give the room of what a segment bears with an icon."""
        room = self._room(at, max(need, sign), size)
        return room if room and self._ends(room, sign) - room[0] >= sign else None

    def _ends(self, room: Room, sign: float) -> float:
        """Give where an icon ends: where the text of its page does, in a narrow segment where its words would."""
        within = self._within(room)
        return within if within - room[0] >= sign else room[1]

    def _within(self, room: Room) -> float:
        """Give where a room ends on the measure of its page."""
        ends = (end for end in accumulate(self.field.pages) if end > room[0])
        return min(room[1], next(ends) - self.field.margin)

    def _numerals(self) -> float:
        most = min(largest(self.height), _LARGEST)
        steps = [most * _STEP**step for step in range(_STEPS)]
        steps = [step for step in steps if step >= _LEAST] or [_LEAST]

        count, widths = len(self.said), [segment.width for segment in self.segments]

        def worth(size: float) -> float:
            fits = [at for at in range(count) if self._room(at, self._wide(self.said[at][0], size), size) is not None]
            share = len(fits) / count
            if count <= _FEW:
                share = (share + sum(widths[at] for at in fits) / self.field.width) / 2
            narrowest = min((widths[at] for at in fits), default=self.field.width) * _ALIKE
            outdone = sum(width >= narrowest for width in widths) - len(fits)
            return size * float(share**_SHARE) * _OUTDONE**outdone

        return max(steps, key=worth)

    def _way(self, sizes: Sequence[float], inside: Sequence[int], size: float, besides: Sequence[bool]) -> _Way:
        """Prefer what most lengths have room in, then large ones, then whole ones, then those beside."""
        count = len(self.said)

        def worth(way: _Way) -> float:
            held = [at for at in inside if self._fits(at, size, way)]
            split = 0 if way.beside else sum(len(self._lines(at, size, way)) > 1 for at in held)
            return (
                len(held) * _FITS / count
                + way.size / sizes[0] * _LARGE
                - split / count * _SPLIT
                + (_ASIDE if way.beside else 0.0)
            )

        return max((_Way(beside, one) for one in sizes for beside in besides), key=worth)

    def _need(self, at: int, size: float, way: _Way) -> float:
        numeral, said = self.said[at]
        wide = self._wide(numeral, size)
        if not said:
            return wide
        if way.beside:
            return wide + way.size * PT * _BESIDE + self._wide(said, way.size)
        return max(wide, *(self._wide(line, way.size) for line in self._lines(at, size, way)))

    def _lines(self, at: int, size: float, way: _Way) -> tuple[str, ...]:
        """Give the lines of a length below its numeral: one, or two as even as can be.

        Where a fold lies in the segment it is not parted: there it would look broken off. No number is parted from its
        unit.
        """
        numeral, said = self.said[at]
        if not said:
            return ()
        words = said.replace("\u00a0", " ").split(" ")
        whole = max(self._wide(numeral, size), self._wide(said, way.size))
        cuts = [cut for cut in range(1, len(words) - 1) if not words[cut - 1][-1:].isdigit()]
        if way.beside or not cuts or self._folded(at) or self._room(at, whole, size):
            return (said,)
        halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts]
        return min(halves, key=lambda pair: max(self._wide(half, way.size) for half in pair))

    def _folded(self, at: int) -> bool:
        return any(self.segments[at].start < fold < self.segments[at].end for fold in self.field.folds)

    def _fits(self, at: int, size: float, way: _Way) -> bool:
        return self._room(at, self._need(at, size, way), size) is not None

    @property
    def _base(self) -> float:
        return self.face.baseline - _HIGHER

    def _clear(self, inside: Sequence[int], way: _Way) -> float:
        """Give what icons keep from the baseline above them, in mm: more where letters hang below it."""
        hangs = any(sign in _HANGING or ord(sign) >= _LATIN for at in inside for sign in self.said[at][1])
        return _CLEAR + (_HANGS_DOWN * way.size * PT if hangs else 0.0)

    def _told(self, size: float, way: _Way, lines: int) -> float:
        """Give how far below the head of what stands in a segment its lowest baseline is, in mm."""
        if way.beside:
            return self._base * size * PT
        last = (lines * _LEADING - _LEADING / 2 - 0.5 + self._base + _HIGHER) * way.size * PT
        return _OF_SIZE * size * PT + BELOW + last

    def _tallest(self, way: _Way, lines: int) -> float:
        """Give the size of numerals, in pt, at which they and their lengths fill the band as far as the ticks."""
        room = self.height - _padding(self.height) - _foot(self.height) - self._told(0.0, way, lines)
        return room / (self._base if way.beside else _OF_SIZE) / PT

    def _grown(self, inside: Sequence[int], bare: set[int], size: float, way: _Way, most: float) -> float:
        """Give how large numerals may be before anything loses its room: a band may come out higher than thought."""
        grown = size
        while grown * 1.03 <= most:
            more = grown * 1.03
            lines = all(self._lines(at, more, way) == self._lines(at, size, way) for at in inside)
            fits = all(self._room(at, self._given(at, more, way, at in bare), more) for at in inside)
            if not (lines and fits):
                break
            grown = more
        return grown

    def _given(self, at: int, size: float, way: _Way, bare: bool) -> float:
        return self._wide(self.said[at][0], size) if bare else self._need(at, size, way)

    def _sign(
        self,
        inside: Sequence[int],
        bare: set[int],
        size: float,
        way: _Way,
        lines: int,
        signs: Sequence[bool],
        limits: tuple[float, float],
    ) -> float:
        """Give the largest size of icons for which all segments have room, else most of them; 0 for none."""
        asked = [at for at in inside if signs[at]]
        if not asked or not all(signs):
            return 0.0
        lane = self.height
        told = self._told(min(size, largest(lane)), way, lines)
        high = lane - _padding(lane) - told - self._clear(inside, way) - _foot(lane)
        high -= 0 if way.beside else _LOWER
        most = min(limits[0] * lane, _SIGN_MOST, high)
        needs = {at: self._given(at, size, way, at in bare) for at in asked}
        for least, part in ((min(_SIGN_GOOD, 1.3 * limits[1]), 1.0), (limits[1], _PART)):
            sign = most
            while sign >= least:
                if sum(self._signed(at, needs[at], size, sign) is not None for at in asked) >= part * len(self.said):
                    return sign
                sign *= 0.92
        return 0.0

    def _mark(self, at: int, size: float, way: _Way, bare: bool, sign: float) -> Mark:
        need = self._given(at, size, way, bare)
        with_sign = self._signed(at, need, size, sign) if sign else None
        room = with_sign or self._room(at, need, size)
        assert room is not None
        lines = () if bare else self._lines(at, size, way)
        return Mark(at, self.said[at][0], lines, *room, self._ends(room, sign), with_sign is not None)


def largest(height: float) -> float:
    """Give the size of numerals, in pt, for a band of a height, in mm."""
    return _PER_MM * min(height, _TALL) + _BEYOND * max(0.0, height - _TALL)


def _padding(height: float) -> float:
    return min(max(5.0, 0.13 * height), 13.0)


def _foot(height: float) -> float:
    """Give what icons keep from the foot of a band, in mm."""
    return _TICK + max(_OFF, _OF_PAD * _padding(height))
