"""What is made once of the tool's own files: never of older ones, and by no process that reads content."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.placing import tables
from brochure.store import kept


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_closed", [])
    path = tmp_path / "table.yaml"
    path.write_text("a")
    return path


def asked(source: Path, *sources: Path) -> tuple[object, bool]:
    """Give what a table holds, and whether it was made for that."""
    made: list[bool] = []

    def make() -> dict[str, tuple[str, ...]]:
        made.append(True)
        return {"text": tuple(source.read_text())}

    return kept.plain("table", (source, *sources), make), bool(made)


def test_plain_data_are_made_once(source: Path, tmp_path: Path) -> None:
    """And again where a file that they are made of changes, or what is kept is damaged."""
    other = tmp_path / "how.py"
    other.write_text("")
    assert [asked(source, other) for _ in range(2)] == [({"text": ("a",)}, True), ({"text": ("a",)}, False)]
    source.write_text("b")
    assert [asked(source, other) for _ in range(2)] == [({"text": ("b",)}, True), ({"text": ("b",)}, False)]
    other.write_text("more")
    assert asked(source, other)[1]
    for path in (tmp_path / "cache/make-brochure/tables").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert asked(source, other) == ({"text": ("b",)}, True)


def test_what_is_to_read_content_keeps_nothing(source: Path) -> None:
    kept.close()
    assert [asked(source) for _ in range(2)] == [({"text": ("a",)}, True)] * 2


def test_names_of_the_world_are_the_same_when_they_were_kept(source: Path) -> None:
    def read() -> tuple[object, object]:
        return tables.families.__wrapped__(), tables.silent.__wrapped__()

    assert read() == read() == (tables.families(), tables.silent())
