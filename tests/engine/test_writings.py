"""Fonts of scripts that the shipped faces have not: found where their packages are installed."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

from brochure.engine import fonts, writings
from tests.cases.bench import made, write
from tests.cases.test_signs import text


def save(path: Path, family: str, letters: str) -> None:
    """Write a font of squares for some letters."""
    builder = FontBuilder(1000)
    names = [f"u{ord(letter):04x}" for letter in letters]
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names, strict=True)})
    pen = TTGlyphPen(None)
    for at in ((0, 0), (0, 700), (700, 700), (700, 0)):
        (pen.moveTo if at == (0, 0) else pen.lineTo)(at)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), **dict.fromkeys(names, square)})
    builder.setupHorizontalMetrics({".notdef": (500, 0), **dict.fromkeys(names, (750, 0))})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed is what a test installs, whatever this machine has."""
    monkeypatch.setattr(writings, "find_spec", lambda name: PathFinder.find_spec(name, [str(tmp_path / "site")]))


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install packages like those of the extras, with a few letters."""
    site = tmp_path / "site"
    for name, letters in {"Thai": "กขค", "Devanagari": "कखग"}.items():
        save(site / f"manimgx_fonts/NotoSans{name}[wght].ttf", f"Some {name}", letters)
    for name in ("JP", "SC"):
        save(
            site / f"justmytype_intl_cjk/fonts/ofl/notosans{name.lower()}/NotoSans{name}[wght].ttf",
            f"Some {name}",
            "漢字",
        )
    for package in ("manimgx_fonts", "justmytype_intl_cjk"):
        (site / package / "__init__.py").touch()
        monkeypatch.delitem(sys.modules, package, raising=False)
    monkeypatch.syspath_prepend(str(site))


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize(
    ("language", "said", "families"),
    [
        ("fr", "Œuvre", []),
        ("fr", "Ceci กข", ["Brochure Thai"]),
        ("th", "Latin", ["Brochure Thai"]),
        ("hi", "कख ก", ["Brochure Devanagari", "Brochure Thai"]),
        ("ja", "漢字", ["Brochure JP"]),
        ("zh-CN", "漢字", ["Brochure SC"]),
        ("fr", "漢字", ["Brochure SC"]),
        ("ko", "漢", []),
        ("fr", "ሀ", []),
    ],
)
def test_fonts_are_found_for_language_and_letters(language: str, said: str, families: list[str]) -> None:
    """Of any weight; Chinese signs are drawn as the language draws them."""
    found = writings.faces_for(language, said, fonts.faces())
    assert [face.family for face in found] == families
    assert {face.weight for face in found} <= {0}


@pytest.mark.usefixtures("packages")
def test_arabic_has_letters_that_are_found(tmp_path: Path) -> None:
    """Cairo stands before Noto Sans Arabic, which puts its letters together from parts."""
    before = tmp_path / "site/manimgx_fonts/NotoSansArabic[wght].ttf"
    save(before, "Parts", "ا")
    assert writings.font_of("Arabic") == before
    cairo = tmp_path / "site/fontpkg_cairo/files/Cairo[slnt,wght].ttf"
    save(cairo, "Cairo", "ا")
    assert writings.font_of("Arabic") == cairo


def test_a_variable_face_is_of_any_weight() -> None:
    """The rule of its font names none."""
    rule = fonts.font_faces([fonts.Face("A", Path("a.ttf"), 0, False)], lambda face: "u")
    assert rule == '@font-face{font-family:"A";src:url("u");font-style:normal}'


@pytest.mark.usefixtures("packages")
def test_text_is_set_in_them(tmp_path: Path) -> None:
    """Found by themselves, also for a word within another language."""
    found = made(write(tmp_path, "---\ntitle: Boats\n---\n\n## In Thai\n\nThey say กขค there.\n"))
    assert "กขค" in text(found)


def test_without_them_the_extra_is_told(tmp_path: Path) -> None:
    """Which one would bring the letters."""
    found = made(write(tmp_path, "---\ntitle: Boats\n---\n\n## In Thai\n\nThey say กขค there.\n"))
    assert "make-brochure[thai]" in next(problem.hint for problem in found.problems if problem.code == "glyph-missing")
    assert [writings.extra_of([name]) for name in ("Tamil", "TC", "Runic")] == ["scripts", "chinese", ""]
