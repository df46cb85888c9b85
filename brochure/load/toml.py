"""TOML front matter to nodes: the values are those of `tomllib`, their places are found beside it (TOML 1.0)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from brochure.load.bounds import Bounds, twice
from brochure.load.text import Source
from brochure.load.yaml.nodes import Document, Entry, Mapping, Node, Scalar, Sequence
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Problem, Severity
from brochure.vocabulary.speech import Said

_BLANK = compiled(r"(?:[ \t\n]|#[^\n]*)*")
_TEXT = compiled(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
)
_BARE = compiled(r"[A-Za-z0-9_-]+")
_REST = compiled(r"[^,\]}\n#]*")
_AT = compiled(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_HINT = Said('write key = "value", with texts in double quotes')

Path = tuple[str | int, ...]


def parse(source: Source, start: int, end: int, limits: Limits) -> Document:
    """Read the keys between two offsets.

    Raises BrochureError: toml-syntax, duplicate-key, yaml-too-deep, yaml-too-large.
    """
    text = source.text[start:end]
    places = _Places(source, start, end, limits)
    places.read()
    try:
        data = tomllib.loads(text)
    except ValueError as error:
        raise BrochureError(places.twice or [_problem(source, start, end, str(error))]) from None
    except RecursionError:
        raise BrochureError([_problem(source, start, end, "Nested too deep")]) from None
    node = places.node(data, ())
    assert isinstance(node, Mapping)
    return Document(node)


def _problem(source: Source, start: int, end: int, said: str) -> Problem:
    found = _AT.search(said)
    at = max(start, end - 1)
    if found and found[1]:
        lines = source.text[start:end].split("\n")[: int(found[1]) - 1]
        at = start + sum(len(line) + 1 for line in lines) + int(found[2]) - 1
    reason = _AT.sub("", said).partition(";")[0]
    return source.problem(
        "toml-syntax", Severity.ERROR, Said("the TOML cannot be read: {reason}", reason=reason.lower()), at, _HINT
    )


class _Lost(Exception):
    """The text is no TOML here: whoever reads it for its values says why."""


class _Places:
    """Where keys and values stand, by their path: keys at an offset, values from one to another.

    It trusts the text, and stops where it understands nothing.
    """

    def __init__(self, source: Source, start: int, end: int, limits: Limits) -> None:
        self.source = source
        self.text = source.text[:end]
        self.twice: list[Problem] = []
        self._at = start
        self._key = start
        self._bounds = Bounds(source, limits, self.twice)
        self._keys: dict[Path, int] = {}
        self._values: dict[Path, tuple[int, int]] = {(): (start, end)}
        self._headers: set[Path] = set()
        self._last: dict[Path, int] = {}

    def read(self) -> None:
        """Walk through the text. Raises BrochureError for what goes beyond a limit."""
        table: Path = ()
        try:
            while self._at < len(self.text) and self._next() < len(self.text):
                if self._takes("["):
                    table = self._header(self._takes("["))
                else:
                    self._pair(table, len(table))
        except _Lost:
            return

    def node(self, value: object, path: Path, near: int = 0) -> Node:
        """Make a node of a value; one whose place is not known stands where its key, or what holds it, does."""
        start, end = self._values.get(path, (near, near))
        place = self.source.place(start)
        if isinstance(value, dict):
            return Mapping(tuple(self._entries(value, path, start)), place)
        if isinstance(value, list):
            return Sequence(tuple(self.node(item, (*path, n), start) for n, item in enumerate(value)), place)
        if isinstance(value, str):
            return Scalar(value, "text", place, start, end)
        if isinstance(value, bool):
            return Scalar(str(value).lower(), "boolean", place, start, end)
        written = self.text[start:end] if end > start else str(value)
        return Scalar(written, "number" if isinstance(value, int | float) else "date", place, start, end)

    def _entries(self, table: dict[str, object], path: Path, near: int) -> Iterator[Entry]:
        for name, value in table.items():
            inner = (*path, name)
            at = self._keys.get(inner, near)
            yield Entry(Scalar(name, "text", self.source.place(at), at, at + len(name)), self.node(value, inner, at))

    def _next(self) -> int:
        found = _BLANK.match(self.text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _takes(self, mark: str) -> bool:
        found = self.text.startswith(mark, self._at)
        self._at += len(mark) if found else 0
        return found

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self._at)
        if found is None:
            raise _Lost
        self._at = found.end()
        return found[0]

    def _name(self) -> Iterator[tuple[str, int]]:
        """Read a dotted key: each part and its offset."""
        while True:
            self._next()
            at = self._at
            if self.text[at : at + 1] in ('"', "'"):
                written = self._take(_TEXT)
                try:
                    yield str(tomllib.loads(f"x = {written}")["x"]), at
                except tomllib.TOMLDecodeError:
                    raise _Lost from None
            else:
                yield self._take(_BARE), at
            self._next()
            if not self._takes("."):
                return

    def _enter(self, path: Path, depth: int) -> Path:
        """Read a key below a table; what is the newest of a list of tables is gone into."""
        for level, (part, at) in enumerate(self._name(), depth):
            self._bounds.enter(level, at)
            path = (*path, part)
            self._keys.setdefault(path, at)
            self._key = at
            if path in self._last:
                path = (*path, self._last[path])
        return path

    def _header(self, is_list: bool) -> Path:
        at = self._at
        path = self._enter((), 1)
        if is_list:
            path = path[:-1] if path and isinstance(path[-1], int) else path
            self._last[path] = self._last.get(path, -1) + 1
            path = (*path, self._last[path])
        elif path in self._headers:
            self._again(path)
        self._headers.add(path)
        self._bounds.count(at, 1, 0)
        self._values.setdefault(path, (at, at))
        if not self._takes("]" * (1 + is_list)):
            raise _Lost
        return path

    def _pair(self, table: Path, depth: int) -> None:
        path = self._enter(table, depth + 1)
        if not self._takes("="):
            raise _Lost
        if path in self._values:
            self._again(path)
        self._value(path, len(path))

    def _again(self, path: Path) -> None:
        self.twice.append(twice(self.source, str(path[-1]), self.source.place(self._keys[path]), self._key))

    def _value(self, path: Path, depth: int) -> None:
        self._next()
        at = self._at
        self._bounds.enter(depth, at)
        if self._takes("["):
            self._listed(path, depth)
        elif self._takes("{"):
            self._inline(path, depth)
        elif self.text[at : at + 1] in ('"', "'"):
            self._take(_TEXT)
        else:
            self._at = at + len(self._take(_REST).rstrip())
        self._bounds.count(at, 1, self._at - at)
        self._values.setdefault(path, (at, self._at))

    def _listed(self, path: Path, depth: int) -> None:
        number = 0
        while self._next() < len(self.text) and not self._takes("]"):
            self._value((*path, number), depth + 1)
            number += 1
            self._next()
            if not self._takes(",") and not self.text.startswith("]", self._at):
                raise _Lost

    def _inline(self, path: Path, depth: int) -> None:
        while self._next() < len(self.text) and not self._takes("}"):
            self._pair(path, depth)
            self._next()
            if not self._takes(",") and not self.text.startswith("}", self._at):
                raise _Lost
