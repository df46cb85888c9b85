"""A record is what `dataclasses` would make of the same class."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import pickle
import re
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brochure.vocabulary import records

Maker = Callable[..., Any]


def made(dataclass: Maker) -> list[type]:
    """Make classes of all shapes that the house has."""

    @dataclass(frozen=True, slots=True)
    class Point:
        across: float
        down: float = 0.0
        said: str = dataclasses.field(default="", repr=False, compare=False)
        parts: list[int] = dataclasses.field(default_factory=list, compare=False)

        @property
        def both(self) -> float:
            return self.across + self.down

    @dataclass(frozen=True, slots=True)
    class Named(Point):
        name: str = "a"

    @dataclass(slots=True)
    class Loose:
        one: int
        two: dict[str, int] = dataclasses.field(default_factory=dict)

    @dataclass(slots=True, eq=False)
    class Alone:
        one: int = 1

    @dataclass(frozen=True)
    class Open:
        one: int = 1

        def __repr__(self) -> str:
            return "open"

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    return [Point, Named, Loose, Alone, Open, Empty]


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    ((1,), {}),
    ((1, 2), {}),
    ((1,), {"down": 3, "said": "x"}),
    ((), {"across": 2, "parts": [1]}),
    ((1, 2, "x", [2], "b"), {}),
    ((1, 2, "x", [2], "b", 6), {}),
    ((1,), {"across": 1}),
    ((), {"one": 5}),
    ((), {"none": 5}),
]


def told(kind: type, call: tuple[tuple[Any, ...], dict[str, Any]]) -> object:
    """Say all that can be seen of a record, or that it cannot be made."""
    try:
        one, two = (kind(*call[0], **call[1]) for _ in range(2))
    except TypeError:
        return TypeError
    try:
        hashed: object = hash(one) == hash(two)
    except TypeError:
        hashed = TypeError
    changed = []
    for name in ("one", "across"):
        # Of slots that are inherited, dataclasses say so with a TypeError.
        with contextlib.suppress(AttributeError, TypeError):
            setattr(one, name, 3)
            changed.append(repr(one))
    names = [(found.name, found.type, found.default) for found in dataclasses.fields(one)]
    copied = repr(copy.copy(one)), repr(copy.deepcopy(one)), repr(dataclasses.asdict(one))
    slots = getattr(kind, "__slots__", None), hasattr(one, "__dict__"), kind.__match_args__  # type: ignore[attr-defined]
    return repr(one), one == two, one != 3, hashed, changed, names, copied, slots


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_record_is_what_dataclasses_make(call: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    ours, theirs = made(records.dataclass), made(dataclasses.dataclass)
    for mine, other in zip(ours, theirs, strict=True):
        assert told(mine, call) == told(other, call), mine


def test_what_is_compared_and_replaced() -> None:
    point = made(records.dataclass)[0]
    one = point(1, 2, "x")
    assert one == point(1, 2, "y") != point(1, 3, "x")
    assert dataclasses.replace(one, down=5).both == 6
    with pytest.raises(TypeError):
        dataclasses.replace(one, nothing=5)
    match one:
        case point(across, down):
            assert (across, down) == (1, 2)


def rows(named: Any) -> list[type]:
    """Make tuples of all shapes that the house has."""

    class Point(named):  # type: ignore[misc]
        """A point."""

        across: float
        down: float = 0.0

        @property
        def both(self) -> float:
            return float(self.across + self.down)

    class One(named):  # type: ignore[misc]
        one: int

    class Many(named):  # type: ignore[misc]
        one: int = 1
        two: tuple[int, ...] = ()
        three: str = ""

        def __bool__(self) -> bool:
            return bool(self.two)

    return [Point, One, Many]


def seen(kind: type, call: tuple[tuple[Any, ...], dict[str, Any]]) -> object:
    """Say all that can be seen of a tuple, or that it cannot be made."""
    try:
        one: Any = kind(*call[0], **call[1])
    except TypeError:
        return TypeError
    with pytest.raises(AttributeError):
        one.one = 3
    with pytest.raises(ValueError, match="nothing"):
        one._replace(nothing=3)
    first = one._fields[0]
    copied = copy.copy(one), copy.deepcopy(one), one._replace(**{first: 9}), one._asdict(), getattr(one, first)
    kinds = [type(found) is kind for found in copied[:3]]
    of_class = kind.__name__, kind.__module__, kind.__match_args__, one._field_defaults, hasattr(one, "__dict__")  # type: ignore[attr-defined]
    return repr(one), tuple(one), one == tuple(one), hash(one), bool(one), copied, kinds, of_class


@pytest.mark.parametrize("call", [*CALLS, ((), {"two": (1,), "three": "x"}), ((5, (2,)), {})], ids=str)
def test_a_tuple_is_what_typing_makes(call: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    for mine, other in zip(rows(records.NamedTuple), rows(typing.NamedTuple), strict=True):
        assert seen(mine, call) == seen(other, call), mine


def test_a_tuple_is_pickled() -> None:
    from brochure.render.coverpicture import Crop

    (one, other) = (pickle.loads(pickle.dumps(Crop(1.0, 2.0, 3.0, 4.0))) for _ in range(2))
    assert (type(one), one) == (Crop, other)


def test_a_list_is_no_default() -> None:
    with pytest.raises(ValueError, match="mutable"):

        @records.dataclass(slots=True)
        class Wrong:
            parts: list[int] = []  # noqa: RUF012


def test_a_record_is_pickled() -> None:
    from brochure.vocabulary.problems import Place

    assert pickle.loads(pickle.dumps(Place("a.md", 3))) == Place("a.md", 3)


def test_the_house_makes_its_records_so() -> None:
    home = Path(records.__file__).parents[1]
    files = [path for path in home.rglob("*.py") if path != Path(records.__file__)]
    slow = r"from dataclasses import .*\bdataclass\b|from typing import .*\bNamedTuple\b"
    assert [path for path in files if re.search(slow, path.read_text("utf-8"))] == []
