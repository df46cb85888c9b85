"""Files in the making: whole or not there, and swept once their maker is gone."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.store import atomic

LEAVE_BEHIND = """
import os, sys
from pathlib import Path
from brochure.store import atomic
with atomic.folder(Path(sys.argv[1])) as made:
    (made / "half").write_text("x")
    atomic.os.fsync = lambda handle: os.kill(os.getpid(), 9)
    atomic.place(Path(sys.argv[1]) / "a.pdf", b"new")
"""


def leave_behind(folder: Path) -> None:
    """Have a process killed that has a passing file and a passing folder in hand."""
    run = subprocess.run([sys.executable, "-c", LEAVE_BEHIND, str(folder)], check=False)
    assert run.returncode == -9


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_replaces_the_old_one_with_the_usual_rights(tmp_path: Path) -> None:
    """The new bytes stand under the name, readable as the umask allows, and nothing else is left."""
    (tmp_path / "a.pdf").write_bytes(b"old")
    atomic.place(tmp_path / "a.pdf", b"new")
    umask = os.umask(0o022)
    os.umask(umask)
    assert (names(tmp_path), (tmp_path / "a.pdf").read_bytes()) == (["a.pdf"], b"new")
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_refusal_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses, the old file stays and the passing one goes."""
    (tmp_path / "a.pdf").write_bytes(b"old")

    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        atomic.place(tmp_path / "a.pdf", b"new")
    assert (names(tmp_path), (tmp_path / "a.pdf").read_bytes()) == (["a.pdf"], b"old")


def test_what_a_killed_maker_left_is_swept(tmp_path: Path) -> None:
    """A passing file and folder whose process is dead are removed; a final name never held half a file."""
    leave_behind(tmp_path)
    assert [name.startswith(atomic.PREFIX) for name in names(tmp_path)] == [True, True]
    atomic.sweep(tmp_path)
    assert names(tmp_path) == []


def test_what_a_living_maker_holds_is_left_alone(tmp_path: Path) -> None:
    """A folder in use keeps its place while others sweep."""
    with atomic.folder(tmp_path) as made:
        atomic.sweep(tmp_path)
        assert names(tmp_path) == [made.name]
    assert names(tmp_path) == []


def test_only_our_own_names_are_swept(tmp_path: Path) -> None:
    """Other files stay, and so does what a link of our name points at."""
    (tmp_path / ".other-1234").write_text("x")
    (tmp_path / "kept").mkdir()
    (tmp_path / f"{atomic.PREFIX}link").symlink_to(tmp_path / "kept")
    atomic.sweep(tmp_path)
    assert names(tmp_path) == sorted([".other-1234", "kept", f"{atomic.PREFIX}link"])


def test_sweeping_a_folder_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    """No folder, nothing to sweep."""
    atomic.sweep(tmp_path / "absent")


def test_a_maker_starts_again_where_a_sweeper_was_quicker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between making a file and locking it another build may remove it; then another is made."""
    lock, taken = atomic.fcntl.flock, []

    def swept_first(handle: int, how: int) -> None:
        if not taken:
            taken.append(True)
            atomic.sweep(tmp_path)
        lock(handle, how)

    monkeypatch.setattr(atomic.fcntl, "flock", swept_first)
    atomic.place(tmp_path / "a.pdf", b"new")
    assert (names(tmp_path), (tmp_path / "a.pdf").read_bytes(), taken) == (["a.pdf"], b"new", [True])


def test_a_folder_swept_before_it_was_opened_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between making and opening, the folder has no lock yet; where no folder can be, that is told."""
    opened, real = [], os.open

    def open_late(path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        opened.append(path)
        if len(opened) == 1:
            atomic.sweep(tmp_path)
            assert names(tmp_path) == []
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(atomic.os, "open", open_late)
    with atomic.folder(tmp_path) as made:
        assert made.is_dir()
    assert len(opened) > 1
    with pytest.raises(FileNotFoundError), atomic.folder(tmp_path / "absent"):
        pass


def test_a_folder_replaces_the_old_one(tmp_path: Path) -> None:
    """The new folder stands under the name; the old one and its files are gone."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "old").write_text("x")
    with atomic.folder(tmp_path) as made:
        (made / "new").write_text("x")
        atomic.place_folder(made, tmp_path / "pages")
    assert (names(tmp_path), names(tmp_path / "pages")) == (["pages"], ["new"])


def test_a_file_in_the_way_of_a_folder_is_moved_aside(tmp_path: Path) -> None:
    """What bears the folder's name, whatever it is, makes room for it."""
    (tmp_path / "pages").write_text("x")
    with atomic.folder(tmp_path) as made:
        atomic.place_folder(made, tmp_path / "pages")
    assert (names(tmp_path), names(tmp_path / "pages")) == (["pages"], [])
