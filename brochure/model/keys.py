"""From a frozen dataclass to the spec of what it declares: its annotations say what a value is, its keys the rest."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from brochure.model.kinds.colours import COLOUR
from brochure.model.kinds.forms import DATE
from brochure.model.kinds.numbers import measure, whole
from brochure.model.kinds.picture import SHOWN
from brochure.model.kinds.plain import FONT, LINE, TEXT
from brochure.model.kinds.word import SWITCH, choice
from brochure.model.spec import Items, Keys, Kind, Spec, Value
from brochure.model.values import Colour, FontFile, Picture, Text
from brochure.vocabulary.keys import Key, declared
from brochure.vocabulary.problems import Place

_KINDS: Mapping[object, Kind] = {
    Text: TEXT, str: LINE, Picture: SHOWN, bool: SWITCH, date: DATE, Colour: COLOUR, FontFile: FONT,
}  # fmt: skip


@cache
def keys_of(cls: type, base: object = None) -> Keys:
    """Give the spec of a class: the mapping of its keys, from which an instance of it is made.

    An absent key leaves the field its value in `base`, another instance, else its default; a text that cannot be None
    is empty then, where the mapping stands.
    """
    hints = get_type_hints(cls, include_extras=True)
    found = [(field, told) for field in fields(cls) if (told := declared(field)) is not None]
    named = {told.name or field.name.replace("_", "-"): field.name for field, told in found}
    empty = [field.name for field, _ in found if hints[field.name] is Text]
    kept = {field.name: getattr(base, field.name) for field in fields(cls) if base is not None}
    build: Callable[..., object] = cls

    def make(values: dict[str, object], place: Place) -> object:
        absent: dict[str, object] = dict.fromkeys(empty, Text("", place)) | kept
        return build(**absent | {named[name]: value for name, value in values.items()})

    specs = (_spec(hints[field.name], told, kept.get(field.name, field.default)) for field, told in found)
    return Keys(_about(cls), dict(zip(named, specs, strict=True)), make)


def _about(cls: type) -> str:
    """Give the first line of what a class says of itself."""
    return (cls.__doc__ or "").split("\n")[0]


def _spec(hint: object, told: Key, default: object = None) -> Spec:
    """Give the spec of one value by its annotation; None beside it says only that it may be absent."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _spec(next(part for part in inner if part is not type(None)), told, default)
    if origin is Annotated and isinstance(inner[1], Keys):
        return replace(inner[1], about=told.about)
    if origin is tuple:
        each = replace(told, about=told.item or _about(inner[0]))
        return Items(told.about, _spec(inner[0], each), default)
    if origin is Mapping:
        others = _spec(inner[1], replace(told, about=told.item))
        return Keys(told.about, {}, lambda values, _: types.MappingProxyType(values), others=others)
    kind = _kind(hint, told)
    if kind is not None:
        return Value(told.about, kind, told.examples, None if isinstance(default, Text) else default)
    if not isinstance(hint, type):
        raise TypeError(f"{hint} says no kind of value")
    return replace(keys_of(hint, default), about=told.about)


def _kind(hint: object, told: Key) -> Kind | None:
    """Give the kind of a single value: what is beside its type, else that of its type; None for a class of keys."""
    if told.bounds is not None:
        return whole(told.bounds) if hint is int else measure(told.bounds)
    if get_origin(hint) is Literal:
        return choice(get_args(hint))
    if get_origin(hint) is Annotated:
        kind: Kind = get_args(hint)[1]
        return kind
    return _KINDS.get(hint)
