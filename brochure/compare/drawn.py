"""PNG pictures of every page and of the spreads as a reader holds them open."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw

from brochure.compare.pictures import png

_RTL = b"R2L"


def draw(pdf: bytes, dpi: int) -> Iterator[tuple[str, bytes]]:
    """Draw page-01.png, … and spread-02-03.png, …; a spread is an even page and the odd one after it, which
    stands at the right of it, or at the left where the pages are read from the right.
    """
    even = None
    with pypdfium2.PdfDocument(pdf) as document:
        rtl = _is_rtl(document)
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=dpi / 72).to_pil()
            yield f"page-{number:02}.png", png(picture)
            if number % 2 == 1 and even is not None:
                left, right = (picture, even) if rtl else (even, picture)
                spread = left.crop((0, 0, left.width + right.width, max(left.height, right.height)))
                spread.paste(right, (left.width, 0))
                yield f"spread-{number - 1:02}-{number:02}.png", png(spread)
            even = picture if number % 2 == 0 else None


def _is_rtl(document: pypdfium2.PdfDocument) -> bool:
    """Tell whether a document asks viewers to turn its pages the other way."""
    said = ctypes.create_string_buffer(len(_RTL) + 1)
    pypdfium2.raw.FPDF_VIEWERREF_GetName(document.raw, b"Direction", said, len(said))
    return said.value == _RTL
