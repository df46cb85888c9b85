"""What has changed since a brochure was last read, whatever way it changed."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from brochure.preview.watch import Following, Watcher


@pytest.fixture
def following(tmp_path: Path) -> Following:
    """Follows a file, a file sought in vain and a folder of styles."""
    (tmp_path / "a.md").write_text("one", encoding="utf-8")
    (tmp_path / "styles" / "parts").mkdir(parents=True)
    made = Following()
    made.follow([tmp_path / "a.md", tmp_path / "img" / "sought.png"], [tmp_path / "styles"], time.time_ns())
    return made


def test_nothing_changes_by_itself(following: Following) -> None:
    """Files left alone count as unchanged, however often they are looked at."""
    assert [following.changed(), following.renew(), following.changed()] == [False, set(), False]


def test_a_change_is_told_until_it_is_taken_up(following: Following, tmp_path: Path) -> None:
    """A written file is changed until a build begins, which is given its name."""
    (tmp_path / "a.md").write_text("two!", encoding="utf-8")
    assert following.changed()
    assert following.renew() == {tmp_path / "a.md"}
    assert not following.changed()


def test_a_file_put_in_place_of_another_is_a_change(following: Following, tmp_path: Path) -> None:
    """An editor that writes beside and renames is followed: size and time may be as before."""
    before = (tmp_path / "a.md").stat()
    (tmp_path / "a.md~").write_text("two", encoding="utf-8")
    import os

    os.utime(tmp_path / "a.md~", ns=(before.st_atime_ns, before.st_mtime_ns))
    (tmp_path / "a.md~").replace(tmp_path / "a.md")
    assert following.renew() == {tmp_path / "a.md"}


def test_a_file_sought_in_vain_is_followed(following: Following, tmp_path: Path) -> None:
    """A picture that appears where it was sought is a change; its folder need not have been there."""
    assert following.folders() >= {tmp_path, tmp_path / "styles", tmp_path / "styles" / "parts"}
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "sought.png").write_bytes(b"x")
    assert following.renew() == {tmp_path / "img" / "sought.png"}
    assert tmp_path / "img" in following.folders()


def test_new_and_removed_files_of_a_followed_folder_are_changes(following: Following, tmp_path: Path) -> None:
    """A style file that comes or goes anywhere below is told."""
    extra = tmp_path / "styles" / "parts" / "cover.css"
    extra.write_text("p{}", encoding="utf-8")
    assert following.renew() == {extra}
    extra.unlink()
    assert following.renew() == {extra}


def test_a_change_between_reading_and_following_is_told(tmp_path: Path) -> None:
    """A file first followed after a build began, and written since, is to be read again."""
    file, following = tmp_path / "late.png", Following()
    file.write_bytes(b"x")
    written = file.stat().st_mtime_ns
    assert following.follow([file], [], written - 1)
    assert not following.follow([file], [], written - 1), "known by now"
    assert not Following().follow([file], [], written + 1), "older than the build"


def test_the_watcher_looks_when_a_file_is_written(tmp_path: Path) -> None:
    """Writing into a watched folder makes it look within seconds, and closing ends its thread."""
    looked = threading.Event()
    watcher = Watcher(lambda: {tmp_path}, looked.set)
    watcher.start()
    try:
        (tmp_path / "a.md").write_text("x", encoding="utf-8")
        assert looked.wait(10)
    finally:
        watcher.close()
    assert not watcher._thread.is_alive()
