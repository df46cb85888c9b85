"""The words of a PDF that are in no page: its title, bookmarks, links, and what is said of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from pikepdf import Object

from brochure.copies.prepared import Packet, Prepared, Saying
from brochure.copies.recording import Document
from brochure.copies.wording import Words
from brochure.engine.redrawing import Pieces
from brochure.engine.relaying import key_of
from brochure.engine.structure import Annotated, description
from brochure.engine.treewriter import contents
from brochure.engine.unproven import Unproven
from brochure.vocabulary.records import NamedTuple

_HEADINGS = ("h1", "h2", "h3")
# What stands in a bookmark where a line of a heading ends.
_BREAKS = ("\n", "", " ")


class _Uri(NamedTuple):
    """An address as the engine has it."""

    string: str


class Strings:
    """Finds the objects of a PDF that say words of its documents, and writes them with other words."""

    def __init__(self, pieces: Pieces, prepared: Prepared, documents: Iterable[Document]) -> None:
        self._prepared = prepared
        self._of = {element: document for document in documents for element in document.root.iter()}
        self._figures: list[tuple[int, Element]] = []
        self._links: list[tuple[Any, Element]] = []
        for node, made in pieces.writer.made if pieces.writer is not None else ():
            if "Alt" in node.entries and node.element is not None:
                self._figures.append((made.number, node.element))
            for child in node.children:
                if isinstance(child, Annotated) and child.annotation and node.target is not None:
                    self._links.append((child.annotation, node.target))
        self._spoken: dict[Element, tuple[set[str], set[tuple[str, str]]]] = {}
        self._sayings: dict[tuple[int, frozenset[str]], Saying] = {}
        self._packet: Packet | None = None
        self._bookmarks = {found.objgen[0]: str(found.Title) for found in _outlines(prepared.document.Root)}

    def written(
        self,
        said: Sequence[tuple[Document, Words]],
        titles: tuple[str, str],
        areas: Sequence[tuple[Any, tuple[float, ...]]],
        row: bytes,
    ) -> dict[int, bytes]:
        """Give the objects that say something else, or lie elsewhere; `row` tells the copy from others.

        Raises Unproven.
        """
        words = {id(document): own for document, own in said if not own.same}
        strings: dict[int, dict[str, str]] = {}
        for number, element in self._figures:
            if (own := words.get(id(self._of.get(element)))) is not None and self._says(element, own):
                strings[number] = {"Alt": description(own.put(element))}
        for note, element in self._links:
            if (own := words.get(id(self._of.get(element)))) is not None and self._says(element, own):
                strings[note.number] = _linked(note, own.put(element), own)
        for document, own in said:
            strings |= dict(self._marked(document, own))
        values: dict[int, dict[str, str | tuple[float, ...]]] = {number: {**own} for number, own in strings.items()}
        for note, area in areas:
            values.setdefault(note.number, {})["Rect"] = area
        return {number: self._said(number, own) for number, own in values.items()} | self._titled(*titles, row)

    def _says(self, element: Element, words: Words) -> bool:
        """Tell whether an element, or one in it, says one of some words."""
        known = self._spoken.get(element)
        if known is None:
            texts = {key_of(text) for text in element.itertext()} | {key_of(element.tail or "")}
            known = self._spoken[element] = texts, {pair for inner in element.iter() for pair in inner.attrib.items()}
        return not (known[0].isdisjoint(words.texts) and known[1].isdisjoint(words.said))

    def _said(self, number: int, values: Mapping[str, str | tuple[float, ...]]) -> bytes:
        """Write an object with other values at some of its keys."""
        key = number, frozenset(values)
        known = self._sayings.get(key)
        if known is None:
            known = self._sayings[key] = Saying(self._prepared.document.get_object(number, 0), values)
        return known.written(values)

    def _marked(self, document: Document, words: Words) -> Iterator[tuple[int, dict[str, str]]]:
        """Give the bookmarks of headings that say something else."""
        for tag in _HEADINGS if words.texts and self._bookmarks else ():
            for heading in document.root.iter(tag):
                if self._says(heading, words):
                    old, new = heading, words.put(heading)
                    if [*old.itertext()] != [*new.itertext()]:
                        yield from self._one_marked(old, new)

    def _one_marked(self, old: Element, new: Element) -> Iterator[tuple[int, dict[str, str]]]:
        for sign in _BREAKS:
            label = _label(old, sign)
            found = [number for number, title in self._bookmarks.items() if title == label]
            if found:
                yield from ((number, {"Title": _label(new, sign)}) for number in found)
                return
        words = {key_of(text) for text in old.itertext()} - {""}
        if any(word in title for word in words for title in self._bookmarks.values()):
            raise Unproven("a bookmark that is no heading's words")

    def _titled(self, old: str, new: str, row: bytes) -> dict[int, bytes]:
        """Give what says the title of the whole, and who it is: the information dictionary and the metadata (XMP)."""
        document = self._prepared.document
        info, packet = document.trailer.get("/Info"), document.Root.get("/Metadata")
        made: dict[int, bytes] = {}
        if info is not None and "/Title" in info and old != new:
            made[info.objgen[0]] = self._said(info.objgen[0], {"Title": new})
        if packet is None:
            return made
        try:
            if self._packet is None:
                self._packet = Packet(packet, escape(old).encode())
        except ValueError as error:
            raise Unproven("metadata with another title") from error
        if old != new or self._packet.named:
            made[packet.objgen[0]] = self._packet.written(escape(new).encode(), row)
        return made


def _linked(note: Any, target: Element, words: Words) -> dict[str, str]:
    """Give what a link says, and where it leads."""
    if "A" not in note:
        return {"Contents": contents(target, note)}
    address = str(note["A"]["URI"].string)
    new = words.said.get(("href", address), address)
    said = {"Contents": contents(target, {"A": {"URI": _Uri(new)}})}
    return said | ({"A/URI": new} if new != address else {})


def _outlines(root: Object) -> Iterator[Object]:
    waiting = [root.Outlines] if "/Outlines" in root else []
    while waiting:
        found = waiting.pop()
        if "/Title" in found:
            yield found
        waiting += [found[key] for key in ("/First", "/Next") if key in found]


def _label(heading: Element, sign: str) -> str:
    said = heading.text or ""
    for child in heading:
        said += (sign if child.tag == "br" else _label(child, sign)) + (child.tail or "")
    return said
