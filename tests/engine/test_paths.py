"""Points of paths are what the engine reads, whatever is written."""

from __future__ import annotations

import random
import sys
from types import SimpleNamespace

import pytest

from brochure.engine import loading
from brochure.engine.paths import quick

loading.load()
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


@pytest.mark.parametrize("number", range(20))
def test_points_are_what_the_engine_reads(number: int) -> None:
    chance = random.Random(number)
    for _ in range(200):
        text = " ".join(chance.choice(PARTS) for _ in range(chance.randrange(6)))
        for written in (text, normalize(text)):
            assert said(quick(point), written) == said(point, written), written
