"""Styles for languages that are written from the right, or without a slant."""

from __future__ import annotations

import re

import pytest

from brochure.render.direction import directed, is_rtl, mirrored
from brochure.render.titles import leading
from brochure.vocabulary.shipped import STYLES


@pytest.mark.parametrize(
    ("css", "turned"),
    [
        ("a { left: 1mm; right: 2mm }", "a { right: 1mm; left: 2mm }"),
        ("a{margin-left:calc(3 * var(--u))}", "a{margin-right:calc(3 * var(--u))}"),
        ("a { margin: 1px 2px 3px calc(4px * var(--u)) }", "a { margin: 1px calc(4px * var(--u)) 3px 2px}"),
        ("a { padding: 0 1mm }", "a { padding: 0 1mm}"),
        ("a { border-radius: 1px 2px 3px 4px }", "a { border-radius: 2px 1px 4px 3px}"),
        ("a { border-radius: 0 0 50% 50% / 0 0 26px 20px }", "a { border-radius: 0 0 50% 50% / 0 0 20px 26px}"),
        ("a { border-radius: 1px 2px }", "a { border-radius: 2px 1px 2px 1px}"),
        (
            "a { border-top-left-radius: 1px; border-left: 1pt solid }",
            "a { border-top-right-radius: 1px; border-right: 1pt solid }",
        ),
        ("a { text-align: left; float: right }", "a { text-align: right; float: left }"),
        ("a { text-align: end; margin-inline-start: 1mm }", "a { text-align: end; margin-inline-start: 1mm }"),
        ("@page sheet:left { @bottom-left { content: none } }", "@page sheet:left { @bottom-right { content: none } }"),
        (
            "@page { @left-top { color: red } @top-right-corner { color: red } }",
            "@page { @right-top { color: red } @top-left-corner { color: red } }",
        ),
        (
            "a { background-position: left 2mm top; transform: rotate(90deg) }",
            "a { background-position: right 2mm top; transform: rotate(calc(-1 * (90deg))) }",
        ),
        ("a { object-position: 0 50%; color: red }", "a { object-position: 100% 50%; color: red }"),
        ("a { background-position: 100% 0 }", "a { background-position: 0 0 }"),
        ("a { object-position: 30% 0 }", "a { object-position: 30% 0 }"),
        (".bar-left { --left: 1; color: var(--left) }", ".bar-left { --left: 1; color: var(--left) }"),
        (
            "a:hover { break-before: left; margin: 0 1px 2px 3px !important }",
            "a:hover { break-before: left; margin: 0 3px 2px 1px !important}",
        ),
    ],
)
def test_a_style_is_turned_about(css: str, turned: str) -> None:
    """Sides in names, values and boxes of the margin; what has a beginning and an end, variables and classes stay."""
    assert mirrored(css) == turned


def test_turned_twice_it_is_as_it_was() -> None:
    """Nothing is lost on the way."""
    css = "a{margin:1px 2px 3px 4px;left:0;border-radius:1px 2px 3px 4px}@page{@bottom-left{content:none}}"
    assert mirrored(mirrored(css)) == css


def test_most_languages_leave_styles_as_they_are() -> None:
    """Some have no slant; letters that are joined stay so."""
    css = "a { left: 0 }"
    assert [directed(css, language) for language in ("fr", "en-GB", "uk", "eo")] == [css] * 4
    assert [is_rtl(language) for language in ("ar", "he-IL", "fa", "fr", "ur")] == [True, True, True, False, False]
    assert "right: 0" in directed(css, "he")
    assert "letter-spacing: 0" not in directed(css, "he")
    assert "letter-spacing: 0" in directed(css, "ar")
    assert "font-style: normal" in directed(css, "ja")
    assert "hyphens: manual" in directed(css, "th")


def test_half_bold_is_bold_where_a_script_has_faces_of_every_weight() -> None:
    """It is hardly seen beside the rest; Latin, Greek and Cyrillic faces are made for it."""
    css = "dt { font-weight: 600 } h3 { font: 600 9pt/1.2 Small; width: 600px }"
    bold = "dt { font-weight: 700 } h3 { font: 700 9pt/1.2 Small; width: 600px }"
    assert directed(css, "ja").startswith(bold)
    assert directed(css, "el") == css


def test_lines_of_titles_are_farther_apart_where_letters_reach_farther() -> None:
    """What hangs under Arabic letters does not meet what stands over the next line; text and figures stay."""
    rest = "p { font: calc(1mm)/1.4 T; line-height: 1 }"
    css = f"h2 {{ line-height: 1.08; min-height: calc(var(--deep) * 1.08 * 1mm) }} {rest}"
    wide = f"h2 {{ line-height: 1.22; min-height: calc(var(--deep) * 1.22 * 1mm) }} {rest}"
    assert directed(css, "fa").startswith(mirrored(wide))
    assert directed(css, "he").startswith(mirrored(css))
    assert leading(2, "ar") == leading(3, "fa") == 1.22
    assert (leading(1, "ar"), leading(2, "fr"), leading(3, "fr")) == (1.0, 1.0, 1.02)


def test_what_is_turned_is_turned_about_a_side_that_has_a_name() -> None:
    """Figures for it are not turned about with the page: the box would be turned off it."""
    figures = re.compile(r"transform-origin:\s*[\d-]")
    assert [path.name for path in STYLES.rglob("*.css") if figures.search(path.read_text(encoding="utf-8"))] == []


def test_no_side_margin_is_left_to_the_layout_engine() -> None:
    """On pages from the right it counts what is free twice, and a box goes off the page or stays where it is."""
    auto = re.compile(r"margin[\w-]*:[^;}]*\bauto\b")
    assert [path.name for path in STYLES.rglob("*.css") if auto.search(path.read_text(encoding="utf-8"))] == []
