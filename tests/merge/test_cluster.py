"""Copies made by the workers of a scheduler: the same as those of this machine, told in its names, and resumed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import brochure
from brochure.cli import commands
from brochure.merging import cluster
from brochure.merging.copying import Copy, merge, order
from brochure.merging.rows import read_rows
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Exit
from brochure.warm import Warm
from tests.merge.alike import differences

distributed = pytest.importorskip("distributed", reason="the extra 'dask' is not installed; `make test` installs it")
_ARGUMENTS = ["merge", "content/a.md", "--data", "rows.csv", "--name", "{code}.pdf"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Give the address of a scheduler with two processes that work."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _table(project: Path, count: int, broken: int = -1) -> None:
    lines = [f"Grant {number};Lyon;a{number}" for number in range(count)]
    if broken >= 0:
        lines[broken] = "Grant"
    (project / "rows.csv").write_text("\n".join(["school;town;code", *lines]) + "\n", encoding="utf-8")


def test_a_machine_too_busy_to_begin_is_asked_again(
    project: Path, job: Job, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library asserts that the thread of a client has begun within ten seconds."""
    theirs, asked = cluster.Client, []

    def busy(*values: Any, **options: Any) -> Any:
        asked.append(values)
        assert len(asked) > 1
        return theirs(*values, **options)

    monkeypatch.setattr(cluster, "Client", busy)
    _table(project, 1)
    assert [copy.name for copy in _copies(job, address)] == ["a0.pdf"]
    assert len(asked) == 2


def _copies(job: Job, address: str, force: bool = False) -> list[Copy]:
    return list(merge(order(job, read_rows(job.root / "rows.csv"), "{code}.pdf"), force, dask=address))


@pytest.mark.parametrize("preset", ["screen", "press"])
def test_copies_are_those_of_one_machine(preset: str, project: Path, job: Job, address: str) -> None:
    """Text, pixels and tags; they come in the order of the rows, and what is told names the files of here."""
    job = replace(job, preset=preset)
    asked = order(job, read_rows(project / "rows.csv"), "{code}.pdf")
    near = list(merge(asked, keep=False))
    far = list(merge(asked, keep=False, dask=address))
    assert [copy.name for copy in far] == [copy.name for copy in near] == ["a1.pdf", "b2.pdf", "c3.pdf"]
    for one, other in zip(near, far, strict=True):
        assert one.made is not None
        assert other.made is not None
        assert differences(other.made.pdf, one.made.pdf) == []
        assert (other.problems, other.made.pages, other.made.trim) == (one.problems, one.made.pages, one.made.trim)
        assert other.made.inputs == one.made.inputs


def test_a_worker_gets_the_project_once_and_keeps_nothing(
    project: Path, job: Job, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is unpacked once, whatever the number of pieces of work; at the end neither files nor processes are left."""
    monkeypatch.setattr("brochure.merging.copying._MANY", 2)
    _table(project, 24)
    with distributed.Client(address, set_as_default=False) as client:
        before = client.run(_unpacked)
        assert len(_copies(job, address)) == 24
        after = client.run(_unpacked)
        assert [after[worker][0] - before[worker][0] for worker in after] == [1, 1]
        assert [left for _, left in after.values()] == [[], []]


def _unpacked(dask_worker: Any) -> tuple[int, list[str]]:
    """Tell, on a worker, how many projects were unpacked there so far, and what is there now."""
    from brochure.merging import afar

    here = Path(dask_worker.local_directory)
    workers = [path for path in Path(f"/proc/{os.getpid()}/task").glob("*/children") if path.read_text().strip()]
    started = [word for path in workers for word in path.read_text().split()]
    alive = [word for word in started if b"brochure.worker" in Path(f"/proc/{word}/cmdline").read_bytes()]
    return afar.unpacked(), [*(path.name for path in here.glob("make-brochure-*")), *alive]


def test_a_run_goes_on_where_it_was(project: Path, job: Job, address: str) -> None:
    """What was made here or there stands for both; a broken row in the middle costs its own copy."""
    _table(project, 9, broken=4)
    running = merge(order(job, read_rows(project / "rows.csv"), "{code}.pdf"), hands=1, dask=address)
    first = next(running)
    running.close()
    assert (first.row.number, first.kept) == (1, False)
    copies = _copies(job, address)
    assert [copy.row.number for copy in copies] == [1, 2, 3, 4, 6, 7, 8, 9]
    assert copies[0].kept
    assert all(copy.kept for copy in _copies(job, ""))
    assert [copy.kept for copy in _copies(job, address, force=True)] == [False] * 8
    assert len(list((project / "out").iterdir())) == 8


def test_in_python(project: Path, address: str) -> None:
    """Results come as they are made."""
    rows = [{"school": f"Grant {number}", "town": "Lyon", "code": f"a{number}"} for number in range(3)]
    found = brochure.merge(project / "content" / "a.md", rows, "{code}.pdf", dask=address)
    assert [(copy.row, copy.output is not None) for copy in found] == [(1, True), (2, True), (3, True)]


def test_a_picture_that_a_worker_misses_is_told_by_its_name_here(
    project: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    (project / "rows.csv").write_text("school,town,code\nAda,![](x.png),a\n", encoding="utf-8")
    assert commands.main([*_ARGUMENTS, "--dask", address]) == 0
    told = capsys.readouterr().err
    assert "content/a.md:7:9: warning" in told
    assert "make-brochure-" not in told


@pytest.mark.parametrize(
    ("address", "code", "end"),
    [("127.0.0.1:9", "cluster-unreached", 6), ("nonsense://x", "cluster-unreached", 2), ("x:y:z", "", 2)],
)
def test_an_address_where_nobody_is_is_told(
    address: str,
    code: str,
    end: int,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr("brochure.merging.cluster._CONNECT", 0.5)
    assert commands.main([*_ARGUMENTS, "--dask", address]) == end
    told = capsys.readouterr().err
    assert f"error[{code}" in told
    assert "Traceback" not in told
    assert not (project / "out" / "a1.pdf").exists()


def test_a_scheduler_without_workers_is_told(project: Path, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brochure.merging.cluster._PATIENCE", 1.0)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0") as empty,
        pytest.raises(BrochureError, match="no worker has come") as told,
    ):
        _copies(job, empty.scheduler_address)
    assert (told.value.problems[0].code, told.value.exit_code) == ("cluster-empty", Exit.MACHINE)


def test_another_version_on_the_workers_is_told(job: Job, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy made with other libraries may be another one."""
    monkeypatch.setattr("brochure.merging.afar.outfit", lambda: (("weasyprint", "69"),))
    with pytest.raises(BrochureError, match="weasyprint") as told:
        _copies(job, address)
    assert told.value.problems[0].code == "cluster-differs"


def test_a_project_that_is_too_large_is_told(project: Path, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brochure.merging.bundle._LARGEST", 1000)
    (project / "large.png").write_bytes(bytes(999))
    with pytest.raises(BrochureError, match="too much to be sent"):
        _copies(job, "127.0.0.1:9")


def test_copies_are_as_builds_where_rows_do_not_fit(project: Path, job: Job, address: str) -> None:
    """A name that takes a line more is laid out there as here."""
    (project / "rows.csv").write_text(
        f"school,town,code\nAda,Bath,a\n{'École des Hautes Études ' * 3},Bath,b\n", encoding="utf-8"
    )
    asked = order(job, read_rows(project / "rows.csv"), "{code}.pdf")
    copies, builds = list(merge(asked, keep=False, dask=address)), Warm()
    for copy in copies:
        assert copy.made is not None
        row = replace(job, values=tuple(copy.row.values.items()), called=copy.name, committed="")
        assert differences(copy.made.pdf, builds.build(row).pdf) == []
    builds.close()


class _Future:
    """What came of a piece of work that fails in the same way again and again."""

    status = "error"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def result(self, timeout: float) -> bytes:
        raise self.error

    def release(self) -> None:
        """Nothing is held."""


@pytest.mark.parametrize(
    ("error", "code", "times"),
    [
        (distributed.KilledWorker("key", None, 3), "cluster-lost", 3),
        (OSError(28, "No space left on device"), "cluster-failed", 1),
    ],
)
def test_what_fails_on_every_machine_costs_its_row_alone(
    error: Exception, code: str, times: int, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was at work on machines that were lost is given to others, a few times."""
    from brochure.merging.cluster import Cluster
    from brochure.worker.call import Call
    from brochure.worker.pool import Script

    submitted: list[int] = []

    def submit(self: Any, number: int, call: Call) -> _Future:
        submitted.append(number)
        future = _Future(error if number == 0 else ValueError("never asked"))
        self._told.put((number, future))
        return future

    def script() -> Script[str]:
        try:
            yield Call("brochure.tasks:copies", ((), ()), "content/a.md", job.root)
        except BrochureError as told:
            return told.problems[0].code
        return ""

    monkeypatch.setattr(Cluster, "_submit", submit)
    monkeypatch.setattr(Cluster, "_meet", lambda self: self._note(1))
    assert list(Cluster[str]("nowhere", job).run([script()])) == [code]
    assert submitted == [0] * times


def test_without_the_extra_it_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.delitem(sys.modules, "brochure.merging.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "dask", None)
    assert commands.main([*_ARGUMENTS, "--dask", "127.0.0.1:9"]) == 2
    assert "error[extra-missing]" in (told := capsys.readouterr().err)
    assert "pip install 'make-brochure[dask]'" in told
