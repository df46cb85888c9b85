"""Every content file that the tests know becomes a brochure, in silence and with all of its words."""

from __future__ import annotations

import pytest

from tests.corpus import CASES, Case, built

EXPECTED = {"picture-missing", "picture-empty", "subset-missing"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_builds_and_the_engine_is_silent(case: Case) -> None:
    """No problem is told but of the pictures that are missing on purpose."""
    result = built(case)
    assert result.output is not None
    assert [problem for problem in result.problems if problem.code not in EXPECTED] == []
