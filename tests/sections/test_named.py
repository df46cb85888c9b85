"""Items that say no more than a name each, said large: rows of one height, lines that end where words part."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.test_sharing import made
from tests.seen import Pages, lines

NAMES = ["We start with people, not with tools", "We try early, on a small scale", "We share what we learn"]
OTHERS = ["We say what goes wrong", "We put awkward things to the councillors", "Nothing without you"]
# Of such words no line ends with one.
BOUND = {"a", "the", "to", "on", "with", "of"}


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize("names", [NAMES, OTHERS], ids=["icons", "rules"])
def test_names_end_their_lines_where_words_part(tmp_path: Path, size: str, names: list[str]) -> None:
    listed = "\n".join(f"  - {name}" for name in names)
    made(tmp_path, f"desc: |\n  In six months an idea becomes a service.\n\n{listed}\n", size=size)
    pages = Pages(tmp_path / "out" / "a.pdf")
    large = max(run.size for run in pages.runs(1))
    said = lines(run for run in pages.runs(1) if run.size == large)
    assert sorted(" ".join(said).split()) == sorted(" ".join([*names, "In brief"]).split())
    assert [line for line in said if line.split()[-1].lower() in BOUND] == []


@pytest.mark.parametrize("size", ["a5", "a4", "square", "letter"])
def test_rows_are_of_one_height(tmp_path: Path, size: str) -> None:
    """Be they of three lines or of one; what begins them stands as far apart."""
    listed = "\n".join(f"  - {name}" for name in OTHERS)
    made(tmp_path, f"desc: |\n  In six months an idea becomes a service.\n\n{listed}\n", size=size)
    pages = Pages(tmp_path / "out" / "a.pdf")
    tops = [run.box[3] for word in ("say", "put", "Nothing") for run in pages.runs(1) if run.text == word]
    first, second, third = tops
    assert abs((first - second) - (second - third)) < 6
