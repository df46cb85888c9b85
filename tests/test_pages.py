"""Pictures of the pages: one a page, one a spread, at the size asked for."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from brochure.cli.pages import draw


def test_draws_every_page_and_spread(tmp_path: Path) -> None:
    """Four pages give four pictures and one spread, with the fold in the middle; the last left page has no partner."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(4):
        document.new_page(72, 144)
    document.save(tmp_path / "a.pdf")
    (tmp_path / "pictures").mkdir()
    draw(tmp_path / "a.pdf", tmp_path / "pictures", 36)
    assert sorted(path.name for path in (tmp_path / "pictures").iterdir()) == [
        "page-01.png",
        "page-02.png",
        "page-03.png",
        "page-04.png",
        "spread-02-03.png",
    ]
    with Image.open(tmp_path / "pictures" / "spread-02-03.png") as spread:
        assert spread.size == (72, 72)
        assert spread.convert("L").getextrema() == (255, 255)
