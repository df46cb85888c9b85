"""A cluster whose workers are killed and whose scheduler goes: no copy is lost, none is half there, none told twice."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from brochure.merging.copying import Copy, merge, order
from brochure.merging.rows import read_rows
from brochure.store.folder import PREFIX
from brochure.vocabulary.job import Job
from tests.merge.conftest import CONTENT, SETTINGS

pytest.importorskip("distributed", reason="the extra 'dask' is not installed; `make test` installs it")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ends processes as Linux does")
ROOT = Path(__file__).resolve().parents[2]


class Grid:
    """A scheduler on a port of its own, and workers, each a process that can be killed."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._folder = folder
        self.scheduler = self.start_scheduler()

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        self.scheduler = self._start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"
        )
        latest = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return self.scheduler
            assert time.monotonic() < latest
            time.sleep(0.1)

    def add_worker(self) -> None:
        """Start one, without anybody who would start it again."""
        own = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder / "scratch"))
        self.workers.append(self._start("dask_worker", self.address, *own, "--death-timeout", "60"))

    def kill_worker(self) -> None:
        """End the oldest as a machine ends whose power is cut, and let another come."""
        _kill(self.workers.pop(0))
        self.add_worker()

    def kill_scheduler(self) -> None:
        _kill(self.scheduler)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            _kill(process)

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", f"distributed.cli.{name}", *arguments]
        paths = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
        environment = {**os.environ, "PYTHONPATH": paths}
        return subprocess.Popen(
            command, cwd=self._folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@contextlib.contextmanager
def _grid(folder: Path, workers: int = 2) -> Iterator[Grid]:
    grid = Grid(folder)
    try:
        for _ in range(workers):
            grid.add_worker()
        yield grid
    finally:
        grid.close()


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Give a project of its own, and of its own cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "content" / "a.md").write_text(CONTENT, encoding="utf-8")
    (root / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
    return Job(root / "content" / "a.md", root, root / "brochure.yaml", root / "out")


def _table(job: Job, count: int) -> list[str]:
    """Write a table with a broken row in its middle, and one that takes more lines; give the names of the copies."""
    rows = [f"Grant {number};Lyon;a{number}" for number in range(count)]
    rows[count // 2] = "Grant"
    rows[count // 3] = f"{'École des Hautes Études ' * 3};Lyon;a{count // 3}"
    (job.root / "rows.csv").write_text("\n".join(["school;town;code", *rows]) + "\n", encoding="utf-8")
    return [f"a{number}.pdf" for number in range(count) if number != count // 2]


def _run(job: Job, address: str, after: Callable[[int], None] = lambda count: None, force: bool = False) -> list[Copy]:
    copies: list[Copy] = []
    for copy in merge(order(job, read_rows(job.root / "rows.csv"), "{code}.pdf"), force, dask=address):
        copies.append(copy)
        after(len(copies))
    return copies


def _whole(job: Job, names: list[str]) -> None:
    """Hold the folder to its copies: all there, each a PDF without a fault, and nothing else."""
    assert sorted(path.name for path in job.out.iterdir() if not path.name.startswith(PREFIX)) == sorted(names)
    for name in names:
        with pikepdf.open(job.out / name) as pdf:
            assert pdf.check_pdf_syntax() == []


def test_workers_that_are_lost_cost_no_copy(job: Job, tmp_path: Path) -> None:
    """What they were at is made again; another that comes later takes its share, and each row is told once."""
    names = _table(job, 12)
    with _grid(tmp_path) as grid:
        copies = _run(job, grid.address, lambda count: grid.kill_worker() if count in (1, 4) else None)
    assert [copy.name for copy in copies] == names
    assert {copy.kept for copy in copies} == {False}
    _whole(job, names)


@pytest.mark.slow
def test_a_scheduler_that_is_started_anew_is_asked_again(job: Job, tmp_path: Path) -> None:
    names = _table(job, 10)
    with _grid(tmp_path) as grid:

        def anew(count: int) -> None:
            if count == 2:
                grid.kill_scheduler()
                grid.start_scheduler()
                for _ in range(2):
                    grid.kill_worker()

        copies = _run(job, grid.address, anew)
    assert [copy.name for copy in copies] == names
    _whole(job, names)


def test_a_scheduler_that_is_gone_ends_the_run_and_another_run_goes_on(job: Job, tmp_path: Path) -> None:
    """It ends with 6 and a line for each row that is there; what stands is kept, by one machine alone, too."""
    names = _table(job, 40)
    with _grid(tmp_path) as grid:
        call = ("merge", "content/a.md", "--data", "rows.csv", "--name", "{code}.pdf", "--dask", grid.address)
        script = "import brochure.merging.cluster as cluster; cluster._CONNECT = 3.0\n"
        script += f"from brochure.cli.commands import main; raise SystemExit(main({list(call)!r}))"
        paths = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=job.root, env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        latest = time.monotonic() + 60
        while not job.out.is_dir() or not any(job.out.glob("*.pdf")):
            assert time.monotonic() < latest
            time.sleep(0.05)
        grid.kill_scheduler()
        told = process.communicate(timeout=60)[1]
    assert process.returncode == 6, told
    assert "error[cluster-gone]" in told
    assert "Traceback" not in told
    lines = [json.loads(line) for line in (job.out / "a-rows.jsonl").read_text(encoding="utf-8").splitlines()]
    stood = {path.name for path in job.out.glob("*.pdf")}
    assert {line["name"] for line in lines if line["state"] == "made"} <= stood < set(names)
    (job.out / "a-rows.jsonl").unlink()
    again = _run(job, "")
    assert [copy.name for copy in again] == names
    assert {copy.name for copy in again if copy.kept} == stood
    _whole(job, names)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_lost_at_seeded_moments(seed: int, job: Job, tmp_path: Path) -> None:
    """Workers, the scheduler and the run itself, each killed at moments that a number draws; then all are there."""
    dice = random.Random(f"cluster {seed}")
    names = _table(job, 60)
    paths = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    with _grid(tmp_path) as grid:
        call = ["merge", "content/a.md", "--data", "rows.csv", "--name", "{code}.pdf", "--dask", grid.address, "-q"]
        for _ in range(3):
            process = subprocess.Popen(
                [sys.executable, "-m", "brochure", *call],
                cwd=job.root, env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            for _ in range(3):
                time.sleep(dice.uniform(0.2, 4.0))
                act = dice.choice(("worker", "worker", "scheduler", "run"))
                if act == "worker":
                    grid.kill_worker()
                elif act == "scheduler":
                    grid.kill_scheduler()
                    grid.start_scheduler()
                    for _ in range(2):
                        grid.kill_worker()
                else:
                    process.send_signal(signal.SIGKILL)
            told = process.communicate(timeout=240)[1]
            assert "Traceback" not in told
            for path in job.out.glob("*.pdf"):
                with pikepdf.open(path) as pdf:
                    assert pdf.check_pdf_syntax() == []
        copies = _run(job, grid.address)
    assert [copy.name for copy in copies] == names
    (job.out / "a-rows.jsonl").unlink(missing_ok=True)
    _whole(job, names)
