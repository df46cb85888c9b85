"""An input that is taken away, or exchanged, while the build runs: no traceback, and the next build is right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from brochure.cli import commands
from tests.faults.conftest import YEARS, At, Site

TAKEN = [
    ("content/house.md", "reading"),
    ("content/house.md", "writing"),
    ("content/img/round.svg", "reading"),
    ("content/img/round.svg", "layout"),
    ("brochure.yaml", "layout"),
]


@pytest.mark.parametrize(("name", "phase"), TAKEN)
def test_vanished_input(
    name: str,
    phase: str,
    inside: Site,
    right: dict[str, bytes],
    at: At,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The PDF is the old one, or made of what was read; with the input back, the next build is right."""
    inside.pdf.write_bytes(b"the last good one")
    path = inside.root / name
    kept = path.read_bytes()
    at(phase, path.unlink)
    code = commands.main(["build"])
    told = capsys.readouterr().err
    assert (code in (0, 1), "internal-error" in told, inside.left()) == (True, False, [])
    if code == 1:
        assert inside.pdf.read_bytes() == b"the last good one"
    if name == "content/house.md":
        assert (commands.main([]), "up to date" in capsys.readouterr().err) == (1, False)
    path.write_bytes(kept)
    assert commands.main([]) == 0
    assert inside.pdf.read_bytes() == right[YEARS[0]]


def test_input_exchanged_for_an_older_file(inside: Site, right: dict[str, bytes], at: At) -> None:
    """A file moved into place while the build runs is built next time, however old it says it is."""
    text = (inside.root / "content/house.md").read_text(encoding="utf-8")
    other = inside.root / "other.md"
    other.write_text(text.replace(YEARS[0], YEARS[1]), encoding="utf-8")
    os.utime(other, ns=(1, 1))
    at("layout", lambda: other.replace(inside.root / "content/house.md"))
    assert (commands.main([]), inside.pdf.read_bytes()) == (0, right[YEARS[0]])
    assert (commands.main([]), inside.pdf.read_bytes()) == (0, right[YEARS[1]])


@pytest.mark.parametrize("kind", ["link", "folder", "folder is a link", "nothing"])
def test_a_picture_done_without_is_drawn_once_it_is_there(kind: str, site: Site, right: dict[str, bytes]) -> None:
    """Whatever was in its place, outside or no file: with the file there, the PDF without it is not up to date."""
    picture, outside = site.root / "content/img/round.svg", site.root.parent / "outside"
    picture.parent.rename(outside)
    if kind == "folder is a link":
        picture.parent.symlink_to(outside)
    else:
        picture.parent.mkdir()
    if kind == "link":
        picture.symlink_to(outside / picture.name)
    if kind == "folder":
        picture.mkdir()
    assert site.build() != right[YEARS[0]]
    for path in (picture.parent,) if kind == "folder is a link" else (picture,):
        path.rmdir() if kind == "folder" else path.unlink(missing_ok=True)
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes((outside / picture.name).read_bytes())
    assert site.build() == right[YEARS[0]]


def test_out_vanished_in_mid_build(inside: Site, right: dict[str, bytes], at: At) -> None:
    """A folder of outputs that is taken away is made again."""
    at("layout", inside.out.rmdir)
    assert (commands.main([]), inside.pdf.read_bytes()) == (0, right[YEARS[0]])


def test_another_build_came_between(inside: Site, right: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that another build put in place before this one noted its own is not taken for this one's."""
    from brochure.store import manifest

    remember = manifest.remember

    def overtaken(*values: object) -> None:
        Path(inside.pdf).write_bytes(right[YEARS[1]])
        remember(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(manifest, "remember", overtaken)
    assert commands.main([]) == 0
    monkeypatch.setattr(manifest, "remember", remember)
    assert (commands.main([]), inside.pdf.read_bytes()) == (0, right[YEARS[0]])
