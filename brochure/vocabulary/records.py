"""Records, made without writing and compiling code for each class, which takes as long as laying out a page.

`dataclass` takes of `dataclasses.dataclass` what the house needs of it, `NamedTuple` of `typing.NamedTuple`, and type
checkers take them for those; what the standard library says of an instance, and makes of it, is the same.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, field
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from dataclasses import dataclass as dataclass
    from typing import NamedTuple as NamedTuple

    _FIELD: object
else:
    from dataclasses import _FIELD

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """Make a record of a class by the annotations in it and in those that it extends."""
        return lambda plain: _made(plain, frozen, slots, eq)

    class _Tuples(type):
        """Makes of a class with annotations a tuple whose values have these names."""

        def __new__(cls, name: str, bases: tuple[type, ...], held: dict[str, Any]) -> type:
            return type(name, (tuple,), _tuple(name, held)) if bases else type.__new__(cls, name, bases, held)

    class NamedTuple(metaclass=_Tuples):
        """What a tuple extends whose values have names."""


def _made(plain: type, frozen: bool, slots: bool, eq: bool) -> type:
    known = _fields(plain)
    held: dict[str, Any] = {"__dataclass_fields__": known, "__match_args__": tuple(known)}
    compared = _getter([found.name for found in known.values() if found.compare])
    if "__repr__" not in vars(plain):
        held["__repr__"] = _shown([found.name for found in known.values() if found.repr])
    if eq and "__eq__" not in vars(plain):
        held["__eq__"] = _equal(compared)
    if eq and vars(plain).get("__hash__") is None:
        held["__hash__"] = _hashed(compared) if frozen else None
    if frozen:
        held |= {"__setattr__": _refused, "__delattr__": _refused}
    made = _slotted(plain, held, list(known), frozen) if slots else _unslotted(plain, held, known)
    made.__init__ = _initialiser(made, known.values(), slots)  # type: ignore[misc]
    return made


def _fields(plain: type) -> dict[str, Field[Any]]:
    """Give the fields of a class by their names, those that it inherits first."""
    known: dict[str, Field[Any]] = {}
    for base in reversed(plain.__mro__[1:]):
        known.update(vars(base).get("__dataclass_fields__", {}))
    for name, kind in vars(plain).get("__annotations__", {}).items():
        default = vars(plain).get(name, MISSING)
        own: Any = default if isinstance(default, Field) else field(default=default)
        if own.default.__class__.__hash__ is None:
            raise ValueError(f"mutable default of '{name}'")
        own.name, own.type, own._field_type = name, kind, _FIELD
        known[name] = own
    return known


def _unslotted(plain: type, held: dict[str, Any], known: dict[str, Field[Any]]) -> type:
    """Give a class what it has besides what is written in it."""
    for name in vars(plain).get("__annotations__", ()):
        if known[name].default is MISSING and name in vars(plain):
            delattr(plain, name)
        elif known[name].default is not MISSING:
            held[name] = known[name].default
    for name, what in held.items():
        setattr(plain, name, what)
    return plain


def _slotted(plain: type, held: dict[str, Any], names: Iterable[str], frozen: bool) -> type:
    """Make the class anew with slots, which can only be had at its making."""
    inherited = {name for base in plain.__mro__[1:] for name in vars(base).get("__slots__", ())}
    kept = {name: what for name, what in vars(plain).items() if name not in ("__dict__", "__weakref__", *names)}
    kept |= held
    kept["__slots__"] = tuple(name for name in names if name not in inherited)
    if frozen:
        # Else a copy would set each value by itself, which is refused.
        kept |= {"__getstate__": _state, "__setstate__": _restored}
    made = type(plain)(plain.__name__, plain.__bases__, kept)
    made.__qualname__ = plain.__qualname__
    return made


def _initialiser(made: type, known: Iterable[Field[Any]], slots: bool) -> Callable[..., None]:
    rows = [(found.name, found.default, found.default_factory) for found in known]
    setters = [getattr(made, name).__set__ if slots else _setter(name) for name, _, _ in rows]
    count = len(rows)

    def __init__(self: Any, /, *values: object, **named: object) -> None:
        if named or len(values) != count:
            values = _filled(made.__name__, rows, values, named)
        for put, value in zip(setters, values, strict=True):
            put(self, value)

    return __init__


def _filled(
    name: str, rows: Sequence[tuple[str, Any, Any]], values: Sequence[object], named: dict[str, object]
) -> tuple[object, ...]:
    """Give the values of all fields in turn. Raises TypeError as any call that gives too few or too many."""
    whole = list(values)
    for row, default, factory in rows[len(values) :]:
        if row in named:
            whole.append(named.pop(row))
        elif default is not MISSING:
            whole.append(default)
        elif factory is not MISSING:
            whole.append(factory())
        else:
            raise TypeError(f"{name}.__init__() lacks '{row}'")
    if named or len(whole) > len(rows):
        raise TypeError(f"{name}.__init__() got too much: {', '.join(named) or len(whole)}")
    return tuple(whole)


def _setter(name: str) -> Callable[[object, object], None]:
    return lambda self, value: object.__setattr__(self, name, value)


def _getter(names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
    """Give what reads some values of a record."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _shown(names: Sequence[str], called: str = "__qualname__") -> Callable[[object], str]:
    def __repr__(self: object) -> str:
        return f"{getattr(type(self), called)}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _equal(compared: Callable[[Any], tuple[object, ...]]) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hashed(compared: Callable[[Any], tuple[object, ...]]) -> Callable[[object], int]:
    return lambda self: hash(compared(self))


def _refused(self: object, name: str, value: object = None) -> None:
    raise FrozenInstanceError(f"cannot assign to field '{name}'")


def _state(self: Any) -> list[object]:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _restored(self: Any, state: Sequence[object]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


def _tuple(called: str, held: dict[str, Any]) -> dict[str, Any]:
    """Give what a class of named values has besides what is written in it."""
    names = tuple(held.get("__annotations__", ()))
    given = {name: held.pop(name) for name in names if name in held}
    rows = [(name, given.get(name, MISSING), MISSING) for name in names]
    count = len(names)

    def __new__(cls: type, /, *values: object, **named: object) -> object:
        if named or len(values) != count:
            values = _filled(called, rows, values, named)
        return tuple.__new__(cls, values)

    own = {"__slots__": (), "__match_args__": names, "_fields": names, "_field_defaults": given}
    does = {"__new__": __new__, "__repr__": _shown(names, "__name__"), "__getnewargs__": _values}
    does |= {"_replace": _replaced, "_asdict": _named}
    return own | does | {name: property(itemgetter(number)) for number, name in enumerate(names)} | held


def _replaced(self: Any, /, **named: object) -> object:
    """Give the same values but for those that are named. Raises ValueError where one is called otherwise."""
    values = [named.pop(name, value) for name, value in zip(self._fields, self, strict=True)]
    if named:
        raise ValueError(f"{type(self).__name__} has no {', '.join(named)}")
    return tuple.__new__(type(self), values)


def _values(self: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(self)


def _named(self: Any) -> dict[str, object]:
    """Give the values by their names."""
    return dict(zip(self._fields, self, strict=True))
