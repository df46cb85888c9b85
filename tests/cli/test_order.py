"""What takes longest begins first, at once; what is told of it comes in the order in which it was asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from brochure import __main__
from brochure.project import discover
from brochure.runner import Order, run
from brochure.vocabulary.job import Job
from brochure.vocabulary.presets import PRESETS
from brochure.worker import start


def test_the_press_begins_first_and_is_told_last(tmp_path: Path) -> None:
    contents = [tmp_path / name for name in ("a.md", "b.md")]
    for content in contents:
        content.write_text("---\ntitle: A fair\nlanguage: en\n---\nIt is open.\n")
    begun: list[tuple[str, str]] = []

    def follow(job: Job, done: int, total: int) -> None:
        if (done, total) == (0, 1):
            begun.append((job.content.stem, job.preset))

    jobs = discover.jobs(contents, ["screen", "booklet", "press"], tmp_path / "out")
    reports = list(run(jobs, Order(hands=1), follow))
    assert begun == [(stem, preset) for stem in "ab" for preset in ("press", "booklet", "screen")]
    assert [report.content.stem for report in reports] == ["a", "b"]
    for report in reports:
        assert [ruling.preset for ruling in report.rulings] == ["screen", "booklet", "press"]
        assert [output.preset for output in report.outputs] == ["screen", "booklet", "press"]


@pytest.mark.parametrize(
    ("arguments", "processors", "many"),
    [
        ("build content/a.md", 8, 1),
        ("", 8, 1),
        ("build --preset all content/a.md", 8, 3),
        ("build --preset=all", 2, 2),
        ("build --preset press", 8, 1),
        ("check", 8, 3),
        ("check a.md b.md --preset screen", 8, 2),
        ("check a.md", 1, 1),
        ("a.md b.md c.MD", 2, 2),
        ("check --jobs 1", 8, 1),
        ("check --jobs=1 a.md", 8, 1),
        ("pages a.md", 8, 1),
        ("new demo", 8, 0),
        ("check a.pdf", 8, 0),
        ("check --help", 8, 0),
    ],
)
def test_as_many_workers_are_started_early_as_have_something_to_do(
    arguments: str, processors: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the options are read, by the words of the command alone; never more than there are processors."""
    started: list[str] = []
    monkeypatch.setattr(start, "start_early", started.append)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(processors)), raising=False)
    __main__._start_workers(arguments.split())
    assert len(started) == many
    assert len(PRESETS) == __main__.PRESETS
