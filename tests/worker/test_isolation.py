"""What a worker can reach: the project and the tool, and nothing else, where the kernel has the means."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from brochure.vocabulary.problems import BrochureError, Exit
from brochure.worker import isolation
from brochure.worker.call import Call
from brochure.worker.link import Link
from brochure.worker.pool import Pool, Script

FREE = {"read inside", "write for the moment", "ask for a limit", "connect"}


def tried(tmp_path: Path, mode: str) -> dict[str, str]:
    """Have a worker try everything; gives what came of each."""
    inside, outside = tmp_path / "project" / "a.md", tmp_path / "secret"
    inside.parent.mkdir()
    inside.write_text("a")
    outside.write_text("b")

    def script() -> Script[object]:
        return (yield Call("tests.worker.probes:attempts", (str(outside), str(inside)), "a.md", inside.parent))

    found = next(Pool[object](1, mode).run([script()]))
    assert isinstance(found, dict)
    if mode == "required":
        assert (inside.read_text(), outside.read_text(), sorted(path.name for path in inside.parent.iterdir())) == (
            "a",
            "b",
            ["a.md"],
        )
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the means")
def test_what_no_work_needs_is_refused(tmp_path: Path) -> None:
    """Files, programs, other processes, rights and times; the web once nothing is asked of it."""
    found = tried(tmp_path, "required")
    assert {name for name, error in found.items() if not error} == FREE
    refused = {"PermissionError", "ValueError"}
    assert {name: error for name, error in found.items() if error and error not in refused} == {}


def test_it_can_be_left_off(tmp_path: Path) -> None:
    """Then the work can do what its user can."""
    found = tried(tmp_path, "off")
    assert (found["read outside"], found["start a program"], found["connect, told not to"]) == ("", "", "")


def test_what_the_system_lacks_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As a note where it is not required, else as an error, and nothing is done."""
    monkeypatch.setattr("brochure.worker.link.hold", lambda reads, folder: ("Landlock", "seccomp"))
    link = Link.__new__(Link)
    link._mode, link.notes = "", ()
    told = link._held((tmp_path,), "required", "a.md")
    assert told is not None
    assert told[0] == "failed"
    assert told[2] is Exit.MACHINE
    assert link._held((tmp_path,), "auto", "a.md") is None
    assert [(note.code, note.severity) for note in link.notes] == [("isolation-missing", "note")]


def test_a_kernel_without_the_means_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose calls are not known, and a kernel without Landlock."""
    monkeypatch.setattr(isolation, "_fence", lambda *_: False)
    vax = os.uname_result(("Linux", "here", "7", "#1", "vax"))
    monkeypatch.setattr(isolation.os, "uname", lambda: vax)
    monkeypatch.setattr(isolation.ctypes, "CDLL", lambda *_, **__: type("Kernel", (), {"prctl": lambda *_: 0})())
    monkeypatch.setattr(sys, "platform", "linux")
    assert isolation.hold([], Path("/")) == ("Landlock", "seccomp")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert isolation.hold([], Path("/")) == ("Landlock", "seccomp")


def test_a_fault_keeps_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept for a report outlives the worker's own folder."""
    with pytest.raises(BrochureError) as caught:
        next(Pool[object](1).run([_keeping(tmp_path)]))
    (problem,) = caught.value.problems
    kept = Path(problem.place.file)
    assert kept.read_text() == "the page"
    assert str(kept) in problem.hint
    kept.unlink()


def _keeping(root: Path) -> Script[object]:
    return (yield Call("tests.worker.probes:keep", (), "a.md", root))
