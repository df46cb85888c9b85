"""PNG pictures of every page and of the spreads as a reader holds them open."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from brochure.compare.pictures import png


def draw(pdf: bytes, dpi: int) -> Iterator[tuple[str, bytes]]:
    """Draw page-01.png, … and spread-02-03.png, …; a spread is an even page and the odd one after it."""
    left = None
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=dpi / 72).to_pil()
            yield f"page-{number:02}.png", png(picture)
            if number % 2 == 1 and left is not None:
                spread = left.crop((0, 0, left.width + picture.width, max(left.height, picture.height)))
                spread.paste(picture, (left.width, 0))
                yield f"spread-{number - 1:02}-{number:02}.png", png(spread)
            left = picture if number % 2 == 0 else None
