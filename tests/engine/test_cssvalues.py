"""What is worked out of a stylesheet beforehand means the same as before; all else stays as it is written."""

from __future__ import annotations

import re

import pytest

from brochure.engine.cssvalues import at_size, on_root, resolve, scales, set_in

ROOT = ":root{--u:1.5mm;--ink:#123456}html{--least:8;--most:10;--text:calc((var(--least) + var(--size) * 2) * 1pt)}"


@pytest.mark.parametrize(
    ("written", "resolved"),
    [
        ("margin:calc(2 * var(--u)) var(--u)", "margin:3mm 1.5mm"),
        ("margin:calc(-1 * var(--u))", "margin:-1.5mm"),
        ("margin:calc(2*var(--u) - .5mm)", "margin:2.5mm"),
        ("margin:calc((var(--u) + 1.5mm) / 2)", "margin:1.5mm"),
        ("margin:calc(calc(var(--most) - var(--least)) * 1pt)", "margin:2pt"),
        ("font:calc(.5 * 9pt)/1.4 'X'", "font:4.5pt/1.4 'X'"),
        ("color:var(--ink)", "color:#123456"),
    ],
)
def test_constants_and_sums_are_worked_out(written: str, resolved: str) -> None:
    """Variables of the root, and sums of numbers and lengths of one unit."""
    assert resolve(f"{ROOT}p{{{written}}}").endswith(f"p{{{resolved}}}")


@pytest.mark.parametrize(
    "written",
    [
        "width:calc(100% - 3mm)",
        "width:calc(1pt + 1mm)",
        "width:calc(2mm * 3mm)",
        "width:calc(2 / 0mm)",
        "width:calc(1mm / 0)",
        "width:calc(3em + 1mm)",
        "width:calc(1mm + var(--slack-1))",
        "width:var(--slack-2, 0pt)",
        "width:calc(1mm +)",
        "width:calc(1mm 2mm)",
        "content:'calc'",
    ],
)
def test_what_cannot_be_told_yet_is_left(written: str) -> None:
    """Percentages, several units, variables of the setting, and what is no sum at all."""
    assert resolve(f"p{{{written}}}") == f"p{{{written}}}"


def test_a_variable_that_is_set_twice_is_no_constant() -> None:
    """Nor is one that is set elsewhere than on the root, nor one that refers to such a variable."""
    css = ":root{--a:1mm;--b:var(--a)}.x{--a:2mm;--c:3mm}p{margin:var(--a) var(--b) var(--c)}"
    assert resolve(css) == css


def test_sizes_of_text_are_worked_out_for_each_setting() -> None:
    """The variables of the root that follow --size, and no other."""
    found = scales(resolve(ROOT + "p{--own:calc(var(--size) * 1pt)}"))
    assert list(found) == ["text"]
    assert (at_size(found, 0), at_size(found, 0.125)) == ("--text:8pt;", "--text:8.25pt;")


def test_what_stays_keeps_its_line() -> None:
    """What the engine says of a line is laid at that line of the file it comes from."""
    css = "/* two\nlines */\n:root{--u:1mm;--f:a,\n b}\np{margin:calc(2 *\n var(--u));font:var(--f)}\nh1{x:y}"
    resolved = resolve(css).split("\n")
    assert (resolved[-1], len(resolved)) == ("h1{x:y}", css.count("\n") + 1)
    assert "font:a, b" in resolved[-2]


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (":root{--a:1mm}", {"a": "1mm"}),
        (" \n:root { --a : 1mm ; --b:2 }", {"a": "1mm", "b": "2"}),
        ("p{--b:1}html{--a:1mm}", {"a": "1mm"}),
        ("p,\nhtml{--a:1mm}", {"a": "1mm"}),
        ("@import 'x';:root{--a:1mm}", {"a": "1mm"}),
        ("/* of a page */ :root{--a:1mm/* wide */}", {"a": "1mm"}),
        ("p,html{--a:1mm}", {}),
        (".x :root{--a:1mm}xhtml{--b:1}", {}),
        ("p{--a:2mm}:root{--a:1mm}", {}),
        (":root{b--a:1;color:var(--c)}", {}),
    ],
)
def test_variables_of_the_root_are_those_of_its_own_rules(css: str, found: dict[str, str]) -> None:
    """Of rules that stand by themselves, each after another one or on a line of its own."""
    assert on_root(css) == found
    assert set_in(css) >= found.keys()
    assert set_in("a--b:hover{x--d:2;--e:3;var(--f)}") == {"e"}


@pytest.mark.parametrize("room", [178, 122, 173, 189, 97.3])
def test_parts_of_a_line_take_no_more_than_the_line(room: float) -> None:
    """A third, two thirds and what is between them fit where they stand, however often they were worked out."""
    third, two = f"calc(({room}mm - 18mm) / 3)", f"calc({room}mm * 2 / 3 - 9mm / 3)"
    made = resolve(f":root{{--a:{third};--b:{two}}}p{{width:var(--a);left:var(--b)}}")
    third, rest = (float(found) for found in re.findall(r"(?:width|left):([\d.]+)mm", made))
    assert third + 9 + rest <= room * (1 + 1e-9)
