"""PDF/UA-1 and PDF/A-2a, held by veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.preflight import verapdf
from tests.conformance.cases import ARCHIVED, CASES, Case
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
