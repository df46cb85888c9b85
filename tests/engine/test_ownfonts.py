"""Fonts of the project's own: they are what the PDF is set in."""

from __future__ import annotations

import ctypes
import io
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from brochure.engine.fonts import fault, own_fonts
from brochure.load.text import Source
from brochure.model.validate import read_project
from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.shipped import FONTS
from tests.engine.test_writings import save

REVISION = 7.25
SHIPPED = FONTS / "SourceSans3_400Regular.ttf"


def copied(path: Path, signs: str | None = None) -> Path:
    """Write a copy of a shipped font in a revision of its own, with glyphs for some characters alone."""
    path.parent.mkdir(exist_ok=True)
    with TTFont(SHIPPED) as font:
        font["head"].fontRevision = REVISION
        if signs is not None:
            for table in font["cmap"].tables:
                table.cmap = {code: glyph for code, glyph in table.cmap.items() if chr(code) in signs}
            font["cmap"].tables = [table for table in font["cmap"].tables if table.cmap]
        font.save(path)
    return path


@pytest.mark.parametrize("preset", ["screen", "press"])
def test_the_pdf_is_set_in_the_projects_font(preset: str, tmp_path: Path) -> None:
    """The font named for running text is embedded in place of the shipped one; other roles keep theirs."""
    copied(tmp_path / "fonts" / "own.ttf")
    (tmp_path / "brochure.yaml").write_text("language: en\nbrand: {fonts: {text: [fonts/own.ttf]}}\n")
    content = tmp_path / "a.md"
    content.write_text("---\ntitle: A house\ndesc: What we made.\n---\n\n## Page\n\n" + 60 * "Running text. ")
    result = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path, preset))
    assert [problem for problem in result.problems if problem.code == "engine-warning"] == []
    assert result.output is not None
    assert revision_of(result.output.path, "Brochure-Text") == REVISION
    assert revision_of(result.output.path, "Brochure-Small") != REVISION
    assert tmp_path / "fonts" / "own.ttf" in result.inputs


LATIN = "".join(map(chr, range(0x20, 0x7F)))
GREEK = (
    """---
title: Η γέφυρα Bridge
lang: el
desc: Περπατάμε μαζί.
---

## Ο δρόμος

"""
    + 60 * "Κείμενο text. "
)


def in_own(folder: Path, content: str, roles: tuple[str, ...] = ("display", "text", "small")) -> tuple[Path, list[str]]:
    """Build a content in a font that has Latin letters alone; gives the PDF, and what was told but for notes."""
    copied(folder / "own.ttf", LATIN)
    named = ", ".join(f"{role}: [own.ttf]" for role in roles)
    (folder / "brochure.yaml").write_text(
        f"organisation: {{name: Quay}}\ndate: 2026-01-01\nbrand: {{fonts: {{{named}}}}}\n"
    )
    (folder / "a.md").write_text(content, encoding="utf-8")
    result = build(Job(folder / "a.md", folder, folder / "brochure.yaml", folder, "screen"))
    assert result.output is not None
    return result.output.path, [one.code for one in result.problems if one.severity is not Severity.NOTE]


def drawn_in(pdf: Path) -> dict[str, set[str]]:
    """Give by which fonts of a PDF each letter is drawn."""
    found: dict[str, set[str]] = {}
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
            pypdfium2.raw.FPDFText_GetFontInfo(text, index, name, 100, flags)
            font = name.value.decode().partition("+")[2].removesuffix("-Bold").removesuffix("-Semi")
            found.setdefault(text.get_text_range(index, 1), set()).add(font)
    document.close()
    return found


def test_what_an_own_font_has_not_is_drawn_by_the_shipped_one_of_its_role(tmp_path: Path) -> None:
    """Of a Greek page the titles stay titles and the text stays text; no letter falls into the face of code."""
    pdf, told = in_own(tmp_path, GREEK)
    assert "glyph-missing" not in told
    fonts = drawn_in(pdf)
    assert fonts["γ"] == {"Brochure-Display-Behind"}
    assert fonts["μ"] >= {"Brochure-Text-Behind"}
    assert fonts["B"] == {"Brochure-Display"}
    assert fonts["x"] == {"Brochure-Text"}
    assert {font for found in fonts.values() for font in found if "Code" in font} == set()
    with TTFont(FONTS / "Geologica_700Bold.ttf") as font:
        assert revision_of(pdf, "Brochure-Display-Behind-Bold") == round(font["head"].fontRevision, 2)


def test_what_is_named_alone_stands_alone_before_the_shipped_ones(tmp_path: Path) -> None:
    """One role has a font of the project's own; the others are as they were."""
    fonts = drawn_in(in_own(tmp_path, GREEK, ("text",))[0])
    assert fonts["γ"] == {"Brochure-Display"}
    assert fonts["μ"] >= {"Brochure-Text-Behind"}


def test_letters_of_another_script_come_from_their_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of Arabic in a font of Latin letters alone: those are its own, the others the installed one's."""
    save(tmp_path / "site/fontpkg_cairo/files/Cairo[slnt,wght].ttf", "Some Arabic", "ابتحد")
    (tmp_path / "site/fontpkg_cairo/__init__.py").touch()
    monkeypatch.delitem(sys.modules, "fontpkg_cairo", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    words = "{numbers: ا, introduction: ب, body: ت}"
    pdf, told = in_own(
        tmp_path, f"---\ntitle: تحد Boats\nlang: ar\nbrochure: {{words: {words}}}\n---\n\n" + 60 * "باب text. "
    )
    assert "glyph-missing" not in told
    fonts = drawn_in(pdf)
    assert fonts["B"] == {"Brochure-Display"}
    assert fonts["x"] == {"Brochure-Text"}
    arabic = [found for letter, found in fonts.items() if "\u0600" <= letter < "\u0700" or letter > "\ufb50"]
    assert arabic
    assert all(name.startswith("Brochure-Arabic") for found in arabic for name in found)


def revision_of(pdf: Path, family: str) -> float:
    """Read the number of its revision in an embedded font, by which two fonts of one name are told apart."""
    with pikepdf.open(pdf) as document:
        for item in document.objects:
            if not isinstance(item, pikepdf.Dictionary) or not str(item.get("/FontName", "")).endswith(f"+{family}"):
                continue
            with TTFont(io.BytesIO(item["/FontFile2"].read_bytes())) as font:
                return round(font["head"].fontRevision, 2)
    raise AssertionError(f"no font {family}")


def test_a_broken_font_is_told_from_a_sound_one(tmp_path: Path) -> None:
    """A font whose tables are damaged, or that draws nothing, has a fault."""
    sound = copied(tmp_path / "own.ttf")
    assert fault(sound) == ""
    data = sound.read_bytes()
    for number, damaged in enumerate((data[: len(data) // 2], data[:300], data.replace(b"glyf", b"xxxx", 1))):
        path = tmp_path / f"broken{number}.ttf"
        path.write_bytes(damaged)
        assert fault(path) == "is a broken font", number
    assert fault(copied(tmp_path / "mute.ttf", "")) == "draws no character of Unicode"


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    """A font outside the project is not read; a sound one beside it is taken."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "out.ttf").symlink_to(SHIPPED)
    copied(root / "own.ttf")
    project, _ = read_project(Source("brochure.yaml", "brand: {fonts: {text: [out.ttf, own.ttf]}}\n"))
    chosen, problems = own_fonts(project.brand.fonts, root)
    assert chosen == {"text": (root / "own.ttf",)}
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("path-outside-project", "brochure.yaml:1:24")
    ]
