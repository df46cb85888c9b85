"""PDF/X-1a: what is transparent and cannot be flattened is printed as pixels, on what lies beneath it.

The page is written twice: as PDF/X-4, which keeps its transparency, and flat. Where the flat one cannot follow, the
other is drawn up to that thing, plate by plate, and the part that the thing covers takes its place.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor
from typing import Any

import pikepdf
from pikepdf import Array, Object

from brochure.pdfreader.events import Change, Glyphs, PaintedPath
from brochure.pdfreader.facts import PROCESS
from brochure.pdfreader.interpreter import Interpreter, Walk
from brochure.pdfreader.matrix import Area, Matrix
from brochure.pdfreader.plates import Plated, Plates
from brochure.pdfreader.separating import Separation
from brochure.pdfreader.state import State
from brochure.press.ground import Ground
from brochure.press.order import Fault, Order, transparent
from brochure.press.stream import Painters, Stream, Work
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.units import MM

# More such things on a page are a page that nobody meant for this standard.
_MOST = 60
_CODE = "press-transparency"


@dataclass(frozen=True, slots=True)
class _Shown:
    """How far the page with its transparency was written after an event, how deep, and what the event painted."""

    written: int
    depth: int
    area: Area | None


class Rasteriser:
    """Writes the pages of one flat order; `counted` is how many things of the last page became pixels."""

    def __init__(self, document: pikepdf.Pdf, order: Order, painters: Painters) -> None:
        settings = replace(order.settings, standard="x-4")
        self._order = order
        self._clear = Work(document, replace(order, settings=settings), painters)
        self.counted = 0

    def write(self, stream: Stream, page: Object, sheet: Area) -> bytes:
        """Write the content of a page into a stream of its own. Raises Fault, Endless."""
        self.counted = 0
        base = Matrix(*stream.shift)
        clear = Stream(self._clear, Interpreter(Walk(), State(base, sheet), page.Resources), Ground(), stream.shift)
        shown = list(_shown(clear, page))
        self._clear.pictures.convert()
        return stream.rewrite(page, _Followed(self, stream, clear, shown))

    def plated(self, clear: Stream, shown: _Shown) -> Plated:
        """Draw the page with its transparency up to an event. Raises what PDFium and pikepdf raise."""
        width, height = (2 * clear.shift.e + length * MM for length in self._order.trim)
        height += 2 * (clear.shift.f - clear.shift.e)
        made = pikepdf.new()
        drawn = made.add_blank_page(page_size=(width, height)).obj
        drawn.Resources = made.copy_foreign(clear.work.document.make_indirect(clear.made.dictionary()))
        content = clear.content(shown.written) + b"\nQ" * shown.depth
        drawn.Contents = made.make_stream(f"q 1 0 0 1 {clear.shift.e} {clear.shift.f} cm\n".encode() + content + b"\nQ")
        file = io.BytesIO()
        made.save(file)
        with pikepdf.open(io.BytesIO(file.getvalue())) as again:
            names = [spot.name for spot in self._order.spots]
            (page,) = Plates(Separation(again), names).pages(self._order.settings.resolution)
        return page

    def bands(self, page: Plated, box: tuple[int, int, int, int]) -> list[Any]:
        """Give the inks of a part of a page: the four, then those of the order."""
        return [page.plates[name].crop(box) for name in (*PROCESS, *(spot.name for spot in self._order.spots))]


def _shown(clear: Stream, page: Object) -> Iterator[_Shown]:
    for event in clear.reader.read(page):
        before = len(clear.ground.painted)
        clear.follow(event)
        areas = [area for area in clear.ground.painted[before:] if not area.empty]
        around = Area.around([point for area in areas for point in (area[:2], area[2:4])]) if areas else None
        yield _Shown(clear.length, clear.depth, around)


class _Followed:
    """Follows the events of a flat page, and puts pixels where it cannot."""

    def __init__(self, rasteriser: Rasteriser, stream: Stream, clear: Stream, shown: list[_Shown]) -> None:
        self._rasteriser, self._stream, self._clear = rasteriser, stream, clear
        self._shown = iter(shown)
        self._waiting: tuple[Fault, Area] | None = None

    def __call__(self, event: Any) -> None:
        """Write an event, or what stands for it. Raises Fault."""
        stream, shown = self._stream, next(self._shown)
        kept = stream.mark()
        try:
            masked = stream.state.mask is not None and not isinstance(event, Change)
            if masked and shown.area is not None:
                raise transparent(Said("a colour that fades away"))
            stream.follow(event)
        except Fault as fault:
            if fault.code != _CODE:
                raise
            stream.back(kept)
            self._instead(event, fault, shown)
        if isinstance(event, Change) and event.operator == "ET" and self._waiting is not None:
            why, area = self._waiting
            self._waiting = None
            self._put(why, replace(shown, area=area))

    def _instead(self, event: Any, fault: Fault, shown: _Shown) -> None:
        stream = self._stream
        if isinstance(event, Change) or shown.area is None:
            return
        if isinstance(event, Glyphs):
            # No picture stands within a text: it comes after its end.
            state = stream.state
            if state.size and state.stretch:
                stream.write("TJ", Array([round(-1000 * event.width / state.size / state.stretch, 4)]))
            area = shown.area
            if self._waiting is not None:
                both = (self._waiting[1], area)
                area = Area.around([point for one in both for point in (one[:2], one[2:4])])
            self._waiting = fault, area
            return
        self._put(fault, shown)
        if isinstance(event, PaintedPath) and event.clips:
            for _, piece in event.pieces:
                stream.keep(piece)
            stream.write("n")

    def _put(self, fault: Fault, shown: _Shown) -> None:
        rasteriser, stream = self._rasteriser, self._stream
        rasteriser.counted += 1
        assert shown.area is not None
        if rasteriser.counted > _MOST:
            raise fault
        try:
            page = rasteriser.plated(self._clear, shown)
        except Exception as error:
            # Whatever keeps the page from being drawn, the thing itself is what is told.
            raise fault from error
        width, height = page.plates[PROCESS[0]].size
        across, down, tall = width / page.crop[2], height / page.crop[3], page.crop[3]
        area = shown.area
        left, right = max(0, floor(area.left * across)), min(width, ceil(area.right * across))
        top, bottom = max(0, floor((tall - area.high) * down)), min(height, ceil((tall - area.low) * down))
        if left >= right or top >= bottom:
            return
        made = stream.work.pictures.finished(rasteriser.bands(page, (left, top, right, bottom)))
        placed = Area(left / across, tall - bottom / down, right / across, tall - top / down, True)
        stream.place(made, placed)
