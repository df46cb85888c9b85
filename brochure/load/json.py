"""JSON front matter to nodes with exact places (RFC 8259; line breaks inside a text are taken)."""

from __future__ import annotations

from json import JSONDecodeError, JSONDecoder

from brochure.load.bounds import Bounds, twice
from brochure.load.text import Source
from brochure.load.yaml.nodes import Document, Entry, Kind, Mapping, Node, Scalar, Sequence
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Problem
from brochure.vocabulary.speech import NOTHING, Said

_BLANK = compiled(r"[ \t\n]*")
_PIECE = compiled(r'"(?:[^"\\]|\\[\s\S])*"|[{}]')
_KINDS: dict[type, Kind] = {str: "text", bool: "boolean", int: "number", float: "number", type(None): "null"}


def closing(text: str) -> int:
    """Give the offset after the brace that closes the one with which a text begins, -1 where there is none."""
    depth = 0
    for piece in _PIECE.finditer(text):
        depth += {"{": 1, "}": -1}.get(piece[0], 0)
        if depth == 0:
            return piece.end()
    return -1


def parse(source: Source, start: int, end: int, limits: Limits) -> Document:
    """Read the keys between two offsets, which stand in braces or without any.

    Raises BrochureError: json-syntax, yaml-too-deep,
    yaml-too-large.
    """
    reader = _Reader(source, end, limits)
    at = reader.blank(start)
    bare = not source.text.startswith("{", at, end)
    found, at = reader.mapping(at, 0, bare)
    if (at := reader.blank(at)) < end:
        reader.stop(at, Said("the JSON ends here, but the front matter goes on"), Said("remove the brace before this"))
    return Document(found, tuple(reader.problems))


class _Reader:
    """Reads values; each method takes the offset of one and gives the offset after it."""

    def __init__(self, source: Source, end: int, limits: Limits) -> None:
        self.source = source
        self.text = source.text[:end]
        self.problems: list[Problem] = []
        self._bounds = Bounds(source, limits, self.problems)
        self._decoder = JSONDecoder(strict=False)

    def stop(self, at: int, message: Said, hint: Said = NOTHING) -> None:
        self._bounds.stop("json-syntax", at, message, hint)

    def blank(self, at: int) -> int:
        """Give the offset of what comes next."""
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def mapping(self, at: int, depth: int, bare: bool = False) -> tuple[Mapping, int]:
        """Read keys and values; `bare` ones stand in no braces, up to the end of the text."""
        place, entries = self.source.place(at), dict[str, Entry]()
        at = self.blank(at if bare else at + 1)
        while not self._closes(at, "" if bare else "}"):
            key, at = self._key(at)
            value, at = self._value(self.blank(at + 1), depth + 1)
            if key.text in entries:
                self.problems.append(twice(self.source, key.text, entries[key.text].key.place, key.start))
            else:
                entries[key.text] = Entry(key, value)
            at = self._comma(at, "" if bare else "}")
        return Mapping(tuple(entries.values()), place), at if bare else at + 1

    def _sequence(self, at: int, depth: int) -> tuple[Sequence, int]:
        place, items = self.source.place(at), list[Node]()
        at = self.blank(at + 1)
        while not self._closes(at, "]"):
            value, at = self._value(at, depth + 1)
            items.append(value)
            at = self._comma(at, "]")
        return Sequence(tuple(items), place), at + 1

    def _closes(self, at: int, mark: str) -> bool:
        if at >= len(self.text) and mark:
            self.stop(at, Said("a {mark} is missing at the end of the front matter", mark=mark))
        return at >= len(self.text) or self.text[at] == mark

    def _comma(self, at: int, mark: str) -> int:
        """Pass over the comma between two values, which no last one has."""
        at = self.blank(at)
        if self._closes(at, mark):
            return at
        if self.text[at] != ",":
            self.stop(at, Said("a comma is missing before this"), Said("put a comma after the value before it"))
        after = self.blank(at + 1)
        if after >= len(self.text) or self.text[after] == mark:
            self.stop(at, Said("a comma stands after the last value"), Said("remove it"))
        return after

    def _key(self, at: int) -> tuple[Scalar, int]:
        if self.text[at] != '"':
            self.stop(at, Said("a key in double quotes is missing here"), Said('write "key": "value"'))
        key, at = self._scalar(at)
        at = self.blank(at)
        if self.text[at : at + 1] != ":":
            self.stop(at, Said("the key '{text}' has no colon", text=key.text), Said('write "key": "value"'))
        return key, at

    def _value(self, at: int, depth: int) -> tuple[Node, int]:
        self._bounds.enter(depth, at)
        if self.text[at : at + 1] == "{":
            self._bounds.count(at, 1, 0)
            return self.mapping(at, depth)
        if self.text[at : at + 1] == "[":
            self._bounds.count(at, 1, 0)
            return self._sequence(at, depth)
        return self._scalar(at)

    def _scalar(self, at: int) -> tuple[Scalar, int]:
        try:
            value, end = self._decoder.raw_decode(self.text, at)
        except JSONDecodeError as error:
            if error.msg.startswith("Unterminated"):
                self.stop(
                    error.pos,
                    Said('the quote " that opens here is never closed'),
                    Said('put " at the end of the value'),
                )
            if "escape" in error.msg:
                self.stop(
                    error.pos,
                    Said("a backslash stands before a sign that it does not go with"),
                    Said(r"write \\ for one"),
                )
            self.stop(at, Said("this is no value of JSON"), Said("put texts in double quotes; leave out comments"))
        except ValueError:
            self.stop(at, Said("this number is too long"), Said("put it in double quotes if it is a text"))
        text = value if isinstance(value, str) else self.text[at:end]
        self._bounds.count(at, 1, len(text))
        return Scalar(text, _KINDS.get(type(value), "text"), self.source.place(at), at, end), end
