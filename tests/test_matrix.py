"""Every content file in every format and theme for the screen; for the press and as booklets in a thinned way."""

from __future__ import annotations

import pytest

from tests.corpus import MATRIX, Case, thinned
from tests.proofs import of_paper, of_screen

# What is told of on paper as yet, by cell; a cell that has become sound is to leave.
KNOWN = {
    "booklet-long-text-square-festival": "the last page of a long text has a few lines alone",
}


def known(preset: str, case: Case) -> list[pytest.MarkDecorator]:
    """Expect of a cell that is known that it is told of."""
    reason = KNOWN.get(f"{preset}-{case.name}")
    return [pytest.mark.xfail(reason=reason, strict=False)] if reason else []


@pytest.mark.slow
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in MATRIX])
def test_on_the_screen(case: Case) -> None:
    """All that the ordinary suite proves of its cases, on one build."""
    assert of_screen(case) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("case", "preset"),
    [pytest.param(case, preset, id=f"{preset}-{case.name}", marks=known(preset, case)) for case, preset in thinned()],
)
def test_on_paper(case: Case, preset: str) -> None:
    """It builds, preflight has nothing to say, every word is painted where it is owed."""
    assert of_paper(case, preset) == []
