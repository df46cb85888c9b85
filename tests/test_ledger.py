"""The theme `ledger`, made of what a project can bring: its titles stand on a field that reaches the edges."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.units import MM

FIELD, PAPER = (0xDD, 0xF6, 0xF1), (255, 255, 255)
# In mm: the foot of the field under a title of one line and of two, on A5 and on a square page.
FOOT = {"a5": (26.15, 36.05), "square": (32.8, 45.0)}
LONG = "The harbour and what it did for its bridges"
CONTENT = """---
title: Accounts
lang: en
text: {{title: "{title}", text: "{words}"}}
features: {{title: Plans, list: [{{title: A ferry, text: "{words}"}}, {{title: A quay, text: "{words}"}}]}}
---
"""


def pages(folder: Path, title: str, size: str) -> list[Image.Image]:
    """Give the pages between the covers, ten pixels a millimetre."""
    text = CONTENT.format(title=title, words="The board answers for quays. " * 24)
    (folder / "a.md").write_text(text, encoding="utf-8")
    (folder / "brochure.yaml").write_text(f"language: en\nformat: {size}\ntheme: ledger\n", encoding="utf-8")
    output = build(Job(folder / "a.md", folder, folder / "brochure.yaml", folder / "out")).output
    assert output is not None
    document = pypdfium2.PdfDocument(output.path)
    drawn = [page.render(scale=10 / MM).to_pil().convert("RGB") for page in document]
    document.close()
    return drawn[1:-1]


@pytest.mark.parametrize("size", FOOT)
@pytest.mark.parametrize(("title", "lines"), [("Quays", 1), (LONG, 2)])
def test_the_field_runs_from_edge_to_edge_as_high_on_facing_pages(
    tmp_path: Path, title: str, lines: int, size: str
) -> None:
    """It ends below the last line of the higher of two titles, and above what begins under them."""
    left, right = pages(tmp_path, title, size)
    foot = FOOT[size][lines - 1]
    for page in (left, right):
        for across in (0, page.width - 1):
            assert page.getpixel((across, 0)) == FIELD
            assert page.getpixel((across, round(foot * 10) - 6)) == FIELD
            assert page.getpixel((across, round(foot * 10) + 6)) == PAPER


@pytest.mark.parametrize("size", FOOT)
def test_a_title_is_about_in_the_middle_of_its_field(tmp_path: Path, size: str) -> None:
    """What is below its letters is no less than half of what is over them."""
    left, _ = pages(tmp_path, "Hours", size)
    field = left.crop((0, 0, left.width, round(FOOT[size][0] * 10) - 6))
    apart = ImageChops.difference(field, Image.new("RGB", field.size, FIELD)).convert("L")
    box = apart.point([0] * 32 + [255] * 224).getbbox()
    assert box is not None
    over, under = box[1] / 10, FOOT[size][0] - box[3] / 10
    assert 0.5 * over < under < over
