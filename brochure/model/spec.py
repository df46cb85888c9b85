"""What may be written, as a tree that validation, the JSON Schemas and the manual walk.

A spec says what a value is; `about` and `examples` describe it to authors. A value that is absent, empty or wrong comes
out as None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias

from brochure.load.bounds import twice
from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.reading import Reading
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean, is_likely

Json: TypeAlias = dict[str, object]
Make: TypeAlias = Callable[[dict[str, object], Place], object]


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of value: the name by which the manual knows it, what reads it, its JSON Schema.

    `read` is given a node that is not null, and the dotted name of its key.
    """

    name: str
    read: Callable[[Reading, Node, str], object | None]
    schema: Json


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A single value. A `default` that is not of JSON's types is told by its text."""

    about: str
    kind: Kind
    examples: tuple[object, ...] = ()
    default: object = None

    def read(self, reading: Reading, node: Node, key: str) -> object | None:
        """Read a node; `key` is its dotted name."""
        if isinstance(node, Scalar):
            reading.joined(node)
            if self.kind.name in ("text", "line"):
                reading.cut(node, key, self.kind.name == "text")
        return None if _is_null(node) else self.kind.read(reading, node, key)

    def schema(self) -> Json:
        """Give the JSON Schema."""
        made = {"description": self.about, **self.kind.schema}
        if self.examples:
            made["examples"] = list(self.examples)
        return made | _default(self.default)


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A list of things of one kind, read as a tuple; one without any is None."""

    about: str
    item: Spec
    default: object = None

    def read(self, reading: Reading, node: Node, key: str) -> tuple[object, ...] | None:
        """Read a node; `key` is its dotted name."""
        if _is_blank(node):
            return None
        if not isinstance(node, nodes.Sequence):
            reading.wrong_type(node, key, Said("a list"), Said("begin each item on a line of its own with '- '"))
            return None
        items = (self.item.read(reading, item, f"{key}[{number}]") for number, item in enumerate(node.items))
        return tuple(item for item in items if item is not None) or None

    def schema(self) -> Json:
        """Give the JSON Schema."""
        made: Json = {"description": self.about, "type": ["array", "null"], "items": self.item.schema()}
        return made | _default(self.default)


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """A mapping: its known keys, and what other keys hold (None: the website's own business).

    `make` is given the keys that have a value and the place of the mapping, and makes of them what is read; a mapping
    in which no key has a value is None. `closed` says that any other key is a mistake, `silent` which are none.
    `elsewhere` gives by the name of a key where it is meant to stand.
    """

    about: str
    keys: Mapping[str, Spec]
    make: Make = lambda values, _: values
    others: Spec | None = None
    silent: tuple[str, ...] = ()
    closed: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def read(self, reading: Reading, node: Node, key: str) -> object | None:
        """Read a node; `key` is its dotted name."""
        if _is_blank(node):
            return None
        if not isinstance(node, nodes.Mapping):
            expected = (
                Said("a mapping with the keys {keys}", keys=", ".join(self.keys)) if self.keys else Said("a mapping")
            )
            reading.wrong_type(node, key, expected, Said("write each key on a line of its own, indented"))
            return None
        prefix = f"{key}." if key else ""
        present = {entry.key.text.casefold() for entry in node.entries}
        values: dict[str, object] = {}
        known = {name.casefold(): name for name in self.keys}
        first: dict[str, Scalar] = {}
        for entry in node.entries:
            name = known.get(entry.key.text.casefold(), entry.key.text)
            spec = self.keys.get(name) or self.others
            if first.setdefault(name, entry.key) is not entry.key:
                reading.problems.append(twice(reading.source, name, first[name].place, entry.key.start))
            elif spec is None:
                self._unknown(reading, entry.key, present, prefix)
            elif (value := spec.read(reading, entry.value, prefix + name)) is not None:
                values[name] = value
        return self.make(values, node.place) if values else None

    def _unknown(self, reading: Reading, key: Scalar, present: set[str], prefix: str) -> None:
        free = (name for name in self.keys if name.casefold() not in present)
        meant = None if key.text.casefold() in self.silent else did_you_mean(key.text, free)
        if meant is not None and (self.closed or is_likely(key.text, meant)):
            message = Said(
                "unknown key '{prefix}{text}': did you mean '{prefix}{meant}'?",
                prefix=prefix,
                text=key.text,
                meant=meant,
            )
            reading.report("unknown-key", message, key.place, Said("rename it to '{meant}'", meant=meant), "warning")
        elif (right := self.elsewhere.get(key.text.casefold().replace("_", "-"))) is not None:
            where = (
                Said("'{key}' here is '{right}'", key=key.text, right=right)
                if right != key.text
                else Said("it stands at the top, in no other key")
            )
            message = Said("unknown key '{prefix}{text}': {where}", prefix=prefix, text=key.text, where=where)
            reading.report("unknown-key", message, key.place, Said("write it as '{right}'", right=right), "warning")
        elif self.closed:
            message, hint = (
                Said("unknown key '{prefix}{text}'", prefix=prefix, text=key.text),
                Said("known are {known}", known=", ".join(self.keys)),
            )
            reading.report("unknown-key", message, key.place, hint, "warning")

    def schema(self) -> Json:
        """Give the JSON Schema."""
        made: Json = {
            "description": self.about,
            "type": ["object", "null"],
            "properties": {name: spec.schema() for name, spec in self.keys.items()},
        }
        if self.closed:
            return made | {"additionalProperties": False}
        return made if self.others is None else made | {"additionalProperties": self.others.schema()}


@dataclass(frozen=True, slots=True)
class Listed(Keys):
    """A mapping with a key `list` or `text`, which may be written as that list or that text alone.

    A website's switch of that name holds no words, and is nothing.
    """

    def opened(self, node: Node) -> Node:
        """Give the mapping for which a single value of another kind stands; any other node as it is."""
        return node

    def read(self, reading: Reading, node: Node, key: str) -> object | None:
        """Read the mapping, or what stands for it."""
        if isinstance(node, Scalar) and node.kind == "boolean":
            return None
        node = self.opened(node)
        alone = "list" if isinstance(node, nodes.Sequence) else "text"
        if not isinstance(node, nodes.Mapping) and alone in self.keys and not _is_blank(node):
            name = Scalar(alone, "text", node.place, 0, 0)
            node = nodes.Mapping((nodes.Entry(name, node),), node.place)
        return Keys.read(self, reading, node, key)

    def schema(self) -> Json:
        """Give the JSON Schema."""
        alone = [self.keys[name].schema() for name in ("list", "text") if name in self.keys]
        return {"description": self.about, "anyOf": [Keys.schema(self), *alone, {"type": "boolean"}]}


Spec: TypeAlias = Value | Items | Keys


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind == "null"


def _is_blank(node: Node) -> bool:
    return _is_null(node) or (isinstance(node, Scalar) and not node.text.strip())


def _default(value: object) -> Json:
    return {} if value is None else {"default": _told(value)}


def _told(value: object) -> object:
    if isinstance(value, tuple):
        return [_told(item) for item in value]
    return value if isinstance(value, str | int | float) else str(value)
