"""Every content file in every format and theme for the screen; for the press and as booklets in a thinned way."""

from __future__ import annotations

import pytest

from tests.corpus import MATRIX, Case, thinned
from tests.proofs import of_paper, of_screen


@pytest.mark.slow
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in MATRIX])
def test_on_the_screen(case: Case) -> None:
    """All that the ordinary suite proves of its cases, on one build."""
    assert of_screen(case) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("case", "preset"), [pytest.param(case, preset, id=f"{preset}-{case.name}") for case, preset in thinned()]
)
def test_on_paper(case: Case, preset: str) -> None:
    """It builds, preflight has nothing to say, every word is painted where it is owed."""
    assert of_paper(case, preset) == []
