"""The fields of a pattern: a ground and a form on it; what touches the trim goes on into the bleed."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.figures.covers.field import Sheet, Stage
from brochure.figures.motifs import motifs, place, rect
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.records import NamedTuple

# The forms, each with the stretches of its four sides (top, right, bottom, left) that it touches.
Stretch = tuple[float, float]
_TOUCHED: dict[str, tuple[Stretch | None, ...]] = {
    "quarter": ((0.0, 1.0), None, None, (0.0, 1.0)),
    "bow": (None, None, (0.0, 1.0), None),
    "disk": (None, None, None, None),
    "round": ((0.0, 0.5), (0.5, 1.0), (0.5, 1.0), (0.0, 0.5)),
    "belt": ((0.5, 1.0), None, None, (0.5, 1.0)),
    "dome": (None, (0.5, 1.0), (0.0, 1.0), (0.5, 1.0)),
}
_OVER = 0.05
# Two colours of less contrast are taken for one where they meet.
_TOLD = 1.3
# A field that is parted again holds a quarter and a disc in turn.
_PARTED = (("quarter", 2), ("disk", 0), ("disk", 0), ("quarter", 0))


class Cell(NamedTuple):
    """A field of a pattern: its form, the names of the colours of its ground and of its form, and its turn."""

    form: str
    ground: str
    colour: str
    turn: int
    parted: bool = False


class Grid(NamedTuple):
    """How many fields there are across and down, and the side of each, in mm; it begins at `top` and `left`.

    Those of a `whole` page go on to its head, and into the bleed at its foot.
    """

    columns: int
    rows: int
    side: float
    top: float = 0.0
    left: float = 0.0
    whole: bool = False


def paint(sheet: Sheet, grid: Grid, cells: Sequence[Cell]) -> None:
    """Paint fields row by row; those at an edge of the page reach into the bleed."""
    roles = sheet.stage.roles
    for at, cell in enumerate(cells):
        row, column = divmod(at, grid.columns)
        x, y = grid.left + column * grid.side, grid.top + row * grid.side
        beyond = _beyond(sheet, grid, row, column)
        _ground(sheet, roles[cell.ground], (x, y), grid.side, beyond, row < grid.rows - 1)
        if cell.parted:
            half = grid.side / 2
            for part, (form, turn) in enumerate(_PARTED):
                down, across = divmod(part, 2)
                edges = (beyond[0] * (1 - down), beyond[1] * across, beyond[2] * down, beyond[3] * (1 - across))
                _form(
                    sheet, Cell(form, cell.ground, cell.colour, turn), (x + across * half, y + down * half), half, edges
                )
        else:
            _form(sheet, cell, (x, y), grid.side, beyond)


def _beyond(sheet: Sheet, grid: Grid, row: int, column: int) -> tuple[float, float, float, float]:
    """Give how far a field goes on beyond its top, right, bottom and left."""
    field = sheet.field
    over = grid.top if grid.whole else 0.0
    return (
        field.bleed + over if row == 0 and grid.top <= over else 0.0,
        field.right if column == grid.columns - 1 else 0.0,
        field.bleed if grid.whole and row == grid.rows - 1 else 0.0,
        field.left if column == 0 and grid.left <= 0 else 0.0,
    )


def _ground(
    sheet: Sheet,
    colour: str,
    corner: tuple[float, float],
    side: float,
    beyond: tuple[float, float, float, float],
    above: bool,
) -> None:
    """Paint the ground of a field; `above` says that another lies below it."""
    top, right, bottom, left = beyond
    # A hair over its neighbours, which are painted later: no seam shows between two fields.
    over, under = _OVER if right == 0 else 0.0, _OVER if above else 0.0
    box = (corner[0] - left, corner[1] - top, side + left + right + over, side + top + bottom + under)
    sheet.shapes.add(colour, rect(*box))


def _form(
    sheet: Sheet, cell: Cell, corner: tuple[float, float], side: float, beyond: tuple[float, float, float, float]
) -> None:
    roles = sheet.stage.roles
    (x, y), colour = corner, roles[cell.colour]
    # It is larger by a hair: where it touches a neighbour, it covers the seam between the grounds of both.
    sheet.shapes.add(colour, place(motifs()[cell.form][0], x - _OVER, y - _OVER, side + 2 * _OVER, cell.turn))
    for edge, reach in enumerate(beyond):
        touched = turned(cell.form, cell.turn)[edge]
        if not reach or touched is None:
            continue
        low, long = touched[0] * side, (touched[1] - touched[0]) * side
        strips = (
            (x + low, y - reach, long, reach + _OVER),
            (x + side - _OVER, y + low, reach + _OVER, long),
            (x + low, y + side - _OVER, long, reach + _OVER),
            (x - reach, y + low, reach + _OVER, long),
        )
        sheet.shapes.add(colour, rect(*strips[edge]))


def faint(stage: Stage) -> frozenset[str]:
    """Give the names of the colours that are hardly told from the ground of the page."""
    return frozenset(name for name, colour in stage.roles.items() if contrast(colour, stage.ground) < _TOLD)


def melts(cell: Cell, unseen: frozenset[str], sides: Sequence[bool]) -> bool:
    """Tell whether a field has no edge on some `sides` (top, right, bottom, left), at which the page goes on.

    Its ground is of an `unseen` colour there, or its form, which touches such a side.
    """
    if not any(sides):
        return False
    # A field that is parted again shows its ground and its form at every side.
    touched = None if cell.parted else turned(cell.form, cell.turn)
    form = any(side and (touched is None or touched[at] is not None) for at, side in enumerate(sides))
    return cell.ground in unseen or (form and cell.colour in unseen)


def turned(form: str, turn: int) -> tuple[Stretch | None, ...]:
    """Give the stretches of the sides that a form touches after so many quarter turns clockwise."""
    sides = _TOUCHED[form]
    for _ in range(turn % 4):
        top, right, bottom, left = sides
        sides = (_mirrored(left), top, _mirrored(right), bottom)
    return sides


def _mirrored(stretch: Stretch | None) -> Stretch | None:
    return None if stretch is None else (1 - stretch[1], 1 - stretch[0])
