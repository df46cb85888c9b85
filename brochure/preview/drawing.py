"""Pictures of pages, drawn from small PDFs and known by what they show."""

from __future__ import annotations

import hashlib
import io
import struct
import threading
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import pypdfium2

from brochure.preflight.proofing import Proof
from brochure.preview.view import SCALES

_MOST_PIXELS = 30_000_000
_IDENTITY_SCALE = 1.0
_KEPT_PAGES = 400
_KEPT_BYTES = 64_000_000
# ISO/IEC 15948, 5.2 and 11.2.2: how a PNG begins, bits of a sample, and samples of red, green and blue.
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _RGB = 8, 2


class Drawer:
    """Keeps the pages of the last builds and draws them when asked.

    PDFium must not be entered by two threads at once, so one lock guards it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[str, tuple[bytes, int]] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        # Whoever takes a PDF asks for pictures of its pages next: its fonts are read once.
        self._open: tuple[bytes, pypdfium2.PdfDocument] | None = None

    def add(self, pdf: bytes) -> list[str]:
        """Take the pages of a PDF; gives the id of each: pages that look the same have the same."""
        ids = []
        with self._lock:
            for index, page in enumerate(self._opened(pdf)):
                bitmap = page.render(scale=_IDENTITY_SCALE)
                digest = hashlib.blake2b(bytes(bitmap.buffer), digest_size=12)
                digest.update(f"{bitmap.width}x{bitmap.height}".encode())
                ids.append(digest.hexdigest())
                self._pages[ids[-1]] = (pdf, index)
                self._pages.move_to_end(ids[-1])
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        return ids

    def prove(self, pdf: bytes, ways: Sequence[str], limit: float) -> tuple[tuple[str, ...], ...]:
        """Take a PDF for the press, to be looked at in some ways; gives the ids of those pictures, page by page."""
        with self._lock, pypdfium2.PdfDocument(pdf) as document:
            count = len(document)
        whole = hashlib.blake2b(pdf, digest_size=12).digest()
        return tuple(tuple(_named(whole, index, way, limit) for way in ways) for index in range(count))

    def announce(self, page_id: str, scale: int) -> None:
        """Say that the picture of a page is going to be drawn."""

    def png(self, page_id: str, scale: int) -> bytes | None:
        """Give the picture of a page at one of SCALES; None for a page or scale that is not known."""
        if scale not in SCALES:
            return None
        with self._lock:
            known = self._pictures.get((page_id, scale))
            if known is None and page_id in self._pages:
                pdf, index = self._pages[page_id]
                known = self._pictures[page_id, scale] = _drawn(self._opened(pdf)[index], scale / 100)
            if known is not None:
                self._pictures.move_to_end((page_id, scale))
            while sum(map(len, self._pictures.values())) > _KEPT_BYTES and len(self._pictures) > 1:
                self._pictures.popitem(last=False)
        return known

    def _opened(self, pdf: bytes) -> pypdfium2.PdfDocument:
        if self._open is None or self._open[0] is not pdf:
            if self._open is not None:
                self._open[1].close()
            self._open = pdf, pypdfium2.PdfDocument(pdf)
        return self._open[1]


def _named(whole: bytes, index: int, way: str, limit: float) -> str:
    return hashlib.blake2b(f"{index} {way} {limit}".encode(), key=whole, digest_size=12).hexdigest()


class Prover:
    """Draws pages of the last PDF for the press as its inks are looked at."""

    def __init__(self) -> None:
        self._pdf = b""
        self._proof: Proof | None = None

    def draw(self, pdf: bytes, index: int, way: str, scale: float, limit: float) -> bytes:
        """Draw a page to the end of its bleed as PNG; `scale` is in pixels per point.

        Raises what pikepdf and PDFium raise of a PDF that they cannot draw.
        """
        if self._proof is None or pdf != self._pdf:
            self._pdf, self._proof = pdf, Proof(pdf, everywhere=False)
        (page,) = self._proof.pages(scale * 72, index + 1)
        file = io.BytesIO()
        self._proof.shown(page, way, limit).crop(page.within(page.bleed)).save(file, "PNG", compress_level=1)
        return file.getvalue()


def draw(pdf: bytes, index: int, scale: float) -> bytes:
    """Draw a page of a PDF as PNG; `scale` is in pixels per point."""
    with pypdfium2.PdfDocument(pdf) as document:
        return _drawn(document[index], scale)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> bytes:
    width, height = page.get_size()
    scale = min(scale, (_MOST_PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    wide, stride, pixels = bitmap.width * bitmap.n_channels, bitmap.stride, memoryview(bitmap.buffer).cast("B")
    rows = (pixels[start : start + wide] for start in range(0, stride * bitmap.height, stride))
    return _png(bitmap.width, bitmap.height, rows)


def _png(width: int, height: int, rows: Iterable[memoryview]) -> bytes:
    """Write rows of pixels, three bytes each, as PNG (ISO/IEC 15948).

    No row is filtered (9.2, type 0): pages are flat, and to try the filters takes longer than to pack the pixels.
    """
    head = struct.pack(">IIBBBBB", width, height, _BITS, _RGB, 0, 0, 0)
    pixels = zlib.compress(b"".join(part for row in rows for part in (b"\0", row)), 1)
    return _SIGNATURE + b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (head, pixels, b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return b"".join((struct.pack(">I", len(data)), name, data, struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))))
