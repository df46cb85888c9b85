"""The facts of laid-out pages: what a build knows before there is a PDF."""

from __future__ import annotations

from brochure.engine.placed import Placed, PlacedPicture
from brochure.figures import qr
from brochure.pdfreader.facts import Code, Facts, Page, Picture
from brochure.vocabulary.units import Box

# ISO/IEC 18004, 9.1: the quiet zone on either side of a symbol, in modules.
_QUIET = 4


def facts(placed: Placed) -> Facts:
    """Tell the facts that laid-out boxes hold: pictures, text, links and codes; no colours and no fonts."""
    pages = tuple(Page(number, (0.0, 0.0, page.width, page.height)) for number, page in enumerate(placed.pages, 1))
    pictures = tuple(
        Picture(picture.page, picture.box, picture.size, picture.pixels, url=picture.url)
        for picture in placed.pictures
        if picture.pixels is not None
    )
    return Facts(pages, pictures, placed.runs, links=placed.links, codes=codes(placed))


def codes(placed: Placed) -> tuple[Code, ...]:
    """Give the QR codes that the layout draws, quiet zone left out."""
    return tuple(_code(picture) for picture in placed.pictures if picture.code)


def _code(picture: PlacedPicture) -> Code:
    modules = qr.modules(picture.code)
    quiet = picture.size[0] * _QUIET / modules
    x0, y0, x1, y1 = picture.box
    box: Box = (x0 + quiet, y0 + quiet, x1 - quiet, y1 - quiet)
    return Code(picture.page, box, picture.code, modules - 2 * _QUIET)
