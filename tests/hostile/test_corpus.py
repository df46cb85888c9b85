"""Content from strangers: nothing outside is read, nothing is run, and no build goes on for ever."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.hostile.case import CANARY, Case, Outcome, faults
from tests.hostile.corpus import CORPUS

pytestmark = pytest.mark.deep
ROOT = Path(__file__).resolve().parents[2]
SLICES = 6
QUICK = [case for case in CORPUS if not case.bomb]
BOMBS = [case for case in CORPUS if case.bomb]
# A second is enough to see that a build stops; how long each takes with the default limits, the benchmark says.
TIGHT = "\nlimits: {seconds: 1, memory: 900}\n"
# What a stop may take beyond its limit: the step of the engine that was under way.
LATE = 3.0


def outcomes(cases: Sequence[Case], folder: Path, settings: str = "") -> dict[str, Outcome]:
    """Run cases in a process of their own."""
    call = [sys.executable, "-m", "tests.hostile.tripwire", str(folder), settings, *(case.name for case in cases)]
    done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row.pop("name"): Outcome(**row) for row in rows}


def wrong(cases: Sequence[Case], found: dict[str, Outcome]) -> dict[str, list[str]]:
    """Give what is wrong with each case; a case that was not run is wrong as well."""
    nothing = Outcome(-1, [], "", "")
    told = {case.name: faults(case, found.get(case.name, nothing)) for case in cases}
    return {name: said for name, said in told.items() if said}


def test_every_case_has_a_name_of_its_own() -> None:
    """A name that stands twice would hide a case."""
    assert len({case.name for case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("part", range(SLICES))
def test_strangers_content_comes_to_what_it_must(part: int, tmp_path: Path) -> None:
    """Each case ends with its exit code and problems; no file outside is opened, no connection made, no canary told."""
    cases = QUICK[part::SLICES]
    assert wrong(cases, outcomes(cases, tmp_path)) == {}


@pytest.mark.parametrize("part", range(2))
def test_bombs_are_stopped_or_done_in_time(part: int, tmp_path: Path) -> None:
    """What would take long is stopped soon after the limit; what takes less is made, or told what is wrong with it."""
    cases = BOMBS[part::2]
    found = outcomes(cases, tmp_path, TIGHT)
    assert wrong(cases, found) == {}
    assert {name: outcome.seconds for name, outcome in found.items() if outcome.seconds > 1 + LATE} == {}


def test_the_wire_sees_what_it_must() -> None:
    """A file outside, a connection and a program that is started are noted; the tool's own files are not."""
    script = """
import contextlib, json, socket, subprocess, sys
from pathlib import Path
from tests.hostile.tripwire import Wire
wire = Wire()
wire.project = Path("/nowhere")
open("/etc/hostname").close()
open("/etc/localtime", "rb").close()
with contextlib.suppress(OSError):
    socket.create_connection(("127.0.0.1", 9), timeout=1)
subprocess.run(["true"])
wire.project = None
print(json.dumps([touched.split(" ")[0] for touched in wire.touched]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    seen = json.loads(done.stdout)
    assert seen[0] == "open"
    assert {"socket.connect", "subprocess.Popen"} <= set(seen)
    assert seen.count("open") == 1


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(0, [], "", f"x {CANARY} x"), "told what stands outside"),
        (Outcome(0, [], "", "", ["open /etc/passwd"]), "touched: open /etc/passwd"),
        (Outcome(1, ["limit-pages"], "", ""), "exit code 1, ['limit-pages']"),
        (Outcome(0, [], "Traceback (most recent call last)", ""), "fell over: Traceback (most recent call last)"),
    ],
)
def test_the_judge_refuses(outcome: Outcome, said: str) -> None:
    """An outcome that is not what the case must come to is told."""
    assert faults(Case("x", {}), outcome) == [said]
