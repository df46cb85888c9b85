"""How a frozen dataclass declares what may be written: each field is a key, told to authors in its metadata."""

from __future__ import annotations

from dataclasses import Field, field
from typing import Any

from brochure.vocabulary.records import dataclass

_KEY = "key"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a number, both allowed, and its unit."""

    least: float
    most: float
    unit: str


@dataclass(frozen=True, slots=True)
class Key:
    """What authors are told of a key: its `name` where it is not the field's, what it is, what each `item` of it is."""

    about: str
    name: str = ""
    item: str = ""
    examples: tuple[object, ...] = ()
    bounds: Bounds | None = None


def key(
    about: str,
    default: object = None,
    *,
    name: str = "",
    item: str = "",
    examples: tuple[object, ...] = (),
    bounds: Bounds | None = None,
) -> Any:
    """Declare a field of a frozen dataclass as a key; its annotation says what its value is."""
    metadata = {_KEY: Key(about, name, item, examples, bounds)}
    # An empty mapping is no default to a dataclass, which takes all that has no hash for changeable.
    if type(default).__hash__ is None:
        return field(default_factory=lambda: default, metadata=metadata)
    return field(default=default, metadata=metadata)


def declared(found: Field[Any]) -> Key | None:
    """Give what a field declares; None for a field that is no key."""
    return found.metadata.get(_KEY)
