"""The back of the cover: what of the front goes on over the spine, and the room that is left to its words."""

from __future__ import annotations

from dataclasses import replace

from brochure.figures.covers import day, layers, letters, parts, pattern, rings, road, scale, sun, tiles, years
from brochure.figures.covers.field import Sheet, composed
from brochure.figures.motifs import Drawing, rect
from brochure.render import backwords
from brochure.render.cover import HAIR, LINE, OVER_NAME, Cover, draw, field_of, framed, page_of, source_of
from brochure.render.coverpicture import Crop
from brochure.render.desk import Desk
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.scale import scale_of

# What goes over a fold in one colour overlaps by this, in mm.
_OVER_FOLD = 0.45
# So much of a picture at the spine, in mm, is what it goes on from.
_STRIP = 18.0


class Back(NamedTuple):
    """The back as it is decided: its words, what is drawn, and whether anything is."""

    words: backwords.Words
    sheet: Sheet
    drawn: bool


def back_of(desk: Desk, cover: Cover) -> Back:
    """Draw what of the cover goes on over the spine; where nothing does, its ground stays."""
    paper = desk.project.format
    front = draw(desk, cover) if cover.frame is not None else cover.sheet(desk, field_of(desk, page_of(desk)[1], 0.0))
    width = paper.panels[1] if paper.panels else paper.width
    side = HAIR if paper.panels else front.field.left
    field = front.field._replace(width=width, left=side, right=_OVER_FOLD if paper.panels else side)
    sheet = replace(front, field=field, stage=cover.back, shapes=Drawing(), labels=[])
    drawn = _over_the_spine(desk, sheet, front, cover) if cover.frame is not None else False
    low = (sheet.foot or field.foot) if drawn else field.top
    grid = scale_of(paper).grid
    room = field.height - field.margin - low - grid * LINE
    free = room - backwords.code_of(desk, False)
    words = backwords.words_of(desk, drawn and backwords.call_beside(desk, free))
    if drawn and not words.beside and backwords.height(desk, words) > room:
        words = backwords.words_of(desk, True)
    if drawn and words.below and backwords.height(desk, words) > room and cover.name != "rings":
        words = backwords.words_of(desk, True, below=False)
    if drawn and backwords.height(desk, words) > room and cover.name != "rings":
        # The words come first: where they need the room, the ground alone goes on.
        return Back(backwords.words_of(desk, False), replace(sheet, shapes=Drawing()), False)
    return Back(words, sheet, drawn)


def _over_the_spine(desk: Desk, sheet: Sheet, front: Sheet, cover: Cover) -> bool:
    """Draw what goes on over the spine, and tell whether the words keep clear of it.

    That is the other half of rings, the road that leads here, the disc of the dots, the areas that reach the spine.
    """
    food, seed = cover.food, f"{cover.food.title}/{cover.food.name}"
    if cover.pictured is not None:
        return _beside_a_picture(desk, sheet, cover)
    if desk.common["logo"] and cover.name in ("day", "range", "years", "letters"):
        return False
    if cover.name == "rings":
        rings.draw_back(sheet, front.field, food.lengths, food.count)
    elif cover.name == "road":
        road.draw_back(sheet, front.field, front.pitch)
        return False
    elif cover.name == "sun":
        sun.draw_back(sheet)
    elif cover.name == "parts":
        parts.draw_back(sheet, [share for share, _ in food.parts])
    elif cover.name == "pattern":
        asked = front.field, "back"
        composed(sheet, f"{seed}/back", "pattern", asked, lambda made, of: pattern.draw_back(made, front.field, of))
    elif cover.name == "tiles":
        asked, count = (front.field, "back"), food.count
        composed(sheet, seed, "tiles", (*asked, count), lambda made, of: tiles.draw_back(made, front.field, count, of))
    elif cover.name == "day":
        day.draw_back(sheet, front.field, food.facts.sessions)
    elif cover.name == "years":
        years.draw_back(sheet, front.field, *food.years)
    elif cover.name == "range" and food.span is not None:
        scale.draw_back(sheet, food.span, _foot(desk, sheet), bool(desk.common["rtl"]))
    elif letters.rows(food.word) > 1:
        letters.draw_back(sheet, front.field, food.word, _foot(desk, sheet))
    else:
        return False
    return True


def _beside_a_picture(desk: Desk, sheet: Sheet, cover: Cover) -> bool:
    """Draw the page before a picture, which goes on in layers of its colours; before a drawing it is plain.

    It is as high as the picture, or less where words need the room; one that does not reach the spine has its like.
    """
    assert cover.frame is not None
    assert cover.pictured is not None
    if desk.common["logo"]:
        return False
    use, palette, field = cover.pictured.use, sheet.stage.palette, sheet.field
    (left, top, wide, high), placed = framed(cover.pictured, cover.frame.field)
    foot = min(top + high, _foot(desk, sheet))
    box = (-field.left, -field.bleed, field.width + field.left + field.right, foot + field.bleed)
    if use == "inset":
        foot, box = top + high, (field.width - left - wide, top, wide, high)
    if placed is not None:
        layers.draw(sheet, _beside(desk, cover, placed, foot - top), box)
    elif use != "inset":
        if use == "whole" and not backwords.height(desk, backwords.words_of(desk, True)):
            box = (*box[:3], field.height + 2 * field.bleed)
        sheet.foot = foot
        sheet.shapes.add(palette.ink if use == "whole" else palette.shape, rect(*box))
    return bool(sheet.foot)


def _beside(desk: Desk, cover: Cover, placed: Crop, high: float) -> tuple[layers.Row, ...]:
    """Give the colours of the picture of the cover at the spine, from its head down so many mm."""
    assert cover.frame is not None
    assert cover.pictured is not None
    found, field = cover.pictured, cover.frame.field
    (left, _, wide, _), _ = framed(found, field)
    # From the trim on, or from the edge of one that does not reach it.
    start = max(0.0, -left)
    at = placed.left + (wide - start - _STRIP if desk.common["rtl"] else start)
    box = (at / placed.width, placed.top / placed.height)
    ends = ((at + _STRIP) / placed.width, (placed.top + high) / placed.height)
    return desk.shelf.rows(source_of(desk, found, field, placed), (*box, *ends), layers.ROWS)


def _foot(desk: Desk, sheet: Sheet) -> float:
    """Give how far down a drawing of plain fields reaches: as on the front, or less where words need the room."""
    needed = backwords.height(desk, backwords.words_of(desk, True)) + scale_of(desk.project.format).grid * OVER_NAME
    return min(sheet.field.foot, sheet.field.height - sheet.field.margin - needed)
