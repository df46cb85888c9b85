"""What veraPDF's reports are read as, and what stands in for it never counts as an answer."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from brochure.preflight import verapdf

ROOT = Path(__file__).resolve().parents[2]
FILE = Path("a.pdf")


def job(compliant: bool, rules: list[dict[str, Any]], end: str = "normal") -> dict[str, Any]:
    """A job as the report of veraPDF 1.28 has it."""
    details = {
        "passedRules": 106 - len(rules),
        "failedRules": len(rules),
        "passedChecks": 1000,
        "failedChecks": 2 * len(rules),
        "ruleSummaries": rules,
    }
    return {"validationResult": [{"details": details, "jobEndStatus": end, "compliant": compliant}]}


RULE = {
    "specification": "ISO 14289-1:2014",
    "clause": "7.18.5",
    "testNumber": 1,
    "failedChecks": 2,
    "description": "Links shall be tagged",
    "checks": [
        {
            "context": "root/document[0]/pages[2](8 0 obj PDPage)/annots[0](9 0 obj PDLinkAnnot)",
            "errorMessage": "A Link annotation is nested within null tag",
        }
    ],
}


def fetcher() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fetch_verapdf", ROOT / "tools/verapdf.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_a_file_without_failures_holds() -> None:
    """Rules and checks are counted; nothing failed."""
    found = verapdf.verdict(FILE, "ua1", job(True, []))
    assert found == verapdf.Verdict(FILE, "PDF/UA-1", 106, 1000)
    assert found.holds


def test_a_failed_rule_is_named_with_its_page() -> None:
    """The clause, the number of places, what is said of the first one, and its page counted from one."""
    found = verapdf.verdict(FILE, "ua1", job(False, [RULE]))
    expected = verapdf.Failure(
        "ISO 14289-1:2014, 7.18.5 (test 1)",
        "Links shall be tagged",
        2,
        "A Link annotation is nested within null tag",
        3,
    )
    assert (found.failures, found.holds) == ((expected,), False)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"taskException": {"exceptionMessage": "End of file is reached"}},
        {"validationResult": []},
        job(True, [], end="timeout"),
        job(False, []),
    ],
)
def test_no_clear_answer_never_holds(answer: dict[str, Any]) -> None:
    """A file that was not examined to the end has a fault, whatever else is said."""
    found = verapdf.verdict(FILE, "ua1", answer)
    assert found.fault
    assert not found.holds


def test_a_verdict_without_checks_does_not_hold() -> None:
    """Nothing examined is nothing proven."""
    assert not verapdf.Verdict(FILE, "PDF/UA-1", rules=0, checks=0).holds


def test_another_file_in_the_cache_is_not_the_validator(cache: Path) -> None:
    """The cache is trusted by its checksum alone."""
    verapdf.jar().parent.mkdir(parents=True)
    verapdf.jar().write_bytes(b"something else")
    assert verapdf.jar().is_relative_to(cache)
    assert not verapdf.is_genuine(verapdf.jar())


def test_what_is_fetched_must_be_the_pinned_file(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other bytes are refused and not kept; the right ones are put into the cache."""
    served = tmp_path / "served.jar"
    served.write_bytes(b"the validator")
    assert "not the pinned veraPDF" in fetcher().fetch(served.as_uri())
    assert not verapdf.jar().exists()
    monkeypatch.setattr(verapdf, "SHA256", hashlib.sha256(b"the validator").hexdigest())
    assert fetcher().fetch(served.as_uri()) == ""
    assert verapdf.jar().read_bytes() == b"the validator"


def test_a_registry_that_cannot_be_reached_is_told(cache: Path, tmp_path: Path) -> None:
    """The address and the reason are said."""
    assert "could not be fetched from file:" in fetcher().fetch((tmp_path / "absent.jar").as_uri())


def test_java_that_is_not_there_is_told(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java the validator says what to install."""
    monkeypatch.setenv("PATH", str(cache))
    assert "default-jre-headless" in verapdf.lacking()
