"""Large grounds in black get other inks beneath it, where that is asked for; text, lines and small things do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.load.text import Source
from brochure.model.validate import draft_project
from brochure.pipeline import build
from brochure.press.finish import finish
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Place
from tests.engine.conftest import ABOUT, section
from tests.press.case import order
from tests.press.reading import colours, plates

RICH = (0.4, 0.3, 0.3, 1.0)
BLACK = (0.0, 0.0, 0.0, 1.0)
Make = Callable[..., bytes]


@pytest.fixture
def make(engine: Any, lay: Any) -> Make:
    def make(body: str, rich: tuple[float, ...] = RICH, **changes: Any) -> bytes:
        pdf = engine.bind([(section("a", (None, body)), lay(body))], ABOUT, False)
        return finish(pdf, replace(order(**changes), rich=rich), Place("c.md"))

    return make


def ground(height: int, more: str = "") -> str:
    return f'<div style="background:#000;height:{height}mm;{more}"></div>'


@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_a_large_ground_is_printed_in_rich_black(make: Make, standard: str, tmp_path: Path) -> None:
    """A6 has 155 cm2: 85 by 40 mm are more than a fifth of it, 85 by 30 mm are less; black text stays black alone."""
    body = ground(40) + '<p style="color:#000">Words</p>'
    assert {RICH, BLACK} <= colours(make(body, standard=standard))
    assert RICH not in colours(make(ground(30), standard=standard))
    (plate,) = plates(make(body, standard=standard), tmp_path)
    assert plate.getpixel((150, 60)) == pytest.approx((102, 76, 76, 255), abs=1)


def test_other_colours_and_other_orders_are_let_be(make: Make) -> None:
    """A dark grey, a circle, what is seen through; and everything where nobody asks."""
    for more in ("background:#111", "border-radius:20mm", "opacity:.5"):
        assert RICH not in colours(make(ground(40, more)))
    assert colours(make(ground(40), rich=BLACK)) == {BLACK}


def test_the_limit_counts(make: Make) -> None:
    deep = (0.9, 0.8, 0.8, 1.0)
    held = [ink for ink in colours(make(ground(40), deep, limit=250.0)) if ink[3] == 1 and ink != BLACK]
    assert held
    assert all(sum(ink) <= 2.5 for ink in held)


@pytest.mark.parametrize(("written", "inks"), [
    ("true", (40, 30, 30, 100)), ("false", None), ("[60, 40, 40, 100]", (60, 40, 40, 100)),
])  # fmt: skip
def test_it_is_a_setting(written: str, inks: tuple[float, ...] | None) -> None:
    project, problems = draft_project(Source("brochure.yaml", f"press: {{rich-black: {written}}}\n"))
    assert problems == ()
    assert project.press.rich_black == inks


@pytest.mark.parametrize("written", ["deep", "[1, 2]", "[40, 30, 30, 90]", "3"])
def test_what_is_no_black_is_told(written: str) -> None:
    _, problems = draft_project(Source("brochure.yaml", f"press: {{rich-black: {written}}}\n"))
    (problem,) = problems
    assert (problem.code, problem.severity, problem.place.line) == ("colour-invalid", "error", 1)
    assert problem.message.startswith("'press.rich-black' ")


def test_preflight_is_content_then(tmp_path: Path) -> None:
    """The rule of the same name finds the ground of a cover in black alone, and not the richer one."""

    def found(more: str) -> list[str]:
        (tmp_path / "content").mkdir(exist_ok=True)
        content, project = tmp_path / "content" / "a.md", tmp_path / "brochure.yaml"
        content.write_text("---\ntitle: Boats\nlang: en\n---\n\n## Rowing\n\nWe row.\n", encoding="utf-8")
        black = 'ink: {screen: "#000000", press: [0, 0, 0, 100]}'
        project.write_text(f"brand: {{cover: ink, colours: {{{black}}}}}\n{more}", encoding="utf-8")
        result = build(Job(content, tmp_path, project, tmp_path / "out", "press"))
        return [problem.code for problem in result.problems if problem.code == "rich-black"]

    assert found("") != []
    assert found("press: {rich-black: true}\n") == []
