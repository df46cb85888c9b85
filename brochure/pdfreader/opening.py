"""Opens a finished PDF once and tells its facts; what is no sound PDF is refused in plain words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Object

from brochure.load import text
from brochure.pdfreader import claims, extras
from brochure.pdfreader.collect import Collector
from brochure.pdfreader.facts import Box, Facts, Font, Link, Page
from brochure.pdfreader.interpreter import DAMAGE, Interpreter, Walk
from brochure.pdfreader.matrix import Area, Matrix
from brochure.pdfreader.state import State
from brochure.store.reading import LARGEST
from brochure.vocabulary.problems import BrochureError, refusal
from brochure.vocabulary.speech import Said

Found = TypeVar("Found")
_MOST_PAGES = 2000
_INHERITED_DEPTH = 32


def read_bytes(path: Path, name: str) -> bytes:
    """Read a file that should be a PDF; `name` is how problems call it.

    Raises BrochureError: file-missing, file-is-folder, file-unreadable, file-too-large, file-empty, pdf-invalid.
    """
    data = text.read_bytes(path, name, LARGEST, Said("check it in parts"))
    if not data.strip():
        raise refusal("file-empty", Said("the file is empty"), name, Said("export it again, or give another file"))
    if b"%PDF-" not in data[:1024]:
        hint = Said("give a PDF, or a content file ending in .md")
        raise refusal("pdf-invalid", Said("the file is no PDF: it does not begin with %PDF-"), name, hint)
    return data


def read(data: bytes, name: str) -> Facts:
    """Tell the facts of a PDF.

    Raises BrochureError: pdf-encrypted, pdf-damaged, pdf-empty (no pages), pdf-too-long.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if any("file is damaged" in warning for warning in pdf.get_warnings()):
                raise _damaged(name, Said("its end or its table of objects is missing"))
            return _facts(pdf, name)
    except pikepdf.PasswordError:
        hint = Said("save it without a password; a print shop cannot open it either")
        raise refusal("pdf-encrypted", Said("the PDF is locked with a password"), name, hint) from None
    except (*DAMAGE, RecursionError) as error:
        said = re.sub(r"^stream <[^>]*>: ", "", str(error)).splitlines()
        raise _damaged(name, Said("{error}", error=said[0]) if said else Said("it cannot be read")) from None


def _facts(pdf: pikepdf.Pdf, name: str) -> Facts:
    if not len(pdf.pages):
        raise refusal("pdf-empty", Said("the PDF has no pages"), name, Said("export it again from its source"))
    if len(pdf.pages) > _MOST_PAGES:
        message = Said(
            "the PDF has {number} pages; at most {most} are checked",
            number=len(pdf.pages),
            most=_MOST_PAGES,
        )
        raise refusal("pdf-too-long", message, name, Said("check it in parts"))
    unread: list[Said] = []
    walk, painted = Walk(), Collector(extras.Layers(pdf.Root))
    pages: list[Page] = []
    links: list[Link] = []
    beside = _gathered(unread, Said("what it holds besides pages"), extras.of_document(pdf))
    for number, page in enumerate(pdf.pages, 1):
        described = _page(number, page.obj)
        pages.append(described)
        base = _base(described)
        state = State(base, Area.of(base, *described.media))
        reader = Interpreter(walk, state, _inherited(page.obj, "/Resources"))
        painted.page(number, reader, page.obj)
        edge = Area.of(base, *(described.bleed or described.final)).box
        beside += _gathered(
            unread, Said("what hangs on page {page}", page=number), extras.of_page(number, page.obj, base, edge)
        )
        links += _gathered(unread, Said("the links on page {page}", page=number), _links(number, page.obj, base))
    fonts = [Font(face.name, face.embedded, page) for face, page in painted.fonts.items() if face.kind != "/Type3"]
    return Facts(
        tuple(pages),
        tuple(painted.pictures),
        tuple(painted.runs),
        tuple(painted.lines),
        tuple(painted.shapes),
        tuple(painted.veils),
        tuple(fonts),
        tuple(links),
        tuple(_gathered(unread, Said("its output intents"), claims.intents(pdf.Root))),
        blends=tuple(painted.blends),
        extras=(*beside, *painted.extras),
        claim=claims.claim(pdf),
        endless=painted.endless,
        rtl=_is_rtl(pdf.Root),
        unread=(*unread, *painted.unread),
    )


def _is_rtl(root: Object) -> bool:
    """Tell whether a viewer is asked to turn the pages the other way (ISO 32000-2, 12.2)."""
    asked = root.get("/ViewerPreferences")
    return isinstance(asked, pikepdf.Dictionary) and asked.get("/Direction") == pikepdf.Name.R2L


def _gathered(unread: list[Said], what: Said, parts: Iterator[Found]) -> list[Found]:
    """Gather the parts of a document; where one is damaged, say so and do without the rest."""
    found: list[Found] = []
    try:
        for part in parts:
            found.append(part)
    except (*DAMAGE, RecursionError) as error:
        why = str(error).splitlines()[0] if str(error) else Said("it is damaged")
        unread.append(Said("{what} was not read whole: {why}", what=what, why=why))
    return found


def _page(number: int, page: Object) -> Page:
    media = _box(_inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    rotation, unit = _inherited(page, "/Rotate"), page.get("/UserUnit", 1)
    return Page(
        number,
        media,
        _box(_inherited(page, "/CropBox")),
        _box(page.get("/BleedBox")),
        _box(page.get("/TrimBox")),
        int(rotation) % 360 if isinstance(rotation, int) else 0,
        _box(page.get("/ArtBox")),
        float(unit) if isinstance(unit, int | float | Decimal) else 1.0,
    )


def _inherited(page: Object, key: str) -> Object | None:
    """Give an attribute of a page or of a node above it (ISO 32000-1, 7.7.3.4)."""
    node: Object | None = page
    for _ in range(_INHERITED_DEPTH):
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return node.get(key) if node is not None else None


def _box(values: Object | None) -> Box | None:
    if not isinstance(values, Array) or len(values) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(value) for value in values)
    except (TypeError, ValueError):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _base(page: Page) -> Matrix:
    """Give the way from the PDF's space to points from the top left of the trim, as the page is shown."""
    x0, y0, x1, y1 = page.final
    turned = {
        90: Matrix(0.0, 1.0, 1.0, 0.0, -y0, -x0),
        180: Matrix(-1.0, 0.0, 0.0, 1.0, x1, -y0),
        270: Matrix(0.0, -1.0, -1.0, 0.0, y1, x1),
    }
    return turned.get(page.rotation, Matrix(1.0, 0.0, 0.0, -1.0, -x0, y1))


def _links(number: int, page: Object, base: Matrix) -> Iterator[Link]:
    for note in page.get("/Annots", []):
        action = note.get("/A") if isinstance(note, Dictionary) else None
        if not isinstance(action, Dictionary):
            continue
        box = _box(note.get("/Rect"))
        if str(note.get("/Subtype", "")) == "/Link" and "/URI" in action and box:
            yield Link(number, Area.of(base, *box).box, str(action.URI))


def _damaged(name: str, how: Said) -> BrochureError:
    return refusal(
        "pdf-damaged", Said("the PDF is damaged: {how}", how=how), name, Said("export it again from its source")
    )
