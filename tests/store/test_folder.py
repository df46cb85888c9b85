"""Files in the making: whole or not there, and swept once their maker is gone."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.store import folder
from brochure.store.folder import PREFIX, opened

LEAVE_BEHIND = """
import os, sys
from pathlib import Path
from brochure.store import folder
with folder.opened(Path(sys.argv[1])) as place, place.passing() as made:
    (made.path / "half").write_text("x")
    folder.os.fsync = lambda handle: os.kill(os.getpid(), 9)
    place.place("a.pdf", b"new")
"""


def leave_behind(folder: Path) -> None:
    """Have a process killed that has a passing file and a passing folder in hand."""
    run = subprocess.run([sys.executable, "-c", LEAVE_BEHIND, str(folder)], check=False)
    assert run.returncode == -9


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put(path: Path, data: bytes) -> None:
    with opened(path.parent) as place:
        place.place(path.name, data)


def sweep(path: Path) -> None:
    with opened(path) as place:
        place.sweep()


def test_a_file_replaces_the_old_one_with_the_usual_rights(tmp_path: Path) -> None:
    """The new bytes stand under the name, readable as the umask allows, and nothing else is left."""
    (tmp_path / "a.pdf").write_bytes(b"old")
    put(tmp_path / "a.pdf", b"new")
    umask = os.umask(0o022)
    os.umask(umask)
    assert (names(tmp_path), (tmp_path / "a.pdf").read_bytes()) == (["a.pdf"], b"new")
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_file_may_come_in_parts(tmp_path: Path) -> None:
    """They stand one behind the other."""
    with opened(tmp_path) as place:
        place.place("a.pdf", b"one " * 9000, b"", b"two", lasting=False)
    assert (tmp_path / "a.pdf").read_bytes() == b"one " * 9000 + b"two"


def test_a_refusal_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses, the old file stays and the passing one goes."""
    (tmp_path / "a.pdf").write_bytes(b"old")

    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder.os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        put(tmp_path / "a.pdf", b"new")
    assert (names(tmp_path), (tmp_path / "a.pdf").read_bytes()) == (["a.pdf"], b"old")


def test_what_a_killed_maker_left_is_swept(tmp_path: Path) -> None:
    """A passing file and folder whose process is dead are removed; a final name never held half a file."""
    leave_behind(tmp_path)
    assert [name.startswith(PREFIX) for name in names(tmp_path)] == [True, True]
    sweep(tmp_path)
    assert names(tmp_path) == []


def test_what_a_living_maker_holds_is_left_alone(tmp_path: Path) -> None:
    """A folder in use keeps its place while others sweep."""
    with opened(tmp_path) as place, place.passing() as made:
        sweep(tmp_path)
        assert names(tmp_path) == [made.path.name]
    assert names(tmp_path) == []


def test_only_our_own_names_are_swept(tmp_path: Path) -> None:
    """Other files stay, and so does what no build makes, what a link of our name points at, and another user's."""
    (tmp_path / ".other-1234").write_text("x")
    (tmp_path / "kept").mkdir()
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "kept")
    os.mkfifo(tmp_path / f"{PREFIX}pipe")
    if os.geteuid() == 0:
        (tmp_path / f"{PREFIX}theirs").write_text("x")
        os.chown(tmp_path / f"{PREFIX}theirs", 12345, 12345)
    before = names(tmp_path)
    sweep(tmp_path)
    assert names(tmp_path) == before


def test_a_maker_starts_again_where_a_sweeper_was_quicker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between making a file and locking it another build may remove it; then another is made."""
    lock, taken = folder.fcntl.flock, []

    def swept_first(handle: int, how: int) -> None:
        if not taken:
            taken.append(True)
            sweep(tmp_path)
        lock(handle, how)

    monkeypatch.setattr(folder.fcntl, "flock", swept_first)
    put(tmp_path / "a.pdf", b"new")
    assert (names(tmp_path), (tmp_path / "a.pdf").read_bytes(), taken) == (["a.pdf"], b"new", [True])


def test_a_folder_swept_before_it_was_opened_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between making and opening, the folder has no lock yet."""
    opened_late, real = [], os.open

    def open_late(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if str(path).startswith(PREFIX) and not opened_late:
            opened_late.append(path)
            sweep(tmp_path)
            assert names(tmp_path) == []
        return real(path, flags, mode, dir_fd=dir_fd)

    with opened(tmp_path) as place:
        monkeypatch.setattr(folder.os, "open", open_late)
        with place.passing() as made:
            assert made.path.is_dir()
    assert opened_late != []


def test_a_folder_that_goes_while_it_is_open_is_told(tmp_path: Path) -> None:
    """Nothing can be made in a folder that is no more; it is not tried for ever."""
    with opened(tmp_path / "out") as place:
        (tmp_path / "out").rmdir()
        with pytest.raises(FileNotFoundError, match="no more"):
            place.place("a.pdf", b"new")


def test_a_folder_replaces_the_old_one(tmp_path: Path) -> None:
    """The new folder stands under the name; the old one and its files are gone."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "old").write_text("x")
    with opened(tmp_path) as place, place.passing() as made:
        made.place("new", b"x")
        place.place_folder(made, "pages")
    assert (names(tmp_path), names(tmp_path / "pages")) == (["pages"], ["new"])


def test_another_folder_that_came_between_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds that put their pages in place at once: the later one stands."""
    replace, taken = os.replace, []

    def overtaken(old: str, new: str, **where: int) -> None:
        if new == "pages" and not taken:
            taken.append(True)
            (tmp_path / "pages").mkdir()
            (tmp_path / "pages" / "theirs").write_text("x")
        replace(old, new, **where)

    monkeypatch.setattr(folder.os, "replace", overtaken)
    with opened(tmp_path) as place, place.passing() as made:
        made.place("new", b"x")
        place.place_folder(made, "pages")
    assert (names(tmp_path), names(tmp_path / "pages"), taken) == (["pages"], ["new"], [True])


def test_a_link_that_comes_between_look_and_opening_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever exchanges a folder at the worst moment gains nothing: it is not entered."""
    (tmp_path / "home").mkdir()
    (tmp_path / "project" / "out").mkdir(parents=True)
    real = os.open

    def late(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path == "out":
            (tmp_path / "project" / "out").rmdir()
            (tmp_path / "project" / "out").symlink_to(tmp_path / "home")
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(folder.os, "open", late)
    with pytest.raises(OSError, match=r"directory|links"), opened(tmp_path / "project" / "out", tmp_path / "project"):
        pass
    assert names(tmp_path / "home") == []


def test_what_is_written_stays_in_the_folder_that_was_opened(tmp_path: Path) -> None:
    """A folder that is moved away and replaced by a link while it is open keeps what is written to it."""
    (tmp_path / "home").mkdir()
    with opened(tmp_path / "project" / "out", tmp_path / "project") as place:
        (tmp_path / "project" / "out").rename(tmp_path / "moved")
        (tmp_path / "project" / "out").symlink_to(tmp_path / "home")
        place.place("a.pdf", b"new")
    assert (names(tmp_path / "home"), names(tmp_path / "moved")) == ([], ["a.pdf"])
