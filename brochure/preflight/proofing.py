"""Pages as their plates, as the sum of their inks, and as they will look on paper: what a proof shows."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from types import TracebackType
from typing import Self

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from brochure.pdfreader.claims import printing
from brochure.pdfreader.facts import PROCESS
from brochure.pdfreader.plates import Plated, Plates
from brochure.pdfreader.separating import Separation
from brochure.press.colours import Paper
from brochure.vocabulary.conditions import PROFILES, STEPS
from brochure.vocabulary.shipped import PROFILES as SHIPPED
from brochure.vocabulary.speech import Said

# Ways to look at a page that are no plate.
SEEN, HEAT = Said("Soft proof"), Said("Total ink")
_USUAL = "FOGRA39"
# Total ink in per cent, and the colours between which a map of it runs; above the limit it is all of one.
_HEAT = ((0, (255, 255, 255)), (100, (214, 232, 246)), (200, (250, 218, 120)), (300, (228, 110, 40)))
_ABOVE = (176, 0, 96)


class Proof:
    """A PDF whose pages can be drawn in inks; a context manager.

    `condition` is the printing condition that it is shown on: its own, else a usual one, as `assumed` then tells.
    `everywhere` shows register marks on every plate.
    Raises what pikepdf raises of a PDF that it cannot read.
    """

    def __init__(self, pdf: bytes, everywhere: bool = True) -> None:
        self._pdf = pikepdf.open(io.BytesIO(pdf), suppress_warnings=True)
        self.condition, self._paper, self.assumed = _paper(self._pdf)
        self._separation = Separation(self._pdf, everywhere)
        self.spots, self.is_lit = self._separation.spots, self._separation.is_lit

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pdf.close()

    def pages(self, dpi: float, only: int | None = None) -> Iterator[Plated]:
        """Draw the plates of every page, or of `only` one. Raises PdfiumError where they cannot be drawn."""
        return self._plates.pages(dpi, only)

    @property
    def ways(self) -> tuple[str, ...]:
        """Name the ways to look at a page: as seen on paper, unless some are colours of light; by ink, by plate."""
        return ways(self.spots, self.is_lit)

    def shown(self, page: Plated, way: str, limit: float) -> Image.Image:
        """Give a page as one of the ways shows it; `limit` is that of the total ink, in percent."""
        if way == SEEN:
            return self.seen(page)
        return heat(page, limit) if way == HEAT else ImageChops.invert(page.plates[way])

    def seen(self, page: Plated) -> Image.Image:
        """Give a page in sRGB as its inks are seen on their paper, spot inks over the others as glazes.

        Cut and fold lines are not printed.
        """
        shown = self._paper.seen(Image.merge("CMYK", [page.plates[ink] for ink in PROCESS]))
        for ink, colour in self._looks.items():
            layers = [
                page.plates[ink].point([255 - tint * (255 - band) // 255 for tint in range(256)]) for band in colour
            ]
            shown = ImageChops.multiply(shown, Image.merge("RGB", layers))
        return shown

    @cached_property
    def _plates(self) -> Plates:
        return Plates(self._separation, self.spots)

    @cached_property
    def _looks(self) -> dict[str, tuple[int, ...]]:
        """Give the colour in which each spot ink is seen: of its alternate in four inks, else as viewers show it."""
        if not self.spots:
            return {}
        with pypdfium2.PdfDocument(self._separation.swatches()) as document:
            shown = [page.render(scale=1).to_pil().convert("RGB").getpixel((4, 4)) for page in document]
        looks = dict(zip(self.spots, shown, strict=True))
        for ink, inks in self._separation.alternates().items():
            point = Image.new("CMYK", (1, 1), tuple(round(255 * value) for value in inks))
            looks[ink] = tuple(self._paper.seen(point).tobytes())
        return {ink: look for ink, look in looks.items() if ink not in STEPS}


def ways(spots: Sequence[str], lit: bool = False) -> tuple[str, ...]:
    """Name the ways to look at a page that has such spot inks; `lit` says that some colours are those of light."""
    return (*([] if lit else [SEEN]), HEAT, *PROCESS, *spots)


def heat(page: Plated, limit: float) -> Image.Image:
    """Give the total ink of a page as a map in few colours: all above `limit`, in percent, is of one that warns."""
    quarter: Image.Image = page.ink.point(lambda value: value * 0.25).convert("L")
    quarter.putpalette([channel for level in range(256) for channel in _warmth(level * 4 / 2.55, limit)])
    return quarter


def _warmth(ink: float, limit: float) -> tuple[int, ...]:
    if ink > limit + 1:
        return _ABOVE
    for (low, first), (high, last) in pairwise(_HEAT):
        if ink <= high:
            share = (ink - low) / (high - low)
            return tuple(round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
    return _HEAT[-1][1]


def _paper(pdf: pikepdf.Pdf) -> tuple[str, Paper, bool]:
    """Give the condition that a PDF is shown on, its paper, and whether it is merely assumed."""
    for condition, profile in printing(pdf.Root):
        try:
            return condition, Paper(profile), False
        except (OSError, ValueError):
            continue
    return _USUAL, Paper((SHIPPED / PROFILES[_USUAL]).read_bytes()), True
