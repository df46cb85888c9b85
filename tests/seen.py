"""What a reader sees of a page, by PDFium: characters with their size, colour and ground, and filled shapes.

Lengths are in points, counted from the lower left corner of the page as PDFium does.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import hypot
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

Colour = tuple[int, int, int]
Point = tuple[float, float]
# Pixels to a point: fine enough to tell the ground between letters of 7 pt.
SCALE = 2.0


@dataclass(frozen=True)
class Run:
    """Characters of one look that stand side by side: `box` is (left, bottom, right, top)."""

    text: str
    size: float
    colour: Colour
    alpha: int
    drawn: bool
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Shape:
    """A filled path: `outlines` are its closed lines, curves flattened; `mark` is its marked content, -1 for none."""

    colour: Colour
    mark: int
    outlines: tuple[tuple[Point, ...], ...] = field(repr=False)

    @property
    def area(self) -> float:
        """Give the area in square points: outlines that run the other way round cut holes."""
        return abs(sum(_signed_area(outline) for outline in self.outlines))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Give left, bottom, right and top."""
        across = [x for outline in self.outlines for x, _ in outline]
        up = [y for outline in self.outlines for _, y in outline]
        return min(across), min(up), max(across), max(up)


def lines(runs: Iterable[Run]) -> list[str]:
    """Give the lines that words make: those that stand beside each other, no further apart than a space or two.

    A box is as high as its letters: of two on one line, the middle of one lies within the other.
    """
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.box[1] - run.box[3]):
        middle = (run.box[1] + run.box[3]) / 2
        row = next((row for row in rows if row[0].box[1] < middle < row[0].box[3]), None)
        rows.append([run]) if row is None else row.append(run)
    found: list[str] = []
    for row in rows:
        end = None
        for run in sorted(row, key=lambda run: run.box[0]):
            if end is not None and run.box[0] - end < run.size:
                found[-1] += f" {run.text}"
            else:
                found.append(run.text)
            end = run.box[2]
    return found


class Pages:
    """An opened PDF; pages count from 0."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)
        self._runs: dict[int, list[Run]] = {}
        self._whole: dict[int, Image.Image] = {}

    def __len__(self) -> int:
        return len(self._document)

    def text(self, number: int) -> str:
        """Give the text of a page as PDFium extracts it."""
        return str(self._document[number].get_textpage().get_text_range())

    def size(self, number: int) -> Point:
        """Give width and height."""
        width, height = self._document[number].get_size()
        return float(width), float(height)

    def runs(self, number: int) -> list[Run]:
        """Give the text of a page, word by word."""
        if number not in self._runs:
            self._runs[number] = self._read(number)
        return self._runs[number]

    def _read(self, number: int) -> list[Run]:
        page = self._document[number].get_textpage()
        found: list[list[tuple[str, tuple[Any, ...], tuple[float, ...]]]] = [[]]
        for index in range(raw.FPDFText_CountChars(page)):
            char = chr(raw.FPDFText_GetUnicode(page, index))
            if raw.FPDFText_IsGenerated(page, index) or char.isspace():
                found.append([])
                continue
            look, box = _look(page, index), _box(page, index)
            # Two figures of the same look, one under the other with no text between them, are two words.
            if found[-1] and (found[-1][-1][1] != look or abs(found[-1][-1][2][1] - box[1]) > 2 * look[0]):
                found.append([])
            found[-1].append((char, look, box))
        return [_run(chars) for chars in found if chars]

    def shapes(self, number: int) -> list[Shape]:
        """Give the filled paths of a page in the order in which they are painted, those of its forms too."""
        page = self._document[number]
        objects = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
        return [shape for object in objects for shape in _shapes(object, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), -1)]

    def figures(self, number: int) -> list[tuple[str, set[int]]]:
        """Give (alternative text, numbers of marked content) of every figure of a page, in the order of the tree."""
        tree = raw.FPDF_StructTree_GetForPage(self._document[number])
        roots = (raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree)))
        found = [figure for root in roots for figure in _figures(root)]
        raw.FPDF_StructTree_Close(tree)
        return found

    def whole(self, number: int) -> Image.Image:
        """Draw a page in RGB, once."""
        if number not in self._whole:
            self._whole[number] = self.picture(number)
        return self._whole[number]

    def picture(self, number: int, text: bool = True, scale: float = SCALE) -> Image.Image:
        """Draw a page in RGB, without its text if asked."""
        page = self._document[number]
        objects = [] if text else list(_texts(page))
        for object in objects:
            raw.FPDFPageObj_SetIsActive(object, False)
        picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        for object in objects:
            raw.FPDFPageObj_SetIsActive(object, True)
        return picture


def _look(page: Any, index: int) -> tuple[Any, ...]:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, index, matrix)
    values = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(page, index, *values)
    red, green, blue, alpha = (value.value for value in values)
    object = raw.FPDFText_GetTextObject(page, index)
    drawn = bool(object) and raw.FPDFTextObj_GetTextRenderMode(object) in (0, 2)
    size = round(raw.FPDFText_GetFontSize(page, index) * hypot(matrix.c, matrix.d), 2)
    return size, (red, green, blue), alpha, drawn


def _box(page: Any, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(page, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _run(chars: list[tuple[str, tuple[Any, ...], tuple[float, ...]]]) -> Run:
    boxes = [box for _, _, box in chars]
    left, bottom = (min(box[at] for box in boxes) for at in (0, 1))
    right, top = (max(box[at] for box in boxes) for at in (2, 3))
    return Run("".join(char for char, _, _ in chars), *chars[0][1], (left, bottom, right, top))


def _inner(object: Any) -> Iterator[Any]:
    return (raw.FPDFFormObj_GetObject(object, index) for index in range(raw.FPDFFormObj_CountObjects(object)))


def _texts(page: Any) -> Iterator[Any]:
    """Give the text objects of a page, those of its forms too."""
    waiting = [raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page))]
    while waiting:
        object = waiting.pop()
        if raw.FPDFPageObj_GetType(object) == raw.FPDF_PAGEOBJ_TEXT:
            yield object
        elif raw.FPDFPageObj_GetType(object) == raw.FPDF_PAGEOBJ_FORM:
            waiting.extend(_inner(object))


Matrix = tuple[float, float, float, float, float, float]


def _shapes(object: Any, outer: Matrix, mark: int) -> Iterator[Shape]:
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(object, own)
    matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
    found = raw.FPDFPageObj_GetMarkedContentID(object)
    mark = found if found >= 0 else mark
    kind = raw.FPDFPageObj_GetType(object)
    if kind == raw.FPDF_PAGEOBJ_FORM:
        for child in _inner(object):
            yield from _shapes(child, matrix, mark)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(object, mode, stroke)
        if mode.value:
            yield Shape(_fill(object), mark, tuple(_outlines(object, matrix)))


def _fill(object: Any) -> Colour:
    values = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(object, *values)
    return values[0].value, values[1].value, values[2].value


def _outlines(path: Any, matrix: Matrix) -> Iterator[tuple[Point, ...]]:
    line: list[Point] = []
    control: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point, kind = _moved((x.value, y.value), matrix), raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(line) > 1:
                yield tuple(line)
            line = [point]
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            control.append(point)
            if len(control) == 3:
                line.extend(_curve(line[-1], *control))
                control = []
        else:
            line.append(point)
    if len(line) > 1:
        yield tuple(line)


def _curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    for step in range(1, 17):
        t = step / 16
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield (
            a * start[0] + b * first[0] + c * second[0] + d * end[0],
            a * start[1] + b * first[1] + c * second[1] + d * end[1],
        )


def _signed_area(outline: tuple[Point, ...]) -> float:
    pairs = zip(outline, (*outline[1:], outline[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, l = second  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _figures(element: Any) -> Iterator[tuple[str, set[int]]]:
    if not element:
        return
    if _string(raw.FPDF_StructElement_GetType, element) == "Figure":
        count = raw.FPDF_StructElement_GetMarkedContentIdCount(element)
        marks = {raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at) for at in range(count)}
        yield _string(raw.FPDF_StructElement_GetAltText, element), marks
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _figures(raw.FPDF_StructElement_GetChildAtIndex(element, at))


def _string(read: Any, element: Any) -> str:
    length = read(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    read(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le")
