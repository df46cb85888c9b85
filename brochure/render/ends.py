"""Where the lines of what is said large end at its one size: as those of covers do, and none as a stump."""

from __future__ import annotations

from html import unescape

from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.titles import Line, broken, counted, faults, lines
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import PT

# So much of a line holds what is measured as closely as titles of covers are set: set without tracking, and as titles.
SURE, CLOSE = 0.96, 0.98
_TAG, _NO_BREAK = compiled("<[^>]*>"), "\u00a0"


class Lined(NamedTuple):
    """A text with the ends of its lines, as HTML, "" where none can be; how many of them end badly."""

    html: str
    bad: int


def large(desk: Desk, html: str, size: float) -> str:
    """Give a text that is said large, at a size in pt, with lines that end as those of covers do; "" where none can."""
    paper, scale = desk.project.format, scale_of(desk.project.format)
    return _in_lines(desk, html, size, CLOSE * (paper.width - 2 * scale.margin)).html


def in_column(desk: Desk, html: str, size: float, column: float) -> Lined:
    """Give a title that is set without tracking, at a size in pt and in a column in mm, with lines that end as well."""
    return _in_lines(desk, html, size, SURE * column)


def even(desk: Desk, title: str, size: float, width: float) -> list[Line] | None:
    """Give the best lines of a title without markup at a size in pt, none a stump where tears help; None if it cannot.

    A tear is a line that ends between words that belong together.
    """
    found = lines(title, size * PT, width, desk.language, desk.display, False)
    if found is None or not faults(title, found, desk.language, desk.display)[0]:
        return found
    loose = lines(title, size * PT, width, desk.language, desk.display, False, loose=True)
    if loose is None or len(loose) > len(found):
        return found
    (stumps, tears), (fewer, more) = (faults(title, made, desk.language, desk.display) for made in (found, loose))
    return loose if fewer < stumps and more <= tears else found


def _in_lines(desk: Desk, html: str, size: float, width: float) -> Lined:
    html = counted(html, desk.language)
    text = plain(html)
    found, last = even(desk, text, size, width) or [], text.rfind(_NO_BREAK)
    if last >= 0 and _lone(found):
        # The last words may be let go where their binding leaves a word alone.
        freed = even(desk, f"{text[:last]} {text[last + 1 :]}", size, width) or []
        if freed and _lone(freed) < _lone(found) and _lone(freed[-1:]) == 0:
            found = freed
    if not found:
        return Lined("", 0)
    return Lined(safe(broken(html, found)), sum(faults(text, found, desk.language, desk.display)) + _lone(found))


def _lone(found: list[Line]) -> int:
    """Count the lines that are a word alone."""
    return sum(len(line.text.split()) == 1 for line in found)


def plain(html: str) -> str:
    """Give HTML without markup, letter by letter: also its no-break spaces stay."""
    return unescape(_TAG.sub("", html))
