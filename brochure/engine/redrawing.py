"""Keeps track of what is drawn where while a PDF is written, so that single lines and pictures can be drawn anew.

Each line, and each drawing of the brochure's own, stands between two marks in its content stream (operator MP, ISO
32000-1, 14.6). What is between them depends on nothing before it and leaves nothing behind.
Import it after `loading.load()`.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from brochure.engine import boxes
from brochure.engine.boxes import POINTS, Box, LineBox, TextBox, letters_in, marks_in
from brochure.engine.texts import Glyph, Heard, Strokes
from brochure.engine.unproven import Unproven
from brochure.pictures.assets import BASE_URL
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass

if TYPE_CHECKING:
    from brochure.engine.treewriter import TreeWriter

# The marks of a piece: where it begins, and where it ends.
BEGINS, ENDS = "/mb{} MP", "/mb{}e MP"
MARK = compiled(rb"/mb(\d+)(e?) MP\s?")
_TYPE = (
    "font_family",
    "font_weight",
    "font_style",
    "font_stretch",
    "font_variant_caps",
    "font_feature_settings",
    "lang",
)
# Where drawings of the brochure's own are served.
_DRAWN = f"{BASE_URL}-/"


class _Said(dict[int, str]):
    """What glyphs of a font say: the first text that each was drawn for; `mixed` are those drawn for others, too.

    `heard` takes what each is drawn for first in a piece; `drawn` are those on the pages alone.
    """

    def __init__(self, name: str, heard: Heard) -> None:
        super().__init__()
        self.mixed: dict[int, set[str]] = {}
        self.closed = False
        self.drawn: Mapping[int, str] = self
        self._name, self._heard = name, heard

    def __contains__(self, key: object) -> bool:
        # Each time that a glyph is drawn, its text is asked for.
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        self._heard.setdefault((self._name, glyph), text)
        known = self.get(glyph)
        if known is None and not self.closed:
            super().__setitem__(glyph, text)
        elif known != text and text not in self.mixed.get(glyph, ()):
            if self.closed:
                raise Unproven("a letter that no font has yet")
            self.mixed.setdefault(glyph, set()).add(text)


class _Fonts(dict[Any, Any]):
    """The fonts of a PDF; once `closed`, there is none more."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self.closed = False
        self._heard = heard

    def __setitem__(self, key: Any, font: Any) -> None:
        if self.closed:
            raise Unproven("a font that no page has yet")
        font.to_unicode = _Said(font.hash, self._heard)
        super().__setitem__(key, font)


class _Marks(dict[Box, Any]):
    """The marked content of a piece that is drawn anew: it is numbered as that of the piece was."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first

    def __len__(self) -> int:
        return self.first + super().__len__()


@dataclass(slots=True, eq=False)
class Piece:
    """A line or a picture as it was drawn; `first` is the number of its first marked content on the page.

    `said` is what its glyphs say.
    """

    number: int
    stream: Any
    page: Any
    box: Box
    first: int
    said: Heard = field(default_factory=dict)


class Drawn(NamedTuple):
    """What a piece is when it is drawn anew: its part of the content stream, and what its glyphs say."""

    content: bytes
    said: Heard


class Pieces:
    """The pieces of a PDF. `spelling` are words with all letters, in the combinations, that are to be drawn later."""

    def __init__(self, spelling: Sequence[str], context: Any) -> None:
        self.all: dict[int, Piece] = {}
        self.writer: TreeWriter | None = None
        self.pages: dict[int, int] = {}
        self._spelling, self._context = " ".join(spelling), context
        self._heard: Heard = {}
        self._strokes = Strokes(self._heard)
        self._fonts = _Fonts(self._heard)
        self._within = False
        self._heights: list[float] = []
        self._numbers: dict[int, int] = {}

    @contextlib.contextmanager
    def drawing(self, document: Any) -> Iterator[None]:
        """Keep track of what is drawn of a document meanwhile."""
        document.fonts = self._fonts
        self._heights = [page.height for page in document.pages]
        self._numbers = {
            key: number for number, page in enumerate(document.pages) for key in _keys(boxes.of_page(page))
        }
        with boxes.drawn_by(self._line, self._picture), boxes.fonts_told(self._spell):
            yield
        self._fonts.closed = True
        for font in self._fonts.values():
            font.to_unicode.closed = True
            if font.to_unicode.drawn is font.to_unicode:
                # It was spelled in alone.
                font.to_unicode.drawn = {}

    def keep(self, writer: TreeWriter, streams: Sequence[Any]) -> None:
        """Keep what wrote the structure tree."""
        self.writer = writer
        self.pages = {id(stream): number for number, stream in enumerate(streams)}

    def of(self, box: Box) -> Piece | None:
        """Give the piece of a line, None for one that was never drawn."""
        return self.all.get(_key(box))

    @functools.cached_property
    def pictures(self) -> list[Piece]:
        """Give the pieces that are pictures, once all is drawn."""
        return [piece for piece in self.all.values() if not isinstance(piece.box, LineBox)]

    @functools.cached_property
    def _shown(self) -> Mapping[str, list[Piece]]:
        found: dict[str, list[Piece]] = {}
        for piece in self.pictures:
            found.setdefault(boxes.attributes(piece.box)["src"], []).append(piece)
        return found

    def showing(self, address: str) -> Sequence[Piece]:
        """Give the pieces that show the picture at an address, once all is drawn."""
        return self._shown.get(address, ())

    def texts(self, page: int) -> Iterator[tuple[int, TextBox]]:
        """Give the texts in the lines of a page, with the numbers of their pieces."""
        for piece in self.all.values():
            if isinstance(piece.box, LineBox) and self.page_of(piece) == page:
                for box in piece.box.descendants():
                    if isinstance(box, TextBox):
                        yield piece.number, box

    def codes(self, said: Mapping[tuple[str, str], str]) -> list[Piece]:
        """Give the pictures whose code says something else now."""
        return [piece for piece in self.pictures if ("data-code", boxes.attributes(piece.box).get("data-code")) in said]

    def page_of(self, piece: Piece) -> int:
        """Give the page that a piece is on, from 0."""
        return self._numbers[_key(piece.box)]

    def line(self, piece: Piece, line: LineBox) -> Drawn:
        """Draw another line in the place of one. Raises Unproven."""
        with self._strokes.known():
            return self._redrawn(piece, line, lambda stream: boxes.draw_line(stream, piece.page, line))

    def picture(self, piece: Piece, image: object) -> Drawn:
        """Draw another picture of the same size in the place of one. Raises Unproven."""
        box = _replaced(piece.box, image)
        return self._redrawn(piece, box, lambda stream: boxes.draw_picture(stream, box))

    def area(self, piece: Piece, box: Box) -> tuple[float, float, float, float]:
        """Give the rectangle of a link as the engine writes it, in points."""
        height = self._heights[self.page_of(piece)]
        x, y, width, tall = box.hit_area()
        return x * POINTS, (height - y) * POINTS, (x + width) * POINTS, (height - y - tall) * POINTS

    def settled(self, changed: Mapping[int, Heard]) -> None:
        """Hold the fonts to what a PDF with some pieces drawn anew would say of its letters. Raises Unproven.

        `changed` is what the glyphs of the new pieces say, by the numbers of those. A glyph says what it is first drawn
        for; and a line ends with a space where its font draws one at all.
        """
        mixed, spaces = self._sayings
        for key, (said, pieces) in mixed.items():
            new = [(number, heard[key]) for number, heard in changed.items() if key in heard]
            kept = next((pair for pair in pieces if pair[0] not in changed), None)
            first = min([*new, kept] if kept is not None else new, default=None)
            if first is not None and first[1] != said:
                raise Unproven("a letter that says something else")
        for keys, numbers in spaces if self.writer is not None else ():
            kept_one = any(number not in changed for number in numbers)
            if bool(numbers) != (kept_one or any(not keys.isdisjoint(heard) for heard in changed.values())):
                raise Unproven("a font that draws a space, or draws none, now")

    @functools.cached_property
    def _sayings(self) -> tuple[dict[Glyph, tuple[str, list[tuple[int, str]]]], list[tuple[set[Glyph], list[int]]]]:
        """Give what glyphs say that are drawn for several texts, and for which in which pieces, in turn.

        Then, by their fonts, the glyphs that are spaces, with the pieces that draw one.
        """
        pieces = sorted(self.all.values(), key=lambda piece: piece.number)
        mixed: dict[Glyph, tuple[str, list[tuple[int, str]]]] = {}
        spaces: list[tuple[set[Glyph], list[int]]] = []
        for font in self._fonts.values():
            said: _Said = font.to_unicode
            for glyph in said.mixed:
                key = (font.hash, glyph)
                drawn = [(piece.number, piece.said[key]) for piece in pieces if key in piece.said]
                mixed[key] = said[glyph], drawn
            blank = {(font.hash, glyph) for glyph, text in said.items() if text == " "}
            if blank:
                spaces.append((blank, [piece.number for piece in pieces if not blank.isdisjoint(piece.said)]))
        return mixed, spaces

    def _redrawn(self, piece: Piece, box: Box, draw: Callable[[Any], None]) -> Drawn:
        stream = boxes.beside(piece.stream, _Marks(piece.first) if marks_in(piece.stream) is not None else None)
        named = boxes.named_in(stream)
        self._heard.clear()
        draw(stream)
        heard = dict(self._heard)
        if boxes.named_in(stream) != named:
            raise Unproven("something that the page has no name for")
        items: list[Any] = stream.stream
        if self.writer is not None and id(piece.stream) in self.pages:
            page = self.pages[id(piece.stream)]
            self._rename_ends(page, stream, box)
            self.writer.settle(page, items, letters_in(stream))
        return Drawn(_content(items), heard)

    def _rename_ends(self, page: int, stream: Any, box: Box) -> None:
        """Let the ends of lines say their own words."""
        assert self.writer is not None
        marks = marks_in(stream) or {}
        for text, mark in marks.items():
            key = (page, mark["mcid"])
            if isinstance(text, TextBox):
                for said, after in ((self.writer.line_ends, " "), (self.writer.spelt, "")):
                    if key in said:
                        said[key] = f"{text.text}{after}"

    def _line(self, theirs: Callable[..., None], stream: Any, page: Any, line: Box) -> None:
        self._drawn(stream, page, line, lambda: theirs(stream, page, line))

    def _picture(self, theirs: Callable[..., None], stream: Any, box: Box) -> None:
        if boxes.attributes(box).get("src", "").startswith(_DRAWN):
            self._drawn(stream, None, box, lambda: theirs(stream, box))
        else:
            theirs(stream, box)

    def _drawn(self, stream: Any, page: Any, box: Box, draw: Callable[[], None]) -> None:
        if self._within or _key(box) not in self._numbers:
            draw()
            return
        number, items = len(self.all), stream.stream
        marks = marks_in(stream)
        # A line is within its marks; a picture is drawn when its mark has begun.
        first = 0 if marks is None else len(marks) - (0 if isinstance(box, LineBox) else 1)
        piece = self.all[_key(box)] = Piece(number, stream, page, box, first)
        self._within = True
        boxes.forget_state(stream)
        items.append(BEGINS.format(number).encode())
        self._heard.clear()
        draw()
        piece.said = dict(self._heard)
        items.append(ENDS.format(number).encode())
        boxes.forget_state(stream)
        self._within = False

    def _spell(self) -> None:
        """Draw the words that are to come beside the pages, in every type that lines are set in."""
        for font in self._fonts.values():
            font.to_unicode.drawn = dict(font.to_unicode)
        styles: set[tuple[object, ...]] = set()
        for piece in list(self.all.values()):
            for box in [piece.box, *piece.box.descendants()] if isinstance(piece.box, LineBox) else ():
                if isinstance(box, TextBox) and self._spelling:
                    own: Any = box.style
                    style = tuple(str(own[name]) for name in _TYPE)
                    if style not in styles:
                        styles.add(style)
                        spelled = boxes.spelled(box, self._spelling, self._context)
                        if spelled is not None:
                            spelled.position_x = spelled.position_y = 0.0
                            boxes.draw_text(boxes.beside(piece.stream, None), spelled)


@contextlib.contextmanager
def drawn_instead(lines: Iterable[tuple[LineBox, LineBox]]) -> Iterator[None]:
    """Draw other lines in the places of some: pairs of the line of a page and what is drawn for it."""
    others = {_key(old): new for old, new in lines}
    with boxes.drawn_by(
        lambda theirs, stream, page, line: theirs(stream, page, others.get(_key(line), line)),
        lambda theirs, stream, box: theirs(stream, box),
    ):
        yield


def _content(items: Sequence[Any]) -> bytes:
    return b"".join((item if isinstance(item, bytes) else _written(item)) + b"\n" for item in items)


def _written(item: Any) -> bytes:
    data = getattr(item, "data", None)
    return data if isinstance(data, bytes) else str(item).encode("ascii")


def _keys(box: Box) -> Iterator[int]:
    """Give what the lines and pictures of a page are known by."""
    if isinstance(box, (LineBox, boxes.ReplacedBox)):
        yield _key(box)
    for child in boxes.inside(box):
        yield from _keys(child)


def _key(box: Box) -> int:
    """Give what a box is known by: the engine draws copies of lines, of which the texts are the same."""
    while isinstance(box, (LineBox, boxes.InlineBox)):
        first = next(boxes.inside(box), None)
        if first is None:
            break
        box = first
    return id(box)


def _replaced(box: Box, image: object) -> Box:
    made = box.copy()
    assert isinstance(made, boxes.ReplacedBox)
    made.replacement = image
    return made
