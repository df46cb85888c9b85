"""A small count: exactly so many fields of the brand's pattern, from bleed to bleed, no form beside itself."""

from __future__ import annotations

from math import ceil

from brochure.figures.covers.field import Field, Sheet
from brochure.figures.covers.forms import Cell, Grid, faint, melts, paint
from brochure.figures.motifs import Dice

_FORMS = ("quarter", "bow", "disk", "round", "belt", "quarter", "dome")
_LARGE = ("quarter", "belt", "round", "dome")
_PAIRS = (
    ("ink", "signal"), ("signal", "ink"), ("second", "tint"), ("paper", "first"), ("ink", "paper"), ("first", "tint"),
    ("pale", "ink"),
)  # fmt: skip
# Rows that come out full are worth this much of the height, and each column more or less than five so much.
_FULL, _USUAL, _OFF = 0.6, 5, 0.02
_TURNS = 4


def grid(count: int, width: float, height: float, top: float = 0.0) -> Grid | None:
    """Give the grid that so many square fields fill best; None where there is none."""
    best: tuple[float, Grid] | None = None
    room = height - top
    for columns in range(2, count + 1):
        rows, side = ceil(count / columns), width / columns
        if rows * side > room + 0.1:
            continue
        worth = (rows * columns == count) * _FULL + min(1.0, rows * side / room) - _OFF * abs(columns - _USUAL)
        if best is None or worth > best[0]:
            best = (worth, Grid(columns, rows, side, top))
    return best[1] if best else None


def draw_back(sheet: Sheet, front: Field, count: int, seed: str) -> None:
    """Draw what all fields make together: one, as high as they are, at the spine."""
    made = grid(count, front.width, front.foot, front.top)
    if made is None:
        return
    dice, side = Dice(f"{seed}/back"), min(made.rows * made.side, sheet.field.width)
    one, unseen = Grid(1, 1, side, made.top, sheet.field.width - side), faint(sheet.stage)
    sides = (one.top > 0, False, True, one.left > 0)
    every = [
        Cell(form, *pair, turn)
        for form in _LARGE
        for pair in _PAIRS
        for turn in range(_TURNS)
        if not melts(Cell(form, *pair, turn), unseen, sides)
    ]
    paint(sheet, one, [every[dice.roll(len(every))]])
    sheet.foot = made.top + side


def _open(made: Grid, at: int, count: int) -> tuple[bool, bool, bool, bool]:
    """Tell at which sides of a field (top, right, bottom, left) the page goes on."""
    row, column = divmod(at, made.columns)
    after = at == count - 1 and column < made.columns - 1
    return (row == 0 and made.top > 0, after, at + made.columns >= count, False)


def draw(sheet: Sheet, count: int, seed: str) -> None:
    """Draw the fields in a grid."""
    made = grid(count, sheet.field.width, sheet.field.foot, sheet.field.top)
    if made is None:
        return
    dice, found, unseen = Dice(seed), list[Cell](), faint(sheet.stage)
    for at in range(count):
        row, column = divmod(at, made.columns)
        around = ((row - 1, column), (row, column - 1), (row - 1, column - 1), (row - 1, column + 1))
        near = [found[r * made.columns + c] for r, c in around if r >= 0 and 0 <= c < made.columns]
        turn, sides = dice.roll(_TURNS), _open(made, at, count)
        every = [
            (form, pair) for form in _FORMS for pair in _PAIRS if not melts(Cell(form, *pair, turn), unseen, sides)
        ]
        apart = [
            (form, pair)
            for form, pair in every
            if all(form != one.form and pair != (one.ground, one.colour) and pair[0] != one.ground for one in near)
        ]
        pool = apart or every
        form, pair = pool[dice.roll(len(pool))]
        found.append(Cell(form, *pair, turn))
    paint(sheet, made, found)
    sheet.foot = made.top + made.rows * made.side
