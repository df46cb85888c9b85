"""However much there is of a thing, a group is laid out a few times alone; `benchmarks.growth` says it of more."""

from __future__ import annotations

import pytest

from benchmarks.growth import AMOUNTS, LAYOUTS, built


@pytest.mark.parametrize("name", AMOUNTS)
def test_a_group_is_laid_out_a_few_times(name: str) -> None:
    make, most = AMOUNTS[name]
    _, layouts, pages = built(make(most // 8), whole=False)
    assert pages > 3
    assert layouts <= LAYOUTS
