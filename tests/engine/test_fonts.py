"""The faces of a build and what they can draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.engine import fonts
from brochure.load.text import Source
from brochure.model.validate import read_project
from brochure.vocabulary.shipped import FONTS, themes


def test_the_shipped_faces_are_read_from_their_files() -> None:
    found = {(face.family, face.weight, face.italic) for face in fonts.faces()}
    assert found == {
        ("Brochure Display", 500, False),
        ("Brochure Display", 700, False),
        ("Brochure Text", 400, False),
        ("Brochure Text", 400, True),
        ("Brochure Text", 600, False),
        ("Brochure Text", 600, True),
        ("Brochure Small", 400, False),
        ("Brochure Small", 400, True),
        ("Brochure Small", 600, False),
        ("Brochure Small", 600, True),
        ("Brochure Code", 400, False),
    }


def test_rules_name_family_weight_slant_and_address() -> None:
    face = fonts.Face("Brochure Text", Path("a.ttf"), 600, True)
    rules = fonts.font_faces([face], lambda face: f"file:///fonts/{face.path}")
    assert rules == (
        '@font-face{font-family:"Brochure Text";src:url("file:///fonts/a.ttf");font-weight:600;font-style:italic}'
    )


def test_the_safe_characters_are_in_every_shipped_face() -> None:
    for path in FONTS.glob("*.ttf"):
        drawn = fonts.characters(path)
        assert {sign for sign in fonts._SHIPPED_SAFE if ord(sign) not in drawn} == set(), path.name


def test_missing_glyphs_come_in_the_order_of_their_use() -> None:
    assert fonts.missing_glyphs("Ça va ? 漢 – « œuf » … ☃ 漢\u00ad\u200b\n", fonts.faces()) == ["漢", "☃"]


def test_a_project_font_serves_its_role_and_is_asked(tmp_path: Path) -> None:
    own = tmp_path / "own.ttf"
    own.write_bytes((FONTS / "BricolageGrotesque_500Medium.ttf").read_bytes())
    found = fonts.faces({"text": [own]})
    assert [face.path for face in found if face.family == "Brochure Text"] == [own]
    assert fonts.missing_glyphs("a☃", found) == ["☃"]


def test_the_shipped_faces_stand_behind_those_of_the_project(tmp_path: Path) -> None:
    """What they lack is drawn; the shipped faces that a theme names need none."""
    own = tmp_path / "own.ttf"
    own.write_bytes((FONTS / "BricolageGrotesque_500Medium.ttf").read_bytes())
    assert fonts.missing_glyphs("Ж", [face for face in fonts.faces({"text": [own]}) if face.family == "Brochure Text"])
    behind = {face.family for face in fonts.faces({"text": [own]})} - {family for family, _ in fonts.FAMILIES.values()}
    assert behind == {"Brochure Text Behind"}
    assert not [face for face in fonts.faces({"display": [FONTS / "Fraunces_700Bold.ttf"]}) if "Behind" in face.family]


def display_of(theme: str, language: str) -> list[fonts.Face]:
    """Give the faces of titles in a theme, which are all that is loaded for them."""
    own, problems = fonts.own_fonts(read_project(Source("brochure.yaml", f"theme: {theme}\n"))[0].brand.fonts, FONTS)
    assert problems == []
    return [face for face in fonts.faces(own, language) if face.family.startswith("Brochure Display")]


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize(("language", "text"), [("el", "Ώρες"), ("uk", "Її ґанок"), ("sr", "Љубав џеп")])
def test_titles_are_in_one_face(theme: str, language: str, text: str) -> None:
    """Greek and Cyrillic ones too, in each theme; Latin ones keep their own, which may have these letters."""
    display, latin = display_of(theme, language), display_of(theme, "fr")
    assert all(fonts.missing_glyphs(text + "Œuvre ẞ", [face]) == [] for face in display)
    whole = all(fonts.missing_glyphs(text, [face]) == [] for face in latin)
    assert (latin == display) == whole
    assert whole == (theme in {"civic", "ledger"})


@pytest.mark.parametrize("theme", themes())
def test_what_is_slanted_in_bold_text_is_bold(theme: str) -> None:
    """Of each theme the text has every weight slanted as well."""
    own, _ = fonts.own_fonts(read_project(Source("brochure.yaml", f"theme: {theme}\n"))[0].brand.fonts, FONTS)
    text = [face for face in fonts.faces(own) if face.family == "Brochure Text"]
    assert {face.weight for face in text if face.italic} == {face.weight for face in text if not face.italic}


@pytest.mark.parametrize("data", [b"", b"wOF2 not taken here at all", b"\0\1\0\0\0\1" + b"\0" * 40])
def test_what_is_no_font_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"^is (a broken font|no TrueType or OpenType font)$"):
        fonts.faces({"small": [path]})
