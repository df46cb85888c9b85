"""Print how long many builds at once take, by the wall and in processor time, where one build is 1.

python -m benchmarks.parallel [ROUNDS]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.timing import compiled

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).parent / "make-brochure"
ONE = "one build"
# At most so many builds' time by the wall, on two cores.
LIMITS = {"ten files": 4.2, "all presets": 2.2, "check": 2.2}
CALLS = {
    ONE: "build --force --quiet content/programme.md",
    "ten files": "build --force --quiet " + " ".join(f"content/programme-{number}.md" for number in range(10)),
    "all presets": "build --force --quiet --preset all content/programme.md",
    "check": "check --quiet content/programme.md",
}


def timed(call: str, project: Path) -> tuple[float, float]:
    """Give the seconds that a call takes: by the wall, and of processor time with all that it started."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([str(COMMAND), *call.split()], cwd=project, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used


def measure(project: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Give the medians of the ratios to one build of the same round, by the wall and in processor time."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in CALLS}
    # The first round warms up.
    for number in range(rounds + 1):
        taken = {name: timed(call, project) for name, call in CALLS.items()}
        for name, (wall, used) in taken.items() if number else ():
            found[name].append((wall / taken[ONE][0], used / taken[ONE][1]))
    return {name: (median(row[0] for row in rows), median(row[1] for row in rows)) for name, rows in found.items()}


def main(rounds: int) -> int:
    """Measure and print; 1 where a limit is passed."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copy(ROOT / "brochure.yaml", project)
        for number in range(10):
            shutil.copy(project / "content/programme.md", project / f"content/programme-{number}.md")
        found = measure(project, rounds)
    print(f"{'':16}{'wall':>8}{'at most':>9}{'processor':>11}")
    for name, (wall, used) in found.items():
        print(f"{name:16}{wall:8.2f}{LIMITS.get(name, 1):9.2f}{used:11.2f}")
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(
        f"Medians of {rounds} rounds, one build = 1; {len(os.sched_getaffinity(0))} cores, load {load}; {compiled()}."
    )
    return int(any(found[name][0] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
