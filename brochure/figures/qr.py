"""A QR code (ISO/IEC 18004) of an address, as one path."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from brochure.figures.svg import box, document, path
from brochure.vocabulary.units import QR_BYTES

if TYPE_CHECKING:
    from segno import QRCode

# ISO/IEC 18004, clause 9.1: the quiet zone is four modules wide.
QUIET = 4


def qr(url: str, size: float, dark: str, light: str, title: str = "") -> str:
    """Draw the code `size` mm wide, quiet zone included, at error correction level M.

    Modules that touch in a row are one run, and all runs one path: no hairline shows between them.
    Raises ValueError for an address that does not fit.
    """
    rows = [bytes(row) for row in _code(url).matrix]
    module = size / (len(rows) + 2 * QUIET)
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while (x := row.find(1, x)) >= 0:
            end = row.find(0, x)
            end = len(row) if end < 0 else end
            runs.append(f"M{x + QUIET} {y + QUIET}h{end - x}v1h{x - end}z")
            x = end
    ground = path(box(0, 0, size, size), light)
    code = f'<path transform="scale({module:.6f})" d="{"".join(runs)}" fill="{dark}"/>'
    return document(size, size, ground + code, title)


def fits(url: str) -> bool:
    """Tell whether a code can hold an address."""
    return len(url.encode()) <= QR_BYTES


def modules(url: str) -> int:
    """Count the modules along one side, quiet zone included: the size of a module is the printed size over this."""
    return len(_code(url).matrix) + 2 * QUIET


@lru_cache(maxsize=4)
def _code(url: str) -> QRCode:
    import segno

    return segno.make_qr(url, error="m", boost_error=False)
