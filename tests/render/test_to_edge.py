"""A picture of running text that is wide enough reaches the edge of its page; a smaller or a higher one does not."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from brochure.pipeline import build
from brochure.vocabulary.job import Job

WORDS = "What is built here leaves by the water gate, with soup for all and a speech for nobody at all. " * 2


@pytest.mark.parametrize("preset", ["screen", "press"])
@pytest.mark.parametrize(
    ("pixels", "size", "reaches"),
    [
        ((2400, 1500), "a5", True),
        ((2400, 1500), "square", True),
        ((2400, 1500), "a4", False),
        ((500, 300), "a5", False),
        ((1600, 2400), "a5", False),
    ],
)
def test_a_wide_picture_goes_to_the_edge(
    tmp_path: Path, pixels: tuple[int, int], size: str, reaches: bool, preset: str
) -> None:
    Image.new("RGB", pixels, "green").save(tmp_path / "a.jpg")
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text(f"---\ntitle: T\n---\n## Hall\n\n{WORDS}\n\n![Hall](a.jpg 'In May')\n\n{WORDS}\n", "utf-8")
    settings.write_text(f"language: en\nformat: {size}\nbinding: none\ndate: 2026-11-01\n", "utf-8")
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out", preset))
    assert [problem.code for problem in outcome.problems if problem.severity == "error"] == []
    assert "picture-misplaced" not in [problem.code for problem in outcome.problems]
    assert outcome.pdf is not None
    page = pypdfium2.PdfDocument(outcome.pdf)[1]
    (box,) = [one.get_bounds() for one in page.get_objects() if one.type == FPDF_PAGEOBJ_IMAGE]
    beyond = box[2] - page.get_trimbox()[2]
    assert (beyond > -0.5) == reaches
    assert beyond < 9
    if reaches and preset == "press":
        assert beyond > 8
