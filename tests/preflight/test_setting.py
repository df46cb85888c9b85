"""What the engine says of the project's own styles is told where it stands in them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from brochure.load.text import Source
from brochure.preflight.engine_said import heard
from brochure.vocabulary.problems import Place

OWN = Source("styles/project.css", "h2 { margin: 0 }\nh2 { colour: red; color: }\n@page:odd { margin: 0 }\n")


def said(*lines: str) -> Any:
    return SimpleNamespace(log=list(lines))


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        (
            "WARNING: Ignored `colour: red` at 175:6, unknown property.",
            Place("styles/project.css", 2, 6),
            "the style 'colour: red' has no effect: unknown property",
        ),
        ("WARNING: Ignored `color: ` at 9:1, no value.", Place("styles/project.css", 2, 19), "no value"),
        (
            "WARNING: Unsupported @page selector ':odd ', the whole @page rule was ignored at 1:1.",
            Place("styles/project.css", 3, 6),
            "the whole @page rule was ignored",
        ),
    ],
)
def test_what_the_engine_quotes_is_told_at_its_line(line: str, place: Place, message: str) -> None:
    """Declarations and selectors of the project's style files have their own file, line and column."""
    (problem,) = heard(said(line), "a.md", [OWN])
    assert (problem.code, problem.place) == ("style-ignored", place)
    assert message in problem.message
    assert problem.excerpt in OWN.text


@pytest.mark.parametrize("line", ["WARNING: Ignored `colour: blue` at 1:1, unknown property.", "ERROR: Failed"])
def test_what_stands_nowhere_in_them_stays_unexpected(line: str) -> None:
    """Anything else is a fault to be reported."""
    (problem,) = heard(said(line), "a.md", [OWN])
    assert (problem.code, problem.place.file) == ("engine-warning", "a.md")
