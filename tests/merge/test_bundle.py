"""A project in one parcel: all that a build reads, nothing else, and paths told in names of here."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from brochure.merging.bundle import moved, packed, told, unpacked
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.speech import Said, joined


def test_what_a_build_reads_is_packed(project: Path, job: Job, tmp_path: Path) -> None:
    """Neither outputs, nor tables, nor hidden files, nor what a link leads to outside."""
    for name in ("out/a.pdf", ".git/config", "node_modules/x.svg", "styles/project.css", ".schema/content.json"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(name)
    (tmp_path.parent / "secret.svg").write_text("elsewhere")
    (project / "content" / "link.svg").symlink_to(tmp_path.parent / "secret.svg")
    bundle = packed(job)
    assert zipfile.ZipFile(io.BytesIO(bundle.data)).namelist() == [
        "brochure.yaml", ".schema/content.json", "content/a.md", "styles/project.css",
    ]  # fmt: skip
    assert packed(job) == bundle
    unpacked(bundle.data, tmp_path / "there")
    assert (tmp_path / "there" / "content" / "a.md").read_bytes() == job.content.read_bytes()


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parcel:
        parcel.writestr(name, b"x")
    with pytest.raises(ValueError, match="x"):
        unpacked(made.getvalue(), tmp_path / "there")


def test_paths_are_told_in_names_of_here(project: Path, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    there = Path("/there/project")
    (away,) = moved((job,), project, there)
    assert (away.content, away.root) == (there / "content" / "a.md", there)
    monkeypatch.chdir(project)
    message = joined(", ", [Said("see {path}", path="/there/project/content/a.md"), "plain"])
    problem = Problem("x", Severity.NOTE, message, Place("far/project/brochure.yaml", 2))
    (found, path), values = told(
        ((problem, there / "content"), ("/there/project/x",)), there, (str(there), "far/project"), project
    )
    assert (found.message, found.place, path) == (
        "see content/a.md, plain",
        Place("brochure.yaml", 2),
        project / "content",
    )
    assert values == ("/there/project/x",), "what a row says stays"
