"""The one door to what WeasyPrint does not publish: its boxes, with types, and those of its functions that are called.

Whatever is named here is borrowed, and nothing else is: docs/developing/engine.md says what for, and
tests/engine/test_borrowed.py what a newer release no longer has. Import it after `loading.load()`. Lengths are in CSS
pixels, 96 to the inch.
"""

from __future__ import annotations

import contextlib
import copy
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Any, TypeGuard

import pydyf
import weasyprint.css.counters
import weasyprint.document
import weasyprint.draw
import weasyprint.images
import weasyprint.layout.background
import weasyprint.layout.block
import weasyprint.layout.inline
import weasyprint.layout.page
import weasyprint.layout.preferred
import weasyprint.layout.replaced
import weasyprint.pdf
import weasyprint.text.line_break
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
# Where in what is said of its styles, after a document and its stylesheets, stands who hears of anchors.
_TARGETS = 6
Image = object
ComputedStyle = weasyprint.css.ComputedStyle
InitialStyle = weasyprint.css.InitialStyle
StyleFor = weasyprint.css.StyleFor
declaration_precedence = weasyprint.css.declaration_precedence
AnonymousStyle = weasyprint.css.AnonymousStyle
Pending = weasyprint.css.Pending
_NONE: frozenset[str] = frozenset()
# Headers that nobody parses need no more than the oldest policy of Python's; to load any other takes a while.
_PLAIN = Message().policy
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


class Fonts(FontConfiguration):  # type: ignore[misc]  # the engine is not typed
    """The fonts of a build. Their files are written into a folder of ours, which outlasts no build.

    One that `lasting` gives for its address is read where it lies: to make files for all of them takes longer than to
    lay out a page.
    """

    def __init__(self, folder: Path, lasting: Callable[[str], Path | None]) -> None:
        super().__init__()
        self._folder: object = folder
        self._lasting = lasting
        self._lying: dict[Path, Mapping[str, Any]] = {}

    def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: Callable[[str], Any]) -> None:
        """Take in the face that a rule describes; a file that lies somewhere is one face, and written for another."""
        path = next((self._lasting(url) for _, url in rule_descriptors["src"] if url), None)
        if path is None or self._lying.get(path, rule_descriptors) != rule_descriptors:
            super().add_font_face(rule_descriptors, url_fetcher)
        elif path not in self._lying:
            self._lying[path] = rule_descriptors
            folder, self._folder = self._folder, _Lying(path)
            super().add_font_face(rule_descriptors, lambda url: URLFetcherResponse(url, b"", EmailMessage(_PLAIN)))
            self._folder = folder


class _Lying:
    """Stands for the folder of a font file, and for the file itself, where it lies already."""

    def __init__(self, path: Path) -> None:
        self.as_posix = path.as_posix

    def __truediv__(self, name: str) -> _Lying:
        return self

    def exists(self) -> bool:
        """Tell that it is not known yet."""
        return False

    def write_bytes(self, data: bytes) -> None:
        """Write nothing."""


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
        told = EmailMessage(_PLAIN)
        told["Content-Type"] = kind
        # Not the address that was asked for: at a file: address the engine would read the disk again.
        return URLFetcherResponse(f"asset:{url.partition(':')[2]}", body, told)

    def open(self, url: str, data: object = None, timeout: float | None = None) -> URLFetcherResponse:
        """Answer as `fetch` does."""
        return self.fetch(url)


def letters_in(stream: object) -> dict[str, dict[int, str]]:
    """Give what the glyphs say that a content stream draws, by the name of their font there."""
    fonts = (getattr(stream, "_fonts", None) or {}).values()
    return {font.hash: getattr(font.to_unicode, "drawn", font.to_unicode) for font in fonts}


def is_content(stream: object) -> bool:
    """Tell whether a stream of a PDF holds what is drawn: a page, a form, a pattern."""
    return hasattr(stream, "_fonts")


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


@contextlib.contextmanager
def _instead(module: Any, name: str, new: Any) -> Iterator[None]:
    """Let a function of the engine be another one meanwhile."""
    theirs = getattr(module, name)
    setattr(module, name, new)
    try:
        yield
    finally:
        setattr(module, name, theirs)


@contextlib.contextmanager
def packed_once() -> Iterator[None]:
    """Let the streams of a PDF, which does not change any more, be packed once: its identifier is made of them, too."""
    known: dict[Any, bytes] = {}
    pack = pydyf.Stream.data.fget

    def data(stream: Any) -> bytes:
        if stream not in known:
            known[stream] = pack(stream)
        return known[stream]

    with _instead(pydyf.Stream, "data", property(data)):
        yield


@contextlib.contextmanager
def lines_told(
    lines: Callable[..., Iterator[Any]],
    heads: Callable[..., Sequence[Box]],
    measured: Callable[[Box], None],
) -> Iterator[None]:
    """Let `lines` and `heads` stand for what lays lines and margin boxes out; `measured` hears whose width is asked."""
    theirs = weasyprint.layout.preferred.inline_line_widths

    def widths(context: Any, box: Box, *values: Any, **options: Any) -> Iterator[float]:
        measured(box)
        found: Iterator[float] = theirs(context, box, *values, **options)
        return found

    with (
        _instead(weasyprint.layout.block, "iter_line_boxes", lines),
        _instead(weasyprint.layout, "make_margin_boxes", heads),
        _instead(weasyprint.layout.preferred, "inline_line_widths", widths),
    ):
        yield


# What lays lines out for those who hear of them, where somebody stands for the engine.
_lines_beneath: list[Callable[..., Iterator[Any]]] = []


@contextlib.contextmanager
def lines_by(lines: Callable[..., Iterator[Any]]) -> Iterator[None]:
    """Let `lines` stand for what lays lines out, or, where somebody hears of them, beneath that: see lines_beneath."""
    if weasyprint.layout.block.iter_line_boxes is not weasyprint.layout.inline.iter_line_boxes:
        _lines_beneath.append(lines)
        try:
            yield
        finally:
            _lines_beneath.pop()
        return
    with _instead(weasyprint.layout.block, "iter_line_boxes", lines):
        yield


def lines_beneath(*values: Any) -> Iterator[Any]:
    """Lay lines out as it is done where nobody hears of them."""
    return (_lines_beneath[-1] if _lines_beneath else lines_of)(*values)


@contextlib.contextmanager
def pages_by(ended: Callable[[int, Any], None]) -> Iterator[None]:
    """Let `ended` hear of every page how many there are up to it, and where in the boxes the next one begins."""
    theirs = weasyprint.layout.page.make_all_pages

    def pages(context: Any, *values: Any) -> Iterator[Any]:
        for count, page in enumerate(theirs(context, *values), 1):
            ended(count, context.page_maker[count][0])
            yield page

    with _instead(weasyprint.layout, "make_all_pages", pages):
        yield


@contextlib.contextmanager
def styled_by(
    take: Callable[[Any], None], known: Callable[[Any, Sequence[Any], Any], Any] | None = None
) -> Iterator[None]:
    """Let `take` have its say about the styles of a document before anything is made of them.

    `known` may give them instead of the engine, of the document, its stylesheets and who hears of its anchors.
    """
    theirs = weasyprint.document.get_all_computed_styles

    def styles(html: Any, sheets: Sequence[Any], *values: Any) -> Any:
        found = known(html, sheets, values[_TARGETS]) if known is not None else None
        if found is None:
            found = theirs(html, sheets, *values)
        take(found)
        return found

    with _instead(weasyprint.document, "get_all_computed_styles", styles):
        yield


def sheets_of(found: StyleFor) -> list[tuple[Any, str, Any]]:
    """Give the stylesheets that the styles of a document come from: each with its origin, and its weight if set."""
    return list(found._sheets)


def unstyled(found: StyleFor, sheets: list[tuple[Any, str, Any]]) -> StyleFor:
    """Give what holds the styles of a document, for other stylesheets, and without any."""
    made = copy.copy(found)
    made._sheets, made._cascaded_styles, made._computed_styles = sheets, {}, {}
    made.initial_page_sizes = dict.fromkeys(found.initial_page_sizes)
    return made


def style_of(style: ComputedStyle, parent: object, given: object, root: object, found: StyleFor) -> ComputedStyle:
    """Give a style like one, of which nothing is worked out yet, with a parent, the root's, and what is `given` to it.

    `found` is what is to hold it.
    """
    sizes = found.initial_page_sizes
    return ComputedStyle(parent, given, style.pseudo_type, root, style.base_url, found.font_config, sizes)


def take_style(style: ComputedStyle, old: ComputedStyle, but: Set[str]) -> None:
    """Let a style have what was worked out of one like it, save for some properties and variables."""
    for made, known in ((style, old), (style.specified, old.specified)):
        made.update(known)
        for name in made.keys() & but:
            del made[name]
    if style.parent_style is None:
        # What is known of typefaces, which all styles of a document share.
        style.cache.update(old.cache)


def is_anonymous(style: object) -> TypeGuard[AnonymousStyle]:
    """Tell whether a style is that of a box without an element, which has what its parent hands down."""
    return isinstance(style, AnonymousStyle)


def variables_in(value: object) -> frozenset[str]:
    """Name the variables that a value of a stylesheet asks for, as styles call them."""
    tokens = value.tokens if isinstance(value, Pending) else value
    return frozenset(_asked(tokens)) if isinstance(tokens, (list, tuple)) else _NONE


def _asked(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inner, list):
            if getattr(token, "lower_name", "") == "var":
                yield next((one.value.replace("-", "_") for one in inner if one.type == "ident"), "")
            yield from _asked(inner)


def lines_of(context: Any, box: Box, *values: Any) -> Iterator[tuple[LineBox, Any]]:
    """Lay out lines as the engine does: each with where the next begins, None after the last."""
    found: Iterator[tuple[LineBox, Any]] = weasyprint.layout.inline.iter_line_boxes(context, box, *values)
    return found


def heads_of(context: Any, page: Box, state: Any) -> list[Box]:
    """Lay out the margin boxes of a page as the engine does."""
    return list(weasyprint.layout.page.make_margin_boxes(context, page, state))


@contextlib.contextmanager
def without_floats(context: Any) -> Iterator[None]:
    """Let a context, whose layout is over, lay out lines beside which nothing floats."""
    kept = context._excluded_shapes_root_boxes, context._excluded_shapes
    context._excluded_shapes_root_boxes, context._excluded_shapes = [None], {None: []}
    try:
        yield
    finally:
        context._excluded_shapes_root_boxes, context._excluded_shapes = kept


def split_text(*values: Any, **options: Any) -> Any:
    """Give how much of a text stands on a line, as the engine does."""
    return weasyprint.layout.inline.split_first_line(*values, **options)


@contextlib.contextmanager
def shaped_kept() -> Iterator[None]:
    """Let what shapes a text stay as it is meanwhile, to be drawn by `shaped_known`."""
    with _instead(weasyprint.text.line_break.Layout, "deactivate", lambda layout: None):
        yield


@contextlib.contextmanager
def shaped_known() -> Iterator[None]:
    """Let what is drawn meanwhile be what shaped the text, where that was kept, and shape anew only other texts."""
    kind = weasyprint.text.line_break.Layout
    theirs = kind.reactivate
    with _instead(kind, "reactivate", lambda layout, style: hasattr(layout, "layout") or theirs(layout, style)):
        yield


def may_part(letters: str, language: str | None) -> bool:
    """Tell whether a line may end within some letters of a language."""
    return bool(weasyprint.layout.inline.can_break_text(letters, language))


@contextlib.contextmanager
def splits_by(split: Callable[..., Any]) -> Iterator[None]:
    """Let `split` give how much of a text stands on a line, told the engine's own way first."""
    theirs = weasyprint.layout.inline.split_first_line
    with _instead(weasyprint.layout.inline, "split_first_line", functools.partial(split, theirs)):
        yield


@contextlib.contextmanager
def texts_by(draw: Callable[..., None]) -> Iterator[None]:
    """Let `draw` draw the texts of lines, told the engine's own way first."""
    theirs = weasyprint.draw.draw_text
    with _instead(weasyprint.draw, "draw_text", functools.partial(draw, theirs)):
        yield


@contextlib.contextmanager
def drawn_by(line: Callable[..., None], picture: Callable[..., None]) -> Iterator[None]:
    """Let `line` draw what stands in lines, and `picture` pictures, each told the engine's own way first."""
    lines, pictures = weasyprint.draw.draw_inline_level, weasyprint.draw.draw_replacedbox

    def draw_line(stream: Any, page: Any, box: Any, *values: Any, **options: Any) -> None:
        if isinstance(box, LineBox):
            line(lines, stream, page, box)
        else:
            lines(stream, page, box, *values, **options)

    with (
        _instead(weasyprint.draw, "draw_inline_level", draw_line),
        _instead(weasyprint.draw, "draw_replacedbox", lambda stream, box: picture(pictures, stream, box)),
    ):
        yield


@contextlib.contextmanager
def fonts_told(tell: Callable[[], None]) -> Iterator[None]:
    """Let `tell` have its say once all pages of a PDF are drawn, before its fonts are cut."""
    theirs = weasyprint.pdf.build_fonts_dictionary

    def build(*values: Any, **options: Any) -> Any:
        tell()
        return theirs(*values, **options)

    with _instead(weasyprint.pdf, "build_fonts_dictionary", build):
        yield


def forget_state(stream: Any) -> None:
    """Let a stream say its colours, its opacity and its font again before what is drawn next."""
    stream._current_color = stream._current_color_stroke = None
    stream._current_alpha = stream._current_alpha_stroke = None
    stream._current_font = None


def beside(stream: Any, marks: Any) -> Any:
    """Give an empty stream with the fonts and resources of another, in its space; `marks` are its marked content."""
    made = stream.clone(tags=marks)
    made._ctm_stack = [stream.ctm]
    return made


def named_in(stream: Any) -> tuple[int, ...]:
    """Count what a stream draws by name, of each kind."""
    return tuple(len(kind) for kind in stream._resources.values() if isinstance(kind, dict))


def draw_line(stream: Any, page: Any, line: Box) -> None:
    """Draw a line as the engine does."""
    weasyprint.draw.draw_inline_level(stream, page, line)


def draw_picture(stream: Any, box: Box) -> None:
    """Draw a picture as the engine does."""
    weasyprint.draw.draw_replacedbox(stream, box)


def colour_of(box: Box) -> tuple[float, ...]:
    """Give red, green and blue (0 to 1) of the words of a box."""
    colour: Any = box.style["color"]
    return tuple(colour.to("srgb").coordinates)


def spelled(box: TextBox, text: str, context: Any) -> Box | None:
    """Give a text as long as it likes, set as a box is; None for one that shows nothing."""
    found: Box | None = weasyprint.layout.inline.split_text_box(context, box.copy_with_text(text), None, 0)[0]
    return found


def draw_text(stream: Any, box: Box) -> None:
    """Draw the text of a box as the engine does."""
    weasyprint.draw.draw_text(stream, box, 0, "clip", "none")
