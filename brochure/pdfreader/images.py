"""Raster pictures of a PDF: how large, in which colours, and how much ink."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Object, Stream
from pikepdf.models import PdfInlineImage

from brochure.pdfreader import colours
from brochure.pdfreader.facts import Box, Picture
from brochure.vocabulary.units import MM

# Ink is averaged over 15 mm2, as the Ghent Workgroup's specifications of 2015 do.
_CELL = 15**0.5 * MM
_MOST_PIXELS = 120_000_000
_FINEST = 400


@dataclass(frozen=True, slots=True)
class Grid:
    """A CMYK picture in small: its total ink in percent in cells, row by row."""

    columns: int
    rows: int
    ink: tuple[float, ...]


def picture(image: Stream, page: int, box: Box, size: tuple[float, float], resources: Object) -> Picture:
    """Describe an image object; the space of a stencil mask is "mask"."""
    pixels = int(image.Width), int(image.Height)
    if bool(image.get("/ImageMask", False)):
        return Picture(page, box, size, pixels, "mask", 1)
    space = image.get("/ColorSpace")
    kind = colours.space(space, resources.get("/ColorSpace")).kind if space is not None else ""
    if space is None and "/JPXDecode" in str(image.get("/Filter", "")):
        kind = _jpeg2000(image)
    return Picture(page, box, size, pixels, kind, int(image.get("/BitsPerComponent", 8)))


def inline(image: PdfInlineImage, page: int, box: Box, size: tuple[float, float], resources: Object) -> Picture:
    """Describe an inline image."""
    name = str(image.colorspace or "")
    named = resources.get("/ColorSpace")
    kind = colours.space(name, named).kind if name.startswith("/") else ""
    bits = 1 if image.image_mask else int(image.bits_per_component)
    return Picture(page, box, size, (int(image.width), int(image.height)), kind or "gray", bits)


def grid(image: Stream) -> Grid | None:
    """Measure the ink of a CMYK picture in small; None where it cannot be decoded."""
    if int(image.Width) * int(image.Height) > _MOST_PIXELS:
        return None
    with contextlib.suppress(Exception), pikepdf.PdfImage(image).as_pil_image(apply_mask=False) as whole:
        if whole.mode != "CMYK":
            return None
        step = max(1, max(whole.size) // _FINEST)
        small = whole.reduce(step)
        values = small.tobytes()
        ink = tuple(sum(values[at : at + 4]) / 2.55 for at in range(0, len(values), 4))
        return Grid(small.width, small.height, ink)
    return None


def inked(placed: Picture, measured: Grid | None) -> Picture:
    """Give the picture with its highest ink, averaged over cells of about 15 mm2 as it is drawn."""
    if measured is None:
        return placed
    across = max(1, round(measured.columns * _CELL / max(placed.size[0], _CELL)))
    down = max(1, round(measured.rows * _CELL / max(placed.size[1], _CELL)))
    highest = 0.0
    for top in range(0, measured.rows, down):
        for left in range(0, measured.columns, across):
            rows = range(top, min(top + down, measured.rows))
            cells = [
                value
                for row in rows
                for value in measured.ink[
                    row * measured.columns + left : row * measured.columns + min(left + across, measured.columns)
                ]
            ]
            highest = max(highest, sum(cells) / len(cells))
    return replace(placed, ink=highest)


def _jpeg2000(image: Stream) -> str:
    with contextlib.suppress(Exception):
        return {"L": "gray", "RGB": "rgb", "CMYK": "cmyk"}.get(pikepdf.PdfImage(image).as_pil_image().mode, "")
    return ""
