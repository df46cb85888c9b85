"""A brochure that stands for others of its kind: their copies are its PDF with other words in its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from brochure.copies.codes import redrawn
from brochure.copies.prepared import Prepared
from brochure.copies.recording import Document, Recorder, Replay
from brochure.copies.strings import Strings
from brochure.copies.wording import Words
from brochure.engine import boxes
from brochure.engine.boxes import POINTS
from brochure.engine.engine import Engine
from brochure.engine.fonts import missing_glyphs
from brochure.engine.laid import Laid
from brochure.engine.redrawing import Drawn, Piece, Pieces
from brochure.engine.relaying import Block
from brochure.engine.unproven import Unproven
from brochure.figures.reach import differing, shapes
from brochure.model.project import Project
from brochure.pipeline import Plan, about, finish, gathered, lay_out, resolution_of, told_before
from brochure.preflight.demands import demands
from brochure.preflight.legibility import Grounds
from brochure.render.group import Group
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.records import NamedTuple

if TYPE_CHECKING:
    from brochure.press.reprint import Reprint

# Rules that look at words themselves: a brochure of which one of these speaks stands for no other.
_OF_WORDS = frozenset({"text-overset", "small-text", "text-contrast", "qr-code", "link-not-printed", "signs-left-out"})
_NEAR = 1e-3
# What chooses elements by what an attribute says that may be another in a copy: all but the kind of an address.
_BY_VALUE = compiled(
    r"""\[\s*(?!href\^=["']?(?:https?|mailto|tel):["']?\])(?:alt|data-address|data-code|data-running|href|title)\s*[~|^$*]?="""
)


class Alike(NamedTuple):
    """What a copy was made of: what it says otherwise, the title of its PDF, and what is told of it."""

    replay: Replay
    title: str
    told: tuple[Problem, ...]


class Template:
    """Lays a brochure out, draws it and takes its PDF apart; `spelling` are words with all letters of the copies.

    What is the same in `others` is taken from them.
    Raises Unproven where it cannot stand for others, BrochureError as a build does.
    """

    def __init__(self, planned: Plan, engine: Engine, spelling: Sequence[str], others: Iterable[Template] = ()) -> None:
        if planned.preset.press and planned.project.press.settings.standard != "x-4":
            raise Unproven("opacity that is worked out on what it lies on")
        if _BY_VALUE.search(planned.css):
            raise Unproven("styles that follow what is said")
        self._engine = engine
        alike = [other._recorder for other in others if other._is_styled_as(planned)]
        self._recorder: Recorder = Recorder(engine, alike)
        self._planned = gathered(planned, self._recorder.open)
        self._laid = list(lay_out(self._planned, self._recorder.open))
        # None is kept alive by one that came later.
        self._recorder.others = ()
        if any(part.overset for _, part in self._laid):
            raise Unproven("words that have no room")
        if self._recorder.follows:
            raise Unproven("running heads that follow the text")
        self._pieces = Pieces(spelling, self._recorder.context)
        said, tagged = about(self._planned), planned.preset.tagged
        bound = engine.bind(self._laid, said, tagged, resolution_of(self._planned), self._pieces)
        self._reprint = _reprint() if planned.preset.press else None
        pdf, told = finish(self._planned, engine, self._laid, bound, self._reprint)
        self._placed = engine.placed(self._laid)
        self._rest = told[len(told_before(planned, self._placed)) :]
        if any(one.severity is Severity.ERROR or one.code in _OF_WORDS for one in told):
            raise Unproven("something is told of its words")
        # Another brochure that shares a page has links of its own there.
        self._notes = {id(box): box.link_annotation for line in self._recorder.lines for box in _boxes(line)}
        self._linked: dict[int, bool] = {}
        self._prepared = Prepared(pdf)
        self._strings = Strings(self._pieces, self._prepared, self._recorder.documents.values())
        # What is printed has the colours that it has in the finished file; two sheets up, it has the same.
        seen = pdf if planned.preset.press else bound
        self._grounds = Grounds(seen) if "text-contrast" in planned.preset.rules else None
        self._letters: set[str] = set()
        self._held: set[tuple[object, ...]] = set()
        self._borne: dict[tuple[object, ...], tuple[float, float]] = {}
        self._title = said.title
        self._least = demands(planned.preset, planned.project).least_contrast

    @property
    def project(self) -> Project:
        """Give the settings of the brochure."""
        return self._planned.project

    @property
    def pages(self) -> tuple[tuple[str, int], ...]:
        """Give how many pages each section has."""
        return tuple((group.name, len(part.pages)) for group, part in self._laid)

    def copy(self, planned: Plan, row: bytes) -> tuple[Halves, Alike]:
        """Give the PDF of a row and what it has in common with rows of its kind. Raises Unproven.

        `row` tells it from others.
        """
        if not self._is_styled_as(planned):
            raise Unproven("other styles or fonts")
        replay = Replay(self._recorder, self._engine)
        laid = list(lay_out(gathered(planned, replay.open), replay.open))
        if not _is_same(laid, self._laid):
            raise Unproven("other pages")
        title, told = about(planned).title, (*told_before(planned, self._placed), *self._rest)
        return self._written(replay, title, row), Alike(replay, title, told)

    def _is_styled_as(self, planned: Plan) -> bool:
        return (planned.css, planned.faces) == (self._planned.css, self._planned.faces)

    def put(self, replay: Replay, title: str, row: bytes) -> Halves:
        """Give the PDF of a row whose words were put into a replay, and proven. Raises Unproven."""
        return self._written(replay, title, row)

    def show(self, address: str, svg: str) -> None:
        """Have another drawing at an address, until one is planned again."""
        self._engine.assets.exchange(address, svg)

    def is_drawn(self, block: Block) -> bool:
        """Tell whether lines of a block stand on a page."""
        return any(self._pieces.of(line) is not None for line in block.lines)

    def has_letters(self, texts: Iterable[str]) -> bool:
        """Tell whether the faces have all letters of texts."""
        new = set("".join(texts)) - self._letters
        if new and missing_glyphs("".join(new), self._planned.faces):
            return False
        self._letters |= new
        return True

    def replay(self) -> Replay:
        """Give what a row is held to the layouts with."""
        return Replay(self._recorder, self._engine)

    def _written(self, replay: Replay, title: str, row: bytes) -> Halves:
        pieces, areas = self._redrawn(replay)
        objects = self._strings.written(list(replay.words.values()), (self._title, title), areas, row)
        return self._prepared.copy(pieces, objects, row)

    def _redrawn(self, replay: Replay) -> tuple[dict[int, bytes], list[tuple[Any, tuple[float, ...]]]]:
        """Draw what the row says otherwise; gives the new pieces, and the links that are moved with them."""
        pieces = self._pieces
        if any(pieces.of(line) is not None for line in replay.torn):
            raise Unproven("a paragraph over several pages")
        for document, words in replay.words.values():
            replay.set_heads(document, words, lambda line: pieces.of(line) is not None)
        drawn: dict[int, Drawn] = {}
        codes: dict[int, bytes] = {}
        areas: list[tuple[Any, tuple[float, ...]]] = []
        for old, line in replay.changed.values():
            piece = pieces.of(old)
            if piece is not None:
                self._hold(pieces.page_of(piece), old, line)
                drawn[piece.number] = pieces.line(piece, line)
                # Nobody follows a link on paper: the press has none.
                areas += self._moved(piece, old, line) if self._reprint is None else ()
        for document, words in replay.words.values():
            # Where words are drawn depends on none of the new ones.
            asked = id(document), *words.texts, *(name for name in words.said if name[0] == "data-code")
            if asked not in self._held:
                _hold_drawn(document, words, pieces)
                self._held.add(asked)
            if "link-not-printed" in self._planned.preset.rules:
                _hold_printed(words)
        for address, (before, after) in replay.pictures.items():
            shown = pieces.showing(address)
            if not shown:
                raise Unproven("another picture")
            for piece in shown:
                self._hold_picture(piece, before, after, replay)
                known = redrawn(self._prepared.own(piece.number), before, after)
                if known is None:
                    drawn[piece.number] = pieces.picture(piece, self._engine.picture(address))
                else:
                    codes[piece.number] = known
        pieces.settled({number: new.said for number, new in drawn.items()} | {number: {} for number in codes})
        made = {number: new.content for number, new in drawn.items()}
        return (self._reprint.pieces(made) if self._reprint is not None else made) | codes, areas

    def _hold(self, page: int, old: boxes.LineBox, new: boxes.LineBox) -> None:
        """Hold the words of a line to the ground that they come to lie on. Raises Unproven."""
        if self._grounds is None:
            return
        if self._reprint is None:
            for box in _texts(new):
                if box.text.strip():
                    self._hold_text(page, box)
            return
        # Which colour its inks have is for who looks at the file to say: it has it on the same ground as before.
        under = self._grounds.under
        grounds = [set[object]().union(*(under(page, _place(box)) for box in _texts(line))) for line in (old, new)]
        if None in grounds[1] or not grounds[1] <= grounds[0]:
            raise Unproven("words on another ground")

    def _hold_text(self, page: int, box: boxes.TextBox) -> None:
        assert self._grounds is not None
        left, top, right, bottom = _place(box)
        red, green, blue = (round(255 * part) for part in boxes.colour_of(box))
        least = self._least(box.style["font_size"] * POINTS)
        # A part of a ground that bears words bears them, too.
        asked = page, top, bottom, (red, green, blue), least
        start, end = self._borne.get(asked, (0.0, 0.0))
        if start <= left < right <= end:
            return
        # As words get longer, what bears them all is asked for at once.
        hull = (min(left, start), max(right, end)) if end > start else (left, right)
        for edges in dict.fromkeys((hull, (left, right))):
            if self._grounds.bears(page, (edges[0], top, edges[1], bottom), (red, green, blue), least):
                if edges[1] - edges[0] > end - start:
                    self._borne[asked] = edges
                return
        raise Unproven("words on a picture")

    def _moved(self, piece: Piece, old: boxes.LineBox, new: boxes.LineBox) -> Iterator[tuple[Any, tuple[float, ...]]]:
        """Give the links of a line with the areas that they have now. Raises Unproven."""
        if id(old) not in self._linked:
            self._linked[id(old)] = any(self._notes.get(id(box)) is not None for box in _boxes(old))
        if not self._linked[id(old)]:
            return
        for box, other in zip(_boxes(old), _boxes(new), strict=True):
            note = self._notes.get(id(box))
            if note is None:
                continue
            if not note or not _is_near(self._pieces.area(piece, box), note["Rect"]):
                raise Unproven("a link that was joined with another")
            yield note, self._pieces.area(piece, other)

    def _hold_picture(self, piece: Piece, old: bytes, new: bytes, replay: Replay) -> None:
        """Hold a picture that is another to be as fine, and to change nothing under words. Raises Unproven."""
        if "data-code" in boxes.attributes(piece.box):
            if _modules(old) != _modules(new):
                raise Unproven("a code of other modules")
            return
        before, after = (shapes(body.decode()) for body in (old, new))
        parts = differing(before, after) if before is not None and after is not None else None
        if before is None or after is None or parts is None:
            raise Unproven("another picture")
        page = self._pieces.page_of(piece)
        texts = [text for _, text in self._pieces.texts(page)]
        for line, changed in replay.changed.values():
            drawn = self._pieces.of(line)
            if drawn is not None and self._pieces.page_of(drawn) == page:
                texts += _texts(changed)
        areas = list(_areas(piece.box, before.view, parts))
        if any(_meets(text, area) for text in texts for area in areas):
            raise Unproven("another picture under words")


def _reprint() -> Reprint:
    from brochure.press.reprint import Reprint

    return Reprint()


def _place(box: boxes.TextBox) -> tuple[float, float, float, float]:
    """Give where a text lies on its page: left, top, right and bottom, in points."""
    edges = (box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height)
    left, top, right, bottom = (edge * POINTS for edge in edges)
    return left, top, right, bottom


def _areas(
    box: boxes.Box, view: tuple[float, float, float, float], parts: Sequence[tuple[float, float, float, float]]
) -> Iterator[tuple[float, float, float, float]]:
    """Give where parts of a drawing lie on the page: left, top, right and bottom, in CSS pixels."""
    assert isinstance(box, boxes.ReplacedBox)
    width, height, x, y = boxes.replacedbox_layout(box)
    across, down = width / view[2], height / view[3]
    for left, top, right, bottom in parts:
        start, end = (x + (edge - view[0]) * across for edge in (left, right))
        upper, lower = (y + (edge - view[1]) * down for edge in (top, bottom))
        yield start, upper, end, lower


def _meets(text: boxes.TextBox, area: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = area
    x, y = text.position_x, text.position_y
    return x < right and y < bottom and x + text.width > left and y + text.height > top


def _is_same(laid: Sequence[tuple[Group, Laid]], known: Sequence[tuple[Group, Laid]]) -> bool:
    """Tell whether pages are the very pages known, also where panels were joined anew."""
    if [group.name for group, _ in laid] != [group.name for group, _ in known]:
        return False
    return all(
        part is other
        or (
            ((part.setting, part.facts, part.overset) == (other.setting, other.facts, other.overset))
            and _on(part) == _on(other)
        )
        for (_, part), (_, other) in zip(laid, known, strict=True)
    )


def _on(laid: Laid) -> list[int]:
    return [id(child) for page in laid.pages for child in boxes.of_page(page).children]


def _boxes(box: boxes.Box) -> Iterable[boxes.Box]:
    return (box, *(inner for child in boxes.inside(box) for inner in _boxes(child)))


def _texts(box: boxes.Box) -> list[boxes.TextBox]:
    return [found for found in _boxes(box) if isinstance(found, boxes.TextBox)]


def _is_near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))


def _modules(svg: bytes) -> bytes:
    """Give the size of a code and of its modules."""
    head, _, rest = svg.partition(b"<path")
    return head.partition(b"<title")[0] + rest.partition(b"scale(")[2].partition(b")")[0]


def _hold_drawn(document: Document, words: Words, pieces: Pieces) -> None:
    """Hold all that is said otherwise to be drawn anew. Raises Unproven."""
    blocks = (block for layout in document.layouts.values() for block in layout.watch.blocks)
    if not any(pieces.of(line) is not None for block in blocks for line in block.lines):
        # It was tried alone.
        return
    for key in words.texts:
        drawn = {
            element
            for layout in document.layouts.values()
            for block in layout.watch.blocks_with(key)
            if any(pieces.of(line) is not None for line in block.lines)
            for element in block.texts[key]
        }
        if drawn != document.owners.get(key):
            raise Unproven("words that are not drawn in lines")
    codes = {value for name, value in words.said if name == "data-code"}
    if codes != {boxes.attributes(piece.box)["data-code"] for piece in pieces.codes(words.said)}:
        raise Unproven("a code that is not drawn as one")


def _hold_printed(words: Words) -> None:
    """Hold addresses that are another to stand in words, or in a code. Raises Unproven."""
    codes = {new for (name, _), new in words.said.items() if name == "data-code"}
    for (name, _), new in words.said.items():
        if name == "href" and new not in codes:
            raise Unproven("an address that may not be printed")
