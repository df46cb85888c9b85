"""PDFs from strangers: whatever `check` and `compare` are given, they end in time and in words; the next is done."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.cli import commands
from brochure.vocabulary.problems import BrochureError, Exit
from brochure.worker.call import Call
from brochure.worker.pool import Pool, Script
from brochure.worker.process import Worker
from tests.hostile.pdfs import HUNGRY, QUICK, SLOW, pdf, stream

# What a case may take here, in seconds of processor time and MB; how far beyond, until it is seen.
SECONDS, MEMORY, LATE, OVER = 2, 900, 2.0, 1.2
STOPS = {"limit-seconds", "limit-memory"}
PLAIN = pdf(stream(b"0 0 9 9 re f"))
TASKS = ("check", "compare")


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every worker held to less than it says."""
    taken = Worker._taken

    def held(self: Worker, message: object) -> object:
        if isinstance(message, tuple) and message[:1] == ("limits",):
            message = ("limits", replace(message[1], seconds=SECONDS, memory=MEMORY))
        return taken(self, message)

    monkeypatch.setattr(Worker, "_taken", held)


def asked(folder: Path, task: str, name: str, make: Callable[[], bytes]) -> Script[tuple[str, set[str], bool]]:
    """Have a PDF checked or compared; gives the codes of the problems, and whether something else came of it."""
    path = folder / f"{name.replace(' ', '-')}.pdf"
    path.write_bytes(make())
    values = (path, "", False) if task == "check" else (path, folder / "plain.pdf", 18, "en")
    try:
        made = yield Call(
            f"brochure.tasks:{'inspect' if task == 'check' else task}", values, path.name, folder, take=lambda *_: None
        )
    except BrochureError as error:
        return name, {problem.code for problem in error.problems}, False
    return name, set(), isinstance(made, tuple)


def outcomes(folder: Path, task: str, names: Sequence[str]) -> tuple[dict[str, tuple[set[str], bool]], int]:
    """Ask one worker after the other; gives what came of each case, and the most memory that any held, in MB."""
    (folder / "plain.pdf").write_bytes(PLAIN)
    pool = Pool[tuple[str, set[str], bool]](1)
    every = {**QUICK, **HUNGRY, **SLOW}
    found = {
        name: (codes, made) for name, codes, made in pool.run(asked(folder, task, name, every[name]) for name in names)
    }
    return found, pool.peak // 1_000_000


def wrong(names: Sequence[str], found: dict[str, tuple[set[str], bool]], *, stops: bool) -> dict[str, object]:
    """Give the cases that came to nothing, or to what nobody understands."""
    lost: tuple[set[str], bool] = set(), False
    fine = {"engine-crashed", "pdf-damaged", "pdf-encrypted", "pdf-empty", "pdf-unreadable"} | (
        STOPS if stops else set()
    )
    return {
        name: found.get(name)
        for name in names
        if not (found.get(name, lost)[1] or found.get(name, lost)[0]) or found[name][0] - fine
    }


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("task", TASKS)
def test_what_is_odd_is_done_at_once(task: str, part: int, tmp_path: Path) -> None:
    """It is judged, or refused in words, well within the limits."""
    names = list(QUICK)[part::4]
    found, peak = outcomes(tmp_path, task, names)
    assert wrong(names, found, stops=False) == {}
    assert peak < MEMORY


@pytest.mark.slow
@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("name", [*HUNGRY, *SLOW])
@pytest.mark.parametrize("task", TASKS)
def test_what_is_huge_is_stopped(task: str, name: str, tmp_path: Path) -> None:
    """It is done within the limits, or stopped soon after them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found, peak = outcomes(tmp_path, task, [name])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert wrong([name], found, stops=True) == {}
    # What a worker loads before its first work is no part of that.
    assert used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime < SECONDS + LATE
    assert peak < MEMORY * OVER


@pytest.mark.usefixtures("tight")
def test_a_report_is_whole_where_one_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files before and after one that is too much are judged, and the JSON says all."""
    bomb = "forms that draw a thousand times, three deep"
    for name, body in {
        "a.pdf": PLAIN,
        "b.pdf": SLOW[bomb](),
        "c.pdf": QUICK["pages that hold themselves"](),
        "d.pdf": PLAIN,
    }.items():
        (tmp_path / name).write_bytes(body)
    monkeypatch.chdir(tmp_path)
    assert (
        commands.main(["check", "--report", "json", "--jobs", "1", "a.pdf", "b.pdf", "c.pdf", "d.pdf"]) == Exit.INVALID
    )
    files = json.loads(capsys.readouterr().out)["files"]
    codes = [{problem["code"] for problem in file["problems"]} for file in files]
    assert [file["content"] for file in files] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert (codes[1], codes[2]) == ({"limit-seconds"}, {"pdf-damaged"})
    assert codes[0] == codes[3] != set()
