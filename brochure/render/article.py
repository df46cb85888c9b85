"""A text with one picture, which reaches the edges of a page.

On a large page it reaches three of them, and what the text quotes stands below; on a smaller one it stands over the
text at the head of the second page.
"""

from __future__ import annotations

from collections.abc import Sequence

from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.prose import Block, Passage
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.scale import is_wide

# How much of the height of the page a picture takes at the most, and the least where it closes a short text, or is the
# head of a page; by how much it is higher than its pixels at the most, so that its ends are cut.
_MOST, _LEAST, _CUT = 0.58, 0.34, 1.25
# A text of fewer letters shares its page; one of no more has room over a picture. A text before the picture of fewer
# letters does not make a page, one of more runs over it.
_LITTLE, _SHORT, _PAGE, _WHOLE = 400, 1700, 1900, 3600
# So many letters have room beside a quotation below a picture.
_BESIDE = 1000
# On a smaller page a picture takes as much of the height at the most; a text before it of fewer letters does not make a
# page, one of more runs over it.
_HEAD, _HALF_PAGE, _FULL_PAGE = 0.46, 800, 2400
# Where there are footnotes, these stand at the foot of a short text, not a picture.
_NOTED = "to-mark"
# A text of fewer letters has no head for a quotation.
_HEADED = 900
# The notes at the end of a text, and how one is called.
_NOTES, _CALL = '<ol class="footnotes"', 'class="footnote-ref"'


class Article(NamedTuple):
    """A text with one picture: the HTML before it and after it, and of the quotation after it.

    `high` is how high the picture stands at the head of a page, as CSS writes it, and `least` at the foot of one.
    `ways` are those to set it.
    """

    before: str
    picture: str
    caption: str
    quote: str
    after: str
    high: str
    least: str
    ways: tuple[tuple[str, int | None], ...]


def article(desk: Desk, passage: Passage) -> Article | None:
    """Part a text at its picture, where it has one that is fine enough for the whole width of a large page."""
    blocks = passage.blocks
    places = [at for at, block in enumerate(blocks) if block.source]
    if not is_wide(desk.project.format) or len(places) != 1 or passage.rest.count("<img") != 1:
        return None
    plate, before, after = blocks[places[0]], blocks[: places[0]], blocks[places[0] + 1 :]
    high = _high(desk, plate.source)
    ways = _ways(len(passage.lead) + _letters(before), _letters(after)) if high else ()
    if not ways or (ways[0][0] == "plated" and _NOTED in passage.rest):
        return None
    quote = next((block for block in after if block.pulled), None)
    least = min(high, _LEAST * desk.project.format.height)
    return Article(
        _html(before),
        safe(plate.picture),
        safe(plate.caption),
        _html([quote] if quote else []),
        _html([block for block in after if block is not quote]),
        f"{high:.2f}mm",
        f"{least:.2f}mm",
        ways,
    )


def beside(desk: Desk, passage: Passage) -> Article | None:
    """Part a text at its picture, where that may stand at the head of its second page, which is no large one."""
    blocks = passage.blocks
    places = [at for at, block in enumerate(blocks) if block.source]
    paper = desk.project.format
    if is_wide(paper) or paper.panels or len(places) != 1 or passage.rest.count("<img") != 1:
        return None
    plate, before, after = blocks[places[0]], blocks[: places[0]], blocks[places[0] + 1 :]
    high = _fine(desk, plate.source, desk.to_edge, _HEAD * paper.height)
    letters = len(passage.lead) + _letters(before)
    if not high or not after or not _HALF_PAGE <= letters <= _FULL_PAGE:
        return None
    # Notes stand on the page on which they are called.
    if len(after) > 1 and after[-1].html.startswith(_NOTES) and not any(_CALL in block.html for block in after[:-1]):
        before, after = (*before, after[-1]), after[:-1]
    shown = safe(plate.picture), safe(plate.caption)
    return Article(_html(before), *shown, "", _html(after), f"{high:.2f}mm", f"{high:.2f}mm", (("beside", 2),))


def headed(desk: Desk, passage: Passage) -> str:
    """Give what follows the lead of a text without a picture on a large page: the quotation in it at its head.

    "" where it has none, or more, or where what is before it leads to it.
    """
    blocks = passage.blocks
    at = next((at for at, block in enumerate(blocks) if block.pulled), 0)
    if not is_wide(desk.project.format) or "<img" in passage.rest or passage.length < _HEADED or not at:
        return ""
    if sum(block.pulled for block in blocks) > 1 or blocks[at - 1].leads:
        return ""
    return _html([blocks[at], *blocks[:at], *blocks[at + 1 :]])


def _high(desk: Desk, source: str) -> float:
    """Give how high a picture is at the head of a large page, in mm; 0 where it cannot be."""
    paper = desk.project.format
    wide = paper.width + 2 * desk.project.press.settings.bleed
    high = _fine(desk, source, wide, _MOST * paper.height)
    return high if high >= _LEAST * paper.height else 0.0


def _fine(desk: Desk, source: str, wide: float, most: float) -> float:
    """Give how high a picture is that is so wide, and as high at the most; 0 where its pixels are too few for that, or
    it is higher than wide.
    """
    ratio, allowed = desk.shelf.ratios.get(source, 0.0), desk.most(source)
    if ratio < 1:
        return 0.0
    high = min(most, wide / ratio * _CUT)
    fine = not allowed or allowed[0] >= max(wide, (high + desk.project.press.settings.bleed) * ratio)
    return high if fine else 0.0


def _ways(before: int, after: int) -> tuple[tuple[str, int | None], ...]:
    """Give the ways for so many letters: the picture at the foot of their page, or at the head of the next one."""
    if before + after <= _SHORT:
        return (("plated", 1),) if before + after >= _LITTLE else ()
    if not _PAGE <= before <= _WHOLE or not after:
        return ()
    return (*((("article", 2),) if after <= _BESIDE else ()), ("ample", 2), ("ample", 3))


def _letters(blocks: Sequence[Block]) -> int:
    return sum(block.letters for block in blocks)


def _html(blocks: Sequence[Block]) -> str:
    return safe("".join(block.html for block in blocks))
