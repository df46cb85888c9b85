"""Points of paths are what the engine reads, whatever is written."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest

from brochure.engine import loading
from brochure.engine.paths import moved, numbers, quick

loading.load()
from weasyprint.matrix import Matrix  # type: ignore[import-untyped]  # noqa: E402
from weasyprint.svg import SVG  # type: ignore[import-untyped]  # noqa: E402
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
