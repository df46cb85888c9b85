"""Holds text to its ground on pages as they are drawn: what it is painted with, and the pixels that lie under it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from math import hypot
from operator import mul
from typing import Any

from brochure.pdfreader.facts import Box
from brochure.vocabulary.colour import contrast, mix
from brochure.vocabulary.records import dataclass

# A pixel to a point: enough to tell a ground between letters; of a poster less.
_SCALE = 1.0
_LONGEST_EDGE = 4000
# A line is looked at part by part, each so many times as long as it is high. So much of a part is its ground: less is
# the edge of something beside it, or a rule below it.
_PART = 2.0
_SHARE = 0.25
# A line on no more colours than this passes at once where it stands out from each of them.
_FEW = 32
# Where no colour makes up half of a part, it lies on a picture.
_PLAIN = 0.5
# Rendering modes (ISO 32000-1, table 106): stroked, and those that paint nothing.
_STROKED, _UNSEEN = (1, 5), (3, 7)
_ROUNDED = 0.02

# How far from a mix of two colours, of 255, a pixel may be that is one.
_WHOLE, _OFF = 1.05, 6

Rgb = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Least = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Faint:
    """A line of text that does not stand out: its `size` in points, both colours as seen, their contrast and `least`.

    `plain` tells that it lies on one colour, not on a picture.
    """

    page: int
    box: Box
    text: str
    size: float
    colour: str
    ground: str
    ratio: float
    least: float
    plain: bool


@dataclass(frozen=True, slots=True)
class _Worst:
    """The part of a line with the least contrast."""

    ratio: float
    colour: str
    ground: str
    plain: bool


def faint(data: bytes, least: Least) -> tuple[Faint, ...]:
    """Find the lines of a PDF with less contrast than `least` asks of their size; boxes from the top left of the trim.

    Raises what PDFium raises of a PDF that it cannot draw.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return tuple(line for number in range(len(document)) for line in _on_page(document[number], number + 1, least))


class Grounds:
    """The pages of a PDF without their text, at which other text can be held. Raises what PDFium raises."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2
        import pypdfium2.raw as raw

        self._pages: list[tuple[Any, float, float, float]] = []
        with pypdfium2.PdfDocument(data) as document:
            for page in document:
                for text, _ in _texts(page):
                    raw.FPDFPageObj_SetIsActive(text, False)
                scale = min(_SCALE, _LONGEST_EDGE / max(page.get_size()))
                crop, trim = page.get_cropbox(), page.get_trimbox()
                ground = page.render(scale=scale, may_draw_forms=False).to_pil()
                self._pages.append((ground, scale, trim[0] - crop[0], crop[3] - trim[3]))

    def bears(self, page: int, box: Box, colour: Rgb, least: float) -> bool:
        """Tell whether each colour under a box, in points from the top left of the trim, gives as much contrast."""
        few, said = self.under(page, box), "#{:02x}{:02x}{:02x}".format(*colour)
        return bool(few) and all(rgb is not None and _upon(rgb, said, 1.0)[0] >= least for rgb in few)

    def under(self, page: int, box: Box) -> frozenset[Rgb | None]:
        """Give the colours under a box; None among them where there are many, none where it lies off the page."""
        ground, scale, across, down = self._pages[page]
        left, top, right, bottom = box
        width, height = ground.size
        part = (
            max(0, int((left + across) * scale)),
            max(0, int((top + down) * scale)),
            min(width, int((right + across) * scale) + 1),
            min(height, int((bottom + down) * scale) + 1),
        )
        if part[0] >= part[2] or part[1] >= part[3]:
            return frozenset()
        few = ground.crop(part).getcolors(_FEW)
        return frozenset(rgb for _, rgb in few) if few else frozenset((None,))


def _on_page(page: Any, number: int, least: Least) -> Iterator[Faint]:
    import pypdfium2.raw as raw

    texts = list(_texts(page))
    if not texts:
        return
    for text, _ in texts:
        raw.FPDFPageObj_SetIsActive(text, False)
    scale = min(_SCALE, _LONGEST_EDGE / max(page.get_size()))
    ground = page.render(scale=scale, may_draw_forms=False).to_pil()
    for text, _ in texts:
        raw.FPDFPageObj_SetIsActive(text, True)
    crop, trim = page.get_cropbox(), page.get_trimbox()
    across, down = crop[0] - trim[0], trim[3] - crop[3]
    for text, outer in texts:
        size, box = _size(text, outer), _pixels(page, _bounds(text, outer), ground.size)
        painted = _paint(text)
        if painted is None or box is None:
            continue
        under, wanted = ground.crop(box), least(size) - _ROUNDED
        few = under.getcolors(_FEW)
        if few and min(_upon(rgb, *painted)[0] for _, rgb in few) >= wanted:
            continue
        worst = _worst(under, *painted)
        if worst.ratio < wanted:
            left, top, right, bottom = (value / scale for value in box)
            seen = (left + across, top + down, right + across, bottom + down)
            said = _said(page, text)
            yield Faint(number, seen, said, size, worst.colour, worst.ground, worst.ratio, least(size), worst.plain)


def _worst(ground: Any, colour: str, alpha: float) -> _Worst:
    """Find the part of a line's ground on which its colour stands out least."""
    width, height = ground.size
    long, short = max(ground.size), min(ground.size)
    count = max(1, round(long / (_PART * short)))
    bounds = [round(long * step / count) for step in range(count + 1)]
    parts = pairwise(bounds)
    boxes = ((low, 0, high, height) if width >= height else (0, low, width, high) for low, high in parts)
    return min((_against(ground.crop(box), colour, alpha) for box in boxes), key=lambda part: part.ratio)


def _against(part: Any, colour: str, alpha: float) -> _Worst:
    colours = part.getcolors(part.width * part.height)
    most, major = max(colours)
    own = int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    if most * 2 >= part.width * part.height:
        colours = [(count, rgb) for count, rgb in colours if rgb == major or not _between(rgb, major, own)]
    pixels = sum(count for count, _ in colours)
    found = sorted((*_upon(rgb, colour, alpha), count) for count, rgb in colours)
    passed = accumulate(count for *_, count in found)
    ratio, seen, under, _ = next(one for one, sum in zip(found, passed, strict=True) if sum >= _SHARE * pixels)
    return _Worst(ratio, seen, under, max(count for *_, count in found) >= _PLAIN * pixels)


def _between(rgb: Rgb, ground: Rgb, colour: Rgb) -> bool:
    """Tell whether a pixel is of a line in the text's own colour, below it or through it, or of its soft edge."""
    way = [last - first for first, last in zip(ground, colour, strict=True)]
    gone = [value - first for first, value in zip(ground, rgb, strict=True)]
    share: float = sum(map(mul, way, gone)) / (sum(map(mul, way, way)) or 1)
    off: float = max(abs(one - share * whole) for one, whole in zip(gone, way, strict=True))
    return 0 < share <= _WHOLE and off <= _OFF


@lru_cache(maxsize=4096)
def _upon(rgb: tuple[int, int, int], colour: str, alpha: float) -> tuple[float, str, str]:
    """Give the contrast of a colour on a pixel, and both as they are seen."""
    under = "#{:02x}{:02x}{:02x}".format(*rgb)
    seen = colour if alpha == 1 else mix(under, colour, alpha)
    return contrast(seen, under), seen, under


def _texts(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Give the texts of a page, those of its forms too, each with the way from its space to that of the page."""
    import pypdfium2.raw as raw

    count = raw.FPDFPage_CountObjects(page)
    waiting = [(raw.FPDFPage_GetObject(page, at), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)) for at in reversed(range(count))]
    while waiting:
        found, outer = waiting.pop()
        kind = raw.FPDFPageObj_GetType(found)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield found, outer
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            inner, count = _times(_matrix(found), outer), raw.FPDFFormObj_CountObjects(found)
            waiting += [(raw.FPDFFormObj_GetObject(found, at), inner) for at in reversed(range(count))]


def _matrix(found: Any) -> Matrix:
    import pypdfium2.raw as raw

    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(found, own)
    return own.a, own.b, own.c, own.d, own.e, own.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, x, y = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + x, e * h + f * j + y


def _size(text: Any, outer: Matrix) -> float:
    import pypdfium2.raw as raw

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(text, size)
    _, _, c, d, _, _ = _times(_matrix(text), outer)
    return size.value * hypot(c, d)


def _bounds(text: Any, outer: Matrix) -> list[tuple[float, float]]:
    """Give the corners of a text in the space of the page: two across from each other, where it stands upright."""
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(text, left, bottom, right, top)
    a, b, c, d, e, f = outer
    corners = [(left.value, bottom.value), (right.value, top.value)]
    if not (b == c == 0 or a == d == 0):
        corners += [(left.value, top.value), (right.value, bottom.value)]
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]


def _pixels(page: Any, corners: list[tuple[float, float]], size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """Give the pixels that a text covers on a picture of its page; None where it has none there."""
    import pypdfium2.raw as raw

    points = []
    for x, y in corners:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        points.append((across.value, down.value))
    left, right = max(0, min(x for x, _ in points)), min(size[0], max(x for x, _ in points) + 1)
    top, bottom = max(0, min(y for _, y in points)), min(size[1], max(y for _, y in points) + 1)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _paint(text: Any) -> tuple[str, float] | None:
    """Give the colour of a text and its opacity; None for one that is not seen, or painted with a pattern."""
    import pypdfium2.raw as raw

    mode = raw.FPDFTextObj_GetTextRenderMode(text)
    values = [ctypes.c_uint() for _ in range(4)]
    read = raw.FPDFPageObj_GetStrokeColor if mode in _STROKED else raw.FPDFPageObj_GetFillColor
    if mode in _UNSEEN or not read(text, *values) or not values[3].value:
        return None
    red, green, blue, alpha = (value.value for value in values)
    return f"#{red:02x}{green:02x}{blue:02x}", alpha / 255


def _said(page: Any, text: Any) -> str:
    import pypdfium2.raw as raw

    whole = page.get_textpage()
    length = raw.FPDFTextObj_GetText(text, whole, None, 0)
    letters = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(text, whole, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)), length)
    whole.close()
    return letters.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
