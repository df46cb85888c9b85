"""A few prices, and a few entries of several days, are said a size larger; many are not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from brochure.vocabulary.paper import DESIGN_WIDTH, FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.compose.test_sharing import made
from tests.sections.test_how import boxes
from tests.seen import SCALE, Pages


def sizes(folder: Path, words: set[str]) -> set[float]:
    return {run.size for run in Pages(folder / "out" / "a.pdf").runs(1) if run.text in words}


@pytest.mark.parametrize(("count", "size"), [(7, 14), (12, 11)])
def test_a_few_prices_are_as_large_as_titles_of_parts(tmp_path: Path, count: int, size: int) -> None:
    rows = "".join(f"    - {{name: Berth{at}, price: {at + 1} €}}\n" for at in range(count))
    made(tmp_path, f"prices:\n  list:\n{rows}")
    assert sizes(tmp_path, {f"Berth{at}" for at in range(count)} | {"€"}) == {size}


@pytest.mark.parametrize(("count", "size"), [(3, 11), (6, 8.8)])
def test_a_few_entries_of_several_days_are_larger(tmp_path: Path, count: int, size: float) -> None:
    rows = "".join(
        f"    - {{date: 2027-05-{14 + day}, time: '{9 + at}:00', title: Talk{at}}}\n"
        for day in range(2)
        for at in range(count)
    )
    made(tmp_path, f"agenda:\n  list:\n{rows}")
    assert sizes(tmp_path, {f"Talk{at}" for at in range(count)}) == {size}


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_a_portrait_that_shares_its_page_is_no_stamp(tmp_path: Path, size: str) -> None:
    """As large as at the foot of a page of its own: 35 by 44 mm on A5."""
    Image.new("RGB", (1600, 2400), "#00a000").save(tmp_path / "face.png")
    quote = "quote: {photo: face.png, quote: It changed how we work., name: Ada, desc: Analyst}\n"
    made(tmp_path, f"{quote}facts: {{place: Quay 7, price: 9 €}}\n", size=size)
    pages = Pages(tmp_path / "out" / "a.pdf")
    assert len(pages) == 3
    ((wide, high),) = boxes([pages.whole(1)], "#00a000")
    unit = FORMATS[size].width / DESIGN_WIDTH * MM * SCALE
    assert (wide / unit, high / unit) == (pytest.approx(35, abs=1), pytest.approx(44, abs=1))


# Words of which no letter hangs below its line.
LEVEL = (
    "We",
    "row",
    "and",
    "sail",
    "rest",
    "on",
    "none",
    "but",
    "small",
    "old",
    "boats",
    "near",
    "our",
    "own",
    "in",
    "all",
)
SAID = "We row and sail and rest on none but small and old boats near our own quay in all seasons. "


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize(
    "section",
    [
        f"agenda:\n  text: {SAID * 2}\n  list:\n    - {{date: 2027-05-14, title: One, text: {SAID * 2}}}\n"
        f"    - {{date: 2028-07-16, title: {SAID}}}\n    - {{date: 2029-07-16, title: Two}}\n",
        f"text: {{title: Loan, text: {SAID * 2}}}\n",
        f"desc: {SAID * 4}{SAID * 4}\n",
    ],
)
def test_text_of_the_size_of_parts_has_their_leading(tmp_path: Path, size: str, section: str) -> None:
    """Of 14 pt on A5 6.05 mm, wherever text is set so large; not that of leads."""
    made(tmp_path, section, size=size)
    scale, pages = scale_of(FORMATS[size]), Pages(tmp_path / "out" / "a.pdf")
    words = [run for run in pages.runs(1) if run.size == pytest.approx(scale.section, abs=0.1) and run.text in LEVEL]
    lows = sorted({round(run.box[1], 1) for run in words}, reverse=True)
    apart = [one - two for one, two in pairwise(lows) if scale.section < one - two < 1.6 * scale.section]
    assert apart or not words
    assert all(one == pytest.approx(1.225 * scale.section, abs=0.4) for one in apart)
