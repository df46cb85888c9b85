"""The worker's side of the way to its caller."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from socket import socketpair
from threading import Thread

import pytest

from brochure.worker import link, wire


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done, in turn, with garbage looked for among it."""
    done: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: done.append("collected"))
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)
    return done


def served(folder: Path, tasks: Sequence[str], rests: float = 0.0) -> None:
    """Ask for one thing after the other, rest for so many seconds, and go; all of it is served meanwhile."""
    ours, theirs = socketpair()

    def caller() -> None:
        heard = bytearray()
        for number, task in enumerate(tasks, 1):
            ours.sendall(wire.pack((task, ("words",), "x.md", str(folder), (), "off")))
            while heard.count(b'["done"') < number:
                heard += ours.recv(1000)
        time.sleep(rests)
        ours.close()

    thread = Thread(target=caller)
    thread.start()
    with pytest.raises(ConnectionError):
        link.Link(theirs.detach()).serve()
    thread.join()


@pytest.mark.parametrize("waits", [True, False])
def test_garbage_is_looked_for_once_the_caller_has_rested(
    waits: bool, tmp_path: Path, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is about to be ended is left alone: it would take time that its caller needs to write down what was made."""
    monkeypatch.setattr(link, "_REST", 0.05)
    served(tmp_path, ["tests.worker.probes:echo"], 0.5 if waits else 0)
    assert found == (["collected"] if waits else [])


@pytest.mark.parametrize("hurried", [True, False], ids=["looked at", "not looked at"])
def test_what_is_asked_next_is_done_before_garbage_is_looked_for_where_somebody_looks_on(
    hurried: bool, tmp_path: Path, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A saved sentence waited for it as long as it takes to be set; of two in a row one waits, so that none gathers."""

    def function(task: str) -> Callable[..., None]:
        def work(_: str, *, to: link.Link) -> None:
            found.append(task)
            if hurried:
                to.hurry()

        return work

    monkeypatch.setattr(link, "function", function)
    served(tmp_path, ["1", "2", "3"])
    assert found == (["1", "2", "collected", "3"] if hurried else ["1", "collected", "2", "collected", "3"])
