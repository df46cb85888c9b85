"""Raster pictures of a PDF: how large, in which colours, and how much ink."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import add

import pikepdf
from pikepdf import Object, Stream
from pikepdf.models import PdfInlineImage
from PIL import Image as Image
from PIL import ImageMath

from brochure.pdfreader import colours
from brochure.pdfreader.facts import Box, Picture
from brochure.vocabulary.units import MM

# Ink is averaged over 15 mm2, as the Ghent Workgroup's specifications of 2015 do.
_CELL = 15**0.5 * MM
_MOST_PIXELS = 120_000_000
_FINEST = 400


def picture(image: Stream, page: int, box: Box, size: tuple[float, float], resources: Object) -> Picture:
    """Describe an image object; the space of a stencil mask is "mask"."""
    pixels = int(image.Width), int(image.Height)
    if bool(image.get("/ImageMask", False)):
        return Picture(page, box, size, pixels, "mask", 1)
    space = image.get("/ColorSpace")
    found = colours.space(space, resources.get("/ColorSpace")) if space is not None else colours.PATTERN
    kind = found.kind
    if space is None and "/JPXDecode" in str(image.get("/Filter", "")):
        kind = _jpeg2000(image)
    return Picture(page, box, size, pixels, kind, int(image.get("/BitsPerComponent", 8)), inks=found.inks)


def inline(image: PdfInlineImage, page: int, box: Box, size: tuple[float, float], resources: Object) -> Picture:
    """Describe an inline image."""
    name = str(image.colorspace or "")
    named = resources.get("/ColorSpace")
    kind = colours.space(name, named).kind if name.startswith("/") else ""
    bits = 1 if image.image_mask else int(image.bits_per_component)
    return Picture(page, box, size, (int(image.width), int(image.height)), kind or "gray", bits)


def total(bands: Sequence[Image.Image]) -> Image.Image:
    """Sum the samples of bands, each from 0 to 255, pixel by pixel."""
    named = {f"band{number}": band.convert("I") for number, band in enumerate(bands)}
    made: Image.Image = ImageMath.lambda_eval(lambda work: reduce(add, (work[name] for name in named)), **named)
    return made


def highest(sums: Image.Image) -> float:
    """Give the largest of such sums."""
    found = sums.getextrema()[1]
    assert not isinstance(found, tuple)
    return found


def in_small(image: Stream) -> Image.Image | None:
    """Give the sum of the inks of a CMYK picture in small; None where it cannot be decoded."""
    if int(image.Width) * int(image.Height) > _MOST_PIXELS:
        return None
    with contextlib.suppress(Exception), pikepdf.PdfImage(image).as_pil_image(apply_mask=False) as whole:
        step = max(1, max(whole.size) // _FINEST)
        return total(whole.reduce(step).split()).convert("F") if whole.mode == "CMYK" else None
    return None


def inked(placed: Picture, measured: Image.Image | None) -> Picture:
    """Give the picture with its highest ink, averaged over cells of about 15 mm2 as it is drawn."""
    if measured is None:
        return placed
    spans = zip(measured.size, placed.size, strict=True)
    across, down = (max(1, round(count * _CELL / max(length, _CELL))) for count, length in spans)
    return replace(placed, ink=highest(measured.reduce((across, down))) / 2.55)


def _jpeg2000(image: Stream) -> str:
    with contextlib.suppress(Exception):
        return {"L": "gray", "RGB": "rgb", "CMYK": "cmyk"}.get(pikepdf.PdfImage(image).as_pil_image().mode, "")
    return ""
