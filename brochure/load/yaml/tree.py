"""The stream of YAML events to a tree of nodes, within limits that a hostile file cannot pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from yaml.resolver import Resolver

from brochure.load.text import Source
from brochure.load.yaml.faults import explain
from brochure.load.yaml.nodes import Entry, Kind, Mapping, Node, Scalar, Sequence
from brochure.vocabulary.limits import Limits, hint, told
from brochure.vocabulary.problems import BrochureError, Problem, Severity

_CORE = "tag:yaml.org,2002:"
_KINDS: dict[str, Kind] = {"int": "number", "float": "number", "timestamp": "date", "bool": "boolean", "null": "null"}
_KNOWN_TAGS = {_CORE + name for name in ("str", "map", "seq", *_KINDS)} | {"!"}
# Characters, for each MB a file may have, that its text may swell to through references: twice as many.
_SWELL = 2_000_000
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(source: Source, start: int, end: int, limits: Limits) -> tuple[Node | None, list[Problem]]:
    """Read the one YAML document between two offsets; None where there is nothing but comments.

    Gives also the problems that did not stop the reading. Raises BrochureError for those that did.
    """
    reader = _Reader(source, start, limits)
    text = source.text[start:end]
    try:
        node = reader.document(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        reader.problems.append(explain(source, start, end, error, reader.last_quoted))
        raise BrochureError(reader.problems) from None
    return node, reader.problems


class _Reader:
    """Turns events into nodes; offsets of the events count from `base`."""

    def __init__(self, source: Source, base: int, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.base = base
        self.problems: list[Problem] = []
        self.last_quoted: tuple[int, int] | None = None
        self._resolver: Any = Resolver()
        self._anchors: dict[str, tuple[Node, int, int] | None] = {}
        self._nodes = 0
        self._characters = 0

    def document(self, events: Iterator[Any]) -> Node | None:
        node: Node | None = None
        for event in events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    self._stop("yaml-syntax", event, "a second YAML document begins here", "remove the line ---")
                continue
            node = self._node(event, events, 0)
        return node

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if depth > self.limits.yaml_depth:
            message = f"the lists and mappings are nested more than {told(self.limits, 'yaml_depth')} deep"
            self._stop("yaml-too-deep", event, message, hint("yaml_depth", "a brochure needs five levels: write fewer"))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        nodes, characters = self._nodes, self._characters
        if event.anchor:
            self._anchors[event.anchor] = None
        self._check_tag(event)
        self._count(event, 1, 0)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            items = self._until(yaml.SequenceEndEvent, events, depth)
            node = Sequence(tuple(items), self._place(event))
        else:
            node = self._mapping(event, events, depth)
        if event.anchor:
            self._anchors[event.anchor] = node, self._nodes - nodes, self._characters - characters
        return node

    def _until(self, end: type[Any], events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, end):
                return
            yield self._node(event, events, depth + 1)

    def _scalar(self, event: Any) -> Scalar:
        start, end = self._start(event), self.base + event.end_mark.index
        if event.style in ("'", '"'):
            self.last_quoted = start, end
        text: str = event.value
        self._count(event, 0, len(text))
        return Scalar(text, self._kind(event), self.source.place(start), start, end)

    def _kind(self, event: Any) -> Kind:
        tag = event.tag or ""
        if event.tag is None and event.implicit[0]:
            tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        return _KINDS.get(tag.removeprefix(_CORE), "text")

    def _mapping(self, event: Any, events: Iterator[Any], depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        merged: list[Node] = []
        pairs = self._until(yaml.MappingEndEvent, events, depth)
        for key, value in zip(pairs, pairs, strict=True):
            if not isinstance(key, Scalar):
                self._report("yaml-syntax", key, "a key must be a single text, not a list or a mapping")
            elif key.text == "<<" and self.source.text.startswith("<<", key.start):
                merged += value.items if isinstance(value, Sequence) else [value]
            elif key.text in entries:
                first = entries[key.text].key.place.line
                message = f"the key '{key.text}' is written twice: first on line {first}, again here"
                self._report("duplicate-key", key, message, "keep one of the two, or join their values")
            else:
                entries[key.text] = Entry(key, value)
        for node in merged:
            self._merge(entries, node)
        return Mapping(tuple(entries.values()), self._place(event))

    def _merge(self, entries: dict[str, Entry], node: Node) -> None:
        if not isinstance(node, Mapping):
            self._report("yaml-syntax", node, "the merge key '<<' takes a mapping or a list of mappings")
            return
        for entry in node.entries:
            entries.setdefault(entry.key.text, entry)

    def _alias(self, event: Any) -> Node:
        name = event.anchor
        if name not in self._anchors:
            hint = f"a text that begins with * must stand in quotes; else define it with &{name} further up"
            self._stop("yaml-syntax", event, f"nothing is named '{name}', so '*{name}' means nothing", hint)
        known = self._anchors[name]
        if known is None:
            self._stop("yaml-syntax", event, f"'*{name}' stands inside what it names", "write the value out")
        node, nodes, characters = known
        self._count(event, nodes, characters)
        return node

    def _count(self, event: Any, nodes: int, characters: int) -> None:
        self._nodes += nodes
        self._characters += characters
        limit = "yaml_values" if self._nodes > self.limits.yaml_values else "file"
        if limit == "yaml_values" or self._characters > self.limits.file * _SWELL:
            what = told(self.limits, limit) if limit == "yaml_values" else f"twice {told(self.limits, limit)} of text"
            message = f"the file holds more than {what} once its references (*name) are followed"
            self._stop("yaml-too-large", event, message, hint(limit, "write less, do without references"))

    def _check_tag(self, event: Any) -> None:
        if event.tag is None or event.tag in _KNOWN_TAGS:
            return
        tag = event.tag.replace(_CORE, "!!")
        message = f"the tag '{tag}' is not allowed"
        hint = "a value that begins with ! must stand in quotes; else remove the tag"
        self.problems.append(self.source.problem("yaml-tag", Severity.ERROR, message, self._start(event), hint))

    def _report(self, code: str, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(code, Severity.ERROR, message, node.place, hint))

    def _stop(self, code: str, event: Any, message: str, hint: str) -> NoReturn:
        raise BrochureError(
            [*self.problems, self.source.problem(code, Severity.ERROR, message, self._start(event), hint)]
        )

    def _start(self, event: Any) -> int:
        return self.base + int(event.start_mark.index)

    def _place(self, event: Any) -> Any:
        return self.source.place(self._start(event))
