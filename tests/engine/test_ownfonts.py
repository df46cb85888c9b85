"""Fonts of the project's own: they are what the PDF is set in."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from brochure.engine.fonts import fault, own_fonts
from brochure.load.text import Source
from brochure.model.validate import read_project
from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.shipped import FONTS

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
