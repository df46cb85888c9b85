"""From a frozen dataclass to the spec of what it declares: its annotations say what a value is, its keys the rest."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from brochure.model.kinds.forms import DATE
from brochure.model.kinds.numbers import measure, whole
from brochure.model.kinds.plain import LINE, PATH, TEXT
from brochure.model.kinds.word import SWITCH, choice
from brochure.model.spec import Items, Keys, Kind, Spec, Value
from brochure.model.values import Picture, Text
from brochure.vocabulary.keys import Bounds, Key, declared
from brochure.vocabulary.problems import Place

_KINDS: Mapping[object, Kind] = {Text: TEXT, str: LINE, Picture: PATH, bool: SWITCH, date: DATE}


@cache
def keys_of(cls: type) -> Keys:
    """Give the spec of a class: the mapping of its keys, from which an instance of it is made.

    An absent key leaves the field its default; a text that cannot be None is empty then, where the mapping stands.
    """
    hints = get_type_hints(cls, include_extras=True)
    found = [(field, told) for field in fields(cls) if (told := declared(field)) is not None]
    named = {told.name or field.name.replace("_", "-"): field.name for field, told in found}
    empty = [field.name for field, _ in found if hints[field.name] is Text]

    def make(values: dict[str, object], place: Place) -> object:
        nothing = dict.fromkeys(empty, Text("", place))
        return cls(**nothing | {named[name]: value for name, value in values.items()})

    return Keys(
        _about(cls),
        {name: _spec(hints[field.name], told, field.default) for name, (field, told) in zip(named, found, strict=True)},
        make,
        tuple(name for name, (_, told) in zip(named, found, strict=True) if told.required),
    )


def _about(cls: type) -> str:
    """Give the first sentence of what a class says of itself."""
    return f"{(cls.__doc__ or '').split(chr(10))[0].split('. ')[0].rstrip('.')}."


def _spec(hint: object, told: Key, default: object = None) -> Spec:
    """Give the spec of one value by its annotation; None beside it says only that it may be absent."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _spec(next(part for part in inner if part is not type(None)), told, default)
    if origin is Annotated and isinstance(inner[1], Items | Keys):
        return replace(inner[1], about=told.about)
    if origin is tuple:
        item = Key(told.item or _about(inner[0]), examples=told.examples)
        return Items(told.about, _spec(inner[0], item), default)
    if origin is Mapping:
        others = _spec(inner[1], Key(told.item, examples=told.examples))
        return Keys(told.about, {}, lambda values, _: types.MappingProxyType(values), others=others)
    kind = _kind(hint)
    if kind is None:
        return replace(keys_of(_class(hint)), about=told.about)
    return Value(told.about, kind, told.examples, None if isinstance(default, Text) else default)


def _kind(hint: object) -> Kind | None:
    """Give the kind of a single value: what is beside its type, else that of its type; None for a class of keys."""
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return choice(inner)
    if get_origin(hint) is not Annotated:
        return _KINDS.get(hint)
    if isinstance(inner[1], Bounds):
        return whole(inner[1]) if inner[0] is int else measure(inner[1])
    kind: Kind = inner[1]
    return kind


def _class(hint: object) -> type:
    if not isinstance(hint, type):
        raise TypeError(f"{hint} says no kind of value")
    return hint
