"""One size of running text for the booklet: what is put between sections has no part in it."""

from __future__ import annotations

import pytest

from tests.corpus import MATRIX, Case, made


@pytest.mark.parametrize("name", ["long-text-a5-civic"])
def test_a_page_between_sections_keeps_no_booklet_from_its_size(name: str) -> None:
    """The sections are set smaller than the picture page before the phases, which is set but once."""
    (case,) = (case for case in MATRIX if case.name == name)
    assert isinstance(case, Case)
    brochure = made(case)
    assert [leaf.section for leaf in brochure.leaves].count("picture") == 1
    assert brochure.result.output is not None
