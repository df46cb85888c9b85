"""The total ink of rendered pages, whatever lies over what: overprint, opacity and pictures included."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from brochure.pdfreader.facts import Box
from brochure.vocabulary.units import MM, around

# Ink is averaged over 15 mm2, as the Ghent Workgroup's specifications of 2015 do.
_CELL = 15**0.5 * MM
_DPI = 96
_LONGEST_EDGE = 4000
# What a pixel says of one per cent of ink.
_PER_CENT = 2.55


@dataclass(frozen=True, slots=True)
class Heavy:
    """A part of a page where the inks, averaged over cells of 15 mm2, add up to more than asked: `ink` in percent."""

    page: int
    box: Box
    ink: float


def heavy(data: bytes, limit: float) -> tuple[Heavy, ...]:
    """Give the heaviest part of every page with more ink than `limit`, in percent, inside the bleed.

    Raises what pikepdf and PDFium raise of a PDF that they cannot draw.
    """
    import pikepdf
    import pypdfium2

    from brochure.preflight.separating import separations

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        colours, black = (pypdfium2.PdfDocument(separation) for separation in separations(pdf))
    with colours, black:
        pages = zip(colours, black, strict=True)
        return tuple(found for number, pair in enumerate(pages, 1) for found in _on_page(number, *pair, limit))


def _on_page(number: int, colours: Any, black: Any, limit: float) -> Iterator[Heavy]:
    from PIL import ImageChops

    from brochure.pdfreader.images import highest, total

    scale = min(_DPI / 72, _LONGEST_EDGE / max(colours.get_size()))
    rgb, grey = (page.render(scale=scale, may_draw_forms=False).to_pil() for page in (colours, black))
    # Red, green, blue and grey are what each ink leaves of the paper.
    ink = total([ImageChops.invert(band) for band in (*rgb.convert("RGB").split(), grey.convert("L"))])
    crop, trim, bleed = colours.get_cropbox(), colours.get_trimbox(), colours.get_bleedbox()
    # Marks stand outside the bleed, in all inks.
    left, top = max(0, round((bleed[0] - crop[0]) * scale)), max(0, round((crop[3] - bleed[3]) * scale))
    right = min(ink.width, round((bleed[2] - crop[0]) * scale))
    bottom = min(ink.height, round((crop[3] - bleed[1]) * scale))
    if left >= right or top >= bottom or highest(ink.crop((left, top, right, bottom))) / _PER_CENT <= limit:
        return
    cells = list(_cells(ink, (left, top, right, bottom), max(1, round(_CELL * scale)), limit))
    if cells:
        x, y = crop[0] - trim[0], trim[3] - crop[3]
        x0, y0, x1, y1 = around([box for box, _ in cells])
        box = (x0 / scale + x, y0 / scale + y, x1 / scale + x, y1 / scale + y)
        yield Heavy(number, box, max(ink for _, ink in cells))


def _cells(ink: Any, frame: tuple[int, int, int, int], side: int, limit: float) -> Iterator[tuple[Box, float]]:
    """Give the cells above the limit; each overlaps the next by half, so that none lies astride two."""
    left, top, right, bottom = frame
    for x in (left, left + side // 2):
        for y in (top, top + side // 2):
            if right - x < side or bottom - y < side:
                continue
            part = ink.crop((x, y, x + (right - x) // side * side, y + (bottom - y) // side * side))
            small = part.convert("F").reduce(side)
            for at, value in enumerate(small.get_flattened_data()):
                if value / _PER_CENT > limit:
                    column, row = at % small.width, at // small.width
                    x0, y0 = x + column * side, y + row * side
                    yield (x0, y0, x0 + side, y0 + side), value / _PER_CENT
