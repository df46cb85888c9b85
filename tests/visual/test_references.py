"""Pages look as the references look; where one does not, tests/failures/ shows what is expected, what came, and how."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from brochure.compare.comparison import Comparison, compare
from brochure.compare.report import report_files, summary
from tests.visual import references

FAILURES = Path(__file__).resolve().parents[1] / "failures"


def hold(name: str, made: bytes, reference: Path, failures: Path) -> Comparison:
    """Compare a PDF with its reference; keep expected.pdf, actual.pdf, pictures and one HTML page of a difference."""
    folder = failures / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "actual.pdf").write_bytes(made)
    found = compare(reference, folder / "actual.pdf")
    if found.differs:
        shutil.copy(reference, folder / "expected.pdf")
        for name_of_part, part in report_files(found, "en").items():
            (folder / name_of_part).write_bytes(part)
        for number, page in enumerate(found.pages, 1):
            for side, data in page.pictures.items():
                word = {"old": "expected", "new": "actual"}.get(side, side)
                (folder / f"page-{number:02}-{word}.png").write_bytes(data)
    else:
        shutil.rmtree(folder)
    return found


@pytest.mark.parametrize("name", references.CASES)
def test_looks_as_the_reference(name: str) -> None:
    """Every page is as it was, pixel by pixel."""
    reference = references.FOLDER / f"{name}.pdf"
    assert reference.is_file(), f"no reference of {name} yet: make references"
    expected, here = json.loads(references.MADE_WITH.read_text(encoding="utf-8")), references.made_with()
    if here != expected:
        pytest.skip(f"the references were made with {expected}, here is {here}")
    found = hold(name, references.CASES[name](), reference, FAILURES)
    assert not found.differs, f"{summary(found)}; see {FAILURES / name / 'index.html'}, or: make references"


def test_a_moved_drawing_fails_and_is_shown(tmp_path: Path) -> None:
    """The drawings with one of them moved by a millimetre are refused, and everything needed to see why is kept."""
    made = references.shares()
    reference = tmp_path / "reference.pdf"
    reference.write_bytes(made)
    assert not hold("shares", made, reference, tmp_path).differs
    assert not (tmp_path / "shares").exists()
    assert hold("moved", references.shares(shift=1.0), reference, tmp_path).differs
    assert sorted(path.name for path in (tmp_path / "moved").iterdir()) == [
        "actual.pdf",
        "difference-01-01.png",
        "expected.pdf",
        "index.html",
        "page-01-actual.png",
        "page-01-difference.png",
        "page-01-expected.png",
    ]
