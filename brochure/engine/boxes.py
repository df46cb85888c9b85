"""The one door to what WeasyPrint does not publish: its boxes, with types, and those of its functions that are called.

Whatever is named here is borrowed, and nothing else is: docs/developing/engine.md says what for, and
tests/engine/test_borrowed.py what a newer release no longer has. Import it after `loading.load()`. Lengths are in CSS
pixels, 96 to the inch.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import weasyprint.css.counters
import weasyprint.document
import weasyprint.images
import weasyprint.layout.background
import weasyprint.layout.replaced
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from brochure.pictures.assets import Assets

CSS, HTML, CounterStyle = weasyprint.CSS, weasyprint.HTML, weasyprint.css.counters.CounterStyle
Document = weasyprint.document.Document
Page = weasyprint.document.Page
RasterImage = weasyprint.images.RasterImage
layout_backgrounds = weasyprint.layout.background.layout_backgrounds
replacedbox_layout = weasyprint.layout.replaced.replacedbox_layout
Box = boxes.Box
ReplacedBox = boxes.ReplacedBox
TableRowGroupBox = boxes.TableRowGroupBox
TextBox = boxes.TextBox
BlockBox = boxes.BlockBox
BlockContainerBox = boxes.BlockContainerBox
BlockLevelBox = boxes.BlockLevelBox
FlexContainerBox = boxes.FlexContainerBox
FootnoteAreaBox = boxes.FootnoteAreaBox
GridContainerBox = boxes.GridContainerBox
InlineBox = boxes.InlineBox
InlineLevelBox = boxes.InlineLevelBox
LineBox = boxes.LineBox
MarginBox = boxes.MarginBox

POINTS = 0.75
Image = object
Marks = Mapping[Box, Mapping[str, int]]


def of_page(page: Page) -> Box:
    """Give the box of a page."""
    return page._page_box


def inside(box: Box) -> Iterator[Box]:
    """Give the boxes that a box holds; what is taken out of the flow leaves a placeholder there."""
    for child in box.children:
        yield child._box if isinstance(child, AbsolutePlaceholder) else child


def background(box: Box) -> boxes.Background | None:
    """Give the ground of a box; one that is never drawn has none."""
    found: boxes.Background | None = getattr(box, "background", None)
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


class Fetcher(URLFetcher):  # type: ignore[misc]  # the engine is not typed
    """The only door between the engine and the outside: it serves the assets of a build, from memory, and nothing else.

    The handlers of the engine's own, for network, files and certificates, are never set up.
    """

    # The engine reads it where it fetches.
    _fail_on_errors = False

    def __init__(self, assets: Assets) -> None:
        self._assets = assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Answer with registered bytes; raises PermissionError for any other address."""
        served = self._assets.served(url)
        if served is None:
            raise PermissionError(f"not an asset of this brochure: {url[:200]}")
        kind, body = served
        # Not the address that was asked for: at a file: address the engine would read the disk again.
        return URLFetcherResponse(f"asset:{url.partition(':')[2]}", body, {"Content-Type": kind})

    def open(self, url: str, data: object = None, timeout: float | None = None) -> URLFetcherResponse:
        """Answer as `fetch` does."""
        return self.fetch(url)


def letters_in(stream: object) -> dict[str, dict[int, str]]:
    """Give what the glyphs say that a content stream draws, by the name of their font there."""
    return {font.hash: font.to_unicode for font in (getattr(stream, "_fonts", None) or {}).values()}


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
