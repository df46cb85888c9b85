"""Lines measured with the face that they are set in."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.engine.fonts import faces, usual
from brochure.figures import typeface
from brochure.figures.typeface import MEASURES, Typeface
from brochure.vocabulary.shipped import FONTS
from tools.faces import lines

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


def test_what_is_written_down_of_the_shipped_faces_is_so() -> None:
    """After a change of the fonts: `python -m tools.faces`."""
    assert MEASURES.read_text(encoding="ascii").splitlines() == lines()


@pytest.mark.parametrize("sign", ["g", "\n", "ſ", "\u2011", "€", "Ж", "月", "ș"])
def test_a_shipped_face_is_measured_as_its_file_is(tmp_path: Path, sign: str) -> None:
    """Whether a sign is written down, lacks in the face, or is none of those that are written down."""
    for path in FONTS.glob("*.ttf"):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        ours, theirs = Typeface(path), Typeface(copy)
        assert (ours.width(sign), ours.box(sign), ours.most(sign)) == (
            theirs.width(sign),
            theirs.box(sign),
            theirs.most(sign),
        )
        assert (ours.ascent, ours.baseline) == (theirs.ascent, theirs.baseline)


def test_a_shipped_face_is_measured_without_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """To read a font takes as long as to lay out a page."""
    monkeypatch.setattr(typeface, "_font", lambda path: pytest.fail(f"{path} was read"))
    assert BOLD.width("Programme à 60 % – l’essentiel…") > 10
