"""The worker's side of the way to its caller."""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path
from socket import socketpair
from threading import Thread

import pytest

from brochure.worker import link, wire


@pytest.mark.parametrize("waits", [True, False])
def test_garbage_is_looked_for_once_the_caller_has_rested(
    waits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is about to be ended is left alone: it would take time that its caller needs to write down what was made."""
    ours, theirs = socketpair()
    found: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: found.append("collected"))
    monkeypatch.setattr(link, "_REST", 0.05)
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)

    def caller() -> None:
        ours.sendall(wire.pack(("tests.worker.probes:echo", ("words",), "x.md", str(tmp_path), (), "off")))
        heard = bytearray()
        while b'["done"' not in heard:
            heard += ours.recv(1000)
        time.sleep(0.5 if waits else 0)
        ours.close()

    thread = Thread(target=caller)
    thread.start()
    with pytest.raises(ConnectionError):
        link.Link(theirs.detach()).serve()
    thread.join()
    assert found == (["collected"] if waits else [])


@pytest.mark.parametrize("hurried", [True, False], ids=["looked at", "not looked at"])
def test_what_is_asked_next_is_done_before_garbage_is_looked_for_where_somebody_looks_on(
    hurried: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A saved sentence waited for it as long as it takes to be set; of two in a row one waits, so that none gathers."""
    ours, theirs = socketpair()
    done: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: done.append("collected"))
    monkeypatch.setattr(link, "function", lambda task: lambda *, to: done.append(task) or (hurried and to.hurry()))
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)

    def caller() -> None:
        heard = bytearray()
        for number in (1, 2, 3):
            ours.sendall(wire.pack((str(number), (), "x.md", str(tmp_path), (), "off")))
            while heard.count(b'["done"') < number:
                heard += ours.recv(1000)
        ours.close()

    thread = Thread(target=caller)
    thread.start()
    with pytest.raises(ConnectionError):
        link.Link(theirs.detach()).serve()
    thread.join()
    assert done == (["1", "2", "collected", "3"] if hurried else ["1", "collected", "2", "collected", "3"])
