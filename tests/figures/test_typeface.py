"""Lines measured with the face that they are set in."""

from __future__ import annotations

import pytest

from brochure.engine.fonts import faces, usual
from brochure.figures.typeface import Typeface
from brochure.vocabulary.shipped import FONTS

BOLD = Typeface(FONTS / "BricolageGrotesque_700Bold.ttf")


def test_a_line_is_as_wide_as_its_letters() -> None:
    """Advances add up, at the size asked for; a soft hyphen takes no room."""
    assert BOLD.width("Hm\u00adH", 10) == pytest.approx(BOLD.width("H", 20) + BOLD.width("m", 10))


def test_a_sign_of_another_face_is_guessed() -> None:
    """An ideograph is as wide as high."""
    assert BOLD.width("月", 12) == 12


def test_titles_are_measured_bold_and_text_upright() -> None:
    """Of several files of a family, the one that most of it is set in counts."""
    assert usual(faces(), "display", bold=True).name == "BricolageGrotesque_700Bold.ttf"
    assert usual(faces(), "text").name == "SourceSerif4_400Regular.ttf"
