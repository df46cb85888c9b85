"""YAML as authors write it: a tree that knows where each value stands and keeps its spelling.

Values are not converted: "007", "yes" and 2024-01-01 stay the words they are, and `kind` says what YAML would see in
them (YAML 1.1, clause 10). Documents come from libyaml's composer; its words are put in plain ones by `yamlwords`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import yaml

from brochure.load import yamlwords
from brochure.load.text import Source
from brochure.problems import BrochureError, Place, Problem, Severity

Kind: TypeAlias = Literal["text", "number", "date", "boolean", "null"]

MAX_NODES = 20_000
MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PREFIX = "tag:yaml.org,2002:"
_KINDS: dict[str, Kind] = {
    "str": "text",
    "value": "text",
    "merge": "text",
    "int": "number",
    "float": "number",
    "timestamp": "date",
    "bool": "boolean",
    "null": "null",
}
_OPENING = re.compile(r"\s*?^---[ \t]*\n", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: `text` is unquoted and unfolded; `start` and `end` bound its spelling in the file."""

    text: str
    kind: Kind
    place: Place
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, each key once, in the file's order."""

    entries: tuple[Entry, ...]
    place: Place


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of a content file; `body_offset` is where `body` begins in the file."""

    data: Mapping
    body: str
    body_offset: int


def front_matter(source: Source) -> FrontMatter:
    """Split a content file into its YAML front matter and its Markdown body.

    Raises BrochureError with all problems found when the front matter is missing or is no YAML mapping.
    """
    opening = _OPENING.match(source.text)
    if opening is None:
        hint = "Begin the file with a line '---', then 'title: …', then another line '---'."
        raise BrochureError(
            [source.problem("no-front-matter", Severity.ERROR, "the file has no front matter", 0, hint)]
        )
    closing = _CLOSING.search(source.text, opening.end())
    if closing is None:
        message, hint = "the front matter that opens here is not closed", "End it with a line '---'."
        where = source.text.index("---")
        raise BrochureError([source.problem("no-front-matter", Severity.ERROR, message, where, hint)])
    data = _mapping(source, opening.end(), closing.start())
    return FrontMatter(data, source.text[closing.end() :], closing.end())


def yaml_mapping(source: Source) -> Mapping:
    """Read a whole file as one YAML mapping; a file of comments alone is an empty one. Raises BrochureError."""
    return _mapping(source, 0, len(source.text))


def _mapping(source: Source, start: int, end: int) -> Mapping:
    text = source.text[start:end]
    if crowded := yamlwords.too_deep(text, MAX_DEPTH):
        raise BrochureError([_too_large(source, start + crowded, f"nested deeper than {MAX_DEPTH} levels")])
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise BrochureError([yamlwords.explain(error, source, start, end)]) from error
    if root is None:
        return Mapping((), source.place(start))
    tree = _Tree(source, start)
    tree.measure(root)
    node = tree.build(root)
    if not isinstance(node, Mapping):
        message, hint = "the settings must be keys with values", "Write lines such as 'title: My brochure'."
        tree.problems.append(source.problem("yaml-syntax", Severity.ERROR, message, node.place, hint))
    if tree.problems or not isinstance(node, Mapping):
        raise BrochureError(tree.problems)
    return node


def _too_large(source: Source, offset: int, what: str) -> Problem:
    hint = "Write the content out in plain keys and lists, without anchors and aliases."
    return source.problem("yaml-too-large", Severity.ERROR, f"the YAML is {what}", offset, hint)


class _Tree:
    """Builds the positioned tree from libyaml's nodes and collects what is wrong with it."""

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = start
        self.problems: list[Problem] = []
        self._sizes: dict[int, int] = {}

    def offset(self, mark: Any) -> int:
        return self.start + int(mark.index)

    def measure(self, node: Any, depth: int = 0) -> int:
        """Count the nodes as if every alias were written out; each node is visited once."""
        known = self._sizes.get(id(node))
        if known is not None and known >= 0:
            return known
        if known is not None or depth > MAX_DEPTH:
            what = (
                "a loop: an alias stands inside its own anchor" if known else f"nested deeper than {MAX_DEPTH} levels"
            )
            raise BrochureError([_too_large(self.source, self.offset(node.start_mark), what)])
        self._sizes[id(node)] = -1
        size = 1 + sum(self.measure(child, depth + 1) for child in _children(node))
        if size > MAX_NODES:
            what = f"too large: written out, it has more than {MAX_NODES} values"
            raise BrochureError([_too_large(self.source, self.offset(node.start_mark), what)])
        self._sizes[id(node)] = size
        return size

    def build(self, node: Any) -> Node:
        place = self.source.place(self.offset(node.start_mark))
        name = str(node.tag).removeprefix(_PREFIX)
        if isinstance(node, yaml.MappingNode):
            self._expect(name == "map", node)
            return Mapping(tuple(self._entries(node)), place)
        if isinstance(node, yaml.SequenceNode):
            self._expect(name == "seq", node)
            return Sequence(tuple(self.build(item) for item in node.value), place)
        self._expect(name in _KINDS, node)
        kind = _KINDS.get(name, "text") if node.style in (None, "") else "text"
        return Scalar(node.value, kind, place, self.offset(node.start_mark), self.offset(node.end_mark))

    def _entries(self, node: Any) -> list[Entry]:
        entries: dict[str, Entry] = {}
        merged: list[Entry] = []
        for key_node, value_node in node.value:
            key, value = self.build(key_node), self.build(value_node)
            if not isinstance(key, Scalar):
                message, hint = "a key must be a word, not a list or a mapping", "Put the text in quotes."
                self.problems.append(self.source.problem("yaml-syntax", Severity.ERROR, message, key.place, hint))
            elif key_node.tag == f"{_PREFIX}merge":
                parts = value.items if isinstance(value, Sequence) else (value,)
                merged += [entry for part in parts if isinstance(part, Mapping) for entry in part.entries]
            elif key.text in entries:
                self._duplicate(key, entries[key.text].key)
            else:
                entries[key.text] = Entry(key, value)
        for entry in merged:
            entries.setdefault(entry.key.text, entry)
        return list(entries.values())

    def _duplicate(self, key: Scalar, first: Scalar) -> None:
        message = f"the key '{key.text}' stands twice; the first is on line {first.place.line}"
        problem = self.source.problem("duplicate-key", Severity.ERROR, message, key.place, "Keep one of the two.")
        if problem not in self.problems:
            self.problems.append(problem)

    def _expect(self, known: bool, node: Any) -> None:
        if not known:
            tag = str(node.tag)
            tag = f"!!{tag.removeprefix(_PREFIX)}" if tag.startswith(_PREFIX) else tag
            message, hint = f"the tag '{tag}' is not allowed", "Remove the tag, or put the whole value in quotes."
            where = self.offset(node.start_mark)
            self.problems.append(self.source.problem("yaml-unsafe-tag", Severity.ERROR, message, where, hint))


def _children(node: Any) -> list[Any]:
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
