"""What stands inside the segments of a band: one size of numerals, one way of lengths and one size of icons."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.figures.segments import HANGS, Field, Room, Segment, room_for, rooms
from brochure.figures.typeface import Typeface
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.units import PT

# Numerals, in pt for a mm of the band's height: to a height, and what each mm beyond it adds.
_PER_MM, _TALL, _BEYOND = 1.24, 50.0, 0.9
_STEP, _STEPS, _LEAST, _LARGEST = 0.93, 30, 20.0, 120.0
# A size counts by how many segments it has room in; one sliver must not shrink all the others. Of few phases it counts
# as well how much of the band they are. It counts less for each that has no room and is as wide as one that has.
_SHARE, _FEW, _OUTDONE, _ALIKE = 2.2, 4, 0.6, 0.98
_BESIDE = 0.45
# What it is worth that all lengths have room, that they are large, that none is split, that they stand beside.
_FITS, _LARGE, _SPLIT, _ASIDE = 14, 3, 6, 0.8
# In mm: between a numeral and its length below it, between all of these and the foot.
BELOW, _LEADING = 2.2, 1.18
_CAPITAL = 0.68
# The largest icon, in mm; smaller ones than the next for a part of the segments alone.
_SIGN_MOST, _SIGN_GOOD, _PART = 34.0, 13.0, 0.74
_ROOMIER = 1.25


@dataclass(frozen=True, slots=True)
class Mark:
    """What a segment bears: its numeral and the lines of its length, from `x` to `end` at most.

    `lines` is empty where the length has no room; it is then said elsewhere. `sign` tells whether an icon has room.
    """

    index: int
    numeral: str
    lines: tuple[str, ...]
    x: float
    end: float
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

    @property
    def sign_most(self) -> float:
        """Give how large icons may be at most, in mm, where the band comes out higher than thought."""
        rooms = (mark.end - mark.x for mark in self.marks if mark.sign)
        return max(self.sign, min((self.sign * _ROOMIER, *rooms)))


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to set lengths: beside the numerals or below them, at a size."""

    beside: bool
    size: float


class Letterer:
    """Finds what stands in the segments of a band of a height, in mm."""

    def __init__(
        self, field: Field, segments: Sequence[Segment], said: Sequence[tuple[str, str]], face: Typeface, height: float
    ) -> None:
        """Take the numeral and the length that each segment is to bear, and the height of a lane."""
        self.field, self.face, self.height = field, face, height
        self.said = said
        self.segments = segments
        # What the first letter of each numeral hangs out, in ems.
        self.hangs = [max(0.0, face.box(numeral[0])[0]) if numeral else 0.0 for numeral, _ in said]

    def letter(self, sizes: Sequence[float], signs: Sequence[bool], limits: tuple[float, float]) -> Lettering:
        """Choose; `sizes` are those that lengths may have, `signs` tells which segments have an icon.

        `limits` are how large icons may be, as a part of the height, and the least of them, in mm.
        """
        size = self._numerals()
        inside = [at for at, (numeral, _) in enumerate(self.said) if self._room(at, self._wide(numeral, size), size)]
        way = self._way(sizes, inside, size)
        bare = {at for at in inside if self.said[at][1] and not self._fits(at, size, way)}
        size = self._grown(inside, bare, size, way)
        lines = (
            0 if way.beside else max((len(self._lines(at, size, way)) for at in inside if at not in bare), default=0)
        )
        sign = self._sign(inside, bare, size, way, lines, signs, limits)
        marks = tuple(self._mark(at, size, way, at in bare, sign if signs[at] else 0.0) for at in inside)
        out = tuple(at for at in range(len(self.said)) if at not in inside)
        return Lettering(marks, out, size, way.beside, way.size, lines, sign)

    def _wide(self, text: str, size: float) -> float:
        return self.face.width(text, size * PT)

    def _room(self, at: int, need: float, size: float) -> Room | None:
        hangs = min(HANGS, self.hangs[at] * size * PT)
        return room_for(need, rooms(self.segments[at], self.field, hangs), self.field)

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

    def _way(self, sizes: Sequence[float], inside: Sequence[int], size: float) -> _Way:
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

        return max((_Way(beside, one) for one in sizes for beside in (True, False)), key=worth)

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

        Where a fold lies in the segment it is not parted: there it would look broken off.
        """
        numeral, said = self.said[at]
        if not said:
            return ()
        words = said.replace("\u00a0", " ").split(" ")
        whole = max(self._wide(numeral, size), self._wide(said, way.size))
        if way.beside or len(words) == 1 or self._folded(at) or self._room(at, whole, size):
            return (said,)
        halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
        return min(halves, key=lambda pair: max(self._wide(half, way.size) for half in pair))

    def _folded(self, at: int) -> bool:
        return any(self.segments[at].start < fold < self.segments[at].end for fold in self.field.folds)

    def _fits(self, at: int, size: float, way: _Way) -> bool:
        return self._room(at, self._need(at, size, way), size) is not None

    def _grown(self, inside: Sequence[int], bare: set[int], size: float, way: _Way) -> float:
        """Give how large numerals may be before anything loses its room: a band may come out higher than thought."""
        grown = size
        while grown < size * _ROOMIER:
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
        high = lane - 1.7 * _padding(lane) - _CAPITAL * min(size, largest(lane)) * PT - 7 + (2 if way.beside else 0)
        high -= lines * way.size * PT * _LEADING + BELOW if lines else 0
        most = min(limits[0] * lane, _SIGN_MOST, high)
        needs = {at: self._given(at, size, way, at in bare) for at in asked}
        for least, part in ((min(_SIGN_GOOD, 1.3 * limits[1]), 1.0), (limits[1], _PART)):
            sign = most
            while sign >= least:
                if sum(self._room(at, max(sign, needs[at]), size) is not None for at in asked) >= part * len(self.said):
                    return sign
                sign *= 0.92
        return 0.0

    def _mark(self, at: int, size: float, way: _Way, bare: bool, sign: float) -> Mark:
        need = self._given(at, size, way, bare)
        with_sign = self._room(at, max(need, sign), size) if sign else None
        room = with_sign or self._room(at, need, size)
        assert room is not None
        lines = () if bare else self._lines(at, size, way)
        return Mark(at, self.said[at][0], lines, *room, with_sign is not None)


def largest(height: float) -> float:
    """Give the size of numerals, in pt, for a band of a height, in mm."""
    return _PER_MM * min(height, _TALL) + _BEYOND * max(0.0, height - _TALL)


def _padding(height: float) -> float:
    return min(max(5.0, 0.13 * height), 13.0)
