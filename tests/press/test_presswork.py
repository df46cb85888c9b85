"""From brochure.yaml to the press: profiles found and refused, presets built side by side."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageCms

from brochure.cli.commands import main
from brochure.load.text import Source
from brochure.model.project import Project
from brochure.model.validate import read_project
from brochure.pipeline import build
from brochure.press.presswork import profile_of
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Problem
from brochure.vocabulary.shipped import PROFILES

SHIPPED = PROFILES / "FOGRA39L_coated.icc"


def project(press: str) -> Project:
    return read_project(Source("brochure.yaml", f"language: fr\n{press}\n"))[0]


def refused(press: str, root: Path) -> Problem:
    with pytest.raises(BrochureError) as caught:
        profile_of(project(press), root)
    (problem,) = caught.value.problems
    return problem


def test_the_shipped_profile_serves_its_condition_alone(tmp_path: Path) -> None:
    """FOGRA39 needs nothing; another condition, named or written, is told where it was chosen."""
    assert profile_of(Project(), tmp_path) == SHIPPED
    problem = refused("press:\n  settings: uncoated", tmp_path)
    assert (problem.code, str(problem.place)) == ("profile-missing", "brochure.yaml:3:13")
    assert "'FOGRA52' needs its ICC profile" in problem.message
    assert "press: {profile:" in problem.hint
    assert refused("press: {condition: FOGRA51}", tmp_path).place.column == 20


def test_a_profile_that_is_not_there_or_lies_outside_is_refused(tmp_path: Path) -> None:
    """At the place that names it."""
    missing = refused("press: {condition: FOGRA51, profile: icc/p.icc}", tmp_path)
    assert (missing.code, missing.place.column) == ("profile-missing", 38)
    (tmp_path / "inner").mkdir()
    (tmp_path / "p.icc").write_bytes(SHIPPED.read_bytes())
    outside = refused("press: {condition: FOGRA51, profile: ../p.icc}", tmp_path / "inner")
    assert outside.code == "path-outside-project"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no profile", "is no ICC profile"),
        (
            ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
            "is no output profile for CMYK (its class is 'mntr'",
        ),
        (SHIPPED.read_bytes()[:2000], "cannot be read: Little CMS refuses it"),
    ],
    ids=["text", "sRGB", "cut off"],
)
def test_a_profile_that_is_none_for_the_press_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    """Its class, its colours and its content are looked at."""
    (tmp_path / "p.icc").write_bytes(data)
    problem = refused("press: {condition: FOGRA51, profile: p.icc}", tmp_path)
    assert problem.code == "profile-unfit"
    assert told in problem.message


def test_pdf_x_1a_takes_no_profile_of_version_4(tmp_path: Path) -> None:
    """PDF 1.4 cannot hold one; PDF/X-4 can."""
    data = bytearray(SHIPPED.read_bytes())
    data[8] = 4
    (tmp_path / "p.icc").write_bytes(data)
    assert "has version 4" in refused("press: {standard: x-1a, profile: p.icc}", tmp_path).message
    assert profile_of(project("press: {profile: p.icc}"), tmp_path) == tmp_path / "p.icc"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("---\ntitle: Essai\ndesc: Un texte.\n---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("press: {settings: uncoated}\n", encoding="utf-8")
    return tmp_path


def test_a_preset_that_fails_leaves_the_others_written(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the profile of its condition the press PDF is refused, before layout; screen and booklet are built."""
    monkeypatch.chdir(small)
    assert main(["build", "--preset", "all", "--quiet"]) == 1
    written = {path.name for path in (small / "out").glob("*.pdf")}
    assert written == {"a.pdf", "a-booklet.pdf"}


def test_a_profile_of_the_project_is_embedded_and_watched(small: Path) -> None:
    """With the identifier that was given and its registry; it counts among the inputs of the build."""
    (small / "icc").mkdir()
    (small / "icc" / "own.icc").write_bytes(SHIPPED.read_bytes())
    settings = "press: {settings: uncoated, condition: FOGRA39, profile: icc/own.icc, ink-limit: 260 %}\n"
    (small / "brochure.yaml").write_text(settings, encoding="utf-8")
    result = build(Job(small / "content/a.md", small, small / "brochure.yaml", small / "out", "press"))
    assert result.output is not None
    assert small / "icc" / "own.icc" in result.inputs
    with pikepdf.open(io.BytesIO(result.output.path.read_bytes())) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.OutputCondition).startswith("Offset, ISO 12647-2:2004")
        assert intent.DestOutputProfile.read_bytes() == SHIPPED.read_bytes()


def test_a_profile_of_another_condition_is_refused(small: Path) -> None:
    """Where its name says which condition it is of: before anything is set, at the line that names it."""
    (small / "own.icc").write_bytes(SHIPPED.read_bytes())
    (small / "brochure.yaml").write_text("press: {settings: uncoated,\n  profile: own.icc}\n", encoding="utf-8")
    with pytest.raises(BrochureError) as caught:
        build(Job(small / "content/a.md", small, small / "brochure.yaml", small / "out", "press"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("profile-unfit", 2)
    assert problem.message == (
        "the profile 'own.icc' is one for FOGRA39 ('FOGRA39L Coated'), and the printing condition is FOGRA52"
    )


def test_a_condition_that_nobody_registered_names_no_registry(small: Path) -> None:
    """Its identifier stands alone, explained by the profile's own description."""
    (small / "own.icc").write_bytes(SHIPPED.read_bytes())
    (small / "brochure.yaml").write_text("press: {condition: Atelier 7, profile: own.icc}\n", encoding="utf-8")
    result = build(Job(small / "content/a.md", small, small / "brochure.yaml", small / "out", "press"))
    assert result.output is not None
    with pikepdf.open(io.BytesIO(result.output.path.read_bytes())) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert (str(intent.OutputConditionIdentifier), str(intent.Info)) == ("Atelier 7", "FOGRA39L Coated")
        assert "/RegistryName" not in intent
