"""Key figures: which is set huge, and how many stand side by side."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.seen import Pages


def rows(folder: Path, figures: list[str]) -> list[int]:
    """Build figures of the same size, and count how many stand in each row, from the top.

    A number in a ring stands higher than one beside it, by half a ring.
    """
    content = folder / "a.md"
    listed = "".join(f"  - {{num: {figure}, title: people}}\n" for figure in figures)
    content.write_text(f"---\ntitle: A\nlang: en\nnumbers:\n{listed}---\n", encoding="utf-8")
    output = build(Job(content, folder, None, folder / "out")).output
    assert output is not None
    pages = Pages(output.path)
    wanted = {figure.split()[0] for figure in figures}
    places = [
        (number, -(run.box[1] + run.box[3]) / 2)
        for number in range(len(pages))
        for run in pages.runs(number)
        if run.text.split()[:1] and run.text.split()[0] in wanted
    ]
    places.sort()
    assert len(places) == len(figures)
    starts = [0, *(at for at, (one, two) in enumerate(pairwise(places), 1) if two[1] - one[1] > 50), len(places)]
    return [high - low for low, high in pairwise(starts)]


def counts(number: int) -> list[str]:
    return [str(101 + index) for index in range(number)]


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        # The first of up to seven stands alone, the others in pairs; more are three abreast.
        (counts(1), [1]),
        (counts(7), [1, 2, 2, 2]),
        (counts(8), [3, 3, 2]),
        # A percentage is the first among others only where it has one beside it at most.
        (["51 %", *counts(1)], [1, 1]),
        (["51 %", *counts(2)], [2, 1]),
        (["51 %", *counts(5)], [2, 2, 2]),
        (["51 %", *counts(6)], [3, 3, 1]),
    ],
)
def test_the_first_of_few_figures_is_huge_and_the_others_stand_in_rows(
    tmp_path: Path, figures: list[str], wanted: list[int]
) -> None:
    assert rows(tmp_path, figures) == wanted


def test_a_figure_is_set_smaller_the_more_characters_it_has(tmp_path: Path) -> None:
    """Up to four are the largest, up to eight in the middle."""
    sizes = []
    for figure in ("1234", "12345", "12345678", "123456789"):
        content = tmp_path / "a.md"
        content.write_text(f"---\ntitle: A\nlang: en\nnumbers: [{{num: '{figure}', title: people}}]\n---\n")
        output = build(Job(content, tmp_path, None, tmp_path / "out")).output
        assert output is not None
        pages = Pages(output.path)
        sizes += [run.size for number in range(len(pages)) for run in pages.runs(number) if run.text.strip() == figure]
    assert sizes[0] > sizes[1] == sizes[2] > sizes[3]
