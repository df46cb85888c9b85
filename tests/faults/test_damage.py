"""A damaged manifest or template cache costs a build, never a wrong answer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from brochure.project import quick
from brochure.project.discover import jobs
from brochure.store import freshness, manifest
from tests.faults.conftest import YEARS, Site, new_site

WRONG = (None, True, -1, "", "x", [], [[]], {}, {"x": 1})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = new_site(tmp_path_factory.mktemp("built"))
    (site.root / "content/img/round.svg").unlink()
    site.build()
    return site


@pytest.fixture
def noted(built: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The manifest of a built project with a warning, given back its bytes afterwards."""
    monkeypatch.chdir(built.root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(built.cache))
    path = built.record
    kept = path.read_bytes()
    assert quick.answer(False, False) == 0
    yield path
    path.write_bytes(kept)


def recalled() -> object:
    return manifest.recall(jobs([], ["screen"])[0])


def test_every_cut_and_flip_is_noticed(noted: Path, built: Site) -> None:
    """Cut anywhere or with any byte changed, the record is none."""
    whole = noted.read_bytes()
    steps = range(0, len(whole), max(1, len(whole) // 300))
    flips = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in steps]
    for damaged in (*(whole[:at] for at in steps), *flips, whole + b"x", b"\xff\x00" * 99):
        noted.write_bytes(damaged)
        assert freshness.read(str(built.pdf)) is None


def test_manifest_of_another_version(noted: Path) -> None:
    """What another version wrote is not read."""
    data = json.loads(noted.read_bytes()[9:])
    noted.write_bytes(freshness.sealed(data | {"version": "0.0.1"}))
    assert (recalled(), quick.answer(False, False)) == (None, None)


def changed(data: Any, change: Callable[[Any], Any]) -> Iterator[Any]:
    """Give the data again and again, each time with one value at any depth changed (two of a list are enough)."""
    yield change(data)
    if isinstance(data, dict):
        for key, value in data.items():
            yield from (data | {key: other} for other in changed(value, change))
    if isinstance(data, list):
        for index, value in enumerate(data[:2]):
            yield from ([*data[:index], other, *data[index + 1 :]] for other in changed(value, change))


def test_wrong_types_never_raise(noted: Path) -> None:
    """Whatever a sealed manifest holds, the answer is another build or a plain one, never an exception."""
    data = json.loads(noted.read_bytes()[9:])
    count = 0
    for wrong in WRONG:
        for other in changed(data, lambda _, wrong=wrong: wrong):
            noted.write_bytes(freshness.sealed(other))
            quick.answer(False, True)
            recalled()
            count += 1
    assert count > 300


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garbage(path: Path) -> None:
    path.write_bytes(b"\x00\xff" * 500)


def flipped(path: Path) -> None:
    """Change a byte in the compiled code, which Python would run as it is."""
    data = bytearray(path.read_bytes())
    data[max(len(data) - 40, 0)] ^= 0x55
    path.write_bytes(data)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize(("name", "most"), [("templates", 5), ("engine", 2), ("patterns", 1)])
def test_damaged_cache(site: Site, right: dict[str, bytes], name: str, most: int, turn: int) -> None:
    """However what is kept is damaged, the PDF is right, and the files are mended where they can be.

    Names in the cache hold hashes of paths, so every file has its turn at every kind of damage.
    """
    site.build()
    compiled = sorted((site.cache / "make-brochure" / name).iterdir())
    whole = {path: path.read_bytes() for path in compiled}
    assert len(compiled) >= most
    for index, path in enumerate(compiled):
        (flipped, truncated, garbage, emptied)[(index + turn) % 4](path)
    assert site.build("--force") == right[YEARS[0]]
    assert {path: path.read_bytes() for path in compiled} == whole
    for path in compiled:
        a_folder(path)
    assert site.build("--force") == right[YEARS[0]]
    shutil.rmtree(site.cache)


def test_damaged_manifest_builds_again(site: Site, right: dict[str, bytes]) -> None:
    """A damaged manifest is replaced by the next build."""
    site.build()
    truncated(site.record)
    site.pdf.write_bytes(b"foreign")
    assert site.build() == right[YEARS[0]]
    assert "up to date" in site.run()[1]
