"""Places in order: a road with its stops; a share goes into the marks of its lane, one in a hundred each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import cos, pi, sin

from brochure.figures.covers.field import Field, Label, Sheet
from brochure.figures.motifs import arc, disc, number, polygon, rect
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.units import PT

# Of a wide page and of a panel: how thick the road is, in mm.
_WIDE, _THICK, _THIN = 130.0, 13.5, 11.0
# Where the first row lies, how far the last one is from the foot of the field, and the least between two, in mm.
_HEAD, _FOOT, _APART, _APART_THIN = 24.0, 20.0, 26.0, 22.5
_ROWS_WIDE, _ROWS = 3, ((5, 2), (7, 3), (99, 5))
_FIRST, _LAST = 0.35, 0.65
# A stop and its middle, as parts of the road; what marks keep from stops and from the spine, in mm.
_STOP, _MIDDLE, _CLEAR, _SPINE = 0.34, 0.185, 6.0, 2.0
_MARKS, _STEP, _MARK, _OF_PITCH, _HIGH = 100, 0.25, 1.9, 0.56, 1.0
# Names: under their stop, in mm; of more than so many in the small size.
_UNDER, _MANY = 1.2, 6
# Semi-bold letters are so much wider; what a name has beyond its letters, what it keeps to the edge, its leading.
_BOLDER, _ROOM, _EDGE, _LOWER = 1.07, 0.8, 3.0, 1.25
_OVER = 0.05


class _Piece(NamedTuple):
    """A part of the road: a straight one from x to `end`, or half a turn round x and y, to the right or to the left."""

    x: float
    y: float
    end: float
    radius: float = 0.0

    @property
    def length(self) -> float:
        return pi * self.radius if self.radius else abs(self.end - self.x)

    def at(self, gone: float) -> tuple[float, float, float]:
        """Give the point after so many mm, and the angle in which the road goes there."""
        side = 1 if self.end > self.x else -1
        if not self.radius:
            return self.x + side * gone, self.y, 0.0 if side > 0 else pi
        turn = gone / self.radius
        return (
            self.x + side * self.radius * sin(turn),
            self.y - self.radius * cos(turn),
            side * turn + (0 if side > 0 else pi),
        )


class Road(NamedTuple):
    """The road of a page: its pieces from the spine on, how thick it is, and its stops, each with its row."""

    pieces: tuple[_Piece, ...]
    thick: float
    stops: tuple[tuple[float, float, int], ...]
    gap: float


def thickness(field: Field) -> float:
    """Give how thick the road is, in mm."""
    return _THICK if field.width > _WIDE else _THIN


def first_row(field: Field) -> float:
    """Give where the road crosses the spine, in mm from the head."""
    return max(_HEAD, field.top + thickness(field))


def road(field: Field, count: int) -> Road:
    """Lay the road in rows, and share the stops among its straight parts by their lengths."""
    thick, head = thickness(field), first_row(field)
    wanted = _ROWS_WIDE if field.width > _WIDE else next(rows for most, rows in _ROWS if count <= most)
    room = field.foot - _FOOT - head
    rows = max(1, min(wanted, int(room / (_APART if thick > _THIN else _APART_THIN)) + 1))
    gap = room / (rows - 1) if rows > 1 else 0.0
    radius, near, far = gap / 2, field.margin + thick / 2, field.width - field.margin - thick / 2
    pieces, runs = list[_Piece](), list[tuple[float, float]]()
    x, y, right = -field.left, head, True
    for row in range(rows):
        last = row == rows - 1
        begin = near if row == 0 else x
        end = (far if right else near) if last else (far - radius if right else near + radius)
        runs.append((begin, end))
        pieces.append(_Piece(x, y, end))
        x = end
        if not last:
            pieces.append(_Piece(x, y + radius, x + 1 if right else x - 1, radius))
            y, right = y + gap, not right
    return Road(tuple(pieces), thick, tuple(_stops(runs, head, gap, count)), gap)


def _stops(runs: Sequence[tuple[float, float]], head: float, gap: float, count: int) -> list[tuple[float, float, int]]:
    whole = sum(abs(end - begin) for begin, end in runs)
    wanted = [count * abs(end - begin) / whole for begin, end in runs]
    given = [int(want) for want in wanted]
    for row in sorted(range(len(runs)), key=lambda row: given[row] - wanted[row])[: count - sum(given)]:
        given[row] += 1
    found = []
    for row, ((begin, end), times) in enumerate(zip(runs, given, strict=True)):
        for at in range(times):
            if len(runs) == 1:
                share = at / (times - 1)
            elif row == 0:
                share = at / (times - _FIRST)
            elif row == len(runs) - 1:
                share = (at + _LAST) / (times - _FIRST)
            else:
                share = (at + 0.5) / times
            found.append((begin + (end - begin) * share, head + row * gap, row))
    return found


def draw(sheet: Sheet, places: Sequence[str], share: int | None) -> float:
    """Draw the road, its marks and its stops; gives how far one mark is from the next, 0 without any."""
    made, palette = road(sheet.field, len(places)), sheet.stage.palette
    for piece in made.pieces:
        sheet.shapes.add(palette.shape, _band(piece, made.thick))
    end = made.pieces[-1]
    sheet.shapes.add(palette.shape, disc(end.end, end.y, made.thick / 2))
    pitch = _marks(sheet, made, share) if share is not None else 0.0
    for x, y, _ in made.stops:
        sheet.shapes.add(palette.paper, disc(x, y, made.thick * _STOP))
        sheet.shapes.add(palette.ink, disc(x, y, made.thick * _MIDDLE))
    _names(sheet, made, places)
    return pitch


def draw_back(sheet: Sheet, front: Field, pitch: float) -> None:
    """Draw the road that leads to the spine."""
    field, y, thick = sheet.field, first_row(front), thickness(front)
    palette = sheet.stage.palette
    sheet.shapes.add(palette.shape, rect(-field.left, y - thick / 2, field.width + field.left + field.right, thick))
    for at in range(int(field.width / pitch) if pitch else 0):
        long = min(_MARK, pitch * _OF_PITCH)
        sheet.shapes.add(palette.paper, rect(field.width - (at + 1) * pitch, y - _HIGH / 2, long, _HIGH))


def _band(piece: _Piece, thick: float) -> str:
    """Give the shape of a piece of the road, all drawn clockwise, so that what overlaps is no hole."""
    half = thick / 2
    if not piece.radius:
        low, high = sorted((piece.x, piece.end))
        return rect(low - _OVER, piece.y - half, high - low + 2 * _OVER, thick)
    outer, inner, x, y = piece.radius + half, piece.radius - half, piece.x, piece.y
    side = 1 if piece.end > piece.x else -1
    out = arc((x, y - side * outer), outer, 1, (x, y + side * outer))
    back = arc((x, y + side * inner), inner, 0, (x, y - side * inner))
    return f"M{number(x)} {number(y - side * outer)}{out}L{number(x)} {number(y + side * inner)}{back}z"


def _marks(sheet: Sheet, made: Road, share: int) -> float:
    """Mark the lane a hundred times, as many of them lit as the share says, the others between them."""
    ends = [0.0, *accumulate(piece.length for piece in made.pieces)]

    def at(gone: float) -> tuple[float, float, float]:
        index = min(bisect_right(ends, gone) - 1, len(made.pieces) - 1)
        return made.pieces[index].at(gone - ends[index])

    free = []
    for step in range(int(ends[-1] / _STEP)):
        x, y, _ = at(step * _STEP)
        if x > _SPINE and all((x - sx) ** 2 + (y - sy) ** 2 > _CLEAR**2 for sx, sy, _ in made.stops):
            free.append(step * _STEP)
    pitch = len(free) / _MARKS
    long = min(_MARK, pitch * _STEP * _OF_PITCH)
    unlit = _MARKS - share
    dark = {int((at + 0.5) * _MARKS / unlit) for at in range(unlit)}
    palette = sheet.stage.palette
    for mark in range(_MARKS):
        x, y, angle = at(free[int((mark + 0.5) * pitch)])
        dx, dy = cos(angle) * long / 2, sin(angle) * long / 2
        nx, ny = -sin(angle) * _HIGH / 2, cos(angle) * _HIGH / 2
        corners = (
            x - dx - nx,
            y - dy - ny,
            x + dx - nx,
            y + dy - ny,
            x + dx + nx,
            y + dy + ny,
            x - dx + nx,
            y - dy + ny,
        )
        sheet.shapes.add(palette.ink if mark in dark else palette.paper, polygon(*corners))
    return pitch * _STEP


def _names(sheet: Sheet, made: Road, places: Sequence[str]) -> None:
    """Set the names under their stops; where two would touch, every other of the row stands a line lower."""
    few = len(places) <= _MANY
    size = (sheet.field.text if few else sheet.field.small) * PT
    wide = [min(sheet.small.width(name, size) * _BOLDER + _ROOM, sheet.field.width - 2 * _EDGE) for name in places]
    x, y, rows = zip(*made.stops, strict=True)
    left = [max(_EDGE, min(x[at] - wide[at] / 2, sheet.field.width - _EDGE - wide[at])) for at in range(len(places))]
    crowded = {
        rows[at]
        for at, after in pairwise(sorted(range(len(places)), key=lambda at: (rows[at], x[at])))
        if rows[at] == rows[after] and left[at] + wide[at] > left[after]
    }
    for at, name in enumerate(places):
        lower = rows[at] in crowded and (at - rows.index(rows[at])) % 2
        top = y[at] + made.thick / 2 + _UNDER + (size * _LOWER if lower else 0.0)
        sheet.labels.append(Label("stop" if few else "small-stop", name, left[at], top, wide[at], sheet.stage.on))
