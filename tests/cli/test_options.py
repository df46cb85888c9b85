"""Whole runs of the command: what each option leaves on the disk, prints and exits with, engine and all."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from brochure.cli import commands
from brochure.model.schema import content_schema, project_schema
from brochure.sections.registry import shipped

FRONT = "---\ntitle: Essai\ndesc: Un texte **fort** pour voir.\n---\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(FRONT, encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("language: fr\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    """What stands under a folder, hidden files left out."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in found if not any(part.startswith(".") for part in path.parts))


def words(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_all_presets_go_into_the_folder_asked_for(project: Path) -> None:
    """`--preset all --out DIR`: the three PDFs under their names, nothing in out/."""
    assert commands.main(["build", "--preset", "all", "--out", "made", "--quiet"]) == 0
    assert files(project / "made") == ["a-booklet.pdf", "a-press.pdf", "a.pdf"]
    assert not (project / "out").exists()


def test_check_keeps_no_pdf_and_judges_for_every_preset(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Content is judged, the rules told, and nothing written; a warning counts under --strict."""
    (project / "content" / "a.md").write_text(
        FRONT.replace("desc", "image: {file: img/x.png, alt: A house}\ndesc"), encoding="utf-8"
    )
    assert commands.main(["check", "--report", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {problem["code"] for problem in told["files"][0]["problems"]} == {
        "picture-missing",
        "pdf-undated",
        "edge-unprinted",
    }
    assert files(project) == ["brochure.yaml", "content/a.md"]
    assert commands.main(["check", "--preset", "screen", "--strict", "--quiet"]) == 3


def test_pages_are_drawn_at_the_resolution_asked_for(project: Path) -> None:
    """A5 at 50 dpi; the pictures stand in a folder of the file's name, spreads beside pages."""
    assert commands.main(["pages", "--dpi", "50", "--quiet"]) == 0
    drawn = files(project / "out" / "pages" / "a")
    assert drawn[0] == "page-01.png"
    assert "spread-02-03.png" in drawn
    with Image.open(project / "out" / "pages" / "a" / "page-01.png") as page:
        assert page.size == pytest.approx((148 / 25.4 * 50, 210 / 25.4 * 50), abs=1)


@pytest.mark.parametrize(
    ("name", "schema"), [("content", content_schema(shipped().keys)), ("project", project_schema())]
)
def test_schema_is_printed_and_nothing_else(
    name: str, schema: object, capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    """Standard output is one JSON document, the schema of the model."""
    assert commands.main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out) == schema


def test_templates_of_the_project_can_be_left_out(project: Path) -> None:
    """A part of the project's own comes first, with its styles; --no-project-templates takes the shipped ones."""
    (project / "templates" / "sections").mkdir(parents=True)
    (project / "templates" / "sections" / "back.html.j2").write_text("<p>Quatrième à nous</p>", encoding="utf-8")
    assert commands.main(["build", "--quiet"]) == 0
    assert "Quatrième à nous" in words(project / "out" / "a.pdf")
    assert commands.main(["build", "--quiet", "--no-project-templates"]) == 0
    assert "Quatrième à nous" not in words(project / "out" / "a.pdf")


def test_quiet_tells_problems_alone_and_verbose_the_notes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty picture is a note: it is told under --verbose; --quiet says nothing of what went well."""
    (project / "content" / "a.md").write_text(FRONT + "\n## Ici\n\nDu texte. ![]()\n", encoding="utf-8")
    said = {}
    for option in ("--quiet", "--verbose"):
        assert commands.main(["build", "--force", option]) == 0
        said[option] = capsys.readouterr().err
    assert said["--quiet"] == ""
    assert "note[" in said["--verbose"]
    assert commands.main(["build", "--force"]) == 0
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "call",
    [
        ["pages", "--dpi", "0"],
        ["pages", "--dpi", "many"],
        ["schema"],
        ["schema", "other"],
        ["check", "--preset", "none"],
        ["build", "--report", "xml"],
        ["compare", "a.pdf"],
        ["new"],
    ],
)
def test_wrong_usage_exits_with_two_and_says_which_option(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The usage of the command is told, and how to ask for help; no traceback."""
    assert commands.main(call) == 2
    said = capsys.readouterr().err
    assert said.startswith("Usage: make-brochure")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("call", "made"),
    [
        ("--preset press build", ["a-press.pdf"]),
        ("--preset=booklet -q build content/a.md", ["a-booklet.pdf"]),
        ("--preset press content/a.md", ["a-press.pdf"]),
        ("--force --quiet build", ["a.pdf"]),
        ("--report json build --preset press", ["a-press.pdf"]),
    ],
)
def test_options_stand_before_their_command(project: Path, call: str, made: list[str]) -> None:
    """With their values, whatever the command is."""
    assert commands.main(call.split()) == 0
    assert files(project / "out") == made


@pytest.mark.parametrize("call", ["--out build check", "--strict check", "check --out build"])
def test_the_value_of_an_option_is_no_command(project: Path, call: str) -> None:
    """Though it is called as one."""
    assert commands.main(["--quiet", *call.replace("--strict", "--preset screen").split()]) in (0, 2)
    assert files(project) == ["brochure.yaml", "content/a.md"]


def test_an_unknown_option_before_the_command_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As one behind it is."""
    assert commands.main(["--prset", "press", "build"]) == 2
    assert "No such" in capsys.readouterr().err
