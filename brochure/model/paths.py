"""The way to a value in front matter, as settings write it: `a.b`, `blocks[2]`, `blocks[type=hero]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.load.yaml.nodes import Mapping, Node, Scalar, Sequence
from brochure.model.reading import Reading
from brochure.model.spec import Json, Kind
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

_STEP = r"\[\d+\]|\[[^\[\]=]+=[^\[\]]*\]"
_PATH = rf"[^.\[\]]+(?:\.[^.\[\]]+|{_STEP})*"
_STEPS = compiled(rf"{_STEP}|[^.\[\]]+")
_HINT = Said(
    "write keys with full stops between them, an item of a list in brackets, counted from 0: team.members, blocks[2]"
)


@dataclass(frozen=True, slots=True)
class KeyPath:
    """A key path as written, and where; the case of its keys does not count, the items of a list from 0."""

    text: str
    place: Place

    def __str__(self) -> str:
        return self.text

    @property
    def steps(self) -> tuple[str, ...]:
        """Give its keys and, in brackets, its items."""
        return tuple(step.strip() for step in _STEPS.findall(self.text))

    def find(self, node: Node) -> Node | None:
        """Give the value to which it leads, None where there is none."""
        return next(_found(node, self.steps), None)


def _found(node: Node, steps: tuple[str, ...]) -> Iterator[Node]:
    if not steps:
        yield node
    elif isinstance(node, Sequence) and steps[0].startswith("["):
        for item in _items(node, steps[0][1:-1]):
            yield from _found(item, steps[1:])
    elif isinstance(node, Mapping):
        # A key of a website may have a full stop in it.
        for count in range(1, len(steps) + 1):
            name = ".".join(steps[:count]).casefold()
            for entry in node.entries:
                if entry.key.text.casefold() == name:
                    yield from _found(entry.value, steps[count:])


def _items(node: Sequence, step: str) -> tuple[Node, ...]:
    name, sign, wanted = step.partition("=")
    if not sign:
        return node.items[int(name) : int(name) + 1]
    inner = ((item, KeyPath(name.strip(), item.place).find(item)) for item in node.items)
    wanted = wanted.strip(" \"'").casefold()
    return tuple(item for item, found in inner if isinstance(found, Scalar) and found.text.casefold() == wanted)


def _read(reading: Reading, node: Node, key: str) -> KeyPath | None:
    scalar = reading.scalar(node, key, Said("a key path"), _HINT)
    if scalar is None or not (text := scalar.text.strip()):
        return None
    if re.fullmatch(_PATH, text) is None:
        reading.report(
            "value-unknown", Said("'{key}' is no key path: \"{text}\"", key=key, text=text), scalar.place, _HINT
        )
        return None
    return KeyPath(text, scalar.place)


_SCHEMA: Json = {"type": ["string", "number", "boolean", "null"], "pattern": rf"^\s*(?:{_PATH}\s*)?$"}
KEY_PATH = Kind("key path", _read, _SCHEMA)
