"""Contrast as WCAG 2.2 computes it."""

from __future__ import annotations

import pytest

from brochure.model.project import Colours
from brochure.vocabulary.colour import contrast


def test_black_on_white_is_21() -> None:
    """The ends of the scale, in either order."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_the_known_grey() -> None:
    """#767676 on white is the lightest grey that reaches 4.5:1, as WCAG's techniques tell."""
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") < 4.5


def test_the_shipped_colours_pass() -> None:
    """Ink on its grounds and on the accent."""
    colours = Colours()
    assert contrast(colours.ink.screen, colours.paper.screen) >= 7
    assert contrast(colours.ink.screen, colours.tint.screen) >= 7
    assert contrast(colours.ink.screen, colours.signal.screen) >= 4.5
