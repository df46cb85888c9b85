"""What a file of keys says, whatever it is written in, with the place of every key and value."""

from __future__ import annotations

from typing import Literal

from brochure.vocabulary.problems import Place, Problem
from brochure.vocabulary.records import dataclass

Kind = Literal["text", "number", "date", "boolean", "null"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: `text` is what the author wrote, quotes and block marks undone; `kind` is what it is taken for.

    `start` and `end` are its offsets in the source; `cut` is where YAML stops reading a text that seems to go on: at
    the # of a comment, at a comma in braces. `joined` is the comma in braces, after a digit, over which it was read.
    """

    text: str
    kind: Kind
    place: Place
    start: int
    end: int
    cut: int | None = None
    joined: int | None = None

    def origins(self) -> tuple[Scalar, ...]:
        """Give the values of the file of which it was made: itself, but where several were joined."""
        return (self,)


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


@dataclass(frozen=True, slots=True)
class Document:
    """A mapping, and the problems that did not stop the reading (a key written twice, a tag); all are errors."""

    data: Mapping
    problems: tuple[Problem, ...] = ()
