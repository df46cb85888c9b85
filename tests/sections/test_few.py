"""A few prices, and a few entries of several days, are said a size larger; many are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.test_sharing import made
from tests.seen import Pages


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
