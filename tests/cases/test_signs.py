"""Signs and scripts that no font has: told once, and only where they are printed; one sign stops no brochure."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from brochure.engine import signs, writings
from brochure.engine.fonts import faces
from brochure.pdfreader.opening import read
from brochure.vocabulary.problems import BrochureError, Severity
from tests.cases.bench import Made, made, write

SCRIPTS = {
    "ar": ("قارب المساء", "Noto Sans Arabic"),
    "he": ("סירת ערב", "Noto Sans Hebrew"),
    "hi": ("शाम की नाव", "Noto Sans Devanagari"),
    "th": ("เรือยามเย็น", "Noto Sans Thai"),
    "ja": ("夕方のボート", "Noto Sans JP"),
    "ko": ("저녁 배 漢", "Noto Sans KR"),
    "zh": ("傍晚的船", "Noto Sans SC"),
    "ka": ("საღამოს ნავი", "Noto Sans Georgian"),
}


def told(found: Made) -> list[tuple[int | None, int | None]]:
    """Give where a sign is told as missing."""
    return [(problem.place.line, problem.place.column) for problem in found.problems if problem.code == "glyph-missing"]


def text(found: Made) -> str:
    """Give the text of the PDF without its spaces."""
    return "".join("".join(read(found.pdf, "a.pdf").text.values()).split())


@pytest.fixture(autouse=True)
def none_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No font of signs or of a script is installed, whatever this machine has."""
    monkeypatch.setattr(signs, "sign_font", lambda: None)
    monkeypatch.setattr(writings, "find_spec", lambda name: None)


def test_a_sign_is_left_out_and_told_once_where_it_is_first_printed(tmp_path: Path) -> None:
    """Of five, each with its code point and its name; the words round it stay as they are."""
    front = "---\ntitle: Row 🚣 home\n# 🎊 not printed\nsteps:\n  list:\n"
    front += "    - {title: Row ⏱, duration: ⏱ 2 months, step: '🚀 Start', desc: Go 🛑.}\n"
    front += "    - {title: Rest, duration: 1 month, desc: Slowly.}\n---\n"
    found = made(write(tmp_path, front + "\n<!-- 🛑 🎯 -->\n\n## 🚣 Boats\n\nWe like it 🎯, and it is 🎯!\n"))
    assert sorted(line for line, _ in told(found) if line) == [2, 6, 6, 6, 14]
    assert told(found)[0] == (2, 12)
    problem = next(problem for problem in found.problems if problem.place.line == 2)
    assert (problem.severity, problem.message) == (
        Severity.WARNING,
        "no font of the brochure has the sign '🚣' (U+1F6A3, ROWBOAT): it was left out",
    )
    assert "Welikeit,anditis!" in text(found)
    assert "Rowhome" in text(found)
    assert set(found.codes) == {"glyph-missing"}


def test_a_sign_that_is_written_by_its_name_is_told_there(tmp_path: Path) -> None:
    found = made(write(tmp_path, "---\ntitle: Boats\n---\n\nLand and :anchor: here.\n"))
    assert told(found) == [(5, 10)]


@pytest.mark.parametrize("sign", ["❤️", "👍🏽", "👩‍👩‍👧", "1️⃣", "🇪🇺", "☎"])
def test_no_sign_however_it_is_put_together_stops_a_brochure(tmp_path: Path, sign: str) -> None:
    found = made(write(tmp_path, f"---\ntitle: Boats\n---\n\n## {sign} Rowing\n\nA {sign} b.\n"))
    assert {problem.severity for problem in found.problems} <= {Severity.WARNING, Severity.NOTE}
    assert set(found.codes) <= {"glyph-missing"}
    assert "Rowing" in text(found)


def test_what_is_not_printed_is_not_judged(tmp_path: Path) -> None:
    """A comment of YAML, of HTML, a link's address, a key that nobody reads, what a picture shows."""
    front = "---\ntitle: Boats\n# 🚀\nlayout: 🎉\n---\n"
    found = made(write(tmp_path, f"{front}\n## A\n\n<!-- 🎊 -->\n\n[Here](https://example.org/🎯) we row.\n"))
    assert told(found) == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_script_without_a_font_is_one_error_with_the_fonts_that_serve(tmp_path: Path, language: str) -> None:
    words, font = SCRIPTS[language]
    content = write(tmp_path, f"---\nlang: {language}\ntitle: {words}\ndesc: {words}. {words}!\n---\n\n{words} 🚣\n")
    with pytest.raises(BrochureError) as caught:
        made(content)
    (problem,) = (one for one in caught.value.problems if one.code not in ("words-unreviewed", "words-missing"))
    assert (problem.code, problem.severity, problem.place.line) == ("script-missing", Severity.ERROR, 3)
    assert font in problem.hint
    assert "brand.fonts" in problem.hint


def test_a_word_of_another_script_is_left_out_and_told(tmp_path: Path) -> None:
    """All of its letters in one warning; the brochure is made."""
    found = made(write(tmp_path, "---\ntitle: Boats\n---\n\n## Kayaks\n\nIn Japan they are called カヤック, mostly.\n"))
    assert told(found) == [(7, 26)]
    assert "theyarecalled,mostly." in text(found)


def test_an_installed_font_of_signs_draws_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one colour, in the text and in the running head; what it has not is left out and told as ever."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "boat"])
    builder.setupCharacterMap({0x1F6A3: "boat"})
    pen = TTGlyphPen(None)
    for at in ((0, 0), (0, 700), (700, 700)):
        (pen.moveTo if at == (0, 0) else pen.lineTo)(at)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "boat": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "boat": (750, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Signs", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "signs.ttf")
    monkeypatch.setattr(signs, "sign_font", lambda: tmp_path / "signs.ttf")
    found = made(write(tmp_path, "---\ntitle: Boats\n---\n\n## 🚣 Rowing\n\nWe row 🚣 and 🎯.\n"))
    assert told(found) == [(7, 14)]
    assert "🚣Rowing" in text(found)
    assert "Signs" in " ".join(font.name for font in read(found.pdf, "a.pdf").fonts)


def test_text_that_every_font_has_is_not_touched() -> None:
    html = '<p title="🚣">Ça va ? « œuf » – 5 € … it’s</p>'
    kept = signs.Signs(faces())
    assert kept.set(html) == html
    assert not kept.left_out


def test_a_sign_of_the_running_head_alone_is_left_out_too() -> None:
    """It stands on pages whose own text has none."""
    kept = signs.Signs(faces())
    assert kept.set('<body data-running="Our 🚣 boats"><p>Text</p>') == '<body data-running="Our boats"><p>Text</p>'
    assert kept.set('<body data-running="🚣 Boats 🚣"><p>Text</p>') == '<body data-running="Boats"><p>Text</p>'
    assert list(kept.left_out) == ["🚣"]
