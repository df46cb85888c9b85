"""What a YAML file says, with the place of every key and value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from brochure.vocabulary.problems import Place

Kind = Literal["text", "number", "date", "boolean", "null"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: `text` is what the author wrote, quotes and block marks undone; `kind` is what YAML takes it for.

    `start` and `end` are its offsets in the source.
    """

    text: str
    kind: Kind
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file, merged ones (`<<`) last; every key once."""

    entries: tuple[Entry, ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """Give the value of a key, or None."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


Node = Scalar | Sequence | Mapping
