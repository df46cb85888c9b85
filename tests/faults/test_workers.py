"""The command or its worker killed at any moment: no process is left, nothing is lost, the next build is right."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

import pytest

from tests.faults.conftest import YEARS, Site

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who started whom")
SEED = 20_260_101
# Seconds that a build takes at most on a machine that does nothing else.
WHOLE = 1.5


def children(process: int) -> list[int]:
    """Give the processes that a process has started."""
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def survive(site: Site, right: dict[str, bytes], victim: str, moments: list[float]) -> None:
    """Kill one of the two at each moment, in seconds; look at what is left; build."""
    old, new = YEARS
    site.write(old)
    assert site.build() == right[old]
    for moment in moments:
        site.write(new)
        process = site.start("--force")
        time.sleep(moment)
        workers = children(process.pid)
        for one in [process.pid] if victim == "caller" else workers:
            os.kill(one, 9)
        told = process.communicate()[1]
        if victim == "worker" and process.returncode:
            assert (process.returncode, "error[engine-crashed]" in told) == (4, True), told
        latest = time.monotonic() + 10
        while any(map(alive, workers)):
            assert time.monotonic() < latest, moment
            time.sleep(0.02)
        assert site.pdf.read_bytes() in (right[old], right[new]), moment
        assert site.build() == right[new], moment
        # Killed when all was written, it left what the next build takes away; to be up to date is no build.
        assert site.build("--force") == right[new], moment
        assert site.passing() == [], moment
        old, new = new, old


@pytest.mark.parametrize("victim", ["caller", "worker"])
def test_killed_at_a_few_moments(victim: str, site: Site, right: dict[str, bytes]) -> None:
    """While the worker starts, while it works, and near the end."""
    survive(site, right, victim, [0.08, 0.5, 1.0])


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["caller", "worker"])
def test_killed_at_fifty_moments_each(victim: str, site: Site, right: dict[str, bytes]) -> None:
    """Seeded moments over a whole build."""
    draw = random.Random(f"{victim} {SEED}")
    survive(site, right, victim, [draw.uniform(0, WHOLE) for _ in range(50)])
