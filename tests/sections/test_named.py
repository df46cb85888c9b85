"""Items that say no more than a name each, said large: rows of one height, lines that end where words part."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
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


@pytest.mark.parametrize("theme", ["studio"])
def test_names_of_three_lines_are_said_large_on_a_square_page(tmp_path: Path, theme: str) -> None:
    """All in the size of the title, and the rows apart by more than two lines are."""
    listed = "\n".join(f"  - {name}" for name in NAMES)
    front = "---\ntitle: T\nlang: en\ndesc: |\n  In six months an idea that somebody believes in becomes a service"
    (tmp_path / "a.md").write_text(f"{front} that people really use.\n\n{listed}\n---\n", encoding="utf-8")
    settings = tmp_path / "brochure.yaml"
    settings.write_text(f"format: square\ntheme: {theme}\nbinding: none\n", encoding="utf-8")
    outcome = build(Job(tmp_path / "a.md", tmp_path, settings, tmp_path / "out"))
    assert outcome.output is not None
    runs = Pages(outcome.output.path).runs(1)
    large = {run.text: run for run in runs if run.size == max(run.size for run in runs)}
    assert {"brief", "start", "tools", "scale", "learn"} <= set(large)
    within, apart = ((large[one].box[1] - large[other].box[1]) for one, other in (("with", "tools"), ("tools", "try")))
    assert apart > within


@pytest.mark.parametrize("size", ["a5", "a4", "letter"])
@pytest.mark.parametrize("names", [("We start with people", "We share what we learn"), ("Open to all", "Known")])
def test_what_leads_in_to_items_is_no_smaller_than_their_names(
    tmp_path: Path, size: str, names: tuple[str, str]
) -> None:
    """It is larger, but as large on a large page as names beside icons, which are as large as those of parts."""
    lead, rest = "An idea becomes a service in ten months.", "It is tried and mended from week to week. " * 9
    listed = "".join(f"  - **{name}**: by day and by night\n" for name in names)
    made(tmp_path, f"desc: |\n  {lead}\n\n  {rest}\n\n  Its aims:\n\n{listed}", size=size)
    sizes = {run.text: run.size for run in Pages(tmp_path / "out" / "a.pdf").runs(1)}
    named = sizes[names[1].split()[0]]
    assert (sizes["aims:"] > named) == (size == "a5" or "people" not in names[0])
    assert sizes["aims:"] == pytest.approx(scale_of(FORMATS[size]).section, abs=0.05)
    assert sizes["aims:"] >= named
