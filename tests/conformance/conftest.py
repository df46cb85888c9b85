"""One run of the validator for all files, and the sum of what it counted at the end of the run."""

from __future__ import annotations

import os
from pathlib import Path

import pikepdf
import pytest

from brochure.preflight import verapdf
from tests.conformance.cases import ARCHIVED, CASES, KEPT, OF_KEPT, OF_SECOND, SECOND, Case, make_all

Verdicts = dict[tuple[Case, str], verapdf.Verdict]
COUNTED = pytest.StashKey[list[verapdf.Verdict]]()


@pytest.fixture(scope="session")
def validator() -> None:
    """Skip where veraPDF cannot run, outside of continuous integration."""
    if lacking := verapdf.lacking():
        assert not os.environ.get("CI"), lacking
        pytest.skip(lacking)


@pytest.fixture(scope="session")
def verdicts(validator: None, pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    """Build every file, and hold them to PDF/UA-1 in one run, those for archives to PDF/A-2a in another.

    Those that ask for PDF/UA-2 are held to that, and to both parts of Well-Tagged PDF; for archives, to PDF/A-4f.
    """
    made = make_all((*CASES, *SECOND, *KEPT), tmp_path_factory.mktemp("conformance"))
    found = {(case, "ua1"): made[case] for case in CASES} | {(case, "2a"): made[case] for case in ARCHIVED}
    found |= {(case, flavour): made[case] for case in SECOND for flavour in OF_SECOND}
    found |= {(case, flavour): made[case] for case in KEPT for flavour in OF_KEPT}
    held: Verdicts = {}
    for flavour in ("ua1", "2a", *OF_SECOND, "4f"):
        files = {key: path for key, path in found.items() if key[1] == flavour}
        held |= zip(files, verapdf.validate(list(files.values()), flavour), strict=True)
    pytestconfig.stash.setdefault(COUNTED, []).extend(held.values())
    return held


@pytest.fixture(scope="session")
def untagged(verdicts: Verdicts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose tags were taken away."""
    path = tmp_path_factory.mktemp("untagged") / "untagged.pdf"
    with pikepdf.open(verdicts[CASES[0], "ua1"].file) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(path)
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was held to which standard."""
    found = terminalreporter.config.stash.get(COUNTED, [])
    for standard in dict.fromkeys(verdict.standard for verdict in found):
        of = [verdict for verdict in found if verdict.standard == standard]
        failed = sum(not verdict.holds for verdict in of)
        rules, checks = sum(verdict.rules for verdict in of), sum(verdict.checks for verdict in of)
        failures = sum(len(verdict.failures) for verdict in of)
        terminalreporter.write_line(
            f"veraPDF {verapdf.VERSION}, {standard}: {len(of)} files, {rules} rules, {checks} checks; "
            f"{failures} failed rules in {failed} files"
        )
