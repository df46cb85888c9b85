"""Opens a PDF and tells of each page what it shows and says, small enough to keep for a thousand pages."""

from __future__ import annotations

import ctypes
import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from brochure.store.reading import read
from brochure.vocabulary.problems import BrochureError, refusal
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.units import MM

Box = tuple[int, int, int, int]

THUMBNAIL = 16
# A page of 2 m² at 110 dpi; more than that is no brochure, and would not fit into memory.
MOST_PIXELS = 40_000_000
# Where a printed page number stands: within this share of the height from the upper or the lower edge.
_MARGIN = 0.12


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page in brief: `number` from 1, width and height in mm, a digest of its pixels, a thumbnail, its words.

    The thumbnail is THUMBNAIL x THUMBNAIL gray levels.
    """

    number: int
    size: tuple[float, float]
    digest: str
    thumbnail: bytes
    words: tuple[str, ...]


class Document:
    """An open PDF whose pages can be drawn at `dpi` pixels per inch (sRGB).

    Raises BrochureError: `pdf-missing`, `pdf-locked`, `pdf-damaged`, `pdf-empty`; a page drawn may be `page-too-large`.
    """

    def __init__(self, path: Path, dpi: int) -> None:
        self.path = path
        self._scale = dpi / 72
        self._pdf = _open(path)

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()

    def leaves(self) -> tuple[Leaf, ...]:
        """Read every page in brief."""
        return tuple(self._leaf(number) for number in range(1, len(self._pdf) + 1))

    def picture(self, number: int) -> Image.Image:
        """Draw a page."""
        return self._draw(self._page(number), number)

    def furniture(self, number: int) -> list[Box]:
        """Give the places, in pixels, of the page number and, in a tagged PDF, of all text that is page furniture."""
        page = self._page(number)
        height = page.get_height()
        found = [*_artifacts(page), *_numerals(page, str(number), height)]
        return [self._pixels(place, height) for place in found]

    def _leaf(self, number: int) -> Leaf:
        page = self._page(number)
        picture = self._draw(page, number)
        small = picture.convert("L").resize((THUMBNAIL, THUMBNAIL), Image.Resampling.BOX)
        text = unicodedata.normalize("NFC", page.get_textpage().get_text_range())
        digest = hashlib.blake2b(picture.tobytes(), digest_size=16).hexdigest()
        size = (round(page.get_width() / MM, 2), round(page.get_height() / MM, 2))
        return Leaf(number, size, digest, small.tobytes(), tuple(text.split()))

    def _page(self, number: int) -> Any:
        try:
            return self._pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise _damaged(self.path, Said("page {number} cannot be read", number=number)) from error

    def _draw(self, page: Any, number: int) -> Image.Image:
        pixels = page.get_width() * page.get_height() * self._scale**2
        if pixels > MOST_PIXELS:
            message = Said(
                "page {number} would be {pixels:.0f} million pixels; {most} are the most",
                number=number,
                pixels=pixels / 1e6,
                most=MOST_PIXELS // 1_000_000,
            )
            raise refusal("page-too-large", message, str(self.path), Said("Compare at a lower resolution: --dpi."))
        try:
            picture: Image.Image = page.render(scale=self._scale).to_pil().convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise _damaged(self.path, Said("page {number} cannot be drawn", number=number)) from error
        return picture

    def _pixels(self, place: tuple[float, float, float, float], height: float) -> Box:
        """Turn a place in points, counted upwards, into pixels, counted downwards, with a point of air around."""
        left, bottom, right, top = place
        edges = (left - 1, height - top - 1, right + 1, height - bottom + 1)
        x0, y0, x1, y1 = (edge * self._scale for edge in edges)
        return (max(0, int(x0)), max(0, int(y0)), max(0, int(x1) + 1), max(0, int(y1) + 1))


def _open(path: Path) -> Any:
    try:
        pdf = pypdfium2.PdfDocument(read(path))
        count = len(pdf)
    except OSError as error:
        message = Said("the PDF cannot be read: {error}", error=error.strerror)
        hint = Said("Name two PDF files: make-brochure compare OLD.pdf NEW.pdf")
        raise refusal("pdf-missing", message, str(path), hint) from None
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            hint = Said("Give a copy that opens without one.")
            raise refusal("pdf-locked", Said("the PDF asks for a password"), str(path), hint) from error
        raise _damaged(path, Said("this is no PDF, or a damaged one")) from error
    if count == 0:
        pdf.close()
        raise refusal("pdf-empty", Said("the PDF has no pages"), str(path), Said("Build it again."))
    return pdf


def _damaged(path: Path, message: Said) -> BrochureError:
    return refusal("pdf-damaged", message, str(path), Said("Build it again, or fetch it again."))


def _artifacts(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Find text in marked content named Artifact (ISO 32000-1, 14.8.2.2)."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        marks = (raw.FPDFPageObj_GetMark(item, index) for index in range(raw.FPDFPageObj_CountMarks(item)))
        if any(_name(mark) == "Artifact" for mark in marks):
            yield item.get_bounds()


def _name(mark: Any) -> str:
    needed = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(64)
    short = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    if not raw.FPDFPageObjMark_GetName(mark, short, len(buffer), needed):
        return ""
    return buffer.raw[: min(needed.value, len(buffer))].decode("utf-16-le").rstrip("\0")


def _numerals(page: Any, numeral: str, height: float) -> Iterator[tuple[float, float, float, float]]:
    """Find a number that stands as a word of its own near the upper or the lower edge."""
    text = page.get_textpage()
    search = text.search(numeral, match_whole_word=True)
    while (hit := search.get_next()) is not None:
        for index in range(text.count_rects(*hit)):
            place = text.get_rect(index)
            if place[3] < height * _MARGIN or place[1] > height * (1 - _MARGIN):
                yield place
