"""The manifest: nothing is built twice, nothing old is taken for new."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.store import freshness, manifest, quick
from brochure.vocabulary.job import Job, Output, Result
from brochure.vocabulary.problems import Place, Problem, Severity

SHA = hashlib.sha256(b"out/a.pdf").hexdigest()
WARNING = Problem("w", Severity.WARNING, "m", Place("content/a.md", 1, 2), "h", "excerpt", 3)


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in ("content", "out", "styles"):
        (tmp_path / name).mkdir()
    for name in ("content/a.md", "content/x.svg", "brochure.yaml", "out/a.pdf"):
        (tmp_path / name).write_text(name)
    root = tmp_path.resolve()
    result = Result(
        Job(root / "content/a.md", root, root / "brochure.yaml", root / "out"),
        Output(root / "out/a.pdf", "screen", SHA, 9, 8, (148.0, 210.0)),
        (WARNING,),
        (root / "content/x.svg",),
        (root / "content/y.svg",),
    )
    manifest.remember(result, time.time_ns() + 10**9, "told")
    return result.job


def test_recalls_all_that_a_report_needs(job: Job) -> None:
    """An unchanged job gives its output and problems again, marked as not fresh."""
    result = manifest.recall(job)
    assert result is not None
    assert result.output == Output(job.out / "a.pdf", "screen", SHA, 9, 8, (148.0, 210.0))
    assert result.problems == (WARNING,)
    assert not result.fresh


CHANGES: dict[str, Callable[[Path], object]] = {
    "content": lambda root: (root / "content/a.md").write_text("other"),
    "same size": lambda root: (root / "content/a.md").write_text("content/b.md"),
    "settings": lambda root: (root / "brochure.yaml").write_text("other"),
    "picture": lambda root: (root / "content/x.svg").unlink(),
    "missing picture appears": lambda root: (root / "content/y.svg").write_text(""),
    "own style appears": lambda root: (root / "styles/own.css").write_text(""),
    "nearer project": lambda root: (root / "content/brochure.yaml").write_text(""),
    "output edited": lambda root: (root / "out/a.pdf").write_text("other"),
    "output gone": lambda root: (root / "out/a.pdf").unlink(),
    "manifest damaged": lambda root: (root / "out" / freshness.NAME).write_text("{"),
    "manifest foreign": lambda root: (root / "out" / freshness.NAME).write_text("[1]"),
    "manifest of odd shape": lambda root: (root / "out" / freshness.NAME).write_text('{"outputs": {"a.pdf": 1}}'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_builds_again(job: Job, change: str) -> None:
    """Whatever was changed, added, removed or damaged, neither the quick answer nor the recall stands."""
    CHANGES[change](job.root)
    assert manifest.recall(job) is None
    assert quick.answer(strict=False, quiet=False) is None


def test_touched_file_is_told_by_its_hash(job: Job) -> None:
    """A new time on the same bytes builds nothing again."""
    os.utime(job.content, ns=(1, 1))
    assert quick.answer(strict=False, quiet=False) is None
    assert manifest.recall(job) is not None


def test_date_of_the_environment_counts(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another SOURCE_DATE_EPOCH makes another PDF."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert manifest.recall(job) is None


def test_quick_answer_tells_the_warnings_again(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    """The quick answer repeats the warnings and heeds --strict."""
    assert quick.answer(strict=False, quiet=False) == 0
    assert capsys.readouterr().err == "told\nout/a.pdf is up to date\n"
    assert quick.answer(strict=True, quiet=True) == 3
    assert capsys.readouterr().err == "told\n"


def test_change_during_the_build_is_not_kept(job: Job) -> None:
    """An input changed after the build began makes the next build a real one."""
    result = manifest.recall(job)
    assert result is not None
    manifest.remember(result, 1)
    assert manifest.recall(job) is None


def test_option_counts(job: Job) -> None:
    """Without the project's templates it is another build."""
    assert manifest.recall(Job(job.content, job.root, job.project, job.out, templates=False)) is None
