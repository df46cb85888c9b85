"""Every fault of the corpus is found by its rule, and nothing harmless is accused."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from brochure.cli import commands
from brochure.preflight.rule import Need
from brochure.preflight.rulebook import RULES
from brochure.vocabulary.presets import PRESS_RULES
from tests.preflight.corpus import BASES, Case
from tests.preflight.hidden import CASES

# It is made and checked once.
pytestmark = [pytest.mark.deep, pytest.mark.xdist_group("preflight-corpus")]
KNOWN = {case.name: case for case in CASES}


def slug(case: Case) -> str:
    return re.sub(r"[^a-z0-9]+", "-", case.name.casefold()).strip("-") + ".pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus, written; no project is near."""
    made = tmp_path_factory.mktemp("corpus")
    for case in CASES:
        (made / slug(case)).write_bytes(case.pdf())
    return made


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What the command says of each file, in JSON."""
    run = subprocess.run(
        [sys.executable, "-m", "brochure", "check", "-q", "--strict", "--report", "json", *map(slug, CASES)],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    return {file["content"]: file["problems"] for file in json.loads(run.stdout)["files"]}


def test_the_corpus_is_large_enough_and_names_nothing_twice() -> None:
    """At least a hundred, faults and harmless changes; every rule that a PDF alone is held to has a fault."""
    assert len({slug(case) for case in CASES}) == len(CASES) >= 100
    asked = {rule.code for rule in RULES if rule.need is not Need.BUILD} & {*PRESS_RULES} - {"qr-code"}
    assert {code for case in CASES for code in case.codes} >= asked


@pytest.mark.parametrize("name", KNOWN)
def test_a_fault_is_found_and_a_harmless_change_is_not_accused(
    told: dict[str, list[dict[str, Any]]], name: str
) -> None:
    """The codes of a file are those of what it began with, and that of its fault."""
    case = KNOWN[name]
    found = told[slug(case)]
    expected = case.codes if "pdf-encrypted" in case.codes else BASES[case.base] | case.codes
    assert {problem["code"] for problem in found if problem["severity"] != "note"} == expected, found


EXITS = {
    "as it is, own": 0, "opacity": 0, "hairline, own": 3, "no metadata, hand": 3, "five pages": 3, "layer off": 3,
    "area in RGB, own": 1, "locked, own": 1, "locked with a password": 1, "as it is, typst": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", EXITS)
def test_the_exit_code_tells_errors_from_warnings(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under --strict a warning counts, too: 3; an error is 1; else 0."""
    monkeypatch.chdir(folder)
    assert commands.main(["check", "-q", "--strict", slug(KNOWN[name])]) == EXITS[name]


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@needs("pdffonts")
def test_poppler_finds_the_same_fonts_missing(folder: Path) -> None:
    """A font that is not embedded is one to both."""
    for case in CASES:
        if "pdf-encrypted" not in case.codes:
            rows = said("pdffonts", str(folder / slug(case))).splitlines()[2:]
            missing = any(re.search(r" no +(yes|no) +(yes|no) +(\d+ +\d+|\[none\])$", row) for row in rows)
            named = "font-not-embedded" in BASES[case.base] | case.codes
            assert missing == named or case.name in ("font that nothing uses", "note, FreeText"), (case.name, rows)


@needs("pdfinfo")
def test_poppler_sees_locks_scripts_and_forms(folder: Path) -> None:
    """What pdfinfo says of a file is what is told of it."""
    for case in CASES:
        about = said("pdfinfo", str(folder / slug(case)))
        if "pdf-encrypted" in case.codes:
            assert about == ""
            continue
        assert ("Encrypted:       yes" in about) == ("locked" in case.codes), case.name
        if "JavaScript:      yes" in about or re.search(r"Form: +(AcroForm|XFA)", about):
            assert "interactive" in case.codes or case.name == "form without fields", case.name


@needs("pdfimages")
def test_poppler_finds_the_same_pictures_coarse(folder: Path) -> None:
    """The resolution of each picture that is drawn."""
    for case in CASES:
        rows = [row.split() for row in said("pdfimages", "-list", str(folder / slug(case))).splitlines()[2:]]
        dpi = [(min(int(row[-4]), int(row[-3])), int(row[7])) for row in rows if row[2] in ("image", "stencil")]
        coarse = any(found < (799 if bits == 1 else 224) for found, bits in dpi)
        if case.base != "own" and "image-resolution" in case.codes:
            assert coarse, (case.name, rows)


@needs("qpdf")
def test_the_corpus_is_sound_pdf(folder: Path) -> None:
    """A file has the one fault that it is made with: qpdf reads it without an error of syntax."""
    for case in CASES:
        if "pdf-encrypted" not in case.codes:
            run = subprocess.run(["qpdf", "--check", folder / slug(case)], capture_output=True, text=True, check=False)
            assert run.returncode in (0, 3), (case.name, run.stderr)
