"""What tells the documents of two rows apart: the words and the addresses in them, where all else is alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import field
from html import unescape
from xml.etree.ElementTree import Element

from brochure.engine.relaying import key_of
from brochure.engine.unproven import Unproven
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

_TAG = compiled(r"(<[^>]*>)")
# What of an element may say something else, and everything else stay: no anchors, no styles.
_SAYS = compiled(r' (alt|data-address|data-code|data-running|href|title)="([^"]*)"')
_ADDRESS = compiled(r"(?i)https?://|mailto:|tel:")
_LEADING = ("data-address", "href")
_BLANK = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Parts:
    """A document in parts: what is alike in all of its kind, and what is said in it, in turn."""

    alike: tuple[str, ...]
    texts: tuple[str, ...]
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Other words for some texts, by what they are looked up by; other values for some attributes, by their names."""

    texts: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Tell whether nothing is another."""
        return not self.texts and not self.said

    def put(self, element: Element) -> Element:
        """Give an element with the other words."""
        made = deepcopy(element)
        for inner in made.iter():
            inner.text = self._text(inner.text)
            for name, value in inner.attrib.items():
                inner.attrib[name] = self.said.get((name, value), value)
            if inner is not made:
                inner.tail = self._text(inner.tail)
        return made

    def _text(self, text: str | None) -> str | None:
        new = self.texts.get(key_of(text)) if text else None
        if text is None or new is None:
            return text
        return text[: len(text) - len(text.lstrip(_BLANK))] + new + text[len(text.rstrip(_BLANK)) :]


def parts_of(html: str) -> Parts:
    """Take a document apart."""
    alike: list[str] = []
    texts: list[str] = []
    said: list[tuple[str, str]] = []

    def blank(found: re.Match[str]) -> str:
        name, value = found[1], unescape(found[2])
        # An anchor is where something leads; a picture without a description is none to readers.
        if not value or (name == "href" and not _ADDRESS.match(value)):
            return found[0]
        said.append((name, value))
        # Of an address, the kind stays: styles may follow it.
        return f" {name}={value.partition(':')[0].lower() if name in _LEADING else ''}"

    styled = False
    for number, part in enumerate(_TAG.split(html)):
        if number % 2:
            styled = part.startswith("<style")
            alike.append(_SAYS.sub(blank, part))
        elif styled:
            alike.append(part)
        else:
            texts.append(unescape(part))
            alike.append("" if key_of(texts[-1]) else " ")
    return Parts(tuple(alike), tuple(texts), tuple(said))


def between(old: Parts, new: Parts) -> Words:
    """Give what documents that are alike say otherwise. Raises Unproven where one text became two."""
    texts: dict[str, str] = {}
    kept: set[str] = set()
    for before, after in zip(old.texts, new.texts, strict=True):
        key = key_of(before)
        if before == after:
            kept.add(key)
            continue
        if _ends(before) != _ends(after):
            raise Unproven("another space beside the words")
        if texts.setdefault(key, key_of(after)) != key_of(after):
            raise Unproven("words that become two")
    said: dict[tuple[str, str], str] = {}
    same: set[tuple[str, str]] = set()
    for (name, value), (_, other) in zip(old.said, new.said, strict=True):
        if value == other:
            same.add((name, value))
        elif said.setdefault((name, value), other) != other:
            raise Unproven("an address that becomes two")
    if kept & texts.keys() or same & said.keys():
        raise Unproven("words that change here and stand still there")
    return Words(texts, said)


def _ends(text: str) -> tuple[bool, bool]:
    return text[:1] in _BLANK, text[-1:] in _BLANK


def owners(root: Element) -> dict[str, set[Element]]:
    """Give the elements that the texts of a document stand in."""
    found: dict[str, set[Element]] = {}
    for element, text in _texts(root):
        if key := key_of(text):
            found.setdefault(key, set()).add(element)
    return found


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    if element.tag == "style" or not isinstance(element.tag, str):
        return
    if element.text:
        yield element, element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield element, child.tail
