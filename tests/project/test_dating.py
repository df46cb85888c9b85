"""The date that a PDF tells, from whatever says it first."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from brochure.model.project import Project
from brochure.pipeline import build
from brochure.project.dating import date_of, is_dated, looked_up, unread
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Severity

FIXED = date(2000, 1, 1)


def job(content: Path) -> Job:
    return Job(content, content.parent, None, content.parent)


def git(folder: Path, *arguments: str, when: str = "2024-05-06T23:30:00-0200") -> None:
    person = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@b.c",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b.c",
    }
    environment = os.environ | person | {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, timeout=30)


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content file that was changed once; another file was changed later."""
    folder = tmp_path / "work"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "a.md").write_text("a", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "a")
    (folder / "b.md").write_text("b", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "b", when="2025-01-02T03:04:05Z")
    return folder / "a.md"


def test_the_environment_comes_first_then_the_project(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each overrides what comes after it."""
    project = Project(date=date(2026, 11, 1))
    assert date_of(project, job(content)) == date(2026, 11, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert date_of(project, job(content)) == date(1970, 1, 2)


def test_else_the_last_commit_of_the_content_tells(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In UTC, in any time zone; later commits of other files do not count."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert date_of(Project(), job(content)) == date(2024, 5, 7)


def test_a_shallow_history_a_new_file_and_no_history_tell_nothing(content: Path, tmp_path: Path) -> None:
    """Then a fixed date is told."""
    git(tmp_path, "clone", "--quiet", "--depth=1", content.parent.as_uri(), "shallow")
    assert date_of(Project(), job(tmp_path / "shallow" / "a.md")) == FIXED
    (content.parent / "new.md").write_text("n", encoding="utf-8")
    assert date_of(Project(), job(content.parent / "new.md")) == FIXED
    assert date_of(Project(), job(tmp_path / "alone.md")) == FIXED


def test_nothing_that_a_repository_configures_is_run(content: Path, tmp_path: Path) -> None:
    """Programs named in its settings stay where they are; the date is told all the same."""
    trap = tmp_path / "sprung"
    script = tmp_path / "trap.sh"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n", encoding="utf-8")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand", "diff.external"):
        git(content.parent, "config", name, str(script))
    git(content.parent, "config", "log.showSignature", "true")
    assert date_of(Project(), job(content)) == date(2024, 5, 7)
    assert not trap.exists()


def test_who_looked_it_up_need_not_ask_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker starts no program: its job carries what the caller found, also that there is nothing."""
    known, alone = looked_up(job(content)), looked_up(job(content.parent / "new.md"))
    monkeypatch.setenv("PATH", "")
    assert (date_of(Project(), known), date_of(Project(), alone)) == (date(2024, 5, 7), FIXED)
    assert (is_dated(Project(), known), is_dated(Project(), alone)) == (True, False)


@pytest.mark.parametrize("epoch", ["9" * 12, "9" * 5000, "-1", "\u0661", "x", ""])
def test_an_absurd_date_of_the_environment_is_none(epoch: str, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no second of the calendar says nothing."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert date_of(Project(), job(content)) == date(2024, 5, 7)


@pytest.mark.parametrize("stamp", ["tomorrow", "-1", "1e9", "99999999999999", "1793491200.5"])
def test_a_time_that_is_none_is_told_and_not_heeded(stamp: str, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF bears the date that it would have without it; a warning says so."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)
    content.write_text("---\ntitle: A\nlang: en\n---\n\nA text.\n")
    told = [problem for problem in build(job(content), keep=False).problems if problem.code == "date-unread"]
    assert [(problem.severity, problem.message) for problem in told] == [
        (Severity.WARNING, f"SOURCE_DATE_EPOCH is '{stamp}', which is no time: the PDF bears the date 2024-05-07")
    ]


@pytest.mark.parametrize("stamp", ["", "0", "1793491200"])
def test_a_time_is_not_told(stamp: str, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)
    assert unread() == ""
