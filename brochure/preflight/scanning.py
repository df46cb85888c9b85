"""Reads QR codes back from rendered pages, as a telephone would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from brochure.figures.qr import symbols
from brochure.pdfreader.facts import Box, Code

# Four pixels to the smallest module allowed, 0.4 mm.
_DPI = 254
_LONGEST_EDGE = 6000


def scan(data: bytes, pages: Sequence[int] | None = None) -> tuple[Code, ...]:
    """Read the QR codes of a PDF's pages (counted from 1; None: all); boxes in points from the top left of the trim."""
    if pages is not None and not pages:
        return ()
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        wanted = range(1, len(document) + 1) if pages is None else pages
        return tuple(code for number in wanted for code in _on_page(document[number - 1], number))


def is_drawable(data: bytes) -> bool:
    """Tell whether the pages of a PDF can be drawn at all."""
    import pypdfium2

    try:
        pypdfium2.PdfDocument(data).close()
    except pypdfium2.PdfiumError:
        return False
    return True


def _on_page(page: Any, number: int) -> list[Code]:
    scale = min(_DPI / 72, _LONGEST_EDGE / max(page.get_size()))
    picture = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().convert("L")
    crop, trim = page.get_cropbox(), page.get_trimbox()
    left, top = trim[0] - crop[0], crop[3] - trim[3]
    found = []
    for symbol in symbols(picture):
        x0, y0, x1, y1 = (value / scale for value in symbol.frame)
        box: Box = (x0 - left, y0 - top, x1 - left, y1 - top)
        found.append(Code(number, box, symbol.text, symbol.modules, _contrast(picture.crop(symbol.frame))))
    return found


def _contrast(patch: Any) -> float:
    """Give the symbol contrast (ISO/IEC 15415): the difference of the lightest and darkest reflectance, 0 to 1.

    A twentieth of the pixels at either end is left out, so that no speck decides.
    """
    counts, pixels = patch.histogram(), patch.width * patch.height
    return (_level(reversed(list(enumerate(counts))), pixels) - _level(enumerate(counts), pixels)) / 255


def _level(levels: Any, pixels: int) -> int:
    passed = 0
    for level, count in levels:
        passed += count
        if passed > pixels / 20:
            return int(level)
    return 0
