"""From screen colours to inks: the brand's own, the same mixes of them, and no others."""

from __future__ import annotations

import re

import pytest

from brochure.model.project import Colours, Project
from brochure.model.values import Colour
from brochure.press.brand import PressTable
from brochure.render.theme import ramp, variables
from brochure.vocabulary import colour
from brochure.vocabulary.colour import legible, mix
from brochure.vocabulary.presets import PRESETS

INK, SIGNAL, TINT, PAPER = "#14213d", "#ff5a3c", "#eef1f8", "#ffffff"
PRESS = {INK: (1.0, 0.85, 0.35, 0.35), SIGNAL: (0, 0.78, 0.78, 0), TINT: (0.06, 0.03, 0, 0), PAPER: (0, 0, 0, 0)}


def mixed(first: str, second: str, share: float) -> list[float]:
    return [a + (b - a) * share for a, b in zip(PRESS[first], PRESS[second], strict=True)]


@pytest.mark.parametrize("colour", PRESS)
def test_brand_colours_keep_their_inks(colour: str) -> None:
    """Exactly as they were given."""
    assert PressTable(Colours())(colour) == PRESS[colour]


def test_the_named_mixes_of_the_theme_are_mixes_of_inks() -> None:
    """Every colour that the stylesheet names has inks, by the share with which the theme mixed it."""
    table = PressTable(Colours())
    css = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6});", variables(Project(), PRESETS["press"])))
    assert len(css) > 8
    assert [name for name, colour in css.items() if table(colour) is None] == []
    assert table(css["rule"]) == pytest.approx(mixed(INK, PAPER, 0.78), abs=1e-4)
    assert table(css["ink-soft"]) == pytest.approx(mixed(INK, PAPER, 0.16), abs=1e-4)
    step = next(n for n in range(21) if legible(SIGNAL, PAPER, INK, 4.5) == mix(SIGNAL, INK, n / 20))
    assert table(css["signal-text"]) == pytest.approx(mixed(SIGNAL, INK, step / 20), abs=0.005)


@pytest.mark.parametrize("count", range(2, 10))
def test_the_colours_of_phases_begin_with_the_inks_of_the_accent(count: int) -> None:
    """Exactly as they were given, and go through the stops of the theme to the last."""
    colours = [colour for colour, _ in ramp(Project(), count)]
    assert PressTable(Colours())(colours[0]) == PRESS[SIGNAL]
    assert colours[-1] == Colours().ramp[-1].screen


def test_tints_of_drawings_are_tints_of_inks_and_other_hues_are_converted() -> None:
    """A pale accent is less of its inks; the purple between blue and red is none of them."""
    table = PressTable(Colours())
    assert table(colour.blend(SIGNAL, PAPER, 0.55)) == pytest.approx(mixed(SIGNAL, PAPER, 0.55), abs=0.03)
    assert table(colour.blend(INK, SIGNAL, 0.45)) is None


@pytest.mark.parametrize("colour", ["#00ff00", "#808080", "#123456", "#000000", "#8a949e", "#8a90a4"])
def test_colours_that_are_not_of_the_brand_have_no_inks(colour: str) -> None:
    """They are for the profile; so is what is near a mix: of ink and paper halfway, but for four or six of 255."""
    assert mix(INK, PAPER, 0.5) == "#8a909e"
    assert PressTable(Colours())(colour) is None


def test_a_brand_colour_without_press_values_is_for_the_profile() -> None:
    """And so are the mixes made with it."""
    table = PressTable(Colours(signal=Colour(SIGNAL)))
    assert table(SIGNAL) is None
    assert table(mix(SIGNAL, PAPER, 0.5)) is None
    assert table(mix(INK, PAPER, 0.5)) == pytest.approx(mixed(INK, PAPER, 0.5))
