"""`check --pdfua`: what veraPDF refuses is told rule by rule; where it cannot run, nothing counts as passed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brochure.cli import commands
from brochure.preflight import verapdf
from tests.preflight.conftest import Page, made
from tests.preflight.test_verapdf import RULE, job

CONTENT = "---\ntitle: Un titre\ndesc: Quelques mots.\n---\n"
Fake = Callable[[Any], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(CONTENT, encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("language: fr\ndate: 2026-11-01\n", encoding="utf-8")
    (tmp_path / "x.pdf").write_bytes(made(Page()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def fake(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Put a Java first on the path that answers as the validator would, whatever it is asked."""

    def put(answer: Any) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        monkeypatch.setattr(verapdf, "SHA256", hashlib.sha256(b"the validator").hexdigest())
        verapdf.jar().parent.mkdir(parents=True, exist_ok=True)
        verapdf.jar().write_bytes(b"the validator")
        said = json.dumps({"report": {"jobs": [answer | {"itemDetails": {"name": "/x/0.pdf"}}]}})
        java = folder / "bin/java"
        java.parent.mkdir(exist_ok=True)
        java.write_text(
            '#!/bin/sh\n[ "$1" = -version ] && { echo \'openjdk version "17.0.1"\' >&2; exit 0; }\n'
            f"cat <<'END'\n{said if answer else 'no report'}\nEND\n"
        )
        java.chmod(0o755)
        monkeypatch.setenv("PATH", f"{java.parent}{os.pathsep}{os.environ['PATH']}")

    return put


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code = commands.main(["check", "--pdfua", "--report", "json", *arguments])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", ["x.pdf", "content/a.md"])
def test_a_failed_rule_is_a_problem(fake: Fake, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Clause, test, how often, what was said of the first place, its page and a hint; exit 1."""
    fake(job(False, [RULE]))
    code, said = report(capsys, name)
    (problem,) = [found for found in said["files"][0]["problems"] if found["code"] == "pdfua-failed"]
    expected = (
        "ISO 14289-1:2014, 7.18.5 (test 1) fails 2 times: Links shall be tagged "
        "(first: A Link annotation is nested within null tag)"
    )
    assert (code, problem["severity"], problem["page"], problem["message"]) == (1, "error", 3, expected)
    assert problem["hint"]
    assert "pdfua" in [rule for ruling in said["files"][0]["checked"] for rule in ruling["rules"]]


def test_of_a_build_only_the_pdf_for_the_screen_is_held(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    """Paper claims nothing; what passed is counted in a note."""
    fake(job(True, []))
    code, said = report(capsys, "content/a.md")
    (one,) = said["files"]
    assert (code, [ruling["preset"] for ruling in one["checked"] if "pdfua" in ruling["rules"]]) == (0, ["screen"])
    told = [problem["message"] for problem in one["problems"] if problem["code"] == "pdfua-checked"]
    assert told == [f"veraPDF {verapdf.VERSION}, PDF/UA-1: 106 rules, 1000 checks, 0 rules failed"]


def test_a_pdf_that_the_validator_cannot_examine_fails(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake({"taskException": {"exceptionMessage": "End of file is reached"}})
    code, said = report(capsys, "x.pdf")
    assert (code, said["files"][0]["problems"][-1]["code"]) == (1, "pdfua-fault")


def test_a_validator_that_gives_no_report_is_no_pass(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake({})
    code, said = report(capsys, "content/a.md")
    told = [problem["code"] for problem in said["files"][0]["problems"] if problem["severity"] != "note"]
    assert (code, told) == (6, ["pdfua-not-checked"])


@pytest.mark.parametrize("name", ["x.pdf", "content/a.md"])
def test_without_the_validator_nothing_counts_as_passed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What is missing is said, the rule stands among the skipped ones, all else is judged; exit 6."""
    monkeypatch.setenv("PATH", str(folder))
    code, said = report(capsys, name)
    rulings = [ruling for file in said["files"] for ruling in file["checked"]]
    assert code == said["exit"] == 6
    assert "pdfua" not in [rule for ruling in rulings for rule in ruling["rules"]]
    assert "pdfua" in [rule["code"] for ruling in rulings for rule in ruling["skipped"]]
    (told,) = said["files"][-1]["problems"]
    assert (told["code"], "Java is not installed" in told["message"]) == ("pdfua-not-checked", True)


def test_on_paper_there_is_no_pdfua(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked of a preset that claims nothing, it is wrong usage."""
    assert commands.main(["check", "--pdfua", "--preset", "press", "content/a.md"]) == 2
    assert commands.main(["check", "--pdfua", "--preset", "booklet"]) == 2


@pytest.mark.conformance
def test_the_validator_itself_is_asked(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A brochure passes, a PDF that claims nothing fails by name."""
    if lacking := verapdf.lacking():
        assert not os.environ.get("CI"), lacking
        pytest.skip(lacking)
    code, said = report(capsys, "content/a.md", "--preset", "screen")
    assert (code, [problem["code"] for problem in said["files"][0]["problems"]]) == (0, ["pdfua-checked"])
    code, said = report(capsys, "x.pdf", "--preset", "screen")
    assert code == 1
    assert any("7.1 (test 11)" in problem["message"] for problem in said["files"][0]["problems"])
