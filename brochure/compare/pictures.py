"""Two pictures of a page, what differs between them, and where."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import field
from functools import reduce

from PIL import Image, ImageChops, ImageDraw

from brochure.compare.document import Box
from brochure.vocabulary.records import dataclass

# Levels of 255 by which a channel may stray: rounding where an edge falls between two pixels, and no more. A pixel is
# lighter by 15 levels and more where an edge moves by a sixteenth of a pixel.
TOLERANCE = 3
# Differences nearer to each other than this, in pixels, are marked as one.
_CELL = 12
_MARK = (214, 0, 110)
_FADE = 0.72


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: the count of pixels, their share of the page (0 to 1), the boxes they fall into, and a mask."""

    pixels: int
    share: float
    areas: tuple[Box, ...]
    mask: Image.Image = field(repr=False, compare=False)


def difference(old: Image.Image, new: Image.Image, ignored: Iterable[Box] = ()) -> Difference:
    """Compare two pictures pixel by pixel; where their sizes differ, paper is added at the right and the foot.

    Boxes are (left, top, right, bottom) in pixels; those `ignored` never differ.
    """
    size = (max(old.width, new.width), max(old.height, new.height))
    strayed = ImageChops.difference(_on_paper(old, size), _on_paper(new, size))
    mask = reduce(ImageChops.lighter, strayed.split()).point([0] * (TOLERANCE + 1) + [255] * (255 - TOLERANCE))
    for box in ignored:
        mask.paste(0, box)
    pixels = mask.histogram()[255]
    return Difference(pixels, pixels / (size[0] * size[1]), tuple(_areas(mask)) if pixels else (), mask)


def marked(new: Image.Image, found: Difference) -> Image.Image:
    """Show a page faded, with the pixels that differ in one strong colour and a frame around each place."""
    gray = _on_paper(new, found.mask.size).convert("L").convert("RGB")
    picture = Image.blend(gray, Image.new("RGB", gray.size, "white"), _FADE)
    picture.paste(_MARK, (0, 0), found.mask)
    pen = ImageDraw.Draw(picture)
    for left, top, right, bottom in found.areas:
        pen.rectangle((left - 5, top - 5, right + 4, bottom + 4), outline=_MARK, width=2)
    return picture


def png(picture: Image.Image) -> bytes:
    """Write a picture as PNG, without any date or name in it."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _on_paper(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture)
    return sheet


def _areas(mask: Image.Image) -> list[Box]:
    """Gather the pixels of a mask into boxes: cells of a coarse grid that touch belong together."""
    coarse = mask.reduce(_CELL)
    columns = coarse.width
    lit = {divmod(index, columns) for index, level in enumerate(coarse.tobytes()) if level}
    areas = []
    while lit:
        group, edge = set(), [min(lit)]
        while edge:
            row, column = edge.pop()
            near = {(row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1)} & lit
            lit -= near
            group |= near
            edge += near
        rows, across = [row for row, _ in group], [column for _, column in group]
        cell = (min(across) * _CELL, min(rows) * _CELL, (max(across) + 1) * _CELL, (max(rows) + 1) * _CELL)
        inner = mask.crop(cell).getbbox() or (0, 0, cell[2] - cell[0], cell[3] - cell[1])
        areas.append((cell[0] + inner[0], cell[1] + inner[1], cell[0] + inner[2], cell[1] + inner[3]))
    return sorted(areas, key=lambda box: (box[1], box[0]))
