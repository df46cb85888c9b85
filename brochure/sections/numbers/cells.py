"""Where figures stand on a page: one size of numerals, drawings on a common foot, rows that share the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise
from math import ceil

from brochure.figures.inks import Drawn, Inks
from brochure.figures.keyfigure import Scales, scales, smallest, to_scale
from brochure.figures.typeface import Typeface
from brochure.load.keyfigure import KeyFigure
from brochure.vocabulary.paper import Format
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.scale import Scale, scale_of
from brochure.vocabulary.units import PT

# By how many figures a page has, up to so many: columns, the size of numerals in pt, and in mm how high a drawing is at
# the most, what parts it from its numeral, and what parts two rows; on A5.
_TABLE = (
    (1, 1, 104, 150.0, 5.5, 0.0),
    (2, 1, 84, 50.0, 6.0, 11.0),
    (3, 1, 60, 27.0, 5.0, 10.0),
    (6, 2, 46, 26.0, 3.6, 7.0),
    (8, 2, 38, 16.0, 3.0, 6.0),
    (12, 3, 28, 16.0, 3.0, 5.0),
)
MOST = _TABLE[-1][0]
# On a panel of a leaflet; where text is to stand beside them, three or four are in two rows.
_PANEL = (
    (4, 1, 34, 12.0, 3.0, 6.0),
    (8, 2, 24, 9.0, 2.4, 5.0),
    (12, 2, 20, 7.0, 2.0, 4.0),
)
_SHARED = ((2, 1, 34, 12.0, 3.0, 6.0), (4, 2, 34, 9.0, 3.0, 6.0), *_PANEL)
# Below text on a panel, where labels stand beside their numerals.
_BESIDE = (4, 1, 34, 5.0, 3.25, 3.1)
# Type on larger pages grows less than they do.
_GROWTH = 0.836
# In mm: letters hang below their lines by so much, and so much is kept back for rounding.
_SPARE, _HAIR = 0.8, 0.02
_STEP, _SMALLEST, _LEAST_SIZE, _LEAST_DRAWN = 2, 12, 24, 6.0
# Up to so many figures have labels as large as a lead.
_LEADS = 6
# Between columns, in gutters of the page; below a numeral in mm on A5, at the least, and with a part of its size; what
# it takes of that.
_GUTTERS = {1: 0.0, 2: 1.8, 3: 1.4}
_BELOW, _HIGH = (2.4, 1.2, 0.1), 0.7
# What parts a numeral from a label beside it, and how wide such a label is at the least, in mm.
_PARTED, _NARROWEST = 4.0, 28.0
# How far the letters of a display face may hang below their line, in ems.
_HANGS = 0.34
_LEAD_GRIDS, _TEXT_GRIDS = 5, 4
# How wide a letter of a label is, in ems, with what the ends of lines leave open, and how many ems a line has at most.
_LETTER, _LINE = 0.45, 26.0
# Where there is much room, drawings take such a part of it; beside text, where little is put between rows, more. So
# high, in mm, may each be there where figures stand below each other.
_SHARE, _SHARE_BESIDE, _ALONE = 0.65, 0.85, 9.0
# Where the page is close: drawings, and what parts rows, are so much lower.
_CLOSE = 0.6
# As the styles have them, in ems of a numeral: its tracking, and the sizes of what stands beside it and above it.
_TRACKING, _HALF, _RAISED = -0.02, 0.5, 0.31


class Piece(NamedTuple):
    """A figure to be placed: its width in ems of its numeral, the letters of its label, and what lines stand below."""

    figure: KeyFigure
    ems: float
    letters: int
    lines: int = 0


class Cell(NamedTuple):
    """A figure in its place: which of all it is, and its drawing with how far below the top of the row it begins."""

    at: int
    drawn: Drawn | None
    above: float


class Row(NamedTuple):
    """Figures side by side, each as wide, over drawings so high, in mm."""

    cells: Sequence[Cell]
    width: float
    drawn: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of figures: the size of its numerals in pt, distances in mm, and whether its labels are leads.

    Labels stand `beside` numerals that take so many mm of a row, 0 for below them. A `firm` one keeps its sizes and
    distances where text is set smaller.
    """

    numeral: float
    leads: bool
    gap: float
    below: float
    between: float
    gutter: float
    rows: Sequence[Row]
    beside: float = 0.0
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """What figures have of a page: width and height in mm, 0 for any height, and the table that they go by."""

    width: float
    height: float
    scale: Scale
    growth: float
    table: Sequence[tuple[int, int, int, float, float, float]] = _TABLE

    def row_of(self, count: int) -> tuple[int, int, int, float, float, float]:
        """Give the row of the table for so many figures; its last for more."""
        return next((row for row in self.table if count <= row[0]), self.table[-1])


def room_of(paper: Format) -> Room:
    """Give the room on a page of a format, below its title."""
    scale = scale_of(paper)
    growth = min(paper.width / 148, paper.height / 210) ** _GROWTH
    return Room(paper.width - 2 * scale.margin - _HAIR, paper.height - scale.start - scale.foot - _SPARE, scale, growth)


def panel_of(paper: Format, roomy: bool) -> Room:
    """Give the room in the column of a panel of a leaflet, which is as wide on all of them.

    Of a `roomy` leaflet the figures are likely to have a panel of their own.
    """
    scale = scale_of(paper)
    return Room(
        min(paper.panels or (paper.width,)) - 2 * scale.margin - _HAIR, 0, scale, 1.0, _PANEL if roomy else _SHARED
    )


def pages_of(count: int, pages: int) -> list[range]:
    """Share figures out over pages as even as can be; what is over goes to the first."""
    sizes = [count // pages + (page < count % pages) for page in range(pages)]
    return [range(low, high) for low, high in pairwise((0, *accumulate(sizes)))]


def sheets(pieces: Sequence[Piece], pages: Sequence[range], room: Room, inks: Inks, close: bool = False) -> list[Sheet]:
    """Lay figures out on pages, with numerals of one size and drawings to one scale a kind on all of them."""
    leads = max(map(len, pages)) <= _LEADS and not close and room.height > 0
    trials = [_Trial([pieces[at] for at in page], room, inks, leads, close) for page in pages]
    size = min(trial.size() for trial in trials)
    shared = smallest(trial.scales(trial.most_drawn(size)) for trial in trials)
    return [trial.sheet(size, page.start, shared=shared) for trial, page in zip(trials, pages, strict=True)]


def grown(pieces: Sequence[Piece], room: Room, over: float, inks: Inks) -> Sheet:
    """Lay figures out on a panel that has so much more room, in mm, than they take at the least.

    They stand below each other, with labels below them where there is room for that, else beside their numerals, or in
    two columns where that leaves labels no room; drawings take their part of it.
    """
    beside = _beside(pieces, room, inks)
    least = beside or _Trial(pieces, room, inks, False, False)
    whole = least.high(least.size()) + over
    trial = _Trial(pieces, replace(room, height=whole, table=_PANEL), inks, False, False)
    size = trial.largest if beside else trial.size()
    if not over or trial.left(size) < (_LEAST_DRAWN if beside else _ALONE) * len(trial.rows):
        trial = least.within(whole) if over else least
    return replace(trial.sheet(trial.size(), 0, _SHARE_BESIDE), firm=beside is not None)


def _beside(pieces: Sequence[Piece], room: Room, inks: Inks) -> _Trial | None:
    """Give the trial in which labels stand beside their numerals; None where one of them has no room there."""
    if len(pieces) > _BESIDE[0] or not all(piece.figure.numeral for piece in pieces):
        return None
    trial = _Trial(pieces, replace(room, table=(_BESIDE,)), inks, False, False, beside=True)
    return trial if trial.width((0,)) - trial.taken(trial.largest) >= _NARROWEST else None


class _Trial:
    """The figures of a page, before their size is known."""

    def __init__(
        self, pieces: Sequence[Piece], room: Room, inks: Inks, leads: bool, close: bool, beside: bool = False
    ) -> None:
        _, self.columns, numeral, most, gap, between = room.row_of(len(pieces))
        tight = _CLOSE if close else 1.0
        self.pieces, self.room, self.inks = pieces, room, inks
        self.leads, self.close, self.beside = leads, close, beside
        self.largest = round(numeral * room.growth * (0.5 + tight / 2))
        self.most, self.between = most * room.growth * tight, between * room.growth * tight
        self.gap = gap * room.growth
        self.gutter = _GUTTERS[self.columns] * room.scale.gutter
        self.rows = _rows(len(pieces), self.columns)

    def within(self, height: float) -> _Trial:
        """Give the same trial in a room so high, in mm."""
        room = replace(self.room, height=height)
        return _Trial(self.pieces, room, self.inks, self.leads, self.close, self.beside)

    def taken(self, size: float) -> float:
        """Give how much of a row numerals of a size take beside their labels, in mm."""
        return max(piece.ems for piece in self.pieces) * size * PT + _PARTED if self.beside else 0.0

    def width(self, row: Sequence[int]) -> float:
        return (self.room.width - self.gutter * (len(row) - 1)) / len(row)

    def size(self) -> int:
        """Give the largest size at which the widest figure has room, and the drawings some."""
        widest = min(self.width(row) / max(0.1, self.pieces[at].ems) / PT for row in self.rows for at in row)
        size = self.largest
        while size > _SMALLEST and size > widest:
            size -= _STEP
        # Beside labels a smaller numeral would leave drawings no more.
        high = self.room.height and not self.beside
        while high and size > _LEAST_SIZE and self.left(size) < _LEAST_DRAWN * len(self.rows):
            size -= _STEP
        return size

    def left(self, size: float) -> float:
        """Give what a size of numerals leaves to the drawings of all rows."""
        texts = sum(self.gap + self.text(row, size) for row in self.rows)
        # Below labels beside them numerals may hang into the margin.
        hanging = max(0.0, (_HIGH + _HANGS) * size * PT - self.text(self.rows[-1], size)) * (not self.beside)
        return self.room.height - texts - hanging - self.between * (len(self.rows) - 1)

    def text(self, row: Sequence[int], size: float) -> float:
        """Give how high numerals of a size are with their labels."""
        numeral = _HIGH * size * PT
        return max(numeral, self.label(row)) if self.beside else numeral + self.below(size) + self.label(row)

    def high(self, size: float) -> float:
        """Give how high all rows are at a size, with drawings as high as the table has them, in mm."""
        drawn = (max((one.height for one in row if one), default=0.0) for row in self.drawn(self.most))
        return self.room.height - self.left(size) + sum(drawn)

    def below(self, size: float) -> float:
        """Give what parts a numeral from its label, which what hangs below its line does not touch."""
        least, base, part = _BELOW
        return max(least * self.room.growth, base * self.room.growth + part * size * PT)

    def label(self, row: Sequence[int]) -> float:
        """Give how high the labels of a row are."""
        scale = self.room.scale
        point, grids = (scale.lead, _LEAD_GRIDS) if self.leads else (scale.text, _TEXT_GRIDS)
        width = min(self.width(row) - self.taken(self.largest), _LINE * point * PT)
        lines = max(ceil(self.pieces[at].letters * _LETTER * point * PT / width) + self.pieces[at].lines for at in row)
        return lines * grids * scale.grid

    def most_drawn(self, size: float, share: float = _SHARE, shared: Scales | None = None) -> float:
        """Give how high drawings may be at a size; they take a `share` of the room where they would be lower."""
        left = self.left(size)
        most = max(self.most, share * left / len(self.rows))
        if not self.room.height:
            return most
        highest = [max((one.height for one in row if one), default=0.0) for row in self.drawn(most, shared)]
        # What fits stays as it is: in a lower room, a share would be drawn another way.
        return most if sum(highest) <= left else min(most, _level(highest, left))

    def sheet(self, size: float, first: int, share: float = _SHARE, shared: Scales | None = None) -> Sheet:
        """Lay the page out at a size; its first figure has a number of its own among all.

        Drawings may take a `share` of the room where they would be lower by themselves; they keep to scales that are
        `shared` with other pages.
        """
        rows, most = [], self.most_drawn(size, share, shared)
        for row, drawings in zip(self.rows, self.drawn(most, shared), strict=True):
            high = max((one.height for one in drawings if one), default=0.0)
            cells = [
                Cell(first + at, one, high - (one.height if one else 0.0))
                for at, one in zip(row, drawings, strict=True)
            ]
            rows.append(Row(cells, self.width(row), high))
        below, beside = self.below(size), self.taken(size)
        return Sheet(size, self.leads, self.gap, below, self.between, self.gutter, rows, beside)

    def scales(self, height: float) -> Scales:
        """Give the scales of the drawings of all rows, no higher than that."""
        return scales(chain.from_iterable(self._placed(height)), self.inks)

    def drawn(self, height: float, shared: Scales | None = None) -> list[list[Drawn | None]]:
        """Draw the figures of all rows no higher than that, to the scale of their page, or to one that is `shared`."""
        scale = self.scales(height) if shared is None else shared
        return [[to_scale(*one, self.inks, scale) for one in row] for row in self._placed(height)]

    def _placed(self, height: float) -> list[list[tuple[KeyFigure, float, float]]]:
        high = max(height, _LEAST_DRAWN)
        return [[(self.pieces[at].figure, self.width(row), high) for at in row] for row in self.rows]


def ems(figure: KeyFigure, display: Typeface) -> float:
    """Give how wide a figure is set in a face, in ems of its numeral."""
    beside = display.width(figure.before + figure.after, _HALF) + display.width(figure.ordinal, _RAISED)
    return display.width(figure.numeral, 1.0, _TRACKING) + beside


def _level(heights: Sequence[float], left: float) -> float:
    """Give how high the highest may be so that all together take what is left."""
    rest = sorted(heights)
    while rest and rest[0] * len(rest) <= left:
        left -= rest.pop(0)
    return left / len(rest) if rest else max(heights, default=0.0)


def _rows(count: int, columns: int) -> list[list[int]]:
    """Part figures into rows; what is over stands first, and wide."""
    order, odd = list(range(count)), count % columns
    return [*([order[:odd]] if odd else []), *_by(order[odd:], columns)]


def _by(order: Sequence[int], columns: int) -> list[list[int]]:
    return [list(order[at : at + columns]) for at in range(0, len(order), columns)]
