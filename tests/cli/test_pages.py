"""Pictures of the pages: one a page, one a spread, at the size asked for."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from brochure.compare.drawn import draw


def test_draws_every_page_and_spread() -> None:
    """Four pages give four pictures and one spread, with the fold in the middle; the last left page has no partner."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(4):
        document.new_page(72, 144)
    document.save(file := io.BytesIO())
    drawn = dict(draw(file.getvalue(), 36))
    assert sorted(drawn) == ["page-01.png", "page-02.png", "page-03.png", "page-04.png", "spread-02-03.png"]
    with Image.open(io.BytesIO(drawn["spread-02-03.png"])) as spread:
        assert spread.size == (72, 72)
        assert spread.convert("L").getextrema() == (255, 255)
