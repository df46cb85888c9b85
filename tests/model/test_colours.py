"""Colours of brochure.yaml, written as CSS writes them."""

from __future__ import annotations

import pytest

from brochure.load.text import Source
from brochure.model.kinds.colours import screen_colour
from brochure.model.validate import draft_project


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#C00000", "#c00000"),
        ("#fd1", "#ffdd11"),
        ("RebeccaPurple", "#663399"),
        (" black ", "#000000"),
        ("rgb(192, 0, 0)", "#c00000"),
        ("rgb(0 85 164)", "#0055a4"),
        ("rgb(10% 20% 30%)", "#1a334c"),
        ("rgba(0, 135, 81, 1)", "#008751"),
        ("hsl(120, 50%, 40%)", "#339933"),
        ("hsl(0.5turn 100% 50%)", "#00ffff"),
        ("hwb(120 0% 0%)", "#00ff00"),
        ("rgb(300 -5 0)", "#ff0000"),
        ("color(srgb 1 0 0)", "#ff0000"),
    ],
)
def test_what_css_takes_for_a_colour_is_one(text: str, colour: str) -> None:
    assert screen_colour(text) == colour


@pytest.mark.parametrize(
    "text",
    [
        "", "bluish", "red blue", "#12", "#ggg", "c00000", "rgb(1, 2", "rgb()", "url(x)", "device-cmyk(0 1 1 0)",
        "transparent", "currentcolor", "#c0000080", "rgba(0, 0, 0, .5)", "lab(50% 40 20)", "color(display-p3 1 0 0)",
        "hsl(nan 1% 1%)", "(" * 5000, "x" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_colour_or_seen_through_is_none(text: str) -> None:
    assert screen_colour(text) is None


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("signal: c00000", 'write "#c00000", in quotes'),
        ("signal: #c00", 'put it in quotes: "#c00"'),
        ("signal:\n      screen: #c00000\n      press: [0, 100, 100, 0]", 'put it in quotes: "#c00000"'),
        ("{signal: rgb(75%, 0%, 0%)}", 'put it in quotes: "rgb(75%, 0%, 0%)"'),
        ("signal: crimsn", "or a colour of CSS: crimson, rgb(192 0 0)"),
        ("ramp: [red, bluish]", "or a colour of CSS: crimson, rgb(192 0 0)"),
    ],
)
def test_a_wrong_colour_is_told_with_what_was_meant(written: str, hint: str) -> None:
    project, problems = draft_project(Source("brochure.yaml", f"brand:\n  colours:\n    {written}\n"))
    assert {problem.code for problem in problems} == {"colour-invalid"}
    assert problems[0].hint.endswith(hint)
    assert project.brand.colours.signal.screen == "#ff5a3c"


def test_a_colour_that_braces_part_is_read_whole() -> None:
    """Its numbers are read over the commas after them; a warning says how to write it."""
    source = Source("brochure.yaml", "brand:\n  colours:\n    {signal: rgb(192, 0, 0)}\n")
    project, (problem,) = draft_project(source)
    assert (str(problem.place), problem.code, problem.severity) == ("brochure.yaml:3:21", "text-joined", "warning")
    assert str(problem.hint) == 'put it in quotes: "rgb(192, 0, 0)"'
    assert project.brand.colours.signal.screen == "#c00000"


def test_any_accent_is_one() -> None:
    for colour in ("black", "white", "#ffd100", "rgb(0, 85, 164)", "#14213d", "#777"):
        assert draft_project(Source("brochure.yaml", f'brand: {{colours: {{signal: "{colour}"}}}}\n'))[1] == ()


def test_a_key_that_no_colour_has_is_told_with_the_right_one() -> None:
    written = 'brand:\n  colours:\n    signal: {screen: "#e4002b", spott: PANTONE 185 C, ink: 3}\n'
    project, problems = draft_project(Source("brochure.yaml", written))
    assert project.brand.colours.signal.screen == "#e4002b"
    assert [(one.code, one.severity, one.message, one.hint, one.place.column) for one in problems] == [
        ("unknown-key", "warning", "unknown key 'brand.colours.signal.spott'", "rename it to 'spot'", 33),
        ("unknown-key", "warning", "unknown key 'brand.colours.signal.ink'", "known are screen, press, spot", 55),
    ]
