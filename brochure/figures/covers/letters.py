"""A title of one short word: a field for each letter, so that the word is the picture."""

from __future__ import annotations

from math import ceil

from brochure.figures.covers.field import Field, Label, Sheet
from brochure.figures.motifs import rect
from brochure.figures.palette import TEXT
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.units import MM

GROUND = "signal"
_GROUNDS = ("signal", "second", "tint", "ink", "first", "paper")
# What a letter and the room at its sides keep from those, and it from head and foot, of its field, in mm.
_SIDE, _HEAD = 10.4, 22.0
_OVER = 0.05
# What a letter keeps from the trim, and how far over its line print shops take the letters of a face to reach, in ems.
_SAFE, _REACH = 5.2, 0.8


def columns(count: int) -> int:
    """Give how many letters stand side by side."""
    return 1 if count in (1, 3) else 3 if count == 6 else 2


def rows(word: str) -> int:
    """Give in how many rows the letters of a word stand."""
    return ceil(len(word) / columns(len(word))) if word else 1


def draw(sheet: Sheet, word: str) -> None:
    """Draw the fields; the letters on them are words, and stand in the title."""
    field, roles = sheet.field, sheet.stage.roles
    across, down = columns(len(word)), rows(word)
    wide, high = field.width / across, (field.foot - field.top) / down
    # One size and one line for the whole word: strokes of two weights side by side look like a mistake.
    tall = min(sheet.face.box(sign)[1] for sign in word), max(sheet.face.box(sign)[3] for sign in word)
    size = min(_largest(sheet, sign, (wide, high), tall) for sign in word)
    for at, sign in enumerate(word):
        row, column = divmod(at, across)
        last = at == len(word) - 1
        name = _GROUNDS[at % len(_GROUNDS)]
        x, y = column * wide, field.top + row * high
        ends = last or column == across - 1
        width = (field.width - x if last else wide) + (field.right if ends else _OVER)
        left, above = field.left if column == 0 else 0.0, field.bleed if y <= 0 else 0.0
        below = field.bleed if row == down - 1 and field.foot >= field.height else _OVER
        sheet.shapes.add(roles[name], rect(x - left, y - above, width + left, high + above + below))
        _letter(sheet, sign, name, (x, y + (high + sum(tall) * size) / 2, field.width - x if last else wide), size)


def draw_back(sheet: Sheet, front: Field, word: str, foot: float) -> None:
    """Draw the rows of the fields on the page before the spine, each in the colour that it begins with."""
    field, across = sheet.field, columns(len(word))
    high = (front.foot - front.top) / rows(word)
    for row in range(rows(word)):
        y, colour = front.top + row * high, sheet.stage.roles[_GROUNDS[row * across % len(_GROUNDS)]]
        head = -field.bleed if y <= 0 else y
        if head < foot:
            tall = min(y + high + _OVER, foot) - head
            sheet.shapes.add(colour, rect(-field.left, head, field.width + field.left + field.right, tall))
    sheet.foot = foot


def _largest(sheet: Sheet, sign: str, room: tuple[float, float], tall: tuple[float, float]) -> float:
    """Give the largest size, in mm, of a letter in a field; `tall` is how low and how high those of its word reach."""
    left, _, right, _ = sheet.face.box(sign)
    low, high = tall
    size = (room[0] - _SIDE) / max(right - left, sheet.face.width(sign), 0.1)
    size = min(size, (room[1] - _HEAD) / max(high - low, 0.1))
    return min(size, (sheet.field.top + room[1] / 2 - _SAFE) / (max(high, _REACH) - (high + low) / 2))


def _letter(sheet: Sheet, sign: str, name: str, place: tuple[float, float, float], size: float) -> None:
    """Write a letter in the middle of a field that begins at `place` and is so wide, on the line that stands there."""
    (x, baseline, wide), face, palette = place, sheet.face, sheet.stage.palette
    left, _, right, _ = face.box(sign)
    x += (wide - (right - left) * size) / 2 - left * size
    roles = sheet.stage.roles
    warm = next((roles[one] for one in ("first", "second") if contrast(roles[one], roles[name]) >= TEXT), palette.ink)
    colour = warm if name == "tint" else palette.on(roles[name])
    box = (x, baseline - face.ascent * size, max(size, face.width(sign, size)))
    sheet.labels.append(Label("letter", sign, *box, colour, size * MM))
