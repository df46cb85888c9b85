"""A merge that is killed at any moment, or meets a full disk: no copy is lost, none is half there, none told twice."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from brochure.merging.copying import merge, order
from brochure.merging.rows import read_rows
from brochure.store.folder import PREFIX
from brochure.vocabulary.job import Job
from tests.faults.test_workers import children
from tests.merge.conftest import CONTENT, SETTINGS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ends processes as Linux does")
ROOT = Path(__file__).resolve().parents[2]
COUNT = 24
# The merge is ended by the kernel at a byte of the file that is being written, the third of its copies.
HALF = """
import sys
from brochure.merging.places import Folder
from tests.faults.victim import limit_files
place, left = Folder.place, [2]
def placed(self, copies):
    for name, data in copies.items():
        if not left[0]:
            limit_files(len(data) // 2)
        left[0] -= 1
        place(self, {name: data})
    return {}
Folder.place = placed
from brochure.cli.commands import main
raise SystemExit(main(sys.argv[1:]))
"""
CALL = ("merge", "content/a.md", "--data", "rows.csv", "--name", "{code}.pdf")


class Merge:
    """A project whose table has a broken row in its middle, and how its copies are made."""

    def __init__(self, folder: Path) -> None:
        self.root, self.out, self.cache = folder / "project", folder / "project" / "out", folder / "cache"
        (self.root / "content").mkdir(parents=True)
        (self.root / "content" / "a.md").write_text(CONTENT, encoding="utf-8")
        (self.root / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
        rows = [f"Grant {number};Lyon;a{number}" for number in range(COUNT)]
        rows[COUNT // 2] = "Grant"
        (self.root / "rows.csv").write_text("\n".join(["school;town;code", *rows]) + "\n", encoding="utf-8")
        self.names = [f"a{number}.pdf" for number in range(COUNT) if number != COUNT // 2]

    def start(self, *before: str) -> subprocess.Popen[str]:
        paths = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
        environment = {**os.environ, "PYTHONPATH": paths, "XDG_CACHE_HOME": str(self.cache)}
        command = [sys.executable, *(before or ("-m", "brochure")), *CALL, "-q", "--jobs", "1"]
        return subprocess.Popen(command, cwd=self.root, env=environment, stderr=subprocess.PIPE, text=True)

    def run(self) -> tuple[int, str]:
        process = self.start()
        told = process.communicate(timeout=120)[1]
        assert "Traceback" not in told
        return process.returncode, told

    def stand(self) -> set[str]:
        """Give the copies that are there, each of which is a PDF without a fault."""
        found = {path.name for path in self.out.glob("*.pdf")}
        for name in found:
            with pikepdf.open(self.out / name) as pdf:
                assert pdf.check_pdf_syntax() == []
        return found

    def complete(self, before: set[str]) -> None:
        """Make what is left: what stood is kept, every row is told once, and nothing else is in the folder."""
        code, told = self.run()
        assert (code, "row-invalid" in told) == (1, True), told
        lines = [json.loads(line) for line in (self.out / "a-rows.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [line["name"] for line in lines] == self.names
        assert {line["name"] for line in lines if line["state"] == "kept"} <= before
        # One that was in its place and not yet written down is made again, and one alone.
        assert len([line for line in lines if line["state"] == "made"]) <= COUNT - 1 - len(before) + 64
        assert self.stand() == set(self.names)
        assert {path.name for path in self.out.iterdir()} == {*self.names, "a-rows.jsonl"}


@pytest.fixture
def site(tmp_path: Path) -> Merge:
    return Merge(tmp_path)


def test_killed_in_the_middle_of_a_file(site: Merge) -> None:
    """What is half written bears no name of a copy, and is taken away by the next run."""
    process = site.start("-c", HALF)
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGXFSZ
    before = site.stand()
    assert len(before) == 2
    assert [path.name for path in site.out.iterdir() if path.name.startswith(PREFIX)] != []
    site.complete(before)


def survive(site: Merge, moments: list[float]) -> None:
    """Kill the run at each moment after its first copy, in seconds; look at what is left; at last let it end."""
    for moment in moments:
        process = site.start()
        latest = time.monotonic() + 60
        before = site.stand() if site.out.is_dir() else set()
        while process.poll() is None and not (site.out.is_dir() and {*site.out.glob("*.pdf")} - before):
            assert time.monotonic() < latest
            time.sleep(0.01)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert before <= site.stand()
    site.complete(site.stand())


def test_stopped_and_resumed(site: Merge) -> None:
    survive(site, [0.0, 0.05])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_stopped_at_seeded_moments(seed: int, site: Merge) -> None:
    dice = random.Random(f"merge {seed}")
    survive(site, [dice.uniform(0, 0.4) for _ in range(6)])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_workers_killed_at_seeded_moments(seed: int, site: Merge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row whose worker was killed twice is told, and made by the next run; each row is given once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.cache))
    dice, over = random.Random(f"worker {seed}"), threading.Event()

    def killing() -> None:
        while not over.wait(dice.uniform(0.3, 3.0)):
            for worker in children(os.getpid()):
                if b"brochure.worker" in Path(f"/proc/{worker}/cmdline").read_bytes():
                    os.kill(worker, signal.SIGKILL)

    killer = threading.Thread(target=killing)
    killer.start()
    job = Job(site.root / "content" / "a.md", site.root, site.root / "brochure.yaml", site.out)
    try:
        copies = list(merge(order(job, read_rows(site.root / "rows.csv"), "{code}.pdf"), hands=2))
    finally:
        over.set()
        killer.join()
    assert [copy.name for copy in copies] == site.names
    assert {problem.code for copy in copies for problem in copy.problems if copy.standing is None} <= {"engine-crashed"}
    assert site.stand() == {copy.name for copy in copies if copy.standing is not None}
    site.complete(site.stand())


@pytest.fixture
def full(site: Merge) -> Iterator[Merge]:
    """A folder of copies on a disk with room for a few."""
    site.out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", str(site.out)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield site
    subprocess.run(["umount", str(site.out)], check=True)


def test_full_disk(full: Merge) -> None:
    """The run ends with 6 and says so once; where there is room again, the next one goes on."""
    code, told = full.run()
    assert code == 6, told
    assert told.count("error[disk-full]") == 1
    assert "out/a" in told
    before = full.stand()
    assert 0 < len(before) < len(full.names)
    assert [path.name for path in full.out.iterdir() if path.name.startswith(PREFIX)] == []
    subprocess.run(["mount", "-o", "remount,size=8m", str(full.out)], check=True)
    full.complete(before)
    shutil.rmtree(full.cache)
