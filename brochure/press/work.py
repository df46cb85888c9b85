"""One finishing in progress: what all streams of a document share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pikepdf

from brochure.pdfreader.interpreter import Walk
from brochure.press.colours import Converter
from brochure.press.order import Order
from brochure.press.pictures import Pictures

Painters = Mapping[type, Callable[..., None]]


class Work:
    """The document, the order, and what is converted once; `painters` rewrite the events of its streams.

    `transparent` is set where a page shows something through something else.
    """

    def __init__(self, document: pikepdf.Pdf, order: Order, painters: Painters) -> None:
        self.document, self.order, self.painters = document, order, painters
        self.converter = Converter(order)
        self.pictures = Pictures(document, order, self.converter)
        self.walk = Walk()
        self.transparent = False
