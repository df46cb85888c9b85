"""Copies a second by two workers of a Dask scheduler, beside two of a pool, and what the one who asks for them holds.

python -m benchmarks.cluster [ROWS] [ROUNDS]   (from a checkout, with the extra `dask`)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.merge import COMMAND, prepare, timed

_WORKERS = 2
_MILLION = 1_000_000


class Round(NamedTuple):
    """Seconds that all copies took, and MiB that the process which asked held, by the pool and by the cluster."""

    pool: float
    held: float
    cluster: float
    asked: float


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Give the address of a scheduler with its workers, processes of their own."""
    told = folder / "scheduler.json"
    environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    own = ("--scheduler-file", str(told))
    calls: list[tuple[str, ...]] = [("dask_scheduler", *own, "--no-dashboard", "--port", "0")]
    calls += [("dask_worker", *own, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))] * _WORKERS
    running = [
        subprocess.Popen(
            [sys.executable, "-P", "-m", f"distributed.cli.{name}", *words],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name, *words in calls
    ]
    try:
        while not told.is_file():
            time.sleep(0.1)
        yield json.loads(told.read_text(encoding="utf-8"))["address"]
    finally:
        for process in running:
            process.terminate()
            process.wait()


def measured(folder: Path, address: str) -> Round:
    """Measure once, one after the other."""
    words = [
        str(COMMAND),
        "merge",
        "content/programme.md",
        "--data",
        "rows.csv",
        "--name",
        "{code}.pdf",
        "--force",
        "-q",
    ]
    pool = timed([*words, "--jobs", str(_WORKERS)], folder / "slots")
    return Round(*pool, *timed([*words, "--dask", address], folder / "slots"))


def main(count: int, rounds: int) -> int:
    """Measure, and print what it comes to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, count)
        with cluster(folder) as address:
            found = [measured(folder, address) for _ in range(rounds)]
    print(f"{count} rows, {rounds} rounds, {_WORKERS} workers, starts counted in")
    for name, taken, held in (
        ("pool", median(one.pool for one in found), max(one.held for one in found)),
        ("Dask", median(one.cluster for one in found), max(one.asked for one in found)),
    ):
        print(
            f"{name}: {count / taken:8.1f} copies a second; a million in {_MILLION * taken / count / 3600:6.1f} hours,"
        )
        print(f"      worked out; the largest process of the one who asks held {held:.0f} MiB")
    return 0


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    raise SystemExit(main(*(arguments + [400, 3][len(arguments) :])))
