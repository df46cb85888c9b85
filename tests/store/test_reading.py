"""One door for what is read: regular files, of a size that was foreseen, inside the folder they must lie in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from brochure.store import reading
from tests.hostile.hindrances import FOLDER, LINKS, SPECIAL, outside

REFUSED = {**LINKS, **SPECIAL, **FOLDER}


@pytest.mark.parametrize("kind", REFUSED)
def test_only_a_file_of_the_folder_is_read(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No link out, pipe, socket, device or folder is read, and none of them is even opened."""
    home, root = outside(tmp_path), tmp_path / "root"
    root.mkdir()
    REFUSED[kind](root / "x", home)
    opened: list[object] = []
    monkeypatch.setattr(reading.os, "open", lambda *values: opened.append(values))
    with pytest.raises(OSError, match=r"leads out|is a|levels of symbolic links") as caught:
        reading.read(root / "x", within=root)
    if kind in LINKS and kind != "link to itself":
        assert isinstance(caught.value, reading.Refused)
        assert caught.value.code == "path-outside-project"
    assert opened == []


def test_links_inside_the_folder_are_followed(tmp_path: Path) -> None:
    """A link to a file of the same folder is that file; without a folder to keep to, so is one to any file."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "b").write_text("b")
    (root / "a").write_text("a")
    (root / "link").symlink_to("a")
    (root / "out").symlink_to(tmp_path / "b")
    assert (reading.read(root / "link", within=root), reading.read(root / "out")) == (b"a", b"b")


def test_a_folder_whose_name_begins_alike_is_another(tmp_path: Path) -> None:
    """What lies in `root-two` does not lie in `root`."""
    for name in ("root", "root-two"):
        (tmp_path / name).mkdir()
    (tmp_path / "root-two" / "x").write_text("x")
    with pytest.raises(reading.Refused):
        reading.read(tmp_path / "root" / ".." / "root-two" / "x", within=tmp_path / "root")


def test_a_file_exchanged_between_look_and_opening_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that was opened is judged, not what bore its name before."""
    home, path, real = outside(tmp_path), tmp_path / "root" / "x", os.open
    path.parent.mkdir()

    def late(name: Path, flags: int) -> int:
        path.unlink()
        path.symlink_to(home / "file")
        handle = real(name, flags)
        path.unlink()
        path.write_text("x")
        return handle

    path.write_text("x")
    monkeypatch.setattr(reading.os, "open", late)
    with pytest.raises(reading.Refused, match="leads out"):
        reading.read(path, within=path.parent)


def test_the_size_is_held(tmp_path: Path) -> None:
    """A file of the most is read, one byte more is not; nor is one that says it is empty and goes on."""
    (tmp_path / "x").write_bytes(b"12345")
    assert reading.read(tmp_path / "x", 5) == b"12345"
    for path, most in ((tmp_path / "x", 4), (Path("/proc/self/maps"), 50)):
        if path.exists():
            with pytest.raises(reading.Refused) as caught:
                reading.read(path, most)
            assert caught.value.code == "file-too-large"
