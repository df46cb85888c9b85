"""Panels of a folded sheet: the pages on which texts were laid out by themselves are put on one sheet.

Each panel is laid out on a page as large as the sheet, its margins leaving it the column of its panel: what is put
together stands in its place already. Import it after `loading.load()`. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from brochure.engine import boxes
from brochure.engine.boxes import POINTS, Box, Page, TextBox, of_page
from brochure.engine.laid import Laid, PageFacts, Setting

_MARK = "data-atom"


def joined(
    ground: Laid, panels: Sequence[tuple[Laid, int]], number: int, folds: Sequence[float], one: bool = False
) -> Laid:
    """Put panels, given as layouts and indexes of their pages, on the one page of a ground, in the order they are read.

    The layouts stay as they are. `number` is the page's, `folds` are their distances from its left edge. Panels that
    are columns of `one` page, below what stands over all, fill it as far as the lowest does.
    """
    sheet = of_page(ground.pages[0])
    parts = [of_page(part.pages[index]) for part, index in panels]
    whole = sheet.copy_with_children([*sheet.children, *(child for part in parts for child in part.children)])
    facts = [part.facts[index] for part, index in panels]
    lowest, bottom = max(fact.lowest for fact in facts), max(fact.area_bottom for fact in facts)
    # What stands over all begins as far below the head of the page as its columns end above the foot.
    top = ground.facts[0].height - bottom if one else min(fact.area_top for fact in facts)
    fact = PageFacts(
        number=number,
        width=ground.facts[0].width,
        height=ground.facts[0].height,
        area_top=top,
        area_bottom=bottom,
        lowest=lowest,
        free=0.0,
        fill=(lowest - top) / (bottom - top) if one else min(fact.fill for fact in facts),
        area_left=min(fact.area_left for fact in facts),
        area_right=max(fact.area_right for fact in facts),
        folds=tuple(folds),
        panels=tuple(sorted(area for fact in facts for area in fact.areas)),
    )
    overset = tuple(over for part, index in panels for over in part.overset if over.page == index + 1)
    return Laid((Page(whole),), Setting(first_page=number), (fact,), overset, (), ground.document)


def ground_of(laid: Laid, index: int) -> str:
    """Give the colour of the ground of a page, as CSS writes it."""
    red, green, blue = of_page(laid.pages[index]).style["background_color"].to("srgb").coordinates
    return f"rgb({red * 100:.4g}% {green * 100:.4g}% {blue * 100:.4g}%)"


def heights(laid: Laid) -> Mapping[str, float]:
    """Give how high the marked pieces of a layout are, by their marks; a piece over several pages counts whole."""
    found: dict[str, float] = {}
    for page in laid.pages:
        for mark, box in _marked(of_page(page)):
            found[mark] = found.get(mark, 0.0) + box.border_height() * POINTS
    return found


def naturals(laid: Laid) -> Mapping[str, float]:
    """Give how high the marked pieces of a layout are by what is in them, by their marks, were they kept no higher."""
    found: dict[str, float] = {}
    for page in laid.pages:
        for mark, box in _marked(of_page(page)):
            feet = [child.position_y + child.margin_height() - child.margin_bottom for child in box.children]
            high = max(feet) - box.position_y - box.margin_top if feet else 0.0
            found[mark] = found.get(mark, 0.0) + high * POINTS
    return found


def words_beyond(laid: Laid, pages: int) -> tuple[str, str, int]:
    """Tell what does not fit on so many pages: the mark of its first piece, its first words, and the count of all.

    The mark is empty where none of it is in a marked piece.
    """
    first, line, count = "", "", 0
    for page in laid.pages[pages:]:
        for text in _texts(of_page(page)):
            line, count = line or text, count + len(text.split())
        first = first or next((mark for mark, box in _marked(of_page(page)) if any(_texts(box))), "")
    return first, line, count


def _marked(box: Box) -> Iterator[tuple[str, Box]]:
    if (mark := boxes.attributes(box).get(_MARK)) is not None:
        yield mark, box
        return
    for child in boxes.inside(box):
        yield from _marked(child)


def _texts(box: Box) -> Iterator[str]:
    if isinstance(box, TextBox) and box.text.strip():
        yield box.text.strip()
    for child in boxes.inside(box):
        yield from _texts(child)
