"""The palette: text reads on every ground, whatever the colours of an organisation are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.figures.palette import Palette
from brochure.load.text import Source
from brochure.model.project import Colours
from brochure.model.validate import read_project
from brochure.project.proposal import propose
from brochure.render.theme import palette, ramp
from brochure.vocabulary.colour import apart, between, contrast, grey, luminance

any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
NAMED = ("#c00000", "#e1000f", "#0055a4", "#ffd100", "#008751", "#000000", "#ffee00", "#dddddd", "#ffffff", "#003366")


def beside(ink: str, signal: str) -> Palette:
    return Palette(ink, signal, "#eef1f8", "#ffffff")


def made(signal: str) -> Palette:
    found = propose(None, signal).palette
    return Palette(found.ink, found.signal, found.tint, "#ffffff")


@given(any_colour, any_colour)
def test_text_on_any_ground_reads(signal: str, ground: str) -> None:
    for colours in (beside("#14213d", signal), made(signal)):
        assert contrast(colours.on(ground), ground) >= 4.5
        assert contrast(colours.accent(ground), ground) >= 4.5
        assert contrast(colours.on(ground, 7), ground) >= min(7, contrast(colours.on(ground), ground))


@given(any_colour, st.integers(1, 40))
def test_a_ramp_of_any_length_carries_text(signal: str, count: int) -> None:
    for colours in (beside("#14213d", signal), beside("#595959", signal), made(signal)):
        shades = colours.ramp(count)
        assert len(shades) == count
        assert min(max(contrast(shade, text) for text in (colours.ink, colours.paper)) for shade in shades) >= 4.6


def test_a_step_in_the_valley_is_darkened_until_paper_reads() -> None:
    """This orange is too dark for such an ink and too bright for paper; its neighbours stay as they are."""
    colours = Palette("#3a3a3a", "#000000", "#eeeeee", "#ffffff", ("#ffffff", "#e06a2b", "#000000"))
    first, valley, last = colours.ramp(3)
    assert (first, last) == ("#ffffff", "#000000")
    assert luminance(valley) < luminance("#e06a2b")
    assert 4.6 <= contrast(valley, "#ffffff") < 4.8


@pytest.mark.parametrize("signal", NAMED)
def test_text_is_ink_or_paper_where_one_of_them_reads(signal: str) -> None:
    colours = beside("#14213d", signal)
    assert colours.on(signal) in (colours.ink, colours.paper)
    assert colours.on(signal) == max((colours.ink, colours.paper), key=lambda text: contrast(text, signal))


def test_where_neither_reads_a_tone_is_mixed_for_that_text_alone() -> None:
    colours = beside("#4a4a4a", "#858585")
    assert colours.signal == "#858585"
    assert luminance(colours.on("#858585")) < luminance(colours.ink)


@pytest.mark.parametrize("signal", ["#c00000", "#e1000f"])
def test_a_red_on_the_ink_is_lighter_and_no_pink(signal: str) -> None:
    """It keeps its colour: red is far above green and blue, which are near each other."""
    red, green, blue = bytes.fromhex(beside("#14213d", signal).accent("#14213d")[1:])
    assert red - max(green, blue) > 150


@pytest.mark.parametrize("signal", NAMED)
def test_a_grey_ink_has_a_ramp_of_greys(signal: str) -> None:
    """But for its beginning; the tones of a dark accent are its own."""
    colours = beside("#000000", signal)
    assert all(grey(shade) for shade in colours.ramp(4)[1:]) or signal == "#003366"
    assert min(apart(*pair) for pair in zip(colours.ramp(4), colours.ramp(4)[1:], strict=False)) > 0.08


@pytest.mark.parametrize("signal", NAMED)
def test_a_shape_in_the_accent_is_seen(signal: str) -> None:
    for colours in (beside("#14213d", signal), made(signal)):
        assert min(apart(colours.shape, other) for other in (colours.ink, colours.paper, colours.tint)) > 0.1
        if signal not in ("#000000", "#dddddd", "#ffffff", "#003366"):
            assert colours.shape == signal


@pytest.mark.parametrize("signal", NAMED)
def test_a_figure_in_the_accent_is_read_on_the_ink(signal: str) -> None:
    for ink in ("#14213d", "#3d1238", "#000000"):
        assert contrast(beside(ink, signal).figure, ink) >= 3


def test_a_ramp_goes_through_the_stops_of_the_theme() -> None:
    """In OKLab between them: so many steps as there are stops are the stops."""
    stops = tuple(stop.screen for stop in Colours().ramp)
    project, _ = read_project(None)
    assert [ground for ground, _ in ramp(project, 4)] == list(stops)
    assert palette(project).ramp(7)[2] == stops[1]
    assert palette(project).ramp(3)[1] == between(stops[1:3], 0.5) == "#833d77"
    assert ramp(project, 1) == (("#ff5a3c", "#14213d"),)


@pytest.mark.parametrize(
    ("settings", "last"),
    [
        ('brand: {colours: {signal: "#FF5A3C", ink: "#14213d", paper: "#fefefe"}}', "#24365f"),
        ('brand: {colours: {signal: "#ffd100"}}', "#354462"),
        ('brand: {colours: {signal: "#ffd100", ramp: ["#ffd100", navy]}}', "#000080"),
        ("theme: civic", "#36544c"),
    ],
)
def test_the_stops_of_a_theme_go_with_its_colours(settings: str, last: str) -> None:
    """Where a project has another accent or ink, the ramp is mixed of them, or is the project's own."""
    project, _ = read_project(Source("brochure.yaml", f"{settings}\n"))
    assert ramp(project, 5)[-1][0] == last
