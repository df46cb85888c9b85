"""Where the segments of a band of time stand, and where words may stand in them, in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from brochure.vocabulary.records import dataclass

# A boundary so near to a fold lies on it; no segment is thinner.
_NEAR, _THINNEST = 1.5, 1.0
# Words keep so far from a boundary: in wide segments, in narrow ones, in slivers, in what is narrow beside a fold.
_KEPT = ((26.0, 6.0), (13.0, 3.0), (0.0, 1.6))
_TIGHT = 1.2
# What binding takes of a page, and what a numeral hangs out to the left for its side bearing, at the most.
_FOLD, HANGS = 10.2, 2.6
# At the trim the margin of the page is kept where a segment is so much wider, else what a knife may take. So much room
# is left to words that begin at a margin or beside a fold, or end at the trim, in place of all that they would keep.
_WIDER, _KNIFE, _LEFT = 13.0, 5.0, 15.0
SAFE = _KNIFE + HANGS
# A column of text that begins no further from where words may begin, as a part of a column, is kept to; the other side
# of a fold is taken where the first has less than this part of its room.
_BESIDE, _HALF = 0.295, 0.45
_CLOSE = 0.6

Room = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """The facing pages, or panels, that a band crosses from trim to trim: their widths, and the outer margin.

    `columns` is where the columns of text below it begin. Pages that are `bound` lose some of their width there; panels
    of a folded sheet do not.
    """

    pages: tuple[float, ...]
    margin: float
    columns: tuple[float, ...] = ()
    bound: bool = True

    @property
    def width(self) -> float:
        """Give the width of all."""
        return sum(self.pages)

    @property
    def folds(self) -> tuple[float, ...]:
        """Give where one page meets the next."""
        return tuple(accumulate(self.pages))[:-1]

    @property
    def taken(self) -> float:
        """Give how much binding takes of a page."""
        return _FOLD if self.bound else 0.0

    def off_fold(self, hangs: float) -> float:
        """Give how far from a fold words begin that hang out so far: on the margin of a panel."""
        if self.bound:
            return _FOLD + hangs
        return min(
            (column - fold for fold in self.folds for column in self.columns if column > fold), default=self.margin
        )

    def page(self, x: float) -> int:
        """Tell on which page a place is."""
        return sum(fold <= x for fold in self.folds)

    @property
    def near(self) -> float:
        """Give how far on a column of text may begin for words to stand over it."""
        return _BESIDE * min((after - before for before, after in pairwise(self.columns)), default=0.0)


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


def rooms(segment: Segment, field: Field, hangs: float = HANGS) -> tuple[Room, ...]:
    """Give where words may stand in a segment: off its ends, the folds and the trim, one room on each page.

    Beside a fold and at the trim they begin as much later as their numeral `hangs` out.
    """
    low, high = segment.start, segment.end
    cuts = [low, *(fold for fold in field.folds if low + _CLOSE < fold < high - _CLOSE), high]
    found = []
    for start, end in pairwise(cuts):
        # What binding takes of a part is no part of it that is seen.
        taken = field.taken * sum(_is_fold(x, field) and low < x < high for x in (start, end))
        kept = next(kept for wide, kept in _KEPT if end - start - taken > wide or not wide)
        kept = _TIGHT if taken and kept == _KEPT[-1][1] else kept
        left = max(start + _off(start, field, kept, end - start, hangs), min(_KNIFE + hangs, field.margin))
        right = min(end - _off(end, field, kept, end - start), field.width - min(_KNIFE, field.margin))
        if not taken and (end > field.width - _CLOSE or left - start > kept):
            least = min(_KNIFE, field.margin) if end > field.width - _CLOSE else min(kept, _KEPT[-1][1])
            right = max(right, min(left + _LEFT, end - least))
        elif not taken and _is_fold(end, field):
            left = min(left, max(right - _LEFT, start + min(kept, _KEPT[1][1])))
        if right > left:
            found.append((left, right))
    return tuple(found)


def _off(x: float, field: Field, kept: float, width: float, hangs: float = 0.0) -> float:
    if x < _CLOSE or x > field.width - _CLOSE:
        return field.margin if width > field.margin + _WIDER else min(_KNIFE + hangs, field.margin)
    return max(field.off_fold(hangs), kept) if _is_fold(x, field) else kept


def _is_fold(x: float, field: Field) -> bool:
    return any(abs(x - fold) < _CLOSE for fold in field.folds)


def room_for(need: float, found: Sequence[Room], field: Field, own: float | None = None) -> Room | None:
    """Give the room in which something so wide stands, from where it begins on; None where it has none.

    It stands on its `own` column of text, where its segment covers the start of that, else on one that begins near.
    """
    wide = [room for room in found if room[1] - room[0] >= need]
    if not wide:
        return None
    first = wide[0]
    if len(wide) > 1 and _goes_on(first, wide[1], field):
        first = wide[1]
    near = [column for column in field.columns if column - first[0] < field.near]
    for column in (*(() if own is None else (own,)), *near):
        if first[0] <= column + 0.01 and first[1] - column >= need:
            return column, first[1]
    return first


def _goes_on(first: Room, second: Room, field: Field) -> bool:
    """Tell whether words stand on the second of two pages: where the first has much less room, or where the second is
    one colour from end to end, and would bear nothing.
    """
    if first[1] - first[0] < _HALF * (second[1] - second[0]):
        return True
    return _is_whole(second, field) and not _is_whole(first, field)


def _is_whole(room: Room, field: Field) -> bool:
    """Tell whether a room is that of a page which its segment covers."""
    bounds = (0.0, *field.folds, field.width)
    start, end = next((low, high) for low, high in pairwise(bounds) if low <= room[0] < high)
    off = max(field.margin, field.off_fold(HANGS)) + _CLOSE
    return room[0] - start <= off and end - room[1] <= off
