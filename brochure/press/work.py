"""One finishing in progress: what all streams of a document share."""

from __future__ import annotations

from typing import Any

import pikepdf

from brochure.press.colours import Colours
from brochure.press.fonts import Widths
from brochure.press.order import Order
from brochure.press.pictures import Pictures


class Work:
    """The document, the order, and what is converted once.

    `transparent` is set where a page shows something through something else.
    """

    def __init__(self, document: pikepdf.Pdf, order: Order) -> None:
        self.document = document
        self.order = order
        self.colours = Colours(order)
        self.pictures = Pictures(document, order, self.colours)
        self.transparent = False
        self._fonts: dict[Any, Widths] = {}

    def widths(self, font: Any) -> Widths:
        """Give the widths of a font."""
        key = font.objgen
        if key == (0, 0) or key not in self._fonts:
            self._fonts[key] = Widths(font)
        return self._fonts[key]
