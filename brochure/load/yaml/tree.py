"""The stream of YAML events to a tree of nodes, within limits that a hostile file cannot pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NoReturn

import yaml
from yaml.resolver import Resolver

from brochure.load.bounds import Bounds, twice
from brochure.load.text import Source
from brochure.load.yaml.faults import explain
from brochure.load.yaml.nodes import Entry, Kind, Mapping, Node, Scalar, Sequence
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Problem, Severity
from brochure.vocabulary.speech import Said

_CORE = "tag:yaml.org,2002:"
_KINDS: dict[str, Kind] = {"int": "number", "float": "number", "timestamp": "date", "bool": "boolean", "null": "null"}
_KNOWN_TAGS = {_CORE + name for name in ("str", "map", "seq", *_KINDS)} | {"!"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Wide spaces and those that do not break, in the margin of a key or of an item: read for what they mean.
_MARGIN = compiled(
    r"^[ \u00a0\u2000-\u200a\u202f\u3000]+(?=- |[\"']?[^\s\"':][^\"':\n]{0,60}[\"']?:(?:\s|$))", re.MULTILINE
)
# What an author may have begun as a key, without its value.
_NAME = compiled(r"[^\W\d][\w-]*")
# A text with a number is not read on over commas for ever.
_LONGEST = 400
_COMMENT = compiled(r"[ \t]*(?<=[ \t])#")


def parse(source: Source, start: int, end: int, limits: Limits) -> tuple[Node | None, list[Problem]]:
    """Read the one YAML document between two offsets; None where there is nothing but comments.

    Gives also the problems that did not stop the reading. Raises BrochureError for those that did.
    """
    reader = _Reader(source, start, limits)
    text = _MARGIN.sub(lambda found: " " * len(found[0]), source.text[start:end])
    try:
        node = reader.document(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        if "maximum nesting depth" in str(error) and isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            # The bound of a newer parser, beyond ours: what stands before it says where ours lies.
            return parse(source, start, start + error.problem_mark.index, limits)
        reader.problems.append(explain(source, start, end, error, reader.last_quoted))
        raise BrochureError(reader.problems) from None
    return node, reader.problems


class _Reader:
    """Turns events into nodes; offsets of the events count from `base`."""

    def __init__(self, source: Source, base: int, limits: Limits) -> None:
        self.source = source
        self.base = base
        self.problems: list[Problem] = []
        self.bounds = Bounds(source, limits, self.problems)
        self.last_quoted: tuple[int, int] | None = None
        self._resolver: Any = Resolver()
        self._anchors: dict[str, tuple[Node, int, int] | None] = {}

    def document(self, events: Iterator[Any]) -> Node | None:
        node: Node | None = None
        for event in events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    self.bounds.stop(
                        "yaml-syntax",
                        self._start(event),
                        Said("a second YAML document begins here"),
                        Said("remove the line ---"),
                    )
                continue
            node = self._node(event, events, 0)
        return node

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self.bounds.enter(depth, self._start(event))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        values, characters = self.bounds.values, self.bounds.characters
        if event.anchor:
            self._anchors[event.anchor] = None
        self._check_tag(event)
        self.bounds.count(self._start(event), 1, 0)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            items = self._until(yaml.SequenceEndEvent, events, depth)
            node = Sequence(tuple(items), self._place(event))
        elif self.source.text.startswith("{{", self._start(event)):
            node = self._filled(event, events, depth)
        else:
            node = self._mapping(event, events, depth)
        if event.anchor:
            self._anchors[event.anchor] = node, self.bounds.values - values, self.bounds.characters - characters
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
        self.bounds.count(start, 0, len(text))
        found = None if event.style else _COMMENT.match(self.source.text, end)
        cut = found.end() - 1 if found else None
        return Scalar(text, self._kind(event), self.source.place(start), start, end, cut)

    def _kind(self, event: Any) -> Kind:
        tag = event.tag or ""
        if event.tag is None and event.implicit[0]:
            tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        return _KINDS.get(tag.removeprefix(_CORE), "text")

    def _filled(self, event: Any, events: Iterator[Any], depth: int) -> Scalar:
        """Take what a site fills in for the text that it is without its quotes."""
        for _ in self._until(yaml.MappingEndEvent, events, depth):
            pass
        start = self._start(event)
        end = self.source.text.find("}}", start) + 2
        text = self.source.text[start : max(end, start + 2)]
        message = Said("what a site fills in must stand in quotes: {text}", text=text)
        self.problems.append(
            self.source.problem("yaml-syntax", Severity.WARNING, message, start, Said('write "{text}"', text=text))
        )
        return Scalar(text, "text", self.source.place(start), start, max(end, start + 2))

    def _mapping(self, event: Any, events: Iterator[Any], depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        merged: list[Node] = []
        pairs = self._until(yaml.MappingEndEvent, events, depth)
        last: Scalar | None = None
        for key, value in zip(pairs, pairs, strict=True):
            before, last = last, key if isinstance(key, Scalar) else None
            if isinstance(key, Scalar) and event.flow_style and before and self._is_cut(before, key, value, entries):
                last = before
            elif not isinstance(key, Scalar):
                self._report(key, Said("a key must be a single text, not a list or a mapping"))
            elif key.text == "<<" and self.source.text.startswith("<<", key.start):
                merged += value.items if isinstance(value, Sequence) else [value]
            elif key.text in entries:
                self.problems.append(twice(self.source, key.text, entries[key.text].key.place, key.start))
            else:
                entries[key.text] = Entry(key, value)
        for node in merged:
            self._merge(entries, node)
        return Mapping(tuple(entries.values()), self._place(event))

    def _is_cut(self, before: Scalar, key: Scalar, value: Node, entries: dict[str, Entry]) -> bool:
        """Take the rest of a sentence for what it is, which a comma in braces made a key without a value."""
        entry = entries.get(before.text)
        if entry is None or not (isinstance(entry.value, Scalar) and isinstance(value, Scalar)):
            return False
        said, between = entry.value, self.source.text[entry.value.end : key.start]
        if value.start < value.end or value.text or not key.text or ":" in self.source.text[key.end : value.end]:
            return False
        if said.cut is None and (between.strip() != "," or self.source.text[said.start] in "\"'"):
            return False
        ends = said.text[-1:].isdecimal() and len(said.text) < _LONGEST
        if said.cut is None and ends and not _NAME.fullmatch(key.text):
            whole = self._joined(said, key, between)
        else:
            whole = replace(said, cut=said.end + between.index(",") if said.cut is None else said.cut)
        entries[before.text] = replace(entry, value=whole)
        return True

    def _joined(self, said: Scalar, key: Scalar, between: str) -> Scalar:
        """Read a value that ends in a digit over the comma after it, for half a number would be another number.

        It is read as it is written, a blank for any room around the comma: with such room, nothing is drawn of it.
        """
        comma = between.index(",")
        room = " " * bool(between[:comma]), " " * bool(between[comma + 1 :])
        text = f"{said.text}{room[0]},{room[1]}{key.text}"
        whole = replace(said, text=text, kind="text", end=key.end, joined=said.joined or said.end + comma, cut=key.cut)
        for name, known in self._anchors.items():
            if known is not None and known[0] is said:
                self._anchors[name] = whole, *known[1:]
        return whole

    def _merge(self, entries: dict[str, Entry], node: Node) -> None:
        if not isinstance(node, Mapping):
            self._report(node, Said("the merge key '<<' takes a mapping or a list of mappings"))
            return
        for entry in node.entries:
            entries.setdefault(entry.key.text, entry)

    def _alias(self, event: Any) -> Node:
        name = event.anchor
        if name not in self._anchors:
            hint = Said(
                "a text that begins with * must stand in quotes; else define it with &{name} further up", name=name
            )
            self.bounds.stop(
                "yaml-syntax",
                self._start(event),
                Said("nothing is named '{name}', so '*{name}' means nothing", name=name),
                hint,
            )
        known = self._anchors[name]
        if known is None:
            self.bounds.stop(
                "yaml-syntax",
                self._start(event),
                Said("'*{name}' stands inside what it names", name=name),
                Said("write the value out"),
            )
        node, values, characters = known
        self.bounds.count(self._start(event), values, characters)
        return node

    def _check_tag(self, event: Any) -> None:
        if event.tag is None or event.tag in _KNOWN_TAGS:
            return
        tag = event.tag.replace(_CORE, "!!")
        message = Said("the tag '{tag}' is not allowed", tag=tag)
        hint = Said("a value that begins with ! must stand in quotes; else remove the tag")
        self.problems.append(self.source.problem("yaml-tag", Severity.ERROR, message, self._start(event), hint))

    def _report(self, node: Node, message: Said) -> None:
        self.problems.append(self.source.problem("yaml-syntax", Severity.ERROR, message, node.place))

    def _stop(self, event: Any, message: Said, hint: Said) -> NoReturn:
        self.bounds.stop("yaml-syntax", self._start(event), message, hint)

    def _start(self, event: Any) -> int:
        return self.base + int(event.start_mark.index)

    def _place(self, event: Any) -> Any:
        return self.source.place(self._start(event))
