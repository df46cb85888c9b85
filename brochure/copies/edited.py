"""Pages whose words were edited, as the pages that were laid out before draw them: with other words in their lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from brochure.compose.copyfit import Manuscript
from brochure.compose.memory import Heard, Memory
from brochure.copies.recording import Document, Layout, Recorder, Replay, pictures_of
from brochure.copies.wording import owners, parts_of
from brochure.engine.boxes import LineBox
from brochure.engine.engine import Engine
from brochure.engine.laid import Laid
from brochure.engine.redrawing import drawn_instead
from brochure.engine.unproven import Unproven


class Edits:
    """Opens documents as they are remembered, and edited ones as those that they were made from."""

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self._engine, self._memory = engine, memory
        self._documents: dict[int, Document] = {}
        self._recorder = Recorder(engine)
        self.begin()

    def learn(self) -> None:
        """Take what is remembered now: what is edited next is told apart from it."""
        recorder = Recorder(self._engine)
        before, self._documents = self._documents, {}
        for heard in self._memory.heard():
            document = before.get(id(heard.parsed)) or _document(self._engine, heard)
            document.layouts = {
                setting: Layout(heard.laid[setting], watch)
                for setting, watch in heard.watches.items()
                if setting in heard.laid
            }
            document.gainless = set(heard.gainless)
            self._documents[id(heard.parsed)] = recorder.documents[document.parts.alike] = document
        self._recorder = recorder

    def begin(self) -> None:
        """Start anew: what an earlier edit said, of which nothing was learned, is forgotten."""
        self._replay = Replay(self._recorder, self._engine)

    def open(self, html: str) -> Manuscript:
        """Give a document to lay out. Raises Unproven where none is remembered that differs in its words alone."""
        return self._memory.open(html) if self._memory.knows(html) else self._replay.open(html)

    def laid(self, html: str, like: Laid) -> Laid:
        """Give the last layout of an edited document that takes the place of another. Raises Unproven.

        It may be like one that was edited before that.
        """
        manuscript = self._replay.open(html)
        layouts = manuscript.document.layouts
        fitting = [setting for setting, layout in layouts.items() if _stands_for(layout.laid, like)]
        if not fitting:
            raise Unproven("another number of pages")
        return manuscript.lay(like.setting if like.setting in fitting else fitting[-1])

    @contextmanager
    def drawn(self, laid: Laid) -> Iterator[None]:
        """Draw the pages of a layout that was asked for with the words of the edited documents.

        Raises Unproven where more than lines would be another.
        """
        replay = self._replay
        for document, words in replay.words.values():
            replay.set_heads(document, words, lambda line: True)
        there = {id(line) for line in self._lines(laid)}
        if replay.pictures or any(id(line) in there for line in replay.torn):
            raise Unproven("a paragraph over several pages, or another picture")
        with drawn_instead(replay.changed.values()):
            yield

    def _lines(self, laid: Laid) -> Iterator[LineBox]:
        layouts = (layout for document in self._documents.values() for layout in document.layouts.values())
        watch = next(layout.watch for layout in layouts if layout.laid is laid)
        return (line for block in watch.blocks for line in block.lines)


def _stands_for(laid: Laid, other: Laid) -> bool:
    pages, first = (len(laid.pages), len(other.pages)), (laid.setting.first_page, other.setting.first_page)
    return pages[0] == pages[1] and first[0] == first[1] and not laid.overset


def _document(engine: Engine, heard: Heard) -> Document:
    parsed = heard.parsed
    root = parsed.tree.etree_element
    above = {child: parent for parent in root.iter() for child in parent}
    return Document(parsed, parts_of(parsed.html), pictures_of(engine, parsed.html), root, owners(root), above)
