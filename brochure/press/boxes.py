"""The boxes of a page and where its content comes to lie: the lower left corner of the sheet is the origin."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Object

from brochure.press.order import Order
from brochure.vocabulary.units import MM

MARK_LENGTH = 5.0
_DECIMALS = 4


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
