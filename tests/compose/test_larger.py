"""What says little is larger, not farther apart: sections that share a page, and those that have one for themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.compose.test_sharing import CONTACT, FACTS, QUESTIONS, made
from tests.seen import Pages, Run

SIZES = "a5", "a4", "letter", "square"
ASKED = ("Is it far?", "By foot an hour."), ("Who pays?", "The two counties, and the port."), ("Dogs?", "On a lead.")
SHORT = "We mend bicycles for whoever brings one, on the first evening of each week, and show how it is done."
TEXT = f'how: {{desc: "## What we do\\n\\n{SHORT}"}}\n'
DATES = ("1998", "Founded in a bath"), ("2007", "The year begins"), ("2019", "Second site")
SAID = "I named a price of three pounds and was told that I had forgotten the lining."


def seen(folder: Path, size: str, at: int = 1) -> tuple[list[Run], Pages]:
    """Give what stands on a page above its foot, and the pages."""
    pages = Pages(folder / "out" / "a.pdf")
    return [run for run in pages.runs(at) if run.box[1] > scale_of(FORMATS[size]).foot * MM], pages


def hole(runs: list[Run], size: str) -> float:
    """Give the largest height between two lines, as a part of the type area."""
    scale, paper = scale_of(FORMATS[size]), FORMATS[size]
    lines = sorted((-run.box[3], -run.box[1]) for run in runs)
    low, most = lines[0][1], 0.0
    for top, foot in lines:
        most, low = max(most, top - low), max(low, foot)
    return most / MM / (paper.height - scale.start - scale.foot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("front", [QUESTIONS + FACTS, TEXT + FACTS], ids=["questions", "text"])
def test_two_that_say_little_leave_no_hole_between_them(tmp_path: Path, size: str, front: str) -> None:
    """By two sizes, where they have room for it: what has a name has that as large as a title."""
    made(tmp_path, front, size=size)
    runs, _ = seen(tmp_path, size)
    assert hole(runs, size) < 0.36
    title = scale_of(FORMATS[size]).title
    assert {run.text for run in runs if run.size > title - 0.1} >= {"Quay"}


@pytest.mark.parametrize("size", ["a5", "a4"])
def test_the_title_of_a_box_is_as_large_as_what_is_in_it(tmp_path: Path, size: str) -> None:
    """Where two texts that say little are larger, what is in a box is, too."""
    body = '## Hours\n\nCome in.\n\n!!! note "Asked"\n    Glasses, paper, pencils and biscuits.\n'
    made(tmp_path, "", f"{body}\n## Learnt\n\nMost come to fill in a form, and some to read to a child.\n", size)
    runs, _ = seen(tmp_path, size)
    asked = {run.size for run in runs if run.text in ("Asked", "Glasses,")}
    assert asked == {scale_of(FORMATS[size]).section}


@pytest.mark.parametrize("size", SIZES)
def test_a_few_questions_are_large_and_not_far_apart(tmp_path: Path, size: str) -> None:
    """Three have a page; what is asked is as large as its title, and no answer is of the size of running text."""
    rows = "".join(f"  - {{question: '{asked}', answer: '{said}'}}\n" for asked, said in ASKED)
    made(tmp_path, f"questions:\n{rows}", size=size)
    runs, _ = seen(tmp_path, size)
    scale = scale_of(FORMATS[size])
    assert {run.size for run in runs if run.text in ("far?", "pays?", "Dogs?")} == {scale.title}
    assert min(run.size for run in runs) >= scale.section - 0.1
    assert hole(runs, size) < 0.3


@pytest.mark.parametrize("size", SIZES)
def test_two_questions_and_their_answers_are_said_large(tmp_path: Path, size: str) -> None:
    """Answers of few words are as large as what is asked; both end at the foot."""
    made(tmp_path, QUESTIONS, size=size)
    runs, _ = seen(tmp_path, size)
    scale = scale_of(FORMATS[size])
    assert {round(run.size, 1) for run in runs} == {scale.title}
    assert hole(runs, size) < 0.2


def test_a_few_questions_share_a_page(tmp_path: Path) -> None:
    """However far apart they could stand on a page of their own."""
    rows = "".join(f"  - {{question: '{asked}', answer: '{said}'}}\n" for asked, said in ASKED)
    pages, _ = made(tmp_path, f"questions:\n{rows}{FACTS}")
    assert len(pages) == 3


@pytest.mark.parametrize("size", SIZES)
def test_a_few_dates_are_as_large_as_titles(tmp_path: Path, size: str) -> None:
    """All that is on their page, each beside what was then."""
    rows = "".join(f"  - {{date: '{date}', title: {title}}}\n" for date, title in DATES)
    made(tmp_path, f"agenda:\n{rows}", size=size)
    runs, _ = seen(tmp_path, size)
    title = scale_of(FORMATS[size]).title
    assert {run.size for run in runs if run.text in ("1998", "2019", "Founded", "site")} == {title}
    assert hole(runs, size) < 0.3


@pytest.mark.parametrize("size", SIZES)
def test_two_quotations_are_said_large_in_the_middle_of_their_bands(tmp_path: Path, size: str) -> None:
    """Up to as many letters as a single one is."""
    made(tmp_path, f"quotes: [{{quote: {SAID}, name: Ada}}, {{quote: A ladder., name: Ute}}]\n", size=size)
    pages = Pages(tmp_path / "out" / "a.pdf")
    runs, (_, high) = pages.runs(1), pages.size(1)
    assert {run.size for run in runs if run.text in ("price", "ladder.")} == {scale_of(FORMATS[size]).title}
    for low in (high / 2, 0.0):
        there = [run for run in runs if low <= run.box[1] < low + high / 2]
        middle = (max(run.box[3] for run in there) + min(run.box[1] for run in there)) / 2
        assert middle - low == pytest.approx(high / 4, abs=10 * MM)


@pytest.mark.parametrize("words", [420, 480])
def test_a_text_of_a_page_and_some_lines_is_larger_on_two(tmp_path: Path, words: int) -> None:
    """It reaches the foot of the second, or comes near it."""
    text = "The workshop opens at eight and the first boats are on their trestles before nine. "
    body = "\n\n".join([text * 3, *([text * 5] * ((words - 45) // 75))])
    pages, _ = made(tmp_path, "", f"## A harbour\n\n{body}\n")
    assert len(pages) == 4
    runs, _ = seen(tmp_path, "a5", 2)
    scale, paper = scale_of(FORMATS["a5"]), FORMATS["a5"]
    low = paper.height - min(run.box[1] for run in runs) / MM
    assert low - scale.start > 0.6 * (paper.height - scale.start - scale.foot)
    assert {run.size for run in runs} == {scale.lead}


@pytest.mark.parametrize("size", SIZES)
def test_the_title_of_the_lower_one_is_as_close_to_its_text_whatever_stands_above(tmp_path: Path, size: str) -> None:
    """A title of two lines at the head moves what is below it there alone."""
    found = []
    for name, title in ("one", "Hours"), ("two", "The workshop of those who mend what others have thrown away"):
        (tmp_path / name).mkdir()
        made(tmp_path / name, f"facts: {{title: {title}, place: Quay 7}}\n{CONTACT}", size=size)
        runs, _ = seen(tmp_path / name, size)
        below = next(run for run in runs if run.text == "touch")
        first = max(run.box[3] for run in runs if run.box[3] < below.box[1])
        found.append(below.box[1] - first)
    assert found[0] == pytest.approx(found[1], abs=1)
