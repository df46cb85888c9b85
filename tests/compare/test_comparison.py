"""Whole PDFs compared, by the command as people and machines run it."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pikepdf
import pytest

from brochure.cli import commands
from brochure.compare.comparison import compare
from tests.visual.bench import pdf_of

CHAPTERS = ("Le vent souffle sur la plaine", "Une étoile dort", "Trois chats jouent", "La mer monte vite")


def booklet(*chapters: str) -> bytes:
    """A page a chapter, with a folio and the chapter's name at outer corners, that swap sides on every page."""
    furniture = (
        "<style>@page:left{{@bottom-left{{content:counter(page)}}@bottom-right{{content:'Essai'}}}}"
        "@page:right{{@bottom-right{{content:counter(page)}}@bottom-left{{content:'Essai'}}}}</style>"
    )
    return pdf_of(*(f"{furniture}<h1>{chapter}</h1><p>{chapter} 4 fois.</p>" for chapter in chapters))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "old.pdf").write_bytes(booklet(*CHAPTERS))
    (folder / "longer.pdf").write_bytes(booklet(CHAPTERS[0], "Un nouveau jour", *CHAPTERS[1:3], "La mer descend vite"))
    (folder / "noise.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "empty.pdf").write_bytes(b"")
    with pikepdf.open(folder / "old.pdf") as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))
        pdf.pages[0].mediabox = [0, 0, 14000, 14000]
        pdf.save(folder / "huge.pdf")
    return folder


def test_a_page_put_in_leaves_the_others_as_they_were(shelf: Path) -> None:
    """Pages behind it are moved, not changed, although number and foot change sides; an edit is found all the same."""
    found = compare(shelf / "old.pdf", shelf / "longer.pdf")
    assert [(page.fate, page.old, page.new) for page in found.pages] == [
        ("same", 1, 1),
        ("added", None, 2),
        ("moved", 2, 3),
        ("moved", 3, 4),
        ("changed", 4, 5),
    ]
    assert found.pages[-1].words == (("monte", "descend"), ("monte", "descend"))
    assert all(top < 60 for _, top, _, _ in found.pages[-1].areas), "the foot is no change of a page that moved"


def test_the_command_tells_and_writes(shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sentences, JSON, one picture a changed page and an index that needs no other file; exit code 5."""
    stale, other = tmp_path / "difference-09-09.png", tmp_path / "mine.png"
    stale.touch()
    other.touch()
    call = ["compare", str(shelf / "old.pdf"), str(shelf / "longer.pdf"), "--out", str(tmp_path), "--report", "json"]
    assert commands.main(call) == 5
    told = capsys.readouterr()
    assert re.sub(r"[\d.]+ %", "x %", told.err).splitlines()[:-1] == [
        "page 2 was added",
        "page 3 was page 2",
        "page 4 was page 3",
        "page 5 changed, was page 4, x % of it in 1 place",
        "1 same, 2 moved, 1 changed, 1 added",
    ]
    data = json.loads(told.out)
    assert data["counts"] == {"same": 1, "moved": 2, "changed": 1, "added": 1, "removed": 0}
    assert (data["exit"], data["pages"][4]["picture"], data["problems"]) == (5, "difference-04-05.png", [])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["difference-04-05.png", "index.html", "mine.png"]
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<del>monte</del>" in html
    assert not re.search(r"""(?:src|href)=["'](?!data:)""", html)
    pictures = [base64.b64decode(data) for data in re.findall(r'src="data:image/png;base64,([^"]+)"', html)]
    assert (tmp_path / "difference-04-05.png").read_bytes() in pictures
    assert len(pictures) == 4


def test_the_same_file_twice(shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing differs: exit code 0, and a sentence."""
    assert commands.main(["compare", str(shelf / "old.pdf"), str(shelf / "old.pdf"), "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().err.startswith("all 4 pages are the same\n")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("absent.pdf", "pdf-missing"),
        (".", "pdf-missing"),
        ("noise.pdf", "pdf-damaged"),
        ("empty.pdf", "pdf-damaged"),
        ("locked.pdf", "pdf-locked"),
        ("huge.pdf", "page-too-large"),
    ],
)
def test_files_that_cannot_be_compared(
    name: str, code: str, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is told by its name and code, as words and as JSON; nothing is written."""
    call = ["compare", str(shelf / name), str(shelf / "old.pdf"), "--out", str(tmp_path / "r"), "--report", "json"]
    assert commands.main(call) == 1
    told = capsys.readouterr()
    assert told.err.startswith(f"{shelf / name}: error[{code}]: ")
    assert [(problem["code"], problem["file"]) for problem in json.loads(told.out)["problems"]] == [
        (code, str(shelf / name))
    ]
    assert not (tmp_path / "r").exists()


def test_both_files_are_told_in_one_run(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two bad files are two problems."""
    assert commands.main(["compare", str(shelf / "noise.pdf"), str(shelf / "absent.pdf")]) == 1
    assert re.findall(r"error\[([\w-]+)\]", capsys.readouterr().err) == ["pdf-damaged", "pdf-missing"]
