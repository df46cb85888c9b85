"""What the engine says of the project's own styles is told where it stands in them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from brochure.load.text import Source
from brochure.preflight.engine_said import heard
from brochure.vocabulary.problems import Place

OWN = Source("styles/project.css", "h2 { margin: 0 }\nh2 { colour: red; color: }\n@page:odd { margin: 0 }\n")


def said(*lines: str, variables: tuple[str, ...] = ()) -> Any:
    return SimpleNamespace(log=list(lines), variables=frozenset(variables))


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
    (problem,) = heard(said(line), "a.md", [(20, OWN)])
    assert (problem.code, problem.place) == ("style-ignored", place)
    assert message in problem.message
    assert problem.excerpt in OWN.text


@pytest.mark.parametrize("line", ["WARNING: Ignored `colour: blue` at 1:1, unknown property.", "ERROR: Failed"])
def test_what_stands_nowhere_in_them_stays_unexpected(line: str) -> None:
    """Anything else is a fault to be reported."""
    (problem,) = heard(said(line), "a.md", [(20, OWN)])
    assert (problem.code, problem.place.file) == ("engine-warning", "a.md")


VARIED = Source(
    "styles/project.css",
    "/* h2 { color: var(--none) }\n*/\nh2 { color: var(--mutet); color: var(--muted) }\n"
    "h3 { width: calc(2mm * var(--u)); margin: var(--slack-2) var(--gone, 0) }\np { margin:\n  var(--a) var(--b) }\n",
)


def test_a_variable_that_is_set_nowhere_is_told_where_it_is_used() -> None:
    """Not in comments, not with a value to fall back on; what the engine makes of the same declaration is not told."""
    log = said("WARNING: Ignored `color:` at 33:5, no value.", variables=("muted", "u"))
    told = heard(log, "a.md", [(31, VARIED)])
    assert [(problem.code, problem.place.line, problem.place.column) for problem in told] == [
        ("style-ignored", 3, 6),
        ("style-ignored", 5, 5),
    ]
    assert told[0].message == "the style 'color: var(--mutet)' has no effect: no variable '--mutet' is set"
    assert told[0].hint == "did you mean 'var(--muted)'?"
    assert told[1].message == "the style 'margin: var(--a) var(--b)' has no effect: no variable '--a' is set"


def test_what_was_worked_out_is_told_as_it_is_written() -> None:
    """By its line in the stylesheet, once, however often the engine says it."""
    line = "WARNING: Ignored `width: calc(2mm * 1.0000mm) ` at 34:6, invalid value."
    (problem,) = heard(said(line, line, variables=("mutet", "muted", "u", "a", "b")), "a.md", [(31, VARIED)])
    assert (problem.place.line, problem.place.column) == (4, 6)
    assert problem.message == "the style 'width: calc(2mm * var(--u))' has no effect: invalid value"
