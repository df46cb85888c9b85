"""What takes longest begins first; what is told of it comes in the order in which it was asked for."""

from __future__ import annotations

from pathlib import Path

from brochure.project import discover
from brochure.runner import Order, run
from brochure.vocabulary.job import Job


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
