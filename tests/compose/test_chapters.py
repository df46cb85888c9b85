"""Chapters that are too long to share a page run on, so that pages are full; those that fill theirs keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.growth import built, words
from brochure.compose.chapters import Text
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import PT
from tests.compose.test_sharing import made
from tests.seen import Pages


def text(*lengths: int) -> str:
    """Write chapters of so many words, in paragraphs of sixty."""
    return "".join(
        f"## Chapter{number}\n\n"
        + "".join(f"{words(min(60, count - at), number + at)}.\n\n" for at in range(0, count, 60))
        for number, count in enumerate(lengths, 1)
    )


def begins(pages: list[str]) -> list[int]:
    """Give the page on which each chapter begins."""
    return [at for number in range(1, 20) for at, page in enumerate(pages) if f"Chapter{number} " in page]


def fills(folder: Path, size: str) -> list[float]:
    """Tell how much of its type area each page fills that is no cover."""
    paper, scale = FORMATS[size], scale_of(FORMATS[size])
    pages = Pages(folder / "out" / "a.pdf")
    foot, depth = scale.foot / PT, (paper.height - scale.start - scale.foot) / PT
    return [
        1 - (min(run.box[1] for run in pages.runs(at) if run.box[1] > foot - 3) - foot) / depth
        for at in range(1, len(pages) - 1)
    ]


@pytest.mark.parametrize(("size", "most"), [("a5", 17), ("square", 20), ("a4", 11)])
def test_long_chapters_run_on(tmp_path: Path, size: str, most: int) -> None:
    """Eleven of 360 words, in their order, each under its title; hardly a page is not full."""
    pages, reading = made(tmp_path, "", text(*[360] * 11), size)
    assert len(pages) - 2 <= most
    assert begins(pages) == sorted(begins(pages))
    assert reading.tree is not None
    assert [item.all_text.strip() for item in reading.tree.find("H2")] == [f"Chapter{n}" for n in range(1, 12)]
    found = fills(tmp_path, size)
    assert sum(fill < 0.75 for fill in found) <= 2
    assert sum(found) / len(found) > 0.8


@pytest.mark.parametrize("theme", ["studio", "civic", "festival", "ledger"])
def test_a_title_within_a_page_stands_under_a_rule_of_its_own(tmp_path: Path, theme: str) -> None:
    """In no theme does what stands behind titles at the head of pages come to lie there."""
    made(tmp_path, "", text(*[360] * 4), f"a5\ntheme: {theme}")
    pages = Pages(tmp_path / "out" / "a.pdf")
    below = [
        (at, run)
        for at in range(1, len(pages) - 1)
        for run in pages.runs(at)
        if run.text.startswith("Chapter") and run.box[3] < pages.size(at)[1] * 0.8
    ]
    assert below
    for at, run in below:
        rules = [one.box for one in pages.shapes(at) if one.box[3] > run.box[1] and one.box[1] < run.box[3] + 30]
        assert [round(box[0], 1) for box in rules[1:]] == [36.9]


def test_short_chapters_run_on_with_a_long_one(tmp_path: Path) -> None:
    """None of them takes a page for itself."""
    pages, _ = made(tmp_path, "", text(60, 60, 600, 60, 60))
    assert begins(pages) == [1, 1, 1, 4, 4]
    assert min(fills(tmp_path, "a5")) > 0.8


def test_chapters_that_fill_their_pages_keep_them(tmp_path: Path) -> None:
    """One after the other, each begins a page."""
    pages, _ = made(tmp_path, "", text(300, 300, 300))
    assert begins(pages) == [1, 2, 3]


def test_one_layout_measures_a_text() -> None:
    """Not one a chapter."""
    _, layouts, pages = built("---\ntitle: Essai\n---\n\n" + text(*[360] * 11), whole=False)
    assert pages > 10
    assert layouts <= 4


def test_no_chapter_begins_at_the_foot() -> None:
    """A page ends before it, or the one before begins on another."""
    known = Text(0, (90.0, 40.0, 60.0), 110.0, 100.0)
    assert known.cost(0, 2) is None
    assert known.cost(1, 3) is not None
    assert known.pages(1, 3) == 1
    assert known.pages(0, 3) == 2


def test_a_page_that_is_not_full_costs_more_than_a_chapter_below_another() -> None:
    """Of equals, each chapter has its own page."""
    full, half = Text(0, (108.0, 107.0), 110.0, 100.0), Text(0, (60.0, 48.0), 110.0, 100.0)
    alone = [sum(known.cost(at, at + 1) or 0 for at in range(2)) for known in (full, half)]
    assert alone[0] < 0.01
    assert alone[1] > (half.cost(0, 2) or 0)
