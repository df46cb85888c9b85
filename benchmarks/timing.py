"""Run commands in turn, each in a process of its own, and compare them by the medians of paired ratios."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import cache_from_source
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Contender:
    """A command to be timed: what it is called, its words, where it runs, what is added to the environment."""

    name: str
    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Record:
    """What was measured of a contender: seconds of each round, and the most memory of any (MiB)."""

    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0


def measure(contenders: Sequence[Contender], rounds: int) -> dict[str, Record]:
    """Run all contenders once a round, so that whatever slows the machine slows them alike; the first is not counted.

    Raises subprocess.CalledProcessError where one of them fails.
    """
    records = {contender.name: Record() for contender in contenders}
    for number in range(rounds + 1):
        for contender in contenders:
            seconds, peak = _run(contender)
            if number:
                records[contender.name].seconds.append(seconds)
                records[contender.name].peak = max(records[contender.name].peak, peak)
    return records


def compiled() -> str:
    """Say whether Python finds the package compiled, by which a build takes a fifth less."""
    files = list((Path(__file__).resolve().parents[1] / "brochure").rglob("*.py"))
    kept = [Path(cache_from_source(str(path))) for path in files]
    fresh = sum(1 for path, made in zip(files, kept, strict=True) if made.exists() and _is_of(path, made))
    return "bytecode present" if fresh == len(files) else f"bytecode of {fresh} of {len(files)} modules alone"


def _is_of(source: Path, made: Path) -> bool:
    """Tell whether bytecode is that of its source as it is now (PEP 552)."""
    return int.from_bytes(made.read_bytes()[8:12], "little") == int(source.stat().st_mtime) & 0xFFFFFFFF


def ratio(record: Record, base: Record) -> float:
    """Give the median of the ratios of rounds run side by side."""
    return median(mine / theirs for mine, theirs in zip(record.seconds, base.seconds, strict=True))


def _run(contender: Contender) -> tuple[float, float]:
    """Give the seconds that a command took and the most memory that it and its children held, in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(
        contender.words,
        cwd=contender.folder,
        env=os.environ | contender.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, contender.words, stderr=said)
    return seconds, usage.ru_maxrss / 1024
