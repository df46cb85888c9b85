"""Cut and fold lines as processing steps (ISO 19593-1): each on a layer of its own, in a colour that is no ink."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from brochure.press.marks import Boxes
from brochure.press.order import Order, Spot
from brochure.press.spots import separation
from brochure.vocabulary.conditions import CUTTING, FOLDING
from brochure.vocabulary.units import MM

# Seen from afar, and from each other; no press prints them.
_LOOKS = {CUTTING: (0.0, 1.0, 0.0, 0.0), FOLDING: (1.0, 0.0, 0.0, 0.0)}
_LINE = 0.5


class Steps:
    """Draws the lines of one order: the trim of every page, and the folds of a sheet that is folded after cutting."""

    def __init__(self, document: Pdf, order: Order, boxes: Boxes) -> None:
        self._document, self._order, self._boxes = document, order, boxes
        names = [CUTTING, *([FOLDING] if any(order.folds) else [])]
        self._layers = {name: self._layer(name) for name in names}
        self._spaces = {name: separation(document, Spot(name, _LOOKS[name])) for name in names}
        # Whatever is done with the lines, what lies beneath is not knocked out.
        self._mode = document.make_indirect(Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1))
        listed = Array(list(self._layers.values()))
        document.Root.OCProperties = Dictionary(
            OCGs=listed, D=Dictionary(Name=pikepdf.String("Processing steps"), Order=listed, ON=listed)
        )

    def draw(self, page: Object, number: int) -> None:
        """Add the lines of a page to its content, on their layers."""
        content = []
        for name, layer in self._layers.items():
            lines = list(self._lines(name, number))
            if not lines:
                continue
            _put(page, "/Properties", name, layer)
            _put(page, "/ColorSpace", name, self._spaces[name])
            _put(page, "/ExtGState", "Step", self._mode)
            content += [f"/OC /{name} BDC q /Step gs /{name} CS 1 SCN {_LINE} w", *lines, "Q EMC"]
        if content:
            page.Contents = Array([*_parts(page), self._document.make_stream("\n".join(content).encode("ascii"))])

    def _layer(self, name: str) -> Object:
        # The group that both lines are of is that of what is done to the sheet itself.
        step = Dictionary(GTS_ProcStepsGroup=Name.Structural, GTS_ProcStepsType=Name(f"/{name}"))
        return self._document.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String(name), GTS_Metadata=step))

    def _lines(self, name: str, number: int) -> Iterator[str]:
        rim, width, height = self._boxes.rim, self._boxes.width, self._boxes.height
        if name == CUTTING:
            yield f"{rim:.4f} {rim:.4f} {width:.4f} {height:.4f} re S"
            return
        for fold in self._order.folds[number - 1]:
            x = rim + fold * MM
            yield f"{x:.4f} {rim:.4f} m {x:.4f} {rim + height:.4f} l S"


def _put(page: Object, kind: str, name: str, value: Object) -> None:
    if kind not in page.Resources:
        page.Resources[kind] = Dictionary()
    page.Resources[kind][f"/{name}"] = value


def _parts(page: Object) -> list[Object]:
    return list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]
