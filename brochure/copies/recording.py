"""Layouts that are remembered with what they asked of their texts, so that other words can be proven to fit them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from xml.etree.ElementTree import Element

from brochure.compose.copyfit import Manuscript
from brochure.copies.wording import Parts, Words, between, owners, parts_of
from brochure.engine.boxes import LineBox
from brochure.engine.engine import Engine, Parsed
from brochure.engine.laid import TELLING, Laid, Setting
from brochure.engine.relaying import Block, Watch, is_lonely, is_same, made_of
from brochure.engine.unproven import Unproven
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

_ADDRESS = compiled(r"file:///[^\"'\s()<>&]+")
Changed = dict[int, tuple[LineBox, LineBox]]


@dataclass(slots=True, eq=False)
class Layout:
    """A layout with what it asked for."""

    laid: Laid
    watch: Watch


@dataclass(slots=True, eq=False)
class Document:
    """A document of the brochure that stands for its kind, with its layouts by their settings.

    Settings are `gainless` whose smaller type saves no page, `roomless` whose room nothing takes.
    """

    parsed: Parsed
    parts: Parts
    pictures: Mapping[str, bytes]
    root: Element
    owners: Mapping[str, set[Element]]
    above: Mapping[Element, Element]
    layouts: dict[Setting, Layout] = field(default_factory=dict)
    gainless: set[Setting] = field(default_factory=set)
    roomless: set[Setting] = field(default_factory=set)

    def is_short(self, element: Element | None) -> bool:
        """Tell whether an element is a title or a lead, of which a last line of one word is told."""
        while element is not None:
            if "data-set" in element.attrib:
                return False
            if element.tag in ("h1", "h2") or element.get("class") == "lead" or "data-short" in element.attrib:
                return True
            element = self.above.get(element)
        return False


class Recorder:
    """Opens documents for the brochure that stands for others, and keeps what is laid out.

    What `others` of the same styles have laid out is not laid out again, until they are let go.
    """

    def __init__(self, engine: Engine, others: Sequence[Recorder] = ()) -> None:
        self.documents: dict[tuple[str, ...], Document] = {}
        self.others = others
        self._engine = engine

    @property
    def context(self) -> object:
        """Give what a layout was made in, for words that are laid out by themselves."""
        layouts = (layout for document in self.documents.values() for layout in document.layouts.values())
        return next(block.context for layout in layouts for block in layout.watch.blocks)

    @property
    def follows(self) -> bool:
        """Tell whether running heads say what stands in the text."""
        layouts = (layout for document in self.documents.values() for layout in document.layouts.values())
        return any(head.follows for layout in layouts for head in layout.watch.heads)

    @property
    def lines(self) -> Iterator[LineBox]:
        """Give all lines that were laid out."""
        for document in self.documents.values():
            for layout in document.layouts.values():
                for block in layout.watch.blocks:
                    yield from block.lines

    def open(self, html: str) -> Manuscript:
        """Give a document to lay out. Raises Unproven where another is alike."""
        parts = parts_of(self._engine.signs.set(html))
        known = self.documents.get(parts.alike)
        if known is None:
            pictures = pictures_of(self._engine, html)
            shared = self._shared(parts, pictures)
            if shared is not None:
                self.documents[parts.alike] = shared
                return _Recorded(shared)
            # Those of another row may be remembered by their addresses.
            for address in pictures:
                self._engine.forget(address)
            parsed = self._engine.open(html)
            root = parsed.tree.etree_element
            above = {child: parent for parent in root.iter() for child in parent}
            known = Document(parsed, parts, pictures, root, owners(root), above)
            self.documents[parts.alike] = known
        elif known.parts != parts:
            raise Unproven("two pages that are alike but for their words")
        return _Recorded(known)

    def _shared(self, parts: Parts, pictures: Mapping[str, bytes]) -> Document | None:
        """Give the very document as another brochure has it: no layout of it is ever changed."""
        found = (other.documents.get(parts.alike) for other in self.others)
        same = (one for one in found if one is not None and (one.parts, one.pictures) == (parts, pictures))
        return next(same, None)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document whose layouts are kept: none of them is ever changed."""

    document: Document

    @property
    def level(self) -> bool:
        return self.document.parsed.level

    def stretch(self, laid: Laid, room: float) -> Laid | None:
        return None


class _Recorded(_Kept):
    __slots__ = ()

    def lay(self, setting: Setting) -> Laid:
        """Lay it out, or recall how it was."""
        known = self.document.layouts.get(setting)
        if known is None:
            watch = Watch()
            with watch.watching():
                laid = self.document.parsed.lay(setting)
            known = self.document.layouts[setting] = Layout(laid, watch)
        return known.laid

    def tighten(self, laid: Laid, size: float) -> Laid | None:
        """Lay it out in smaller type, or recall how it was; None where no page is saved."""
        setting, document, watch = replace(laid.setting, size=size), self.document, Watch()
        if setting in document.layouts:
            return document.parsed.tighten(laid, size, self.lay(setting))
        if setting not in document.gainless:
            with watch.watching():
                found = document.parsed.tighten(laid, size)
            if found is not None:
                document.layouts[setting] = Layout(found, watch)
                return found
            document.gainless.add(setting)
        return None

    def loosen(self, laid: Laid, rooms: tuple[float, ...]) -> Laid:
        """Hand out room, in points, on its pages; the layout is given as it is where nothing takes any."""
        setting, document = replace(laid.setting, slack=rooms), self.document
        if setting not in document.layouts and not document.parsed.takes(laid, rooms):
            document.roomless.add(setting)
        return laid if setting in document.roomless else self.lay(setting)


class Replay:
    """Opens the documents of a row, and gives the layouts of the brochure that stands for it, proven to be its own.

    `words` are what the row says otherwise, by document; `changed` the lines that do, the old and the new, by the old;
    `pictures` those that are others, with the bytes of both; `torn` are the lines of paragraphs over several pages,
    of which none may be drawn; `proven` are the layouts that were held to other words.
    Raises Unproven wherever that cannot be proven.
    """

    def __init__(self, recorder: Recorder, engine: Engine) -> None:
        self.pictures: dict[str, tuple[bytes, bytes]] = {}
        self.words: dict[int, tuple[Document, Words]] = {}
        self.changed: Changed = {}
        self.torn: list[LineBox] = []
        self.proven: dict[int, tuple[Document, Layout]] = {}
        self._recorder, self._engine = recorder, engine
        self._manuscripts: dict[str, _Replayed] = {}

    def open(self, html: str) -> _Replayed:
        """Give a document to lay out. Raises Unproven."""
        known = self._manuscripts.get(html)
        if known is None:
            known = self._manuscripts[html] = self._opened(html)
        return known

    def _opened(self, html: str) -> _Replayed:
        before = len(self._engine.signs.left_out)
        parts = parts_of(self._engine.signs.set(html))
        document = self._recorder.documents.get(parts.alike)
        if document is None:
            raise Unproven("a page of another make")
        if len(self._engine.signs.left_out) != before:
            raise Unproven("signs that no font has")
        for address, body in pictures_of(self._engine, html).items():
            if body != (old := document.pictures[address]):
                self.pictures[address] = old, body
        words = between(document.parts, parts)
        known = self.words.setdefault(id(document), (document, words))
        if known[1] != words:
            raise Unproven("two pages that are alike but for their words")
        return _Replayed(document, self, words)

    def prove(self, document: Document, layout: Layout, words: Words, spare: Collection[int] = frozenset()) -> None:
        """Prove that a layout is that of the row, too; a `spare` block is as another that is held. Raises Unproven."""
        if id(layout) in self.proven:
            return
        self.proven[id(layout)] = document, layout
        watch, held = layout.watch, dict[int, Block]()
        put = {**words.texts, **dict(_composed(watch, words))}
        for made in watch.made - put.keys():
            if any(key in made for key in words.texts):
                raise Unproven("words that the styles say elsewhere, too")
        for key in put:
            if key in watch.measured:
                raise Unproven("words whose width something follows")
            blocks = watch.blocks_with(key)
            found = {element for block in blocks for element in block.texts[key]}
            if key in words.texts and found != document.owners.get(key):
                raise Unproven("words that stand elsewhere than in lines")
            held |= {id(block): block for block in blocks}
        for block in held.values():
            if block.goes_on or not block.whole:
                self.torn += block.lines
            if block.goes_on:
                _hold_rest(block, held.values())
                continue
            new = block.lay(put) if id(block) not in spare else []
            if not new:
                continue
            if is_lonely(block.lines) != is_lonely(new) and document.is_short(block.block.element):
                raise Unproven("a title that ends in a single word")
            pairs = zip(block.lines, new, strict=True)
            self.changed |= {id(old): (old, line) for old, line in pairs if not is_same(old, line)}

    def set_heads(self, document: Document, words: Words, is_drawn: Callable[[LineBox], bool]) -> None:
        """Set the running heads that say something else now, on pages that are drawn. Raises Unproven.

        They stand in the margin, and nothing follows them.
        """
        put = {value: new for (name, value), new in words.said.items() if name == "data-running"}
        for layout in document.layouts.values() if put else ():
            for head in layout.watch.heads:
                if any(head.says(value) for value in put) and any(is_drawn(line) for line in head.lines):
                    self.changed |= {id(old): (old, new) for old, new in head.lay(put)}


@dataclass(frozen=True, slots=True)
class _Replayed(_Kept):
    replay: Replay
    words: Words

    def lay(self, setting: Setting) -> Laid:
        """Give the layout of the brochure that stands for this one. Raises Unproven."""
        layout = self.document.layouts.get(setting)
        if layout is None:
            raise Unproven("another setting")
        if not self.words.same:
            self.replay.prove(self.document, layout, self.words)
        return layout.laid

    def tighten(self, laid: Laid, size: float) -> Laid | None:
        """Give the layout in smaller type; None where no page is saved. Raises Unproven."""
        setting = replace(laid.setting, size=size)
        if len(laid.facts) >= TELLING and not self.words.same:
            raise Unproven("pages whose ends tell whether smaller type is worth a try")
        if setting in self.document.gainless:
            return None
        return self.document.parsed.tighten(laid, size, self.lay(setting))

    def loosen(self, laid: Laid, rooms: tuple[float, ...]) -> Laid:
        """Give the layout with room, in points, handed out on its pages, if anything takes any. Raises Unproven."""
        setting = replace(laid.setting, slack=rooms)
        return laid if setting in self.document.roomless else self.lay(setting)


def _hold_rest(block: Block, others: Iterable[Block]) -> None:
    """Hold the rest of a paragraph to be as wide as its beginning, so that its lines are those of the whole."""
    begun = (other for other in others if not other.goes_on and other.texts.keys() == block.texts.keys())
    if not any(other.block.width == block.block.width and other.plain and block.plain for other in begun):
        raise Unproven("a paragraph that goes on in another width")


def _composed(watch: Watch, words: Words) -> Iterator[tuple[str, str]]:
    """Give texts that the styles make of an attribute, as an address in brackets. Raises Unproven."""
    made = {(key, element) for key in watch.made for block in watch.blocks_with(key) for element in block.texts[key]}
    for key, element in made:
        said = {
            value: new
            for (name, value), new in words.said.items()
            if element is not None and element.get(name) == value
        }
        if not said:
            continue
        text = key.removeprefix(made_of(""))
        if len(said) > 1 or text.count(value := next(iter(said))) > 1:
            raise Unproven("an address that is said twice")
        yield key, text.replace(value, said[value])


def pictures_of(engine: Engine, html: str) -> dict[str, bytes]:
    """Give the pictures of a document by their addresses."""
    served = ((address, engine.assets.served(address)) for address in sorted(set(_ADDRESS.findall(html))))
    return {address: found[1] if found else b"" for address, found in served}
