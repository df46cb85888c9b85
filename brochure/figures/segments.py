"""Where the segments of a band of time stand, and where words may stand in them, in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from brochure.vocabulary.records import dataclass

# A boundary so near to a fold lies on it; no segment is thinner.
_NEAR, _THINNEST = 1.5, 1.0
# Words keep so far from a boundary: in wide segments, in narrow ones, in slivers; and from a fold.
_KEPT = ((26.0, 6.0), (13.0, 3.0), (0.0, 1.6))
# What binding takes of a page, and what a numeral hangs out for its side bearing.
_HANGS = 2.6
_FOLD = 10.0 + _HANGS
# At the trim the margin of the page is kept where a segment is so much wider, else what a knife may take.
_WIDER, SAFE = 13.0, 5.0 + _HANGS
# A column of text that begins no further from where words may begin is kept to; the other side of a fold is taken where
# the first has less than this part of its room.
_BESIDE, _HALF = 19.0, 0.45
_CLOSE = 0.6

Room = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """The facing pages, or panels, that a band crosses from trim to trim: their widths, and the outer margin.

    `columns` is where the columns of text below it begin.
    """

    pages: tuple[float, ...]
    margin: float
    columns: tuple[float, ...] = ()

    @property
    def width(self) -> float:
        """Give the width of all."""
        return sum(self.pages)

    @property
    def folds(self) -> tuple[float, ...]:
        """Give where one page meets the next."""
        return tuple(accumulate(self.pages))[:-1]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment: its ends, and the lane it lies in, where some overlap."""

    start: float
    end: float
    lane: int = 0

    @property
    def width(self) -> float:
        """Give how wide it is."""
        return self.end - self.start


def one_after_another(lengths: Sequence[float], field: Field) -> tuple[Segment, ...]:
    """Lay segments end to end over the whole field, as long as they are to each other."""
    whole = sum(lengths)
    shares = [length / whole * field.width for length in lengths]
    thin = sum(_THINNEST for share in shares if share < _THINNEST)
    rest = sum(share for share in shares if share >= _THINNEST)
    widths = [_THINNEST if share < _THINNEST else share * (field.width - thin) / rest for share in shares]
    bounds = [0.0, *accumulate(widths)]
    bounds[-1] = field.width
    settled = [_settled(bound, field) for bound in bounds]
    return tuple(Segment(low, high) for low, high in pairwise(settled))


def at_places(ends: Sequence[tuple[float, float]], field: Field) -> tuple[Segment, ...]:
    """Lay segments where they are, in shares of the field; what overlaps lies in lanes, one above the other."""
    busy: list[float] = []
    found = []
    for low, high in ends:
        start, end = _settled(low * field.width, field), _settled(high * field.width, field)
        end = max(end, start + _THINNEST)
        lane = next((lane for lane, until in enumerate(busy) if until <= start + _CLOSE), len(busy))
        busy[lane : lane + 1] = [end]
        found.append(Segment(start, end, lane))
    return tuple(found)


def _settled(x: float, field: Field) -> float:
    return next((fold for fold in field.folds if abs(x - fold) < _NEAR), x)


def rooms(segment: Segment, field: Field) -> tuple[Room, ...]:
    """Give where words may stand in a segment: off its ends, the folds and the trim, one room on each page."""
    low, high = segment.start, segment.end
    kept = next(kept for wide, kept in _KEPT if high - low > wide or not wide)
    cuts = [low, *(fold for fold in field.folds if low + _CLOSE < fold < high - _CLOSE), high]
    found = []
    for start, end in pairwise(cuts):
        safe = min(SAFE, field.margin)
        left = max(start + _off(start, field, kept, end - start), safe)
        right = min(end - _off(end, field, kept, end - start), field.width - safe)
        if right > left:
            found.append((left, right))
    return tuple(found)


def _off(x: float, field: Field, kept: float, width: float) -> float:
    if x < _CLOSE or x > field.width - _CLOSE:
        return field.margin if width > field.margin + _WIDER else min(SAFE, field.margin)
    return max(_FOLD, kept) if any(abs(x - fold) < _CLOSE for fold in field.folds) else kept


def room_for(need: float, found: Sequence[Room], field: Field) -> Room | None:
    """Give the room in which something so wide stands, from where it begins on; None where it has none."""
    wide = [room for room in found if room[1] - room[0] >= need]
    if not wide:
        return None
    first = wide[0]
    if len(wide) > 1 and first[1] - first[0] < _HALF * (wide[1][1] - wide[1][0]):
        first = wide[1]
    for column in field.columns:
        if first[0] <= column + 0.01 and first[1] - column >= need and column - first[0] < _BESIDE:
            return column, first[1]
    return first
