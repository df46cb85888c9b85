"""Gives each document the rules of a stylesheet that may concern it; no other is parsed, or tried on its elements.

A document knows which elements, classes and ids it has; a rule, without being parsed, most of those that it asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

_MARK = compiled(r"""[{};]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
# Attributes, states and parts of an element: what a document has may change them, or they name what it must not have.
_ASIDE = compiled(r"""\[[^\]"']*(?:"[^"]*"|'[^']*')?[^\]"']*\]|::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?""")
_UNREAD = compiled(r"[\\()\[\]|&@\"']")
_NAME = compiled(r"[.#]?[\w-]+")
_PAGE = compiled(r"@page\b")
_NONE: frozenset[str] = frozenset()

# A selector and what it sets, as the engine hands them over.
Entry = tuple[Any, Any]


class Reader(Protocol):
    """Has the engine read a stylesheet, or part of one."""

    def __call__(self, css: str, matcher: object = None) -> Any:
        """Give the stylesheet; its rules go to a matcher, its own unless told."""


@dataclass(slots=True)
class _Rule:
    """A rule: it may concern documents that have all names of any of `wanted`; `entries` are there once it is read."""

    text: str
    wanted: tuple[frozenset[str], ...]
    entries: list[Entry] | None = None


@dataclass(slots=True)
class _Heard:
    """Takes the place of what holds selectors in the engine, and notes them down."""

    entries: list[Entry] = field(default_factory=list)

    def add_selector(self, selector: Any, payload: Any) -> None:
        """Note a selector down, and what it sets."""
        self.entries.append((selector, payload))


class Rules:
    """A stylesheet whose rules are read where a document first has use for them.

    One that is not `trusted` is read at once and as a whole, so that all that is wrong in it is told; so is one that
    holds more than rules and pages.
    """

    def __init__(self, css: str, read: Reader, trusted: bool) -> None:
        self._read = read
        self._made: dict[frozenset[str], Any] = {}
        pieces = _pieces(css) if trusted else []
        self._whole = None if pieces else read(css)
        self._rules = [_Rule(text, _wanted(text.partition("{")[0])) for text in pieces if not _is_page(text)]
        self._pages = read("".join(filter(_is_page, pieces))).page_rules
        # Names that no rule asks for, as headings have for links, part no document from others.
        self._asked = _NONE.union(*(one for rule in self._rules for one in rule.wanted))

    def concerning(self, names: frozenset[str]) -> Any:
        """Give the stylesheet of a document that has elements, .classes and #ids of such names."""
        if self._whole is not None:
            return self._whole
        known = names & self._asked
        if known not in self._made:
            self._made[known] = self._sheet([rule for rule in self._rules if any(one <= known for one in rule.wanted)])
        return self._made[known]

    def _sheet(self, rules: Sequence[_Rule]) -> Any:
        self._learn([rule for rule in rules if rule.entries is None])
        sheet = self._read("")
        sheet.page_rules += self._pages
        for rule in rules:
            for selector, payload in rule.entries or ():
                sheet.matcher.add_selector(selector, payload)
        return sheet

    def _learn(self, rules: Sequence[_Rule]) -> None:
        """Read rules: all at once, or each by itself where one of them comes to nothing."""
        found: dict[int, list[Entry]] = {}
        for entry in self._heard("".join(rule.text for rule in rules)):
            found.setdefault(id(entry[1][0]), []).append(entry)
        known = list(found.values())
        if len(known) != len(rules):
            known = [self._heard(rule.text) for rule in rules]
        for rule, entries in zip(rules, known, strict=True):
            rule.entries = entries

    def _heard(self, css: str) -> list[Entry]:
        heard = _Heard()
        self._read(css, heard)
        return heard.entries


def names_in(root: Element) -> frozenset[str]:
    """Name the elements, .classes and #ids of a document."""
    found: set[str] = set()
    for element in root.iter():
        if isinstance(element.tag, str):
            found.add(element.tag.rpartition("}")[2].lower())
            found.update(f".{name}" for name in element.get("class", "").split())
            found.add(f"#{element.get('id')}")
    return frozenset(found)


def _pieces(css: str) -> list[str]:
    """Part a stylesheet into its rules and pages; nothing is given for one that holds anything else."""
    pieces, begin, depth = [], 0, 0
    for found in _MARK.finditer(css):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if not depth:
                pieces.append(css[begin : found.end()].lstrip())
                begin = found.end()
        elif found[0] == ";" and not depth:
            return []
    sound = not depth and not css[begin:].strip() and all(map(_is_sound, pieces))
    return pieces if sound else []


def _is_sound(piece: str) -> bool:
    return _is_page(piece) or (not piece.startswith("@") and piece.count("{") == 1)


def _is_page(piece: str) -> bool:
    return bool(_PAGE.match(piece))


def _wanted(selectors: str) -> tuple[frozenset[str], ...]:
    """Give of each selector what a document must have for it to concern one of its elements."""
    plain = _ASIDE.sub("", selectors)
    if _UNREAD.search(plain):
        return (_NONE,)
    return tuple(frozenset(_lowered(name) for name in _NAME.findall(part)) for part in plain.split(","))


def _lowered(name: str) -> str:
    """Elements are called alike in letters of either case."""
    return name if name[0] in ".#" else name.lower()
