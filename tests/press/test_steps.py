"""Cut and fold lines as processing steps: on layers of their own, where the knife and the fold are, and no ink."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import ImageChops

from brochure.load.text import Source
from brochure.model.validate import draft_project
from brochure.pdfreader.facts import PROCESS
from brochure.pipeline import build
from brochure.preflight.proofing import Proof
from brochure.vocabulary.job import Job
from tests.press.reading import PressReading, separations

MM = 72 / 25.4
CONTENT = "---\ntitle: Boats\nlang: {}\n---\n\n## Rowing\n\nWe row from May to October, on the river and the lake.\n"


def made(folder: Path, settings: str, language: str = "en") -> tuple[bytes, list[str]]:
    """Build for the press; give the PDF, and what was found that is more than a note."""
    (folder / "content").mkdir(exist_ok=True)
    content, project = folder / "content" / "a.md", folder / "brochure.yaml"
    content.write_text(CONTENT.format(language), encoding="utf-8")
    project.write_text(settings, encoding="utf-8")
    result = build(Job(content, folder, project, folder / "out", "press"))
    assert result.pdf is not None
    return result.pdf, [problem.code for problem in result.problems if problem.severity != "note"]


def reach(plate: Any) -> tuple[int, ...]:
    """The box around what is on a plate, without hints of smoothed edges."""
    box = plate.point(lambda level: 255 * (level > 60)).getbbox()
    assert box is not None
    return tuple(box)


def test_the_trim_is_a_cut_line_on_a_layer_of_its_own(tmp_path: Path) -> None:
    """Named as the standard names it; Ghostscript has a plate of it, along the trim; nothing else is changed."""
    pdf, told = made(tmp_path, "press: {processing-steps: true, bleed: 5 mm}\n")
    assert told == []
    assert PressReading(pdf).offences == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (layer,) = document.Root.OCProperties.OCGs
        assert (str(layer.Type), str(layer.Name)) == ("/OCG", "Cutting")
        assert {key: str(value) for key, value in layer.GTS_Metadata.items()} == {
            "/GTS_ProcStepsGroup": "/Structural",
            "/GTS_ProcStepsType": "/Cutting",
        }
        assert str(document.Root.OCProperties.D.Name) == "Processing steps"
        state = document.pages[0].Resources.ExtGState.Step
        assert (bool(state.OP), bool(state.op), int(state.OPM)) == (True, True, 1)
        count = len(document.pages)
    pages = separations(pdf, tmp_path)
    assert len(pages) == count
    for page in pages:
        trim = [5 * MM, 5 * MM, 5 * MM + 148 * MM, 5 * MM + 210 * MM]
        assert reach(page["Cutting"]) == pytest.approx(trim, abs=1.6)
        assert page["Cutting"].crop((40, 40, 400, 560)).getbbox() is None
    plain, _ = made(tmp_path, "press: {bleed: 5 mm}\n")
    (tmp_path / "plain").mkdir()
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        assert [page[ink] for page in separations(plain, tmp_path / "plain")] == [page[ink] for page in pages]


@pytest.mark.parametrize(("language", "folds"), [("en", (97.67, 197.33)), ("ar", (99.67, 199.33))])
def test_the_folds_of_a_leaflet_are_fold_lines(tmp_path: Path, language: str, folds: tuple[float, float]) -> None:
    """On the outer page, then on the inner one; a sheet that is read from the right is folded the other way round."""
    pdf, _ = made(tmp_path, "format: leaflet\npress: {processing-steps: true, bleed: 3 mm}\n", language)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [str(layer.Name) for layer in document.Root.OCProperties.OCGs] == ["Cutting", "Folding"]
    outer, _ = separations(pdf, tmp_path)
    left, top, right, bottom = reach(outer["Folding"])
    assert (left, right) == (pytest.approx((3 + folds[0]) * MM, abs=1.6), pytest.approx((3 + folds[1]) * MM, abs=1.6))
    assert (top, bottom) == (pytest.approx(3 * MM, abs=1.6), pytest.approx(213 * MM, abs=1.6))


def test_lines_are_no_ink(tmp_path: Path) -> None:
    """They are not in the sum of the inks, and not on the proof."""
    pdf, _ = made(tmp_path, "press: {processing-steps: true}\n")
    plain, _ = made(tmp_path, "press: {}\n")
    with Proof(pdf) as lined, Proof(plain) as bare:
        assert lined.spots == ("Cutting",)
        for one, other in zip(lined.pages(50), bare.pages(50), strict=True):
            assert ImageChops.difference(lined.seen(one), bare.seen(other)).convert("L").getextrema()[1] <= 2
            apart = [ImageChops.difference(one.plates[ink], other.plates[ink]).getextrema()[1] for ink in PROCESS]
            assert max(apart) <= 1
            assert one.ink.getextrema()[1] <= other.ink.getextrema()[1] + 4


def test_nothing_is_drawn_unless_it_is_asked_for(tmp_path: Path) -> None:
    pdf, _ = made(tmp_path, "press: {}\n")
    assert b"GTS_ProcSteps" not in pdf


def test_a_standard_without_layers_leaves_the_lines_out_and_says_so(tmp_path: Path) -> None:
    pdf, told = made(tmp_path, "press:\n  standard: x-1a\n  processing-steps: true\n")
    assert told == ["setting-ignored"]
    assert b"GTS_ProcSteps" not in pdf
    assert PressReading(pdf, flat=True).offences == []
    _, problems = draft_project(Source("brochure.yaml", "press:\n  standard: x-1a\n  processing-steps: true\n"))
    (problem,) = problems
    assert (problem.message, problem.place.line, problem.place.column, problem.severity) == (
        "'press.processing-steps' has no effect: PDF/X-1a has no layers for the lines", 3, 21, "warning"
    )  # fmt: skip
