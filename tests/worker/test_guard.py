"""A build that takes too much is stopped, whatever it is doing, and its thread goes on unharmed."""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
import time
from pathlib import Path

import pytest

from brochure.vocabulary.limits import LimitExceeded, Limits
from brochure.vocabulary.problems import BrochureError, Problem
from brochure.worker.guard import Exhausted, guarded, memory


def stopped(work: object, limits: Limits) -> Problem:
    """Run a function under the guard; give the problem it was stopped with."""
    assert callable(work)

    def guarded_work() -> None:
        with guarded("x.md") as watch:
            watch.heed(limits)
            work()

    with pytest.raises(BrochureError) as caught:
        guarded_work()
    (problem,) = caught.value.problems
    return problem


def spin(seconds: float = 30.0) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def swallow() -> None:
    """Work that takes every exception for a fault of its own, as some libraries do."""
    with contextlib.suppress(BaseException):
        spin()


def fill() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))
        held[-1][::4096] = b"x" * len(held[-1][::4096])


def nest(depth: int = 0) -> None:
    nest(depth + 1)


def exceed() -> None:
    raise LimitExceeded("pages", "the brochure has more than 3 pages", "write less")


def test_time_is_limited() -> None:
    """The message names the limit, the hint the setting."""
    problem = stopped(spin, Limits(seconds=1))
    assert (problem.code, problem.place.file) == ("limit-seconds", "x.md")
    assert problem.message == "the build was stopped: it took more than 1 seconds of processor time"
    assert problem.hint.endswith("or raise 'limits.seconds' in brochure.yaml")


def test_a_stop_that_is_swallowed_still_counts() -> None:
    """What goes on after a stop gives no result."""
    assert stopped(swallow, Limits(seconds=1)).code == "limit-seconds"


def test_memory_is_limited() -> None:
    """The growth counts, so that a large process does not stop a small build."""
    problem = stopped(fill, Limits(memory=memory() // 1_000_000 + 200))
    assert problem.code == "limit-memory"
    assert stopped(fill, Limits(memory=100)).code == "limit-memory"


@pytest.mark.parametrize(
    ("work", "code"), [(nest, "limit-nesting"), (exceed, "limit-pages")], ids=["recursion", "limit"]
)
def test_other_excesses_are_told_in_the_same_way(work: object, code: str) -> None:
    """Depth that only shows in the engine, and limits found without a place, are problems of the content."""
    problem = stopped(work, Limits())
    assert (problem.code, problem.place.file) == (code, "x.md")


def test_a_thread_of_its_own_is_guarded_too() -> None:
    """The guard stops the thread that works, not the main one."""
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(stopped(spin, Limits(seconds=1)).code))
    thread.start()
    thread.join()
    assert found == ["limit-seconds"]


def test_a_build_within_its_limits_is_left_alone() -> None:
    """Nothing is raised then or later, and the guard's thread ends."""
    with guarded("x.md"):
        spin(0.2)
    time.sleep(0.1)
    assert [thread for thread in threading.enumerate() if thread.name == "guard"] == []


def test_an_exception_of_the_work_passes() -> None:
    """What the work raises is not the guard's business."""
    with pytest.raises(ZeroDivisionError), guarded("x.md"):
        _ = 1 / 0
    assert not issubclass(Exhausted, Exception)


def test_a_module_is_loaded_whole_before_a_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop waits for the import that is under way; a module half loaded would spoil what comes later."""
    (tmp_path / "slow_to_load.py").write_text(
        "import time\nuntil = time.process_time() + 0.8\nwhile time.process_time() < until:\n    pass\nwhole = True\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))

    def load() -> None:
        importlib.import_module("slow_to_load")
        spin()

    assert stopped(load, Limits(seconds=0.2)).code == "limit-seconds"
    assert sys.modules.pop("slow_to_load").whole
