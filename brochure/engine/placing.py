"""Walks the pages that are to be bound, once: which picture, text and link stands where.

Import it after `loading.load()`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brochure.engine import boxes
from brochure.engine.boxes import POINTS, ReplacedBox, TextBox
from brochure.engine.laid import Laid, Placed, PlacedPicture, PlacedSection
from brochure.pdfreader.facts import Link, Run
from brochure.render.group import Group
from brochure.vocabulary import units


def place(laid: Sequence[tuple[Group, Laid]], pictures: Mapping[str, boxes.Image | None]) -> Placed:
    """Tell what the pages of the sections show, in turn; `pictures` is the engine's cache, by address."""
    walk = _Walk({id(image): url for url, image in pictures.items() if image is not None})
    folio, sections, overset = 1, [], []
    for section, part in laid:
        sections.append(PlacedSection(section.name, section.side, folio, len(part.pages)))
        overset += [replace(over, page=folio + over.page - 1) for over in part.overset]
        for page in part.pages:
            walk.page = folio
            walk.visit(boxes.of_page(page))
            folio += 1
    facts = tuple(fact for _, part in laid for fact in part.facts)
    return Placed(facts, tuple(sections), tuple(walk.pictures), tuple(walk.runs), tuple(walk.links), tuple(overset))


def sizes(
    laid: Sequence[tuple[Group, Laid]], pictures: Mapping[str, boxes.Image | None]
) -> dict[str, tuple[float, float]]:
    """Give the largest width and height, in points, at which each picture is drawn; not of those that are turned."""
    walk = _Walk({id(image): url for url, image in pictures.items() if image is not None})
    for _, part in laid:
        for page in part.pages:
            walk.visit(boxes.of_page(page))
    found: dict[str, tuple[float, float]] = {}
    for one in walk.pictures:
        width, height = found.get(one.url, (0.0, 0.0))
        found[one.url] = max(width, one.size[0]), max(height, one.size[1])
    return {url: size for url, size in found.items() if url not in walk.turned}


class _Walk:
    """Gathers what the boxes of the current page show; what is turned has no box to speak of and is left out."""

    def __init__(self, urls: Mapping[int, str]) -> None:
        self.page = 0
        self.pictures: list[PlacedPicture] = []
        self.runs: list[Run] = []
        self.links: list[Link] = []
        self.turned: set[str] = set()
        self._urls = urls

    def visit(self, box: boxes.Box) -> None:
        """Take note of a box and of all that it holds."""
        if box.style["visibility"] != "visible" or box.transformation_matrix is not None:
            self._turned(box)
            return
        if isinstance(box, TextBox):
            self._text(box)
            return
        self._grounds(box)
        if isinstance(box, ReplacedBox):
            self._replaced(box)
        if box.element_tag == "a" and (address := boxes.attributes(box).get("href")):
            where = _box(box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
            self.links.append(Link(self.page, where, address))
        for child in boxes.inside(box):
            self.visit(child)

    def _turned(self, box: boxes.Box) -> None:
        """Name the pictures of a box that is turned, whatever size they come to."""
        for one in (box, *box.descendants()):
            images = [one.replacement] if isinstance(one, ReplacedBox) else []
            ground = boxes.background(one)
            images += [layer.image for layer in ground.layers] if ground is not None else []
            self.turned.update(self._urls[id(image)] for image in images if id(image) in self._urls)

    def _text(self, box: TextBox) -> None:
        text = box.text.strip()
        if text and getattr(box.style["color"], "alpha", 1) > 0:
            where = _box(box.position_x, box.position_y, box.width, box.height)
            self.runs.append(Run(self.page, where, box.style["font_size"] * POINTS, text))

    def _replaced(self, box: ReplacedBox) -> None:
        url = self._urls.get(id(box.replacement))
        width, height, left, top = boxes.replacedbox_layout(box)
        if url is not None and width > 0 and height > 0:
            frame = (box.content_box_x(), box.content_box_y(), box.width, box.height)
            said = boxes.attributes(box)
            code, ground = said.get("data-code") or "", "data-ground" in said
            self._picture(url, box.replacement, (left, top, width, height), frame, code, ground)

    def _grounds(self, box: boxes.Box) -> None:
        ground = boxes.background(box)
        for layer in ground.layers if ground is not None else ():
            url = self._urls.get(id(layer.image)) if layer.image is not None else None
            if url is None or layer.image is None or layer.unbounded:
                continue
            area, (left, top), (width, height) = layer.positioning_area, layer.position, layer.size
            drawn = (area[0] + float(left), area[1] + float(top), width, height)
            if "repeat" in layer.repeat:
                drawn = (*layer.painting_area[:2], width, height)
            self._picture(url, layer.image, drawn, layer.painting_area, "", ground=True)

    def _picture(
        self,
        url: str,
        image: boxes.Image,
        drawn: Sequence[float],
        frame: Sequence[float],
        code: str,
        ground: bool = False,
    ) -> None:
        whole, window = _box(*drawn), _box(*frame)
        seen = (max(whole[0], window[0]), max(whole[1], window[1]), min(whole[2], window[2]), min(whole[3], window[3]))
        if seen[0] >= seen[2] or seen[1] >= seen[3]:
            return
        pixels = (int(image.width), int(image.height)) if isinstance(image, boxes.RasterImage) else None
        size = (drawn[2] * POINTS, drawn[3] * POINTS)
        self.pictures.append(PlacedPicture(self.page, url, seen, size, pixels, code, ground))


def _box(left: float, top: float, width: float, height: float) -> units.Box:
    return left * POINTS, top * POINTS, (left + width) * POINTS, (top + height) * POINTS
