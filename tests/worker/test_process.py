"""A worker is held to its limits from outside, and whatever becomes of it is told in plain words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.vocabulary.halves import Halves
from brochure.vocabulary.job import Job, KeyRow, Outcome, Output
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity
from brochure.vocabulary.speech import Said
from brochure.worker import call as calls
from brochure.worker import start, wire
from brochure.worker.call import Call
from brochure.worker.pool import Pool, Script, cores

SECOND = Limits(seconds=1, memory=400)
# What takes as long to load as a worker to be started.
_LATER = {"dataclasses", "inspect", "pathlib", "subprocess", "typing", "brochure.vocabulary.records"}


def done(task: str, *values: object, **options: object) -> object:
    """Have a worker do something, and give what it gives."""
    return next(Pool[object](1).run([script(task, *values, **options)]))


def script(task: str, *values: object, **options: object) -> Script[object]:
    return (yield Call(f"tests.worker.probes:{task}", values, "x.md", Path.cwd(), **options))  # type: ignore[arg-type]


def told(task: str, *values: object, **options: object) -> tuple[Problem, Exit]:
    """Give the one problem that something comes to."""
    with pytest.raises(BrochureError) as caught:
        done(task, *values, **options)
    (problem,) = caught.value.problems
    return problem, caught.value.exit_code


def test_a_worker_ends_with_the_last_call_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """To give back its memory takes it a while, in which its caller goes on; then its status is waited for."""
    killed: list[int] = []
    kill = start.kill
    monkeypatch.setattr(start, "kill", lambda process: (killed.append(process), kill(process)))

    def both(last: bool) -> Script[int]:
        yield Call("tests.worker.probes:echo", (1,), "x.md", Path.cwd())
        assert killed == []
        yield Call("tests.worker.probes:echo", (2,), "x.md", Path.cwd(), last=last)
        return len(killed)

    assert list(Pool[int](1).run([both(True)])) == [1]
    with pytest.raises(ProcessLookupError):
        os.kill(killed[0], 0)
    killed.clear()
    assert list(Pool[int](1).run([both(False)])) == [0]


ROOMY = """
import resource
from brochure.worker.__main__ import roomily

def leaf(a=0, b=0, c=0, d=0): pass

def deeper(depth):
    for _ in range(20): leaf()
    return depth and deeper(depth - 1)

def faults():
    deeper(400)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    deeper(400)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)

faults()
roomily(faults)
"""


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="how CPython takes its stack")
def test_a_worker_takes_its_stack_at_once() -> None:
    """Without that, each call over the end of a piece takes a page from the system."""
    told = subprocess.run([sys.executable, "-c", ROOMY], capture_output=True, text=True, check=True)
    many, few = map(int, told.stdout.split())
    assert few < 10
    assert few < many


@pytest.mark.parametrize("work", ["spin", "match", "deaf_to_signals"])
def test_time_is_held(work: str) -> None:
    """Also where one call of a library takes it all, and where no signal is heeded; the hint names the setting."""
    began = time.monotonic()
    if work == "deaf_to_signals":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("brochure.worker.process.DEFAULT", SECOND)
            problem, code = told(work)
    else:
        problem, code = told(work, SECOND)
    assert (problem.code, problem.place.file, code) == ("limit-seconds", "x.md", Exit.INVALID)
    assert problem.message == "the build was stopped: it took more than 1 seconds of processor time"
    assert problem.hint.endswith("or raise 'limits.seconds' in brochure.yaml")
    assert time.monotonic() - began < 60


def test_waiting_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for something that never comes takes no time of the processor, and is ended all the same."""
    monkeypatch.setattr(calls, "LEAST", 0.5)
    monkeypatch.setattr(calls, "PATIENCE", 0.5)
    problem, _ = told("wait", SECOND)
    assert (problem.code, problem.message) == (
        "limit-seconds",
        "the build was stopped: nothing came of it in 0 seconds",
    )


@pytest.mark.parametrize("work", ["fill", "gulp"])
def test_memory_is_held(work: str) -> None:
    """In bites, and all at once: a process that takes 8 GB never gets them."""
    problem, code = told(work, replace(SECOND, seconds=30))
    assert (problem.code, problem.place.file, code) == ("limit-memory", "x.md", Exit.INVALID)
    assert problem.message == "the build was stopped: it took more than 400 MB of memory"


def test_it_is_held_near_the_limit() -> None:
    """What is taken beyond the limit before anybody sees it is little."""
    pool = Pool[object](1)
    with pytest.raises(BrochureError):
        next(pool.run([script("fill", replace(SECOND, seconds=60))]))
    assert 400e6 < pool.peak < 400e6 * 1.3


def test_limits_are_told_once() -> None:
    """A worker that has read its limits cannot ask for others."""
    assert told("raise_the_limits", SECOND)[0].code == "engine-crashed"


def test_tame_work_cannot_raise_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the project of a stranger says can only lower them."""
    monkeypatch.setattr("brochure.worker.process.DEFAULT", SECOND)
    assert told("spin", Limits(seconds=30), tame=True)[0].code == "limit-seconds"


@pytest.mark.parametrize(
    ("task", "values", "code", "ended"),
    [
        ("nest", (), "limit-nesting", Exit.INVALID),
        ("exceed", (), "limit-pages", Exit.INVALID),
        ("fall_over", (), "internal-error", Exit.ENGINE),
        ("crash", (), "engine-crashed", Exit.ENGINE),
        ("end", (signal.SIGKILL.value,), "engine-crashed", Exit.ENGINE),
        ("end", (signal.SIGTERM.value,), "engine-crashed", Exit.ENGINE),
        ("end", (signal.SIGXCPU.value,), "limit-seconds", Exit.INVALID),
        ("leave", (3, "a\nthe last word\n"), "engine-crashed", Exit.ENGINE),
        ("leave", (1, "GLib-ERROR: failed to allocate 90 bytes"), "limit-memory", Exit.INVALID),
        ("babble", (b"\xff" * 99,), "engine-crashed", Exit.ENGINE),
        ("babble", (b"\0\0\0\x04\0\0\0\0[]\n1",), "engine-crashed", Exit.ENGINE),
        ("babble", (wire.pack(("part", "../x", b"")),), "engine-crashed", Exit.ENGINE),
        ("babble", (wire.pack(("share", "x", 0, b"")),), "engine-crashed", Exit.ENGINE),
        ("babble", (wire.pack(("head", b"")) + wire.pack(("share", "../x", 0, b"")),), "engine-crashed", Exit.ENGINE),
        ("babble", (wire.pack(("head", "x")),), "engine-crashed", Exit.ENGINE),
        ("babble", (wire.pack(("failed", ("x",), Exit.BUILT)),), "engine-crashed", Exit.ENGINE),
    ],
)
def test_every_end_is_told(task: str, values: tuple[object, ...], code: str, ended: Exit) -> None:
    """A limit met inside, a fault, a crash, a worker that was killed or says nonsense: a problem of the content."""
    problem, exit_code = told(task, *values)
    assert (problem.code, problem.place.file, exit_code) == (code, "x.md", ended)
    if task == "leave" and code == "engine-crashed":
        assert problem.message == "the process that builds ended with 3; it said: the last word"


def test_what_the_system_refuses_passes() -> None:
    """With its number and the name of the file."""
    with pytest.raises(PermissionError) as caught:
        done("refuse")
    assert (caught.value.errno, caught.value.strerror, caught.value.filename) == (13, "Permission denied", "/nowhere/x")


def test_a_worker_that_is_gone_stops_no_other_work() -> None:
    """Calls of several scripts, some of which die: each has its own end, in the order of the scripts."""

    def one(task: str, *values: object) -> Script[object]:
        try:
            return (yield from script(task, *values))
        except BrochureError as error:
            return error.problems[0].code

    work = [one("echo", 1), one("crash"), one("spin", SECOND), one("echo", 4), one("crash"), one("echo", 6)]
    assert list(Pool[object](2).run(work)) == [1, "engine-crashed", "limit-seconds", 4, "engine-crashed", 6]


def test_one_worker_does_one_thing_after_the_other() -> None:
    """It is kept while there is more to do of the same folder, and is gone afterwards."""

    def twice() -> Script[object]:
        return [(yield from script("process")), (yield from script("process"))]

    first, second = next(Pool[object](1).run([twice()]))  # type: ignore[misc]
    assert first == second
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_what_passes_is_what_was_sent() -> None:
    """Records, words, paths that are no UTF-8, bytes; progress and parts on the way."""
    place = Place("a.md", 1, 2)
    problem = Problem("x", Severity.NOTE, Said("é\udcff"), place, box=(0.5, 1, 2, 3))
    job = Job(Path(os.fsdecode(b"/a/caf\xe9.md")), Path("/a"), None, Path("/a/out"), committed="2024-01-02")
    output = Output(Path("/a"), "screen", "", 1, 2, (1.0, 2.0))
    row = KeyRow("a", 1, "", Said("why"), None, 3)
    outcome = Outcome(job, output, (problem,), (Path("/b"),), pdf=b"%PDF", keys=(row,), skipped=(("a", "b"),))
    heard: list[object] = []
    value = (outcome, {"a": (1, None, True)}, DEFAULT, float("inf"))
    given = done("echo", value, tell=lambda *told: heard.append(told), take=lambda *told: heard.append(told))
    assert given == value
    assert heard == [(1, 2), ("piece", b"\0\xff")]


def test_what_many_begin_with_passes_once() -> None:
    """Each has its own end; what it begins with is one object in all of them, and goes over the line once a call."""
    for _ in range(2):
        bodies: dict[str, Halves] = {}
        assert done("share_out", b"begin" * 9, share=bodies.__setitem__) == 4
        assert [bodies[name].whole for name in ("0", "1", "2")] == [b"begin" * 9 + end for end in (b"a", b"b", b"c")]
        assert bodies["0"].head is bodies["1"].head is bodies["2"].head
        assert (bodies["x"].head, bodies["x"].tail) == (b"", b"other")


def test_wrong_kinds_do_not_pass() -> None:
    """A record whose parts are of other kinds than it declares is none."""
    good = wire.pack(Place("a", 1, 2))
    bad = good.replace(b'"a",1', b'"a",[]'.ljust(len(b'"a",1') + 1))
    bad = bad[:3] + bytes([bad[3] + 1]) + bad[4:]
    assert list(wire.unpacked(bytearray(good))) == [Place("a", 1, 2)]
    with pytest.raises(wire.Garbled):
        list(wire.unpacked(bytearray(bad)))
    with pytest.raises(TypeError):
        wire.pack(object())


def test_there_is_a_core_at_least() -> None:
    """So that something is done at all."""
    assert cores() >= 1


def test_a_worker_is_started_before_anything_else_is_loaded() -> None:
    """It loads what the work needs while the command reads its options."""
    code = "import sys, brochure.__main__, brochure.worker.start; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"brochure.worker.start"} == {name for name in loaded if name in _LATER or name.endswith("worker.start")}
