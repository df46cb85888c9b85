"""Whether two PDFs are alike in all that a reader gets: text, pixels, tags, links, bookmarks, and what they say."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from PIL import ImageChops

from brochure.pdfreader.events import Form, Glyphs, PaintedPath
from brochure.pdfreader.interpreter import Interpreter, Walk
from brochure.pdfreader.state import State

_INCHES = 72.0
_IDENTITY = re.compile(rb"DocumentID[^>]*>uuid:([0-9a-f-]{36})")
# What leads back up, to pages, or to objects whose numbers mean nothing.
_AROUND = frozenset(("/P", "/Pg", "/Obj", "/Stm"))


def differences(one: bytes, other: bytes, dpi: float = 144.0) -> list[str]:
    """Say what differs."""
    return [*_seen(one, other, dpi), *_told(one, other)]


def _seen(one: bytes, other: bytes, dpi: float) -> Iterator[str]:
    with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(other) as second:
        if len(first) != len(second):
            yield f"pages: {len(first)}, {len(second)}"
            return
        for number, (page, known) in enumerate(zip(first, second, strict=True), 1):
            texts = [found.get_textpage().get_text_range() for found in (page, known)]
            if texts[0] != texts[1]:
                yield f"text of page {number}: {texts[0]!r}, {texts[1]!r}"
            drawn = [found.render(scale=dpi / _INCHES).to_pil().convert("RGB") for found in (page, known)]
            if drawn[0].size != drawn[1].size or (box := ImageChops.difference(*drawn).getbbox()):
                yield f"pixels of page {number}: {drawn[0].size}, {drawn[1].size}, {box}"


def _told(one: bytes, other: bytes) -> Iterator[str]:
    before, after = _facts(one), _facts(other)
    for name, first in before.items():
        if first != after[name]:
            yield f"{name}: {str(first)[:300]}, {str(after[name])[:300]}"


def _facts(data: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        return {
            "tags": _plain(root.StructTreeRoot.K) if "/StructTreeRoot" in root else None,
            "links": [[_plain(note) for note in page.obj.get("/Annots", [])] for page in pdf.pages],
            "bookmarks": list(_bookmarks(root)),
            "boxes": [[_plain(page.obj.get(f"/{box}Box")) for box in ("Media", "Trim", "Bleed")] for page in pdf.pages],
            "information": {key: str(value) for key, value in pdf.docinfo.items()},
            "metadata": _nameless(bytes(root.Metadata.read_bytes())) if "/Metadata" in root else b"",
            "inks": [list(_inked(page.obj)) for page in pdf.pages] if "/OutputIntents" in root else None,
            "language": str(root.get("/Lang")),
            "version": pdf.pdf_version,
            "catalogue": sorted(root.keys()),
        }


def identity(metadata: bytes) -> bytes:
    """Give the identifier of a document, which no other one has: not even of the same pages."""
    found = _IDENTITY.search(metadata)
    return found[1] if found is not None else b""


def _nameless(metadata: bytes) -> bytes:
    own = identity(metadata)
    return metadata.replace(own, b"") if own else metadata


def _inked(page: pikepdf.Object) -> Iterator[tuple[object, ...]]:
    """Give what is painted on a page, each thing with its place, its inks, and whether it overprints."""
    waiting = [(Interpreter(Walk(), State(), page.get("/Resources")), page)]
    while waiting:
        reader, source = waiting.pop()
        for event in reader.read(source):
            match event:
                case Glyphs(text=text, matrix=matrix):
                    yield text, tuple(round(value, 2) for value in matrix), *_paint(reader.state)
                case PaintedPath(operator=operator, area=area) if operator != "n":
                    yield operator, tuple(round(value, 2) for value in area), *_paint(reader.state)
                case Form(source=form, matrix=matrix):
                    waiting.append((reader.nested(form, reader.state.copy(matrix=matrix)), form))


def _paint(state: State) -> tuple[object, ...]:
    fill = state.fill
    return fill.space.family, tuple(round(value, 3) for value in fill.values), fill.alpha, fill.overprint


def _plain(found: Any) -> Any:
    if isinstance(found, pikepdf.Array):
        return [_plain(item) for item in found]
    if isinstance(found, pikepdf.Dictionary):
        return {key: _plain(value) for key, value in found.items() if key not in _AROUND}
    try:
        return round(float(found), 3)
    except (TypeError, ValueError):
        return str(found)


def _bookmarks(root: Any) -> Iterator[str]:
    waiting = [root.Outlines.First] if "/Outlines" in root and "/First" in root.Outlines else []
    while waiting:
        found = waiting.pop()
        yield str(found.Title)
        waiting += [found[key] for key in ("/Next", "/First") if key in found]
