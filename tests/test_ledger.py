"""The theme `ledger`, made of what a project can bring: its titles stand on a field that reaches the edges."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.units import MM

FIELD, PAPER = (0xDD, 0xF6, 0xF1), (255, 255, 255)
# In mm: the foot of the field under a title of one line and of two, on A5 and on a square page.
FOOT = {"a5": (25.4, 35.3), "square": (32.0, 44.2)}
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
