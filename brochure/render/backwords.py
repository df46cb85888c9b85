"""The words of the back cover: how large its call is, how much room they take, and whether the imprint has columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from math import ceil

from brochure.figures.typeface import Typeface
from brochure.model.values import Text
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.prose import beside_code, on_the_web
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.scale import Scale, scale_of
from brochure.vocabulary.units import PT

# The code in mm on A5, beside a ring larger, where that is no panel, and what stands between it and the address.
CODE, CODE_BESIDE, BETWEEN = 28.0, 33.0, 7.0
# An imprint of more lines, or of more signs, stands in two columns at the foot.
_LINES, _SIGNS = 6, 320
_COLUMNS = 7.0
# Above less than this, in mm, the call stands beside the code.
_FREE = 60.0
# Leadings, in steps of the grid.
_CALL, _ADDRESS, _TEXT, _IMPRINT, _SPACE = 5.5, 4.6, 4.0, 3.0, 1.3
# What each keeps to what is over it, or below it, as the styles have it; how far the line of a call begins over its
# capitals, and how much higher than usual a code may be.
_GAPS = {"call": 1.3, "text": 0.0, "address": 2.0, "name": 2.0, "contact": 0.0, "imprint": 0.5}
_CAPITALS, _A_LITTLE = 0.8, 4.0
# Below the code, what it keeps to the address.
_UNDER_CODE = 4.0
# Over the code: the measure and the leading of a large call, and what it keeps to the code.
_MEASURE, _TIGHT, _OVER_CODE = 100, 1.05, 10.0
_BREAK = compiled(r"<br\s*/?>|</(?:p|li|h[1-6]|div|tr)>")
# What no line of an address ends within.
_PARTS = compiled(r"[^/-]+[/-]*")


class Words(NamedTuple):
    """What the back says, as HTML; the address as it is printed.

    `beside` sets the call beside the code, `small` the address in the size of text. `below` sets it and what follows
    it on the whole width, below the code and the call.
    """

    call: str
    text: str
    address: str
    printed: str
    contact: str
    imprint: str
    beside: bool
    columns: bool
    code: float
    small: bool = False
    below: bool = False


def address_of(desk: Desk) -> str:
    """Give the address that the back leads to, "" for none."""
    return desk.project.back.url or on_the_web(desk.brochure.url or "", desk.project.organisation.site)


def words_of(desk: Desk, beside: bool, below: bool = True) -> Words:
    """Give the words of the back.

    A panel is narrow: an address that no line beside the code has room for goes `below` it, if there is room, where a
    call stands beside.
    """
    project, address = desk.project, address_of(desk)
    imprint = _blocks(desk, project.imprint)
    told = Words(
        desk.text(project.back.title),
        _blocks(desk, project.back.text, few=True),
        address,
        beside_code(address),
        _blocks(desk, project.organisation.contact),
        imprint,
        beside and bool(address),
        False,
        code_of(desk, beside),
    )
    scale = scale_of(project.format)
    if below and project.format.panels and told.beside and (told.call or told.text):
        told = told._replace(below=desk.display.width(told.printed, scale.lead * PT) > _column(desk, told))
    room = _foot(desk, told)
    lines = _rows(desk.small, imprint, scale.small, room)
    return _levelled(
        desk,
        told._replace(
            columns=bool(imprint) and (lines > _LINES or len(_plain(imprint)) > _SIGNS),
            small=is_small(told.printed, lambda text, size: desk.display.width(text, size * PT) <= room, scale),
        ),
    )


def _levelled(desk: Desk, told: Words) -> Words:
    """Let the code be as high as the words beside it, where these are a little higher: both begin on one line."""
    scale = scale_of(desk.project.format)
    if not told.beside or told.below or told.columns or not told.call:
        return told

    def rows(words: Words) -> dict[str, float]:
        return _beside(desk, words) | _rest(desk, words, _column(desk, words))

    found = rows(told)
    gaps = sum(gap for name, gap in _GAPS.items() if found[name]) - _CAPITALS
    level = told._replace(code=scale.grid * (sum(found.values()) + gaps))
    a_little = told.code < level.code <= told.code + _A_LITTLE * scale.grid
    return level if a_little and rows(level) == found else told


def is_small(address: str, fits: Callable[[str, float], bool], scale: Scale) -> bool:
    """Tell whether an address is set as text: where it stands on one line so, or a part that no line parts does."""
    if fits(address, scale.lead):
        return False
    return fits(address, scale.text) or not all(fits(part, scale.lead) for part in _PARTS.findall(address))


def _blocks(desk: Desk, text: Text | None, few: bool = False) -> str:
    return safe(desk.reader.blocks(text, few)) if text else ""


def code_of(desk: Desk, beside: bool) -> float:
    """Give how wide the code is, in mm."""
    larger = beside and not desk.project.format.panels
    return (CODE_BESIDE if larger else CODE) * scale_of(desk.project.format).text / 8.8


def height(desk: Desk, words: Words) -> float:
    """Give how high the words at the foot of the back are, in mm."""
    scale = scale_of(desk.project.format)
    foot, grid = _foot(desk, words), scale.grid
    beside, rows = _beside(desk, words), _rest(desk, words, foot)
    above = 0.0
    if not words.beside and (words.call or words.text):
        width = _page(desk) - 2 * scale.margin
        # A panel is no page: its title is that of a section.
        size = scale.section if desk.project.format.panels else scale.title
        above = _rows(desk.display, words.call, size, width) * size * PT * _TIGHT
        above += grid * (_rows(desk.small, words.text, scale.text, min(width, _MEASURE * grid)) * _TEXT + _OVER_CODE)
    code = words.code if words.address else 0.0
    if words.below:
        whole = above + max(code, grid * _high(beside)) + grid * (_UNDER_CODE + _high(rows))
    else:
        whole = above + max(code, grid * _high(beside | rows))
    if words.columns:
        width = _page(desk) - 2 * scale.margin
        lines = _rows(desk.small, words.imprint, scale.small, (width - _COLUMNS) / 2)
        whole += grid * (_IMPRINT * (ceil(lines / 2) + 1) + 2 * _TEXT)
    return whole


def _beside(desk: Desk, words: Words) -> dict[str, float]:
    """Give how high the call and its text are where they stand beside the code, in steps of the grid."""
    scale, room = scale_of(desk.project.format), _column(desk, words)
    return {
        "call": _rows(desk.display, words.call, scale.section, room) * _CALL if words.beside else 0.0,
        "text": _rows(desk.small, words.text, scale.text, room) * _TEXT if words.beside else 0.0,
    }


def _rest(desk: Desk, words: Words, room: float) -> dict[str, float]:
    """Give how high the address and what follows it are in a width in mm, in steps of the grid."""
    scale = scale_of(desk.project.format)
    return {
        "address": _rows(desk.display, words.printed, scale.lead, room) * _ADDRESS,
        "name": _rows(desk.small, desk.project.organisation.name, scale.text, room) * _TEXT,
        "contact": _rows(desk.small, words.contact, scale.text, room) * _TEXT,
        "imprint": 0.0 if words.columns else _rows(desk.small, words.imprint, scale.small, room) * _IMPRINT,
    }


def _high(rows: Mapping[str, float]) -> float:
    """Give how high rows are with what is between them, in steps of the grid."""
    return sum(rows.values()) + _SPACE * sum(1 for row in rows.values() if row)


def _foot(desk: Desk, words: Words) -> float:
    """Give the width of the address and of what follows it, in mm."""
    return _page(desk) - 2 * scale_of(desk.project.format).margin if words.below else _column(desk, words)


def _page(desk: Desk) -> float:
    paper = desk.project.format
    return paper.panels[1] if paper.panels else paper.width


def _column(desk: Desk, words: Words) -> float:
    """Give the width of the words beside the code, in mm."""
    margin = scale_of(desk.project.format).margin
    return _page(desk) - 2 * margin - (words.code + BETWEEN if words.address else 0.0)


def _rows(face: Typeface, text: str, size: float, room: float) -> float:
    """Count the lines of a text that is set from word to word, at a size in pt and a width in mm.

    Between two paragraphs half a line stays white.
    """
    count = 0.5 * max(0, text.count("</p>") - 1)
    for part in _BREAK.split(text):
        used = room + 1
        for word in _plain(part).split():
            wide = face.width(word + " ", size * PT)
            if used + wide > room:
                count += 1 + int(wide // room)
                used = 0.0
            used += wide % room if wide > room else wide
    return count


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def call_beside(desk: Desk, free: float) -> bool:
    """Tell whether the call stands beside the code, where so many mm are free over it."""
    return bool(address_of(desk)) and free < _FREE * scale_of(desk.project.format).text / 8.8
