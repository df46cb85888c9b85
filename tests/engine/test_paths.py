"""Points of paths are what the engine reads, whatever is written."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest

from brochure.engine import loading
from brochure.engine.paths import _steps, drawn, moved, numbers, quick
from brochure.figures import icons

loading.load()
from weasyprint.matrix import Matrix  # type: ignore[import-untyped]  # noqa: E402
from weasyprint.svg import SVG, TAGS  # type: ignore[import-untyped]  # noqa: E402
from weasyprint.svg.path import path  # type: ignore[import-untyped]  # noqa: E402
from weasyprint.svg.utils import PointError, normalize, point  # type: ignore[import-untyped]  # noqa: E402

_PATHS = re.compile(r'<path d="([^"]*)"')
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


# Parts of paths: numbers in every way to write and to part them, flags of arcs run together, letters that are none.
_ENDS = ("", " ", ",", " , ", "\n", "-", "+", ".", "1", "01", "e3", "%", "b", "\xa0")
_LETTERS = "MLHVCAZmlhvcazMLHVCAZmlhvcazQTSqts"


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


class Written:
    """What is drawn on: it notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self.told.append((name, *map(repr, values)))


def on_paper(draw: Callable[..., object], text: str, **attributes: str) -> list[tuple[object, ...]]:
    """Give what a path draws, and whether it falls over."""
    stream = Written()
    svg = SimpleNamespace(stream=stream, inner_width=400, inner_height=300)
    svg.point = lambda x, y, font_size: SVG.point(svg, x, y, font_size)
    attributes["d"] = text
    node = SimpleNamespace(get=attributes.get, attrib=attributes, vertices=[])
    try:
        draw(svg, node, 16)
    except Exception as error:
        stream.told.append((type(error).__name__,))
    # What an integer is and what is a float makes no difference in a PDF, nor does the sign of nothing.
    return [tuple(str(value).removesuffix(".0").replace("-0", "0") for value in told) for told in stream.told]


def written(chance: random.Random, letter: str) -> str:
    """Write a step of a path, mostly well."""

    def number() -> str:
        value = chance.choice(("0", "-0", "1", "2.5", ".5", "-.75", f"{chance.uniform(-9, 9):.3f}", "12"))
        return value + (chance.choice(_ENDS) if chance.random() < 0.03 else chance.choice((" ", ",", "  ")))

    taken = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "a": 7, "q": 4, "t": 2, "s": 4, "z": 0}[letter.lower()]
    # The engine never ends where a number follows the end of a path.
    parts = [number() for _ in range(taken and taken * chance.choice((1, 1, 1, 2, 3)) + (chance.random() < 0.02))]
    if taken == 7:
        for at in range(0, len(parts) - 4, 7):
            parts[at + 3] = chance.choice(("0 ", "1 ", "1,", "0", "1.0 "[: chance.choice((2, 4))]))
            parts[at + 4] = chance.choice(("0 ", "1 ", "0,", "1"))
    return letter + chance.choice(("", " ")) + "".join(parts)


@pytest.mark.parametrize("number", range(20))
def test_paths_are_drawn_as_the_engine_draws_them(number: int) -> None:
    """Of whatever steps, with whatever mistakes; about half of them are plain."""
    chance, plain = random.Random(number), 0
    for _ in range(300):
        letters = [chance.choice(_LETTERS[: chance.choice((14, 28, 34))]) for _ in range(chance.randrange(8))]
        text = "".join(written(chance, letter) for letter in [chance.choice("MMMMmL"), *letters])
        assert on_paper(drawn(path), text) == on_paper(path, text), text
        plain += _steps(text) is not None
    assert 60 < plain < 290


def test_icons_are_drawn_as_the_engine_draws_them() -> None:
    texts = [text for name in sorted(icons.names())[::9] for text in _PATHS.findall(icons.icon(name, "red"))]
    assert len(texts) > 300
    assert [on_paper(TAGS["path"], text) for text in texts] == [on_paper(path, text) for text in texts]
    assert TAGS["path"].__module__ == "brochure.engine.paths"


def test_a_path_with_marks_is_left_to_the_engine() -> None:
    """It notes the points of it, where the marks come."""
    drawn_by: list[str] = []
    mine = drawn(lambda svg, node, font_size: drawn_by.append("the engine"))
    on_paper(mine, "M0 0L1 1", **{"marker-end": "url(#a)"})
    assert drawn_by == ["the engine"]
    on_paper(mine, "M0 0L1 1", fill="none")
    assert drawn_by == ["the engine"]
