"""Every content file that the tests know becomes a brochure: in silence, with all of its words, on composed pages."""

from __future__ import annotations

import pytest

from tests.corpus import CASES, Case, made
from tests.proofs import lost, misplaced, pages_of, thin, told, unreadable

each_case = pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name, marks=pytest.mark.xdist_group(case.name)) for case in CASES]
)


@each_case
def test_builds_and_the_engine_is_silent(case: Case) -> None:
    """No problem is told but of the pictures that are missing on purpose; preflight judged the pages."""
    assert told(made(case)) == []


@each_case
def test_every_word_owed_is_on_the_pages_of_its_section(case: Case) -> None:
    """The words follow each other in each section as in the source; no section owes what it does not have."""
    pages = pages_of(case)
    assert lost(made(case), [pages.runs(number) for number in range(len(pages))]) == []


@each_case
def test_all_text_can_be_seen_and_read(case: Case) -> None:
    """No text is under 7 pt, off the page, transparent or covered; each stands out from the ground it lies on."""
    assert unreadable(pages_of(case)) == []


@each_case
def test_every_page_is_composed_over_its_height(case: Case) -> None:
    """Content reaches 85 % of the type area; where text flows on to a last page, it fills a third of it."""
    assert thin(made(case), pages_of(case)) == []


@each_case
def test_the_phases_start_on_a_left_page(case: Case) -> None:
    """A timeline begins on an even page, so that its halves face each other; no page before it is blank."""
    assert misplaced(made(case)) == []
