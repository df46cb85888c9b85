"""The boxes of a page, and what stands outside the bleed, on every plate: crop marks, fold marks and the slug line.

The lower left corner of the sheet is the origin.
"""

from __future__ import annotations

from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from brochure.pdfreader.matrix import Point
from brochure.press.order import Order, Spot
from brochure.press.spots import separation
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.shipped import FONTS
from brochure.vocabulary.units import MM

MARK_LENGTH = 5.0
_DECIMALS = 4
_LINE = 0.25
_SIZE = 6.0
_DASH = 2.0
_FACE = "SourceSans3_400Regular.ttf"


class Marks:
    """Draws the marks of one order."""

    def __init__(self, document: Pdf, order: Order, boxes: Boxes) -> None:
        self._document, self._order, self._boxes = document, order, boxes
        # ISO 32000-1, 8.6.6.4: All is every plate of the device, also that of an ink this file does not know.
        self._registration = separation(document, Spot("All", (1, 1, 1, 1)))

    def draw(self, page: Object, number: int, count: int) -> None:
        """Add the marks of a page to its content."""
        plates = "".join(f"  ·  {spot.name}" for spot in self._order.spots)
        line = f"{self._order.name}  ·  {number}/{count}  ·  {self._order.date}  ·  {self._order.settings.condition}"
        line += f"  ·  CMYK{plates}" if plates else ""
        content = " ".join(
            [
                "q /all CS 1 SCN /all cs 1 scn",
                f"{_LINE} w",
                *self._crops(),
                *self._folds(number),
                *self._slug(line),
                "Q",
            ]
        )
        form = self._document.make_stream(content.encode("ascii"))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, page.MediaBox
        form.Resources = Dictionary(ColorSpace=Dictionary(all=self._registration))
        if "/XObject" not in page.Resources:
            page.Resources.XObject = Dictionary()
        page.Resources.XObject["/marks"] = form
        page.Contents = Array([page.Contents, self._document.make_stream(b"/marks Do")])

    def _crops(self) -> list[str]:
        """Two lines at each corner, in line with the trim, from the sheet's edge to the offset."""
        boxes, length = self._boxes, MARK_LENGTH * MM
        lines = []
        for x in (boxes.rim, boxes.rim + boxes.width):
            for start in (0.0, 2 * boxes.rim + boxes.height - length):
                lines.append(f"{x:.4f} {start:.4f} m {x:.4f} {start + length:.4f} l S")
        for y in (boxes.rim, boxes.rim + boxes.height):
            for start in (0.0, 2 * boxes.rim + boxes.width - length):
                lines.append(f"{start:.4f} {y:.4f} m {start + length:.4f} {y:.4f} l S")
        return lines

    def _folds(self, number: int) -> list[str]:
        """A dashed line above and below each fold of a page."""
        boxes, length = self._boxes, MARK_LENGTH * MM
        at = self._order.folds[number - 1] if self._order.folds else ()
        lines = [
            f"{boxes.rim + fold * MM:.4f} {start:.4f} m {boxes.rim + fold * MM:.4f} {start + length:.4f} l S"
            for fold in at
            for start in (0.0, 2 * boxes.rim + boxes.height - length)
        ]
        return [f"[{_DASH}] 0 d", *lines, "[] 0 d"] if lines else []

    def _slug(self, text: str) -> list[str]:
        """Set the line between the lower marks, as outlines: the file then needs no font for it."""
        boxes = self._boxes
        outlines, width = [], 0.0
        for character in text:
            outline, advance = _glyph(character)
            if outline:
                outlines.append(f"q 1 0 0 1 {width:g} 0 cm {outline} f Q")
            width += advance
        room = boxes.width - 4 * MARK_LENGTH * MM
        scale = min(_SIZE / 1000, room / width)
        x, y = boxes.rim + 2 * MARK_LENGTH * MM, MARK_LENGTH * MM / 2 - _SIZE / 3
        return [f"q {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm", *outlines, "Q"]


@cache
def _glyph(character: str) -> tuple[str, float]:
    """Give the outline of a character as PDF operators, and its advance, in thousandths of the size."""
    from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    class Pen(BasePen):  # type: ignore[misc]  # fontTools is not typed
        def __init__(self, glyphs: object) -> None:
            super().__init__(glyphs)
            self.pieces: list[str] = []

        def _add(self, name: str, *points: Point) -> None:
            self.pieces.append(" ".join(f"{x * unit:g} {y * unit:g}" for x, y in points) + f" {name}")

        def _moveTo(self, pt: Point) -> None:
            self._add("m", pt)

        def _lineTo(self, pt: Point) -> None:
            self._add("l", pt)

        def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:
            self._add("c", pt1, pt2, pt3)

        def _closePath(self) -> None:
            self.pieces.append("h")

    with TTFont(FONTS / _FACE, lazy=True) as font:
        unit = 1000 / font["head"].unitsPerEm
        glyphs = font.getGlyphSet()
        glyph = glyphs[font.getBestCmap().get(ord(character), ".notdef")]
        pen = Pen(glyphs)
        glyph.draw(pen)
        return " ".join(pen.pieces), glyph.width * unit


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of every page of an order (ISO 32000-1, 14.11.2), in points; all four edges have the same rims.

    `bleed` and `rim` are the distances from the trim to the bleed's edge and to the sheet's.
    """

    width: float
    height: float
    bleed: float
    rim: float

    @classmethod
    def of(cls, order: Order) -> Boxes:
        """Give the boxes of an order; marks, where asked for, make the sheet larger than the bleed."""
        settings = order.settings
        around = settings.offset + MARK_LENGTH if settings.marks else 0.0
        width, height = order.trim
        return cls(width * MM, height * MM, settings.bleed * MM, (settings.bleed + around) * MM)

    def box(self, beyond: float) -> pikepdf.Array:
        """Give the box that lies beyond the trim by so much."""
        low = self.rim - beyond
        corners = (low, low, self.rim + self.width + beyond, self.rim + self.height + beyond)
        return pikepdf.Array([round(corner, _DECIMALS) for corner in corners])

    def set(self, page: Object) -> None:
        """Write the boxes of a page; no other one stays, nor a rotation."""
        for key in ("/ArtBox", "/CropBox", "/Rotate", "/UserUnit"):
            if key in page:
                del page[key]
        page.MediaBox = self.box(self.rim)
        page.CropBox = self.box(self.rim)
        page.BleedBox = self.box(self.bleed)
        page.TrimBox = self.box(0.0)
