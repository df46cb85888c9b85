"""No fact at all: a few large fields of the brand's forms, one of them parted again, composed from title and name."""

from __future__ import annotations

from collections.abc import Callable
from math import floor

from brochure.figures.covers.field import Field, Sheet
from brochure.figures.covers.forms import Cell, Grid, faint, melts, paint
from brochure.figures.motifs import Dice

_FORMS = ("quarter", "bow", "disk", "belt", "dome")
# The pairs of colours, ground and form, that may stand beside each other.
_PAIRS = (
    ("tint", "ink"), ("tint", "signal"), ("signal", "paper"), ("signal", "ink"), ("ink", "signal"), ("ink", "paper"),
    ("ink", "tint"), ("first", "paper"), ("first", "tint"), ("pale", "ink"), ("second", "tint"), ("pale", "second"),
    ("tint", "first"),
)  # fmt: skip
_COLUMNS = (2, 3, 4, 5)
_MORE, _OVER = 0.05, 0.04
_SEEDS = 2000
# What a column more costs where a whole frame is filled, as a part of a field; and how wide one is drawn, in mm.
_FINER, _SIDE = 0.12, 50.0


def grid(width: float, height: float, top: float = 0.0) -> Grid:
    """Give as few and as large square fields as fill a room: what is left over is the least."""
    room = height - top
    found = [(columns, floor(room * columns / width + _OVER)) for columns in _COLUMNS]
    fitting = [(columns, rows) for columns, rows in found if rows >= 1] or [(_COLUMNS[-1], 1)]
    columns, rows = max(fitting, key=lambda one: min(1.0, one[1] * width / one[0] / room) - _MORE * one[0])
    return Grid(columns, rows, width / columns, top)


def filling(seed: str, ratio: float, sheet: Callable[[Field], Sheet]) -> str:
    """Draw a composition for all of a frame so many times as high as it is wide; `sheet` gives one for a field.

    No form is cut: where fields do not come out, those at the head go on to it, as they do into the bleed.
    """
    columns, rows = _filled(ratio)
    return page(seed, (columns * _SIDE, max(ratio * columns, rows) * _SIDE), 0.0, sheet)


def page(seed: str, size: tuple[float, float], bleed: float, sheet: Callable[[Field], Sheet]) -> str:
    """Draw a composition for all of a page of a size in mm: its grid lies on the trim, and goes on into the bleed."""
    width, height = size
    columns, rows = _filled(height / width)
    side = width / columns
    made = sheet(Field(width, height, height, 0.0, bleed=bleed, left=bleed, right=bleed))
    _compose(made, Grid(columns, rows, side, max(0.0, height - rows * side), whole=True), seed)
    return made.svg()


def _filled(ratio: float) -> tuple[int, int]:
    """Give the columns and the rows of a frame so many times as high as it is wide."""
    columns = min(_COLUMNS, key=lambda count: (ratio * count + _OVER) % 1 + _FINER * count + (ratio * count < 1))
    return columns, max(1, floor(ratio * columns + _OVER))


def draw(sheet: Sheet, seed: str) -> None:
    """Draw the first composition of the seed that keeps all rules."""
    made = grid(sheet.field.width, sheet.field.foot, sheet.field.top)
    _compose(sheet, made, seed)
    sheet.foot = made.top + made.rows * made.side


def _compose(sheet: Sheet, made: Grid, seed: str, parts: bool = True) -> None:
    found: list[Cell] = []
    unseen = frozenset[str]() if made.whole else faint(sheet.stage)
    for turn in range(_SEEDS):
        tried = compose(made, Dice(f"{seed}/{turn}"), parts)
        if any(_melts(made, at, cell, unseen) for at, cell in enumerate(tried)):
            continue
        found = tried or found
        if tried and (balanced(tried) or not parts):
            break
    paint(sheet, made, found or compose(made, Dice(seed), parts))


def _melts(made: Grid, at: int, cell: Cell, unseen: frozenset[str]) -> bool:
    """Tell whether a field runs into the page: below the last row, and before a column that begins on the page."""
    row, column = divmod(at, made.columns)
    sides = (row == 0 and made.top > 0, False, row == made.rows - 1, column == 0 and made.left > 0)
    return melts(cell, unseen, sides)


def draw_back(sheet: Sheet, front: Field, seed: str) -> None:
    """Draw more columns of fields on the page before the spine, half as many and as large as those behind it."""
    made = grid(front.width, front.foot, front.top)
    columns = max(1, made.columns // 2)
    more = Grid(columns, made.rows, made.side, made.top, sheet.field.width - columns * made.side)
    _compose(sheet, more, seed, parts=False)
    sheet.foot = made.top + made.rows * made.side


def compose(made: Grid, dice: Dice, parts: bool = True) -> list[Cell]:
    """Choose the fields in turn, no form and no colour beside itself; none where that does not come out."""
    parted, found = dice.roll(made.columns * made.rows), list[Cell]()
    for at in range(made.columns * made.rows):
        row, column = divmod(at, made.columns)
        beside = ((row - 1, column), (row, column - 1))
        around = (*beside, (row - 1, column - 1), (row - 1, column + 1))
        near = [found[r * made.columns + c] for r, c in around if r >= 0 and 0 <= c < made.columns]
        side = [found[r * made.columns + c] for r, c in beside if r >= 0 and 0 <= c < made.columns]
        pool = [
            (form, ground, colour)
            for form in _FORMS
            for ground, colour in _PAIRS
            if all(form != one.form for one in near)
            and all(ground != one.ground and colour != one.colour for one in side)
        ]
        if not pool:
            return []
        found.append(Cell(*pool[dice.roll(len(pool))], dice.roll(4), parts and at == parted))
    return found


def balanced(cells: list[Cell]) -> bool:
    """Tell whether a composition has ink, a light ground, one or two fields of the signal, and enough colours."""
    grounds, colours, count = [one.ground for one in cells], [one.colour for one in cells], len(cells)
    signal = (grounds + colours).count("signal")
    few = count / 5 <= signal <= max(2, count * 0.45)
    light = "tint" in grounds or "pale" in grounds
    return "ink" in grounds and light and few and len(set(grounds)) >= min(4, count) and len(set(colours)) >= 3
