"""A build that is stopped leaves nothing half done in a process that goes on: the next one gives the same bytes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = "tests/contents/one-phase.md"
SEED = 20_260_101
# A first build, which loads the libraries, takes about two seconds.
FIRST = 2.0


def run(cold: float, moments: list[float]) -> list[tuple[str, str]]:
    """Stop builds in a process of their own; give what each came to, and the checksum of the build after it."""
    call = [sys.executable, "-m", "tests.faults.stopping", CONTENT, str(cold), *map(str, moments)]
    done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False, timeout=500)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    return [(came, after) for came, after in json.loads(done.stdout)]


def hold(rows: list[tuple[str, str]], good: str) -> None:
    """Every stop is told as one or came too late, and every build after it gives the right bytes."""
    assert {after for _, after in rows} == {good}
    assert {came for came, _ in rows} <= {"limit-seconds", good}


@pytest.fixture(scope="module")
def good() -> str:
    """The checksum of a build in a process in which nothing was stopped."""
    return run(1e9, [])[0][1]


def test_stops_at_a_few_moments(good: str) -> None:
    """Some moments of a build in a process that has built before, and one of the first build."""
    rows = run(0.6 * FIRST, [0.1, 0.35, 0.6, 0.85])
    hold(rows, good)
    assert sum(came == "limit-seconds" for came, _ in rows) >= 2


@pytest.mark.slow
def test_stops_at_sixty_moments(good: str) -> None:
    """Seeded moments over a whole build, one after the other in the same process."""
    random_ = random.Random(SEED)
    rows = run(1e9, [random_.random() for _ in range(60)])
    hold(rows, good)
    assert sum(came == "limit-seconds" for came, _ in rows) >= 40


@pytest.mark.slow
@pytest.mark.parametrize("moment", [number / 12 for number in range(12)])
def test_stops_while_libraries_are_loaded(good: str, moment: float) -> None:
    """The first build of a process, stopped while it loads what it needs."""
    hold(run(moment * FIRST, []), good)
