"""Phases: how many share a bar."""

from __future__ import annotations

from pathlib import Path
from string import ascii_lowercase

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job, Outcome
from tests.pdfreader.reading import Reading
from tests.seen import Pages


def built(folder: Path, count: int) -> Outcome:
    """Build so many phases, each with a title of its own letter and a text."""
    content = folder / "a.md"
    letters = [letter * 5 for letter in ascii_lowercase[:count]]
    phases = "".join(f"    - {{step: Step, duration: 2 months, title: {name}, desc: Short.}}\n" for name in letters)
    content.write_text(f"---\ntitle: A\nlang: en\nsteps:\n  list:\n{phases}---\n", encoding="utf-8")
    return build(Job(content, folder, None, folder / "out"))


@pytest.mark.parametrize(("count", "bars"), [(1, []), (2, [2]), (9, [9]), (10, [5, 5]), (19, [6, 7, 6])])
def test_no_more_than_nine_phases_share_a_bar(tmp_path: Path, count: int, bars: list[int]) -> None:
    """More are told in several spreads, as even as can be; one alone has none."""
    pdf = built(tmp_path, count).pdf
    assert pdf is not None
    tree = Reading(pdf).tree
    assert tree is not None
    told = [figure.alt or "" for figure in tree.find("Figure")]
    assert [alt.count("Step") for alt in told if alt.startswith("Timeline")] == bars


@pytest.mark.parametrize(("count", "abreast"), [(2, 1), (4, 2), (5, 1)])
def test_two_phases_stand_side_by_side_on_a_page_at_most(tmp_path: Path, count: int, abreast: int) -> None:
    """With four they share the two pages; more of them stand one under the other."""
    output = built(tmp_path, count).output
    assert output is not None
    pages = Pages(output.path)
    titles = [
        (number, round(run.box[1]))
        for number in range(len(pages))
        for run in pages.runs(number)
        if run.text.strip() in {letter * 5 for letter in ascii_lowercase[:count]}
    ]
    assert len(titles) == count
    assert max(titles.count(place) for place in titles) == abreast
