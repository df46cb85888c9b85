"""Lays the pages of a finished PDF on sheets for a duplex printer: two up for a fold and two staples, or one a side."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pikepdf

from brochure.imposition.marks import drawn, folded, lines
from brochure.imposition.signature import Folding, Side, Slot, sides, slots
from brochure.vocabulary.paper import Sheet
from brochure.vocabulary.units import MM

# A sheet larger by less, in mm, is the page itself: its bleed then covers what is left.
_HAIR = 0.5
# What leads to places on pages that are no pages any more.
_FALLEN = (
    "/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/PageMode", "/OpenAction", "/Dests", "/Names",
)  # fmt: skip


def impose(pdf: bytes, folding: Folding) -> bytes:
    """Give the booklet: a page a side, front then back, from the outermost sheet to the innermost.

    All pages of `pdf` have one trim size; what they show beyond it fills the strip that creep opens, no more. Colours
    stay as they are; fonts and pictures are kept once; links fall away, title, language and dates stay. The same bytes
    for the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as booklet:
        forms, trim = _taken(booklet)
        for side in sides(len(forms), folding.rtl):
            _fill(booklet, _side(booklet, folding.sheet), forms, side, trim, folding)
        return _written(booklet, len(forms), folding.sheet)


def lay_flat(pdf: bytes, sheet: Sheet, folds: Sequence[tuple[float, ...]]) -> bytes:
    """Give a page a side, in the middle of the sheet, for a brochure that is one sheet, folded.

    `folds` are the distances of the folds to be marked from the left edge of the trim, in mm, on the pages in turn.
    Colours, fonts, links, title and dates are treated as by `impose`. The same bytes for the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as printed:
        forms, (width, height) = _taken(printed)
        slot = Slot((0.0, 0.0, sheet.width, sheet.height), (sheet.width - width) / 2, (sheet.height - height) / 2)
        if sheet.width > width + _HAIR or sheet.height > height + _HAIR:
            slot = replace(slot, window=(slot.x, slot.y, width, height))
        for number, (form, corner) in enumerate(forms):
            at = [slot.x + fold for fold in folds[number]] if folds else []
            ticks = drawn(list(folded(at, sheet, height)), MM)
            _show(printed, _side(printed, sheet), {"/P1": form}, _placed("/P1", slot, corner) + ticks)
        return _written(printed, len(forms), sheet)


def _taken(document: pikepdf.Pdf) -> tuple[list[tuple[Any, tuple[float, float]]], tuple[float, float]]:
    """Take the pages as forms, and give the trim size that they all have, in mm."""
    trim = [float(edge) for edge in document.pages[0].trimbox]
    size = (trim[2] - trim[0]) / MM, (trim[3] - trim[1]) / MM
    return [_form(document, page) for page in document.pages], size


def _side(document: pikepdf.Pdf, sheet: Sheet) -> pikepdf.Page:
    """Add the blank side of a sheet."""
    document.add_blank_page(page_size=(sheet.width * MM, sheet.height * MM))
    return document.pages[-1]


def _show(document: pikepdf.Pdf, side: pikepdf.Page, forms: dict[str, Any], content: bytes) -> None:
    side.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
    side.obj.Contents = document.make_stream(content)
    side.obj.TrimBox = side.obj.MediaBox


def _written(document: pikepdf.Pdf, pages: int, sheet: Sheet) -> bytes:
    """Drop the single pages, of which there are so many, and write the sheets."""
    del document.pages[:pages]
    _describe(document, sheet)
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _form(booklet: pikepdf.Pdf, page: pikepdf.Page) -> tuple[Any, tuple[float, float]]:
    """Make a form of a page, its bleed included, and give the lower left corner of its trim, in points."""
    left, bottom = float(page.trimbox[0]), float(page.trimbox[1])
    seen = page.obj.get("/BleedBox", page.mediabox)
    form = booklet.make_indirect(page.as_form_xobject())
    form.BBox = pikepdf.Array([*seen])
    return form, (left, bottom)


def _fill(
    booklet: pikepdf.Pdf,
    sheet: pikepdf.Page,
    forms: list[tuple[Any, tuple[float, float]]],
    side: Side,
    trim: tuple[float, float],
    folding: Folding,
) -> None:
    content, shown = b"", {}
    for number, slot in zip((side.left, side.right), slots(side, *trim, folding), strict=True):
        if number is not None:
            form, corner = forms[number - 1]
            shown[f"/P{number}"] = form
            content += _placed(f"/P{number}", slot, corner)
    marks = drawn(list(lines(side, *trim, folding)), MM) if folding.marks else b""
    _show(booklet, sheet, shown, content + marks)


def _placed(name: str, slot: Slot, corner: tuple[float, float]) -> bytes:
    """Show a form through the window of its slot."""
    window = " ".join(f"{edge * MM:.4f}" for edge in slot.window)
    x, y = slot.x * MM - corner[0], slot.y * MM - corner[1]
    return f"q {window} re W n 1 0 0 1 {x:.4f} {y:.4f} cm {name} Do Q\n".encode("ascii")


def _describe(booklet: pikepdf.Pdf, sheet: Sheet) -> None:
    """Let go of what belongs to single pages; ask viewers to print as meant (ISO 32000-1, 12.2)."""
    for key in _FALLEN:
        if key in booklet.Root:
            del booklet.Root[key]
    landscape = sheet.width >= sheet.height
    booklet.Root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True,
        PrintScaling=pikepdf.Name("/None"),
        Duplex=pikepdf.Name.DuplexFlipShortEdge if landscape else pikepdf.Name.DuplexFlipLongEdge,
    )
