"""Titles of covers in scripts without spaces: lines end between signs, without a hyphen."""

from __future__ import annotations

import pytest

from brochure.engine.fonts import faces, usual
from brochure.figures.typeface import Typeface
from brochure.render.titles import broken, lines

FACE = Typeface(usual(faces(), "display", bold=True))


@pytest.mark.parametrize(
    ("language", "title", "wide", "wanted"),
    [
        ("ja", "町の図書館が夜も開きます", 7.5, "町の図書館が<br>夜も開きます"),
        ("zh-Hans", "街区图书馆，晚上也开门。", 7.0, "街区图书馆，<br>晚上也开门。"),
        ("ja", "Quai 7の図書館", 6.0, "Quai 7の<br>図書館"),
    ],
)
def test_lines_end_between_signs(language: str, title: str, wide: float, wanted: str) -> None:
    """At the end of a phrase where there is one, never before what closes."""
    found = lines(title, 1.0, wide, language, FACE, parts=True)
    assert found is not None
    assert broken(title, found) == wanted


def test_thai_is_parted_without_a_hyphen() -> None:
    """Where its syllables end."""
    found = lines("ห้องสมุดชุมชนเปิดตอนค่ำ", 1.0, 9.0, "th", FACE, parts=True)
    assert found is not None
    made = broken("ห้องสมุดชุมชนเปิดตอนค่ำ", found)
    assert "<br>" in made
    assert "-" not in made
