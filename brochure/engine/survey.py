"""Facts of laid-out boxes: where content ends on a page, and text that found no room.

Import it after `loading.load()`. The engine measures in CSS pixels, 96 to the inch; facts are told in points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from brochure.engine import boxes
from brochure.engine.boxes import POINTS, Box, Page, TextBox, of_page
from brochure.engine.laid import Overset, OversetKind, PageFacts
from brochure.vocabulary.records import dataclass

# Half a pixel: rounding of the engine and overshoot of glyphs never add up to more.
_TOLERANCE = 0.5
_UNSET = frozenset({"head", "style", "script", "template", "title"})
_SEEN_PSEUDO = ("::first-letter", "::first-line")


@dataclass(slots=True)
class _Page:
    """What the walk over one page gathers; in CSS pixels."""

    number: int
    width: float
    height: float
    top: float
    bottom: float
    low: float
    anchored: float
    title: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """The surroundings of a box, as far as they matter to what it holds."""

    block: Box | None = None
    fixed: Box | None = None
    title: Element | None = None
    filler: bool = False
    anchored: bool = False
    free: bool = False
    turned: bool = False


class Survey:
    """One walk over the pages of a document; the answers are attributes.

    `facts`, `overset` and `lonely` are as in `laid.Laid`.
    """

    def __init__(self, pages: Sequence[Page], root: Element, first_folio: int) -> None:
        self.overset: list[Overset] = []
        self._words: defaultdict[Element, int] = defaultdict(int)
        self._titles: dict[Element, list[str]] = {}
        self._calls: dict[Element, int] = {}
        self._notes: dict[Element, int] = {}
        self.facts = tuple(self._page(of_page(page), at, first_folio + at) for at, page in enumerate(pages))
        self._lost_text(root.find("body"))
        for element, page in self._notes.items():
            if self._calls.get(element, page) != page:
                self._report(page, "".join(element.itertext()), "footnote")
        self.lonely = tuple(" ".join(lines) for lines in self._titles.values() if _ends_lonely(lines))

    def _page(self, box: Box, index: int, folio: int) -> PageFacts:
        top = box.content_box_y()
        page = _Page(index + 1, box.margin_width(), box.margin_height(), top, top + box.height, top, top)
        for child in boxes.inside(box):
            if not isinstance(child, boxes.MarginBox):
                self._walk(child, _Around(), page)
        height = max(page.bottom - page.top, 1.0)
        low, reach = min(page.low, page.bottom), min(max(page.low, page.anchored), page.bottom)
        return PageFacts(
            number=folio,
            width=page.width * POINTS,
            height=page.height * POINTS,
            area_top=page.top * POINTS,
            area_bottom=page.bottom * POINTS,
            lowest=low * POINTS,
            free=max(0.0, page.bottom - low) * POINTS,
            fill=max(0.0, reach - page.top) / height,
            area_left=box.content_box_x() * POINTS,
            area_right=(box.content_box_x() + box.width) * POINTS,
            title=page.title,
        )

    def _walk(self, box: Box, around: _Around, page: _Page) -> None:
        if box.element_tag == "h2" and abs(box.position_y - page.top) < _TOLERANCE and not page.title:
            page.title = sum(isinstance(child, boxes.LineBox) for child in boxes.inside(box))
        if isinstance(box, TextBox):
            self._text(box, around, page)
            return
        around = self._enter(box, around)
        if isinstance(box, boxes.ReplacedBox):
            self._reach(box.position_y + box.margin_height() - box.margin_bottom, around, page)
        elif _is_painted(box):
            self._reach(box.border_box_y() + box.border_height(), around, page)
        if isinstance(box, boxes.LineBox):
            self._line(box, around, page)
        if isinstance(box, boxes.FootnoteAreaBox):
            self._record(box, page, self._notes)
        for child in boxes.inside(box):
            self._walk(child, around, page)

    def _enter(self, box: Box, around: _Around) -> _Around:
        """Take note of what a box means to its content; most boxes mean nothing new."""
        changes: dict[str, Any] = {}
        if isinstance(box, (boxes.BlockContainerBox, boxes.FlexContainerBox, boxes.GridContainerBox)):
            changes["block"] = box
            if _has_fixed_height(box):
                changes["fixed"] = box
        attributes = boxes.attributes(box)
        if "data-filler" in attributes:
            changes["filler"] = True
        if "data-anchored" in attributes:
            changes["anchored"] = True
        # Lines that are set as they are have been weighed already.
        short = box.element_tag in ("h1", "h2") or attributes.get("class") == "lead" or "data-short" in attributes
        if short and "data-set" not in attributes:
            changes["title"] = box.element
        if box.is_absolutely_positioned() or isinstance(box, boxes.FootnoteAreaBox):
            changes["free"] = True
        if box.transformation_matrix is not None:
            changes["turned"] = True
        if not changes:
            return around
        kept = {name: getattr(around, name) for name in _Around.__slots__}
        return _Around(**(kept | changes))

    def _reach(self, edge: float, around: _Around, page: _Page) -> None:
        if around.filler:
            return
        if around.anchored:
            page.anchored = max(page.anchored, edge)
        else:
            page.low = max(page.low, edge)

    def _line(self, box: Box, around: _Around, page: _Page) -> None:
        """A line with text counts with its leading: what follows it has to clear that too."""
        text = _line_text(box)
        if not text.strip():
            return
        self._reach(box.position_y + box.height, around, page)
        if around.title is not None:
            self._titles.setdefault(around.title, []).append(text)

    def _text(self, box: TextBox, around: _Around, page: _Page) -> None:
        element, tag, text = box.element, box.element_tag or "", box.text.strip()
        if element is None:
            return
        if "::" in tag and not tag.endswith(_SEEN_PSEUDO):
            if tag.endswith("::footnote-call"):
                self._calls[element] = page.number
            return
        if not text:
            return
        self._words[element] += _count(text)
        if not (around.filler or around.turned):
            if not around.free:
                # Letters may hang below a tight line.
                self._reach(box.position_y + box.height, around, page)
            kind = _fault(box, around, page)
            if kind is not None:
                self._report(page.number, text, kind)

    def _record(self, area: Box, page: _Page, where: dict[Element, int]) -> None:
        for box in boxes.inside(area):
            if box.element is not None:
                where.setdefault(box.element, page.number)

    def _lost_text(self, element: Element | None) -> None:
        """Report text of the source that is in no box; letters and figures are counted, spaces and signs are not."""
        if element is None or not isinstance(element.tag, str) or element.tag in _UNSET or element.tag[0] == "{":
            return
        if "hidden" in element.attrib:
            return
        owed = _count(element.text or "") + sum(_count(child.tail or "") for child in element)
        if owed > self._words.get(element, 0):
            self._report(1, (element.text or "").strip(), "lost")
        for child in element:
            self._lost_text(child)

    def _report(self, page: int, text: str, kind: OversetKind) -> None:
        self.overset.append(Overset(page, " ".join(text.split())[:60], kind))


def _runs_out(block: Box, left: float, right: float) -> bool:
    """Tell whether a line that runs from left to right, or the other way, ends beyond the block that it stands in.

    It may begin before it: letters are aligned by their ink.
    """
    start = block.padding_box_x()
    if block.style["direction"] == "rtl":
        return left < start - _TOLERANCE
    return bool(right > start + block.padding_width() + _TOLERANCE)


def _fault(box: Box, around: _Around, page: _Page) -> OversetKind | None:
    """Judge the place of a text box."""
    left, upper = box.position_x, box.position_y
    right, lower = left + box.width, upper + box.height
    if min(left, upper) < -_TOLERANCE or right > page.width + _TOLERANCE or lower > page.height + _TOLERANCE:
        return "off-page"
    block = around.block
    if block is not None and _runs_out(block, left, right):
        return "wide"
    fixed = around.fixed
    if fixed is not None and lower > fixed.padding_box_y() + fixed.padding_height() + _TOLERANCE:
        return "tall"
    if not around.free and (lower > page.bottom + _TOLERANCE or upper < page.top - _TOLERANCE):
        return "margin"
    return None


def _has_fixed_height(box: Box) -> bool:
    tag = box.element_tag or ""
    if box.element is None or tag in ("html", "body") or "::" in tag:
        return False
    return bool(box.style["height"] != "auto" or box.style["max_height"].value != float("inf"))


def _is_painted(box: Box) -> bool:
    """Tell whether a box shows a ground or picture of its own; those of the page, html and body are the page's."""
    if box.element_tag in ("html", "body") or isinstance(box, boxes.LineBox):
        return False
    ground = boxes.background(box)
    return ground is not None and (ground.color.alpha > 0 or any(layer.image is not None for layer in ground.layers))


def _line_text(box: Box) -> str:
    """Give the text of a line; a picture in it is laid out by itself and counts as none."""
    if isinstance(box, TextBox):
        return box.text
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return "".join(_line_text(child) for child in boxes.inside(box))
    return ""


def _count(text: str) -> int:
    return sum(map(str.isalnum, text))


def _ends_lonely(lines: list[str]) -> bool:
    """Tell whether the last of several lines is one word; two that are bound to each other are two."""
    return len(lines) > 1 and len(lines[-1].split()) == 1
