"""A QR code (ISO/IEC 18004) of an address, as one path; and codes read back, as a telephone would."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from brochure.figures.measuring import asked, listener
from brochure.figures.svg import box, document, path
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.units import QR_BYTES

# ISO/IEC 18004, clause 9.1: the quiet zone is four modules wide.
QUIET = 4
# What is black is dark, a byte each.
_DARK = b"\x01" + bytes(255)
_DARKS = compiled(rb"\x01+")


class _Runs(dict[tuple[int, int], str]):
    """Dark modules in a row, by where they begin and end among all modules of a code: most codes have the same ones."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self._wide = wide

    def __missing__(self, key: tuple[int, int]) -> str:
        y, x = divmod(key[0], self._wide)
        long = key[1] - key[0]
        self[key] = run = f"M{x + QUIET} {y + QUIET}h{long}v1h-{long}z"
        return run


@cache
def _runs(wide: int) -> _Runs:
    """Give the runs of codes of a width."""
    return _Runs(wide)


def qr(url: str, size: float, dark: str, light: str, title: str = "") -> str:
    """Draw the code `size` mm wide, quiet zone included, at error correction level M.

    Modules that touch in a row are one run, and all runs one path: no hairline shows between them.
    Raises ValueError for an address that does not fit.
    """
    drawn = Code(size, dark, light)(url, title)
    if (heard := listener()) is not None:
        modules(url)
        if heard.holds(f"{url} {title}"):
            heard.draw(Code(size, dark, light), (url, title), drawn)
    return drawn


@dataclass(frozen=True, slots=True)
class Code:
    """Draws codes of one size in the same colours."""

    size: float
    dark: str
    light: str

    def __call__(self, url: str, title: str) -> str:
        """Draw the code of an address."""
        return _drawn(url, self.size, self.dark, self.light, title)


def _drawn(url: str, size: float, dark: str, light: str, title: str) -> str:
    rows = _rows(url)
    module = size / (len(rows) + 2 * QUIET)
    # A light module ends each row, so that no run goes on in the next.
    known = _runs(len(rows) + 1)
    runs = [known[found.span()] for found in _DARKS.finditer(b"\0".join(rows))]
    ground = path(box(0, 0, size, size), light)
    code = f'<path transform="scale({module:.6f})" d="{"".join(runs)}" fill="{dark}"/>'
    return document(size, size, ground + code, title)


def fits(url: str) -> bool:
    """Tell whether a code can hold an address."""
    return asked(_fits, url)


def modules(url: str) -> int:
    """Count the modules along one side, quiet zone included: the size of a module is the printed size over this."""
    return asked(_modules, url)


def _fits(url: str) -> bool:
    return len(url.encode()) <= QR_BYTES


def _modules(url: str) -> int:
    return len(_rows(url)) + 2 * QUIET


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code in a picture: what it says, its frame (left, top, right, bottom, in pixels) and its modules a side."""

    text: str
    frame: tuple[float, float, float, float]
    modules: int


def symbols(picture: Any) -> Iterator[Symbol]:
    """Read the codes in a picture of grey pixels, as Pillow has it."""
    import zxingcpp

    code: Any
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])):
        corners = code.position
        points = [corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left]
        across, down = [point.x for point in points], [point.y for point in points]
        frame = (min(across), min(down), max(across), max(down))
        # ISO/IEC 18004, table 1.
        yield Symbol(code.text, frame, 17 + 4 * int(code.extra.get("Version", 1)))


@lru_cache(maxsize=4)
def _rows(url: str) -> tuple[bytes, ...]:
    """Give the modules row by row, a byte each, 1 where dark."""
    import zxingcpp

    code: Any = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    grey: Any = memoryview(code.to_image(scale=1, add_quiet_zones=False))
    wide, dark = grey.shape[1], grey.tobytes().translate(_DARK)
    return tuple(dark[at : at + wide] for at in range(0, len(dark), wide))
