"""The plates of rendered pages and the total of their inks, whatever lies over what: overprint, opacity, pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from brochure.pdfreader.facts import PROCESS, Box
from brochure.vocabulary.conditions import STEPS
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.units import MM, around

if TYPE_CHECKING:
    from brochure.pdfreader.separating import Separation

# Ink is averaged over 15 mm2, as the Ghent Workgroup's specifications of 2015 do.
_CELL = 15**0.5 * MM
_DPI = 96
_LONGEST_EDGE = 4000
# What a pixel may hold of an ink that is not there, since edges are smoothed.
_TRACE = 3
# What a pixel says of one per cent of ink.
_PER_CENT = 2.55


@dataclass(frozen=True, slots=True)
class Heavy:
    """A part of a page where the inks, averaged over cells of 15 mm2, add up to more than asked: `ink` in percent."""

    page: int
    box: Box
    ink: float


def heavy(data: bytes, limit: float, spots: Sequence[str] = ()) -> tuple[Heavy, ...]:
    """Give the heaviest part of every page with more ink than `limit`, in percent, inside the bleed.

    The inks are the four, and the spot inks that are named. Raises what pikepdf and PDFium raise of a PDF that they
    cannot draw.
    """
    return tuple(found for page in plated(data, _DPI, spots) for found in heaviest(page, limit))


@dataclass(frozen=True, slots=True)
class Plated:
    """A page as its plates: pictures (mode L, 255 is full ink) by the names of their inks.

    `scale` is how many pixels a point has; `crop`, `trim` and `bleed` are the boxes of the page, in points of its own.
    """

    number: int
    plates: Mapping[str, Any]
    scale: float
    crop: Box
    trim: Box
    bleed: Box

    @property
    def ink(self) -> Any:
        """Give the sum of the inks, a picture in which each full ink counts 255; lines of processing steps are none."""
        from brochure.pdfreader.images import total

        return total([plate for name, plate in self.plates.items() if name not in STEPS])

    @property
    def used(self) -> tuple[str, ...]:
        """Name the inks that print anything within the bleed."""
        frame = self.within(self.bleed)
        inks = ((ink, plate) for ink, plate in self.plates.items() if ink not in STEPS)
        return tuple(ink for ink, plate in inks if plate.crop(frame).getextrema()[1] > _TRACE)

    @property
    def most(self) -> float:
        """Give the most ink within the bleed, in percent, averaged over 15 mm2."""
        return max((part.ink for part in heaviest(self, 0)), default=0.0)

    def within(self, box: Box) -> tuple[int, int, int, int]:
        """Give a box of the page in pixels: left, top, right, bottom, never outside the pictures."""
        width, height = self.plates[PROCESS[0]].size
        left, right = (round((x - self.crop[0]) * self.scale) for x in box[::2])
        bottom, top = (round((self.crop[3] - y) * self.scale) for y in box[1::2])
        return max(0, left), max(0, top), min(width, right), min(height, bottom)


def plated(data: bytes, dpi: float, spots: Sequence[str] = (), everywhere: bool = False) -> Iterator[Plated]:
    """Draw the plates of every page: those of the four inks, and of the spot inks that are named.

    `everywhere` shows register marks on every plate. Raises what pikepdf and PDFium raise of a PDF that they cannot
    draw.
    """
    import pikepdf

    from brochure.pdfreader.separating import Separation

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        yield from Plates(Separation(pdf, everywhere), spots).pages(dpi)


class Plates:
    """The plates of a document that is separated: those of the four inks, and of the spot inks that are named."""

    def __init__(self, separation: Separation, spots: Sequence[str]) -> None:
        names = [*PROCESS, *spots]
        self._names = names + [names[-1]] * (-len(names) % 3)
        self._sheets = [separation.showing(self._names[at : at + 3]) for at in range(0, len(self._names), 3)]

    def pages(self, dpi: float, only: int | None = None) -> Iterator[Plated]:
        """Draw every page, or `only` one, by its number. Raises PdfiumError where they cannot be drawn."""
        import pypdfium2

        with ExitStack() as stack:
            documents = [stack.enter_context(pypdfium2.PdfDocument(sheet)) for sheet in self._sheets]
            for number in range(1, len(documents[0]) + 1) if only is None else (only,):
                yield _plated(number, [document[number - 1] for document in documents], self._names, dpi)


def _plated(number: int, pages: Sequence[Any], names: Sequence[str], dpi: float) -> Plated:
    from PIL import ImageChops

    first = pages[0]
    scale = min(dpi / 72, _LONGEST_EDGE / max(first.get_size()))
    pictures = [page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB") for page in pages]
    # Red, green and blue are what the inks leave of the paper.
    bands = [ImageChops.invert(band) for picture in pictures for band in picture.split()]
    boxes = first.get_cropbox(), first.get_trimbox(), first.get_bleedbox()
    return Plated(number, dict(zip(names, bands, strict=True)), scale, *boxes)


def heaviest(page: Plated, limit: float) -> Iterator[Heavy]:
    """Give the part of a page, inside the bleed, with more ink than `limit`, in percent, averaged over 15 mm2."""
    from brochure.pdfreader.images import highest

    # Marks stand outside the bleed, in all inks.
    ink, frame, scale = page.ink, page.within(page.bleed), page.scale
    left, top, right, bottom = frame
    if left >= right or top >= bottom or highest(ink.crop(frame)) / _PER_CENT <= limit:
        return
    cells = list(_cells(ink, frame, max(1, round(_CELL * scale)), limit))
    if cells:
        x, y = page.crop[0] - page.trim[0], page.trim[3] - page.crop[3]
        x0, y0, x1, y1 = around([box for box, _ in cells])
        box = (x0 / scale + x, y0 / scale + y, x1 / scale + x, y1 / scale + y)
        yield Heavy(page.number, box, max(ink for _, ink in cells))


def _cells(ink: Any, frame: tuple[int, int, int, int], side: int, limit: float) -> Iterator[tuple[Box, float]]:
    """Give the cells above the limit; each overlaps the next by half, so that none lies astride two."""
    left, top, right, bottom = frame
    for x in (left, left + side // 2):
        for y in (top, top + side // 2):
            if right - x < side or bottom - y < side:
                continue
            part = ink.crop((x, y, x + (right - x) // side * side, y + (bottom - y) // side * side))
            small = part.convert("F").reduce(side)
            for at, value in enumerate(small.get_flattened_data()):
                if value / _PER_CENT > limit:
                    column, row = at % small.width, at // small.width
                    x0, y0 = x + column * side, y + row * side
                    yield (x0, y0, x0 + side, y0 + side), value / _PER_CENT
