"""Themes: a brand of colours and typefaces, and the project's own over it."""

from __future__ import annotations

import pytest

from brochure.engine.fonts import fault
from brochure.engine.ownfonts import own_fonts
from brochure.load.text import Source
from brochure.model.project import THEMES, Brand
from brochure.model.themes import theme_of
from brochure.model.validate import read_project
from brochure.model.values import Colour
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.problems import BrochureError
from brochure.vocabulary.shipped import STYLES

INK_LIMIT = 300


def test_each_theme_has_its_folder_and_no_folder_is_forgotten() -> None:
    assert sorted(path.name for path in (STYLES / "themes").iterdir()) == sorted(THEMES[1:])
    assert theme_of(None) == theme_of(THEMES[0]) == Brand()


@pytest.mark.parametrize("name", THEMES)
def test_the_colours_of_a_theme_can_be_read_and_printed(name: str) -> None:
    """Text of any size stands out on paper and tint, and on the accent too where small type lies on it."""
    colours = theme_of(name).colours
    ink = colours.ink.screen
    assert min(contrast(ink, ground.screen) for ground in (colours.paper, colours.tint)) >= 7
    assert contrast(ink, colours.signal.screen) >= (7 if name == "festival" else 4.5)
    for colour in (colours.ink, colours.signal, colours.tint, colours.paper):
        assert colour.press is not None
        assert sum(colour.press) <= INK_LIMIT


@pytest.mark.parametrize("name", THEMES[1:])
def test_the_typefaces_of_a_theme_are_shipped(name: str) -> None:
    project, _ = read_project(Source("brochure.yaml", f"theme: {name}\n"))
    files, problems = own_fonts(project.brand.fonts, STYLES.parent / "nowhere", project.source)
    assert problems == []
    assert [path for paths in files.values() for path in paths if fault(path)] == []
    assert "display" in files


def test_the_brand_of_the_project_comes_before_that_of_the_theme() -> None:
    text = 'theme: civic\nbrand: {colours: {signal: "#ffcc00"}}\n'
    project, _ = read_project(Source("brochure.yaml", text))
    assert project.brand.colours.signal == Colour("#ffcc00")
    assert project.brand.colours.ink == theme_of("civic").colours.ink
    assert project.brand.fonts == theme_of("civic").fonts


def test_a_colour_of_the_project_is_held_to_those_of_the_theme() -> None:
    """The accent that suits the default ink is too dark for the theme's."""
    text = 'theme: festival\nbrand: {colours: {signal: "#a8463a"}}\n'
    with pytest.raises(BrochureError) as caught:
        read_project(Source("brochure.yaml", text))
    assert [problem.code for problem in caught.value.problems] == ["contrast-too-low"]


@pytest.mark.parametrize(
    ("name", "hint"), [("civik", "did you mean 'civic'?"), ("baroque", "write one of studio, civic, festival")]
)
def test_an_unknown_theme_is_told_with_what_was_meant(name: str, hint: str) -> None:
    with pytest.raises(BrochureError) as caught:
        read_project(Source("brochure.yaml", f"theme: {name}\n"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("value-unknown", 1, 8)
    assert (problem.message, problem.hint) == (f"'theme' has no value \"{name}\"", hint)
