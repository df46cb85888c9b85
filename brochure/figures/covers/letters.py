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
_SIDE, _HEAD = 20.0, 22.0
_OVER = 0.05
# What the line of a letter, accents and all, keeps from the trim.
_SAFE = 5.2


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
        _letter(sheet, sign, name, (x, y), (field.width - x if last else wide, high))


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


def _letter(sheet: Sheet, sign: str, name: str, corner: tuple[float, float], size: tuple[float, float]) -> None:
    face, palette = sheet.face, sheet.stage.palette
    left, low, right, high = face.box(sign)
    scale = min((size[0] - _SIDE) / max(right - left, face.width(sign), 0.1), (size[1] - _HEAD) / max(high - low, 0.1))
    scale = min(scale, (corner[1] + size[1] / 2 - _SAFE) / (face.ascent - (high + low) / 2))
    x = corner[0] + (size[0] - (right - left) * scale) / 2 - left * scale
    baseline = corner[1] + size[1] / 2 + (high + low) * scale / 2
    roles = sheet.stage.roles
    warm = next((roles[one] for one in ("first", "second") if contrast(roles[one], roles[name]) >= TEXT), palette.ink)
    colour = warm if name == "tint" else palette.on(roles[name])
    box = (x, baseline - face.ascent * scale, max(scale, face.width(sign, scale)))
    sheet.labels.append(Label("letter", sign, *box, colour, scale * MM))
