"""An archive gives what Python's own library finds in it."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest

from brochure.figures import icons
from brochure.figures.archive import Archive


def made(kind: int, *names: str) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", kind) as archive:
        archive.comment = b"PK"
        for name in names:
            archive.writestr(name, name * 20)
    return written.getvalue()


def test_every_icon_of_the_set_is_read() -> None:
    with ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes())) as theirs:
        assert {f"{name}.svg" for name in icons.names()} == set(theirs.namelist())
        assert all(icons._set().read(name) == theirs.read(name) for name in theirs.namelist())


@pytest.mark.parametrize("kind", [ZIP_STORED, ZIP_DEFLATED])
def test_files_are_read_however_they_are_packed(kind: int) -> None:
    archive = Archive(made(kind, "a", "é/b"))
    assert list(archive.places) == ["a", "é/b"]
    assert archive.read("é/b") == "é/b".encode() * 20
    with pytest.raises(KeyError):
        archive.read("b")


def test_what_is_broken_is_told() -> None:
    """No archive, part of one, a file packed otherwise, and one that has changed."""
    data = made(ZIP_STORED, "a", "b")
    for broken in (b"", b"words", data[:-30], data[-22:], data.replace(b"PK\x01\x02", b"PK\x01\x03"), data[30:]):
        with pytest.raises(ValueError, match="archive"):
            Archive(broken)
    with pytest.raises(ValueError, match="packed"):
        Archive(made(ZIP_LZMA, "a")).read("a")
    with pytest.raises(ValueError, match="broken"):
        Archive(data.replace(b"aaa", b"aba", 1)).read("a")
