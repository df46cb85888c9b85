"""`adopt`: what becomes of a page from anywhere, and the lines that say so; nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.cli import commands
from tests.placing.pages import page
from tests.placing.test_families import BUS

ODD = f"{BUS.strip()}\nnight_watch: We keep a light for the last boat of the night.\nmotto: Never adrift\n"


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_its_lines_make_the_same_brochure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In brochure.yaml they say what the page becomes by itself; the page and the project stay as they are."""
    before = page(tmp_path, ODD, body="A body.\n")
    kept = files(tmp_path)
    assert commands.main(["adopt", str(tmp_path / "content" / "a.md")]) == 0
    out, told = capsys.readouterr()
    assert files(tmp_path) == kept
    lines = out.split("\n", 1)[1]
    assert lines == (
        "sections:\n  - cover\n  - introduction\n  - numbers: {from: stats}\n  - phases: {from: phases}\n"
        "  - people: {from: team}\n  - questions: {from: faq}\n"
        "  - text: {from: night_watch, heading: Night watch}\n  - body\n  - back\nignore: [motto]\n"
    )
    rows = [line.split() for line in told.splitlines()]
    assert ["stats", "5", "numbers", "–"] in rows
    assert ["motto", "2", "left", "out:", "no", "section", "reads", "it", "–"] in rows
    after = page(tmp_path, ODD, lines, "A body.\n")
    assert after.names == before.names
    assert after.told("content-unprinted", "section-left-off", "unknown-key", "from-unfit") == []
    assert {name for name, _ in before.sections} == {name for name, _ in after.sections}


def test_a_page_without_a_project_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From anywhere; with --quiet its lines stand alone."""
    path = tmp_path / "page.md"
    path.write_text("---\ntitle: Ferry\nmission: Every island has its boat.\n---\n", encoding="utf-8")
    assert commands.main(["adopt", "-q", str(path)]) == 0
    out, told = capsys.readouterr()
    assert (out.split("\n")[1:], told) == (
        ["sections:", "  - cover", "  - introduction: {from: mission}", "  - back", ""],
        "",
    )


def test_a_page_that_cannot_be_read_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, sound = tmp_path / "a.md", tmp_path / "b.md"
    broken.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    sound.write_text("---\ntitle: B\ndesc: Words.\n---\n", encoding="utf-8")
    assert commands.main(["adopt", str(broken), str(sound)]) == 1
    out, told = capsys.readouterr()
    assert ("yaml-" in told, "- introduction" in out) == (True, True)


def test_a_build_explains_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--explain prints key, words, section and page, also where nothing was built anew."""
    page(tmp_path, "title: Ferry\nlead: Over the water.\nseo: {title: Not this}")
    for _ in range(2):
        assert commands.main([str(tmp_path / "content" / "a.md"), "--explain"]) == 0
        told = capsys.readouterr().err
        rows = [line.split() for line in told.splitlines() if line.startswith("  ") and "hint" not in line]
        table = rows[next(number for number, row in enumerate(rows) if row[:2] == ["key", "words"]) :]
        assert table == [
            ["key", "words", "section", "page"],
            ["title", "1", "cover", "1"],
            ["lead", "3", "introduction", "2"],
            ["seo", "2", "left", "out:", "not", "for", "readers", "–"],
        ]


def test_a_brochure_of_covers_alone_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page(tmp_path, "title: Ferry\nimage: a.svg")
    assert commands.main([str(tmp_path / "content" / "a.md")]) == 0
    assert "1:1: warning[brochure-empty]: nothing is printed but the covers" in capsys.readouterr().err
