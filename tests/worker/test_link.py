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
