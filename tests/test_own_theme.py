"""A theme that a project brings: in the presets, in check, preview and schema; and what is wrong with it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from brochure.cli.commands import main
from brochure.pipeline import build
from brochure.preview.drawing import Drawer
from brochure.preview.session import Session, Wanted
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError
from brochure.vocabulary.shipped import FONTS
from tests.engine.test_ownfonts import revision_of

CONTENT = (
    "---\ntitle: The harbour\nlang: en\ndesc: A house by the water, and who lives there. It has twelve rooms, a slip "
    "for boats and a kitchen with a table at which everybody who comes in wet is given soup at any hour.\n---\n\n"
    + "A boat that comes in late finds a light, a rope and somebody awake. " * 24
    + "\n"
)
SETTINGS = "language: en\ntheme: harbour\ndate: 2026-11-01\n"
HARBOUR = FONTS / "Fraunces_700Bold.ttf"
STYLE = ".cover h1 { background: var(--tint); color: var(--ink) }\n"
BRAND = """colours:
  ink: {screen: "#0b3c49", press: [90, 40, 40, 50]}
  signal: {screen: "#ffb703", press: [0, 30, 95, 0]}
  tint: {screen: "#e0fbfc", press: [12, 0, 4, 0]}
fonts:
  display: [Harbour.ttf]
  text: [SourceSans3_400Regular.ttf]
"""


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A project with a theme of its own, and a font in it."""
    theme = tmp_path / "styles/themes/harbour"
    theme.mkdir(parents=True)
    (theme / "theme.css").write_text(STYLE, encoding="utf-8")
    (theme / "brand.yaml").write_text(BRAND, encoding="utf-8")
    shutil.copy(HARBOUR, theme / "Harbour.ttf")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(CONTENT, encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
    return Job(tmp_path / "content/a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")


def revision(path: Path) -> float:
    with TTFont(path) as font:
        return round(font["head"].fontRevision, 2)


def in_preset(job: Job, preset: str = "screen", templates: bool = True) -> Job:
    return Job(job.content, job.root, job.project, job.out, preset, templates)


@pytest.mark.parametrize(
    ("preset", "ground"), [("screen", b"0.878431 0.984314 0.988235 rg"), ("press", b"0.12 0 0.04 0 k")]
)
def test_the_pages_are_those_of_the_theme(job: Job, preset: str, ground: bytes) -> None:
    """Its style, its colours, its fonts and those it takes from the shipped ones; on the press, its inks."""
    result = build(in_preset(job, preset))
    assert {problem.code for problem in result.problems} <= {"subset-missing"}
    assert result.pdf is not None
    with pikepdf.open(io.BytesIO(result.pdf)) as opened:
        assert ground in opened.pages[0].Contents.read_bytes()
    assert result.output is not None
    assert revision_of(result.output.path, "Brochure-Display-Bold") == revision(HARBOUR)
    assert revision_of(result.output.path, "Brochure-Text") == revision(FONTS / "SourceSans3_400Regular.ttf")
    assert job.root / "styles/themes/harbour/theme.css" in result.inputs
    assert job.root / "styles/themes/harbour/Harbour.ttf" in result.inputs


def test_a_project_that_is_not_trusted_has_the_look_of_none(job: Job) -> None:
    """As if it named no theme; that is told where it does."""
    untrusted = build(in_preset(job, templates=False))
    assert job.project is not None
    warnings = [(problem.code, problem.place.line) for problem in untrusted.problems if problem.severity == "warning"]
    assert warnings == [("setting-ignored", 2)]
    job.project.write_text(SETTINGS.replace("theme: harbour", ""), encoding="utf-8")
    assert untrusted.pdf == build(in_preset(job, templates=False)).pdf


def test_its_command_and_its_check_know_it(job: Job, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(job.root)
    assert main(["check", "--strict"]) == 0
    assert main(["--preset", "press", "--strict"]) == 0
    assert main(["check", "out/a-press.pdf"]) == 0
    capsys.readouterr()
    assert main(["schema", "project"]) == 0
    enum = json.loads(capsys.readouterr().out)["properties"]["theme"]["enum"]
    assert "harbour" in enum
    assert None in enum


@pytest.mark.parametrize("file", ["theme.css", "brand.yaml", "Harbour.ttf"])
def test_the_preview_follows_its_files(job: Job, file: str) -> None:
    """A change of any of them is seen, and comes out as a cold build makes it."""
    session = Session(job, Drawer())
    wanted = Wanted(frozenset({0}), 100, lambda: False, lambda view: None)
    session.build(wanted)
    before = session.view.pdf
    assert before is not None
    assert not session.following.changed()
    path = job.root / "styles/themes/harbour" / file
    if file == "Harbour.ttf":
        shutil.copy(FONTS / "SourceSans3_600SemiBold.ttf", path)
    else:
        path.write_text(path.read_text("utf-8").replace("var(--tint)", "var(--signal)").replace("#ffb703", "#ffc703"))
    assert session.following.changed()
    session.build(wanted)
    after = session.view.pdf
    session.close()
    assert after == build(job).pdf != before


@pytest.mark.parametrize(
    ("style", "place", "why"),
    [
        (".cover { color: var(--inks) }\n", (1, 10), "no variable '--inks' is set"),
        ("\n.cover { colour: red }\n", (2, 10), "unknown property"),
    ],
)
def test_a_style_without_effect_is_told_at_its_line(job: Job, style: str, place: tuple[int, int], why: str) -> None:
    (job.root / "styles/themes/harbour/theme.css").write_text(style, encoding="utf-8")
    told = [problem for problem in build(job).problems if problem.code != "text-contrast"]
    assert [(problem.code, problem.place.line, problem.place.column) for problem in told] == [("style-ignored", *place)]
    assert told[0].place.file.endswith("styles/themes/harbour/theme.css")
    assert told[0].message.endswith(why)


def test_a_variable_of_a_template_that_is_not_filled_is_one(job: Job) -> None:
    """The shipped phases set theirs, and a piece of the project: neither stands in this brochure."""
    style = ".phase { color: var(--tone) }\n.rare { color: var(--rare) }\n"
    (job.root / "styles/themes/harbour/theme.css").write_text(style, encoding="utf-8")
    (job.root / "templates/pieces").mkdir(parents=True)
    (job.root / "templates/pieces/rare.html.j2").write_text('<p class="rare" style="--rare:#111">{{ a }}</p>')
    assert {problem.code for problem in build(job).problems} <= {"subset-missing"}


@pytest.mark.parametrize("file", ["theme.css", "Harbour.ttf"])
def test_a_file_that_leads_out_is_refused(job: Job, file: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = job.root / "styles/themes/harbour" / file
    shutil.move(path, outside := tmp_path_factory.mktemp("outside") / file)
    path.symlink_to(outside)
    with pytest.raises(BrochureError) as caught:
        build(job)
    (problem,) = caught.value.problems
    assert problem.code == "path-outside-project"
    assert problem.place.file.endswith("brand.yaml" if file == "Harbour.ttf" else "theme.css")


@pytest.mark.parametrize("mends", [True, False])
def test_what_is_not_text_is_no_fault_of_the_tool(job: Job, mends: bool) -> None:
    """A style in another encoding is told; one that is empty is one."""
    (job.root / "styles/themes/harbour/theme.css").write_bytes(b"" if mends else b"/* caf\xe9 */")
    if mends:
        assert build(job).output is not None
        return
    with pytest.raises(BrochureError) as caught:
        build(job)
    assert [problem.code for problem in caught.value.problems] == ["file-not-utf8"]
