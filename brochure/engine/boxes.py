"""The one door to what WeasyPrint does not publish: its boxes, with types, and those of its functions that are called.

Whatever is named here is borrowed, and nothing else is: docs/developing/engine.md says what for, and
tests/engine/test_borrowed.py what a newer release no longer has. Import it after `loading.load()`. Lengths are in CSS
pixels, 96 to the inch.
"""

# ruff: noqa: D101, D102, D103  # What the engine declares means what its source says.

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import weasyprint.css.counters
import weasyprint.document
import weasyprint.images
import weasyprint.layout.background
import weasyprint.layout.replaced
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

if TYPE_CHECKING:
    from typing import Literal, TypedDict
    from xml.etree.ElementTree import Element

    Area = tuple[float, float, float, float]

    class Colour:
        alpha: float
        coordinates: Sequence[float]

        def to(self, space: str) -> Colour: ...

    class Style(TypedDict):
        background_color: Colour
        color: Colour | Literal["currentcolor"]
        font_size: float
        height: Any
        max_height: Any
        position: str
        visibility: str

    class RasterImage:
        width: float
        height: float

    class Layer:
        image: Image | None
        unbounded: bool
        repeat: tuple[str, str]
        position: tuple[float, float]
        size: tuple[float, float]
        painting_area: Area
        positioning_area: Area

    class Background:
        color: Colour
        layers: Sequence[Layer]

    class Box:
        element: Element | None
        element_tag: str | None
        style: Style
        children: Sequence[Box]
        position_x: float
        position_y: float
        width: float
        height: float
        margin_top: float
        margin_bottom: float
        transformation_matrix: object
        link_annotation: dict[str, Any] | None

        def descendants(self) -> Iterator[Box]: ...
        def translate(self, dx: float, dy: float) -> None: ...
        def copy_with_children(self, new_children: Sequence[Box]) -> Box: ...
        def is_absolutely_positioned(self) -> bool: ...
        def is_in_normal_flow(self) -> bool: ...
        def content_box_x(self) -> float: ...
        def content_box_y(self) -> float: ...
        def padding_box_x(self) -> float: ...
        def padding_box_y(self) -> float: ...
        def border_box_x(self) -> float: ...
        def border_box_y(self) -> float: ...
        def padding_width(self) -> float: ...
        def padding_height(self) -> float: ...
        def border_width(self) -> float: ...
        def border_height(self) -> float: ...
        def margin_width(self) -> float: ...
        def margin_height(self) -> float: ...

    class TextBox(Box):
        text: str

    class ReplacedBox(Box):
        replacement: Image

    class TableRowGroupBox(Box):
        is_header: bool
        is_footer: bool

    class Page:
        height: float
        _page_box: Box

        def __init__(self, page_box: Box) -> None: ...

    class Document:
        pages: list[Page]
        metadata: Any

        def copy(self, pages: Sequence[Page]) -> Document: ...
        def write_pdf(self, **options: object) -> bytes: ...

    def layout_backgrounds(page: Box, get_image_from_uri: Callable[..., Image | None]) -> None: ...
    def replacedbox_layout(box: ReplacedBox) -> Area: ...
else:
    Document, Page = weasyprint.document.Document, weasyprint.document.Page
    Box, ReplacedBox, RasterImage = boxes.Box, boxes.ReplacedBox, weasyprint.images.RasterImage
    TableRowGroupBox, TextBox = boxes.TableRowGroupBox, boxes.TextBox
    layout_backgrounds = weasyprint.layout.background.layout_backgrounds
    replacedbox_layout = weasyprint.layout.replaced.replacedbox_layout

CSS: Any = weasyprint.CSS
HTML: Any = weasyprint.HTML
CounterStyle: Any = weasyprint.css.counters.CounterStyle
BlockBox: type[Box] = boxes.BlockBox
BlockContainerBox: type[Box] = boxes.BlockContainerBox
BlockLevelBox: type[Box] = boxes.BlockLevelBox
FlexContainerBox: type[Box] = boxes.FlexContainerBox
FootnoteAreaBox: type[Box] = boxes.FootnoteAreaBox
GridContainerBox: type[Box] = boxes.GridContainerBox
InlineBox: type[Box] = boxes.InlineBox
InlineLevelBox: type[Box] = boxes.InlineLevelBox
LineBox: type[Box] = boxes.LineBox
MarginBox: type[Box] = boxes.MarginBox

POINTS = 0.75
Image = object
Marks = Mapping["Box", Mapping[str, int]]


def of_page(page: Page) -> Box:
    """Give the box of a page."""
    return page._page_box


def inside(box: Box) -> Iterator[Box]:
    """Give the boxes that a box holds; what is taken out of the flow leaves a placeholder there."""
    for child in box.children:
        yield child._box if isinstance(child, AbsolutePlaceholder) else child


def background(box: Box) -> Background | None:
    """Give the ground of a box; one that is never drawn has none."""
    found: Background | None = getattr(box, "background", None)
    return found


def attributes(box: Box) -> Mapping[str, str]:
    """Give the attributes of a box's element; a pseudo-element has none."""
    return {} if box.element is None or "::" in (box.element_tag or "") else box.element.attrib


def picture_of(url: str, known: dict[str, Image | None], fetcher: URLFetcher, orientation: object) -> Image | None:
    """Give the picture of an address, from the known ones where it is there; None where it cannot be read."""
    found: Image | None = weasyprint.images.get_image_from_uri(
        known, fetcher, weasyprint.DEFAULT_OPTIONS, url, orientation=orientation
    )
    return found


def fonts_in(folder: Path) -> FontConfiguration:
    """Give fonts whose files lie in a folder of ours, which outlasts no build."""
    fonts = FontConfiguration()
    fonts._folder = folder
    return fonts


class BareFetcher(URLFetcher):  # type: ignore[misc]  # the engine is not typed
    """A fetcher without the handlers of the engine's own: network, files and certificates are never set up."""

    # The engine reads it where it fetches.
    _fail_on_errors = False

    def __init__(self) -> None:
        pass


def marks_in(stream: object) -> Marks | None:
    """Give the marked content of a page's stream by its box, each with its `mcid`; None of any other stream."""
    marks: Marks | None = getattr(stream, "_tags", None)
    return marks


@contextlib.contextmanager
def tagged_by(write: Callable[[Any, Document, Sequence[Any]], None]) -> Iterator[None]:
    """Let `write` make the structure of PDFs written meanwhile, from the PDF, its document and its pages' streams."""
    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = lambda pdf, document, pdf_version, page_streams: write(pdf, document, page_streams)
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs
