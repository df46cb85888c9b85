"""A range: the field is the scale from nothing to its end, and lit where it may lie."""

from __future__ import annotations

from brochure.figures.covers.field import Label, Sheet
from brochure.figures.motifs import rect
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.units import PT

_TALL, _LOW, _TICK = 17.0, 7.0, 0.3
# Numerals stand so far below the head, in mm, and are so large at most, in pt.
_HEAD, _LARGEST, _LEAST = 15.0, 150.0, 40.0
_AFTER, _KEPT = 9.0, 4.0
_OF_FIELD, _OVER_TICKS = 0.9, 50.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
_MOST = 14
# How often a unit is parted.
_PARTED = {"week": 7, "year": 12, "month": 4, "hour": 4}
_USUAL = 5


class Span(NamedTuple):
    """A range as it is read, from `low` to `high`, as both are written, and the unit that stands beside it."""

    low: float
    high: float
    first: str
    last: str
    unit: str = ""


def draw(sheet: Sheet, span: Span) -> None:
    """Draw the lit part of the scale, its ticks, and its two ends in numerals as large as both have room."""
    field, palette = sheet.field, sheet.stage.palette
    _lit(sheet, span, field.foot)
    _numerals(sheet, span, span.low * field.width / span.high, palette.on(palette.shape))


def draw_back(sheet: Sheet, span: Span, foot: float, rtl: bool = False) -> None:
    """Draw the scale down to a foot on the page before the spine, as it goes from there to the other side.

    The cover's own is never turned about: read from the right, it is the lit part that reaches the spine.
    """
    _lit(sheet, span, foot, onward=rtl)
    sheet.foot = foot


def _lit(sheet: Sheet, span: Span, foot: float, onward: bool = True) -> None:
    """Draw the lit part of the scale and its ticks, from the left edge of the page, or from its right one."""
    field, stage = sheet.field, sheet.stage
    scale, lit = field.width / span.high, stage.palette.shape
    begins, head, upon = span.low * scale, field.top or -field.bleed, stage.palette.on(lit)
    wide, beyond = field.width - begins, field.right if onward else field.left
    sheet.shapes.add(lit, rect(begins if onward else -beyond, head, wide + beyond, foot - head))
    for at, tall in ticks(span):
        x = at * scale if onward else field.width - at * scale
        colour = upon if at > span.low else stage.on
        sheet.shapes.add(colour, rect(x - _TICK / 2, foot - tall, _TICK, tall))


def ticks(span: Span) -> list[tuple[float, float]]:
    """Give where ticks stand on the scale, but for its ends, and how tall they are."""
    step = next((step for step in _STEPS if span.high / step <= _MOST), _STEPS[-1])
    parted = _PARTED.get(span.unit, _USUAL) if step == 1 else _USUAL
    count = int(span.high / step * parted + 1e-6)
    found = [(at * step / parted, _TALL if at % parted == 0 else _LOW) for at in range(1, count + 1)]
    return [(at, tall) for at, tall in found if at < span.high - 1e-6]


def _numerals(sheet: Sheet, span: Span, begins: float, upon: str) -> None:
    field, face = sheet.field, sheet.face
    tallest = min(_LARGEST, (field.foot - field.top - _OVER_TICKS) * _OF_FIELD / PT)
    per = [face.width(text) * PT for text in (span.first, span.last)]
    before = (begins - field.margin - _KEPT) / per[0]
    after = (field.width - begins - _AFTER - _KEPT) / per[1]
    apart = min(before, after)
    if apart >= _LEAST:
        size = min(tallest, apart)
        ends = [(span.first, field.margin, sheet.stage.on), (span.last, begins + _AFTER, upon)]
    else:
        # The lit part holds both: it begins too near to the edge, or is too narrow.
        widest = max(begins, field.width - begins) - field.margin - 2 * _AFTER
        size = max(10.0, min(tallest, widest / (sum(per) + 2 * PT)))
        x, on = (begins + _AFTER, upon) if begins <= field.width / 2 else (field.margin, sheet.stage.on)
        ends = [(span.first, x, on), (f"–{span.last}", x + per[0] * size, on)]
    for text, x, colour in ends:
        left, _, _, high = face.box(text[0])
        # The room of a large letter over its top is on the page, too, in every face.
        y = max(0.0, field.top + _HEAD - (face.ascent - high) * size * PT)
        wide = face.width(text, size * PT)
        sheet.labels.append(Label("numeral", text, x - left * size * PT, y, wide, colour, size))
