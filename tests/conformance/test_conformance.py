"""PDF/UA-1 and PDF/A-2a, PDF/UA-2 and PDF/A-4f, held by veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.preflight import verapdf
from tests.conformance.cases import ARCHIVED, CASES, KEPT, OF_KEPT, OF_SECOND, SECOND, Case
from tests.conformance.conftest import Verdicts

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("case", CASES, ids=str)
def test_keeps_every_rule_of_pdfua(case: Case, verdicts: Verdicts) -> None:
    """The screen PDF breaks no rule, and was examined."""
    verdict = verdicts[case, "ua1"]
    assert (verdict.fault, verdict.failures, verdict.holds) == ("", (), True)


@pytest.mark.parametrize("case", ARCHIVED, ids=str)
def test_keeps_every_rule_of_pdfa_where_archive_is_set(case: Case, verdicts: Verdicts) -> None:
    """The same file is fit for archives."""
    verdict = verdicts[case, "2a"]
    assert (verdict.fault, verdict.failures, verdict.holds) == ("", (), True)


@pytest.mark.parametrize("case", SECOND, ids=str)
@pytest.mark.parametrize("flavour", OF_SECOND)
def test_keeps_every_rule_of_pdfua_2_where_it_is_asked_for(case: Case, flavour: str, verdicts: Verdicts) -> None:
    """And those of Well-Tagged PDF, for reuse and for accessibility."""
    verdict = verdicts[case, flavour]
    assert (verdict.fault, verdict.failures, verdict.holds) == ("", (), True)


@pytest.mark.parametrize("case", KEPT, ids=str)
@pytest.mark.parametrize("flavour", OF_KEPT)
def test_keeps_every_rule_of_both_where_that_is_to_be_archived(case: Case, flavour: str, verdicts: Verdicts) -> None:
    """A file of PDF/UA-2 is fit for archives as PDF/A-4f, and stays what it was."""
    verdict = verdicts[case, flavour]
    assert (verdict.fault, verdict.failures, verdict.holds) == ("", (), True)


def test_the_first_part_is_not_the_second(verdicts: Verdicts) -> None:
    """A file of PDF/UA-1 fails by its namespace and its destinations."""
    (said,) = verapdf.validate([verdicts[CASES[0], "ua1"].file], "ua2")
    clauses = " ".join(failure.clause for failure in said.failures)
    assert "8.2.5.2" in clauses
    assert "8.8" in clauses


def test_the_validator_refuses_what_is_wrong(untagged: Path, tmp_path: Path) -> None:
    """A file without its tags fails, naming rules; a file that is no PDF is a fault; neither holds."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    (archived,) = verapdf.validate([untagged], "2a")
    assert archived.failures
    first, second = verapdf.validate([untagged, broken], "ua1")
    assert any("7.1 (test 11)" in failure.clause for failure in first.failures)
    assert second.fault.startswith("Exception: Couldn't parse stream")
    assert (first.holds, second.holds) == (False, False)
