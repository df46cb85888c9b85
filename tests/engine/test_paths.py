"""Points of paths are what the engine reads, whatever is written."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import deque
from collections.abc import Callable
from types import SimpleNamespace
from typing import NamedTuple, cast

import pytest

from brochure.engine import loading
from brochure.engine.paths import drawn, moved, numbers, quick

loading.load()
from weasyprint.matrix import Matrix  # type: ignore[import-untyped]  # noqa: E402
from weasyprint.svg import SVG  # type: ignore[import-untyped]  # noqa: E402
from weasyprint.svg.path import path  # type: ignore[import-untyped]  # noqa: E402
from weasyprint.svg.utils import PointError, normalize, point  # type: ignore[import-untyped]  # noqa: E402

DRAWN = SimpleNamespace(inner_width=400, inner_height=300)
DRAWN.point = lambda x, y, font_size: SVG.point(DRAWN, x, y, font_size)
PARTS = (
    "1",
    "-1.5",
    ".25",
    "1e3",
    "1E-2",
    "+4",
    "0",
    "5%",
    "2em",
    "3mm",
    "x",
    "",
    "nan",
    "inf",
    "1_0",
    "٣",
    "-",
    "1.5.5",
)


def said(read: object, text: str) -> str:
    """Give what a reading comes to."""
    try:
        return repr(read(DRAWN, text, 16))  # type: ignore[operator]
    except (PointError, ValueError, AssertionError) as error:
        return type(error).__name__


def test_the_engine_reads_so() -> None:
    assert sys.modules["weasyprint.svg.path"].point.__module__ == "brochure.engine.paths"
    assert Matrix.transform_point is moved


@pytest.mark.parametrize("number", range(20))
def test_points_are_moved_as_by_a_product(number: int) -> None:
    chance = random.Random(number)

    def value() -> float:
        return chance.choice([0, 1, -1, 0.0, -0.0, 1e300, 1e-300, 0.1, chance.uniform(-9, 9), chance.uniform(-9, 9)])

    for _ in range(200):
        matrix = Matrix(*(value() for _ in range(6))) @ Matrix(*(value() for _ in range(6)))
        x, y = value(), value()
        assert repr(moved(matrix, x, y)) == repr((Matrix(matrix=[[x, y, 1]]) @ matrix)[0][:2])


@pytest.mark.parametrize("number", range(20))
def test_points_are_what_the_engine_reads(number: int) -> None:
    chance = random.Random(number)
    for _ in range(200):
        text = " ".join(chance.choice(PARTS) for _ in range(chance.randrange(6)))
        for written in (text, normalize(text)):
            assert said(quick(point), written) == said(point, written), written


class _Stream:
    """Notes down what is written of a path."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self.said.append(f"{name} {[float(value) for value in values]}")


class _Drawn(NamedTuple):
    """What is written of a path, where marks may stand on it, and whether the engine was left to draw it."""

    written: list[str]
    marks: list[object]
    left: bool


def _drawn(text: str, ours: bool, **more: str) -> _Drawn:
    """Draw a path as we do or as the engine does; a fault ends what is written."""
    left: list[object] = []

    def theirs(*told: object) -> None:
        left.append(told)
        path(*told)

    attributes = {"d": text, **more}
    svg = SimpleNamespace(stream=_Stream(), point=DRAWN.point, inner_width=400, inner_height=300)
    node = SimpleNamespace(attrib=attributes, get=attributes.get, vertices=deque())
    try:
        (drawn(theirs, normalize) if ours else theirs)(svg, node, 16)
    except Exception as error:
        svg.stream.said.append(type(error).__name__)
    return _Drawn(svg.stream.said, list(node.vertices), bool(left))


_LETTERS = "MmLlHhVvCcZz"
_NEEDS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "z": 0}


@pytest.mark.parametrize("number", range(20))
def test_paths_of_lines_and_curves_are_drawn_as_the_engine_draws_them(number: int) -> None:
    """Written close or wide, from where they are or from the corner, with points that go on without a letter."""
    chance = random.Random(number)
    met = 0
    for _ in range(60):
        words = ["M 1 2"] if chance.random() < 0.9 else []
        for _ in range(chance.randrange(8)):
            letter = chance.choice(_LETTERS)
            many = _NEEDS[letter.lower()] * chance.choice([1, 1, 2, 3])
            sizes = [f"{chance.uniform(-99, 99):.{chance.randrange(4)}f}" for _ in range(many)]
            words.append(letter + chance.choice([" ", ",", "\n"]).join(sizes))
        text = chance.choice(["", " "]).join(words)
        ours = _drawn(text, ours=True)
        assert ours.written == _drawn(text, ours=False).written, text
        met += not ours.left
    assert met > 40


@pytest.mark.parametrize(
    "text",
    [
        *("M0 0-1-1L.5.5", "M0 0 L 1", "M 1 2 3", "L", "M0,0C1,1,2,2", "M 1 1 L x", "M 1e3 1 l 1 1", "1 2 L 3 4", ""),
        *("M1 1A2 2 0 0 1 3 3", "M1 1 q 1 1 2 2", "M1 1 L nan 1", "M1 1 L 1_0 2", "M 1 1 L \u0663 4", "M1 1zM", "Z"),
        *("M 1 1 L 2 2%", "M 1 1 L 2 2em", "M 1 1 L - 2", "M 1 1 L 1.2.3", "M 1 1 zz L 2 2 z l 1 1 zm 2 2 zh3z"),
    ],
)
def test_paths_that_are_no_such_are_what_the_engine_makes_of_them(text: str) -> None:
    assert _drawn(text, ours=True).written == _drawn(text, ours=False).written


def test_the_engine_draws_what_marks_may_stand_on() -> None:
    """Marks stand where a path turns, which is noted for them alone."""
    text = "M 1 1 L 2 2 L 4 1"
    ours = _drawn(text, ours=True, **{"marker-end": "url(#a)"})
    assert ours == _drawn(text, ours=False)
    assert ours.marks
    assert not _drawn(text, ours=True).left


def test_numbers_are_written_as_the_engine_writes_them() -> None:
    """Of any size and sign, whole or not; and what is no number is written by the engine."""
    careful, seeded = _theirs(), random.Random(70)
    quick_one = numbers(careful)
    sizes = [seeded.uniform(-1, 1) * 10 ** seeded.randint(-9, 20) for _ in range(3000)]
    odd = [
        0.0,
        -0.0,
        1e-9,
        -1e-9,
        0.5,
        -12.0,
        1e22,
        1e300,
        0.1 + 0.2,
        float("inf"),
        float("nan"),
        7,
        True,
        "x",
        b"y",
        None,
    ]
    for number in (*sizes, *map(round, sizes), *map(float, range(-40, 40)), *odd):
        assert quick_one(number) == careful(number), number
    told: list[object] = []
    assert numbers(lambda item: told.append(item) or b"told")([1.5]) == b"told"  # type: ignore[func-returns-value]
    assert told == [[1.5]]


def _theirs() -> Callable[[object], bytes]:
    """Give the function of pydyf itself, whatever stands for it in this process."""
    spec = importlib.util.find_spec("pydyf")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Callable[[object], bytes]", module._to_bytes)
