"""What a PDF holds besides what it paints: what answers, what stands for something else, what commands a device.

`of_document`, `of_page`, `of_state` and `of_drawing` give what they find as `Extra`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from brochure.pdfreader.facts import Box, Extra, Kind
from brochure.pdfreader.matrix import Area, Matrix

# Annotations that a printer's own programs set (ISO 15930-7, 6.17), and the window of another.
_SILENT = ("/TrapNet", "/PrinterMark", "/Popup")
# Halftones that a device may be asked for (ISO 15930-7, 6.13).
_HALFTONES = (1, 5)
_MOST = 5000


def of_document(pdf: pikepdf.Pdf) -> Iterator[Extra]:
    """Give what the document holds as a whole."""
    root = pdf.Root
    if pdf.is_encrypted:
        yield Extra(Kind.LOCK)
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and ("/XFA" in form or len(_list(form.get("/Fields")))):
        yield Extra(Kind.FIELD)
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        if _holds(names.get("/JavaScript")):
            yield Extra(Kind.SCRIPT)
        if _holds(names.get("/EmbeddedFiles")):
            yield Extra(Kind.FILE)
    if _scripted(root.get("/OpenAction")) or "/AA" in root:
        yield Extra(Kind.SCRIPT)
    if len(_list(root.get("/AF"))):
        yield Extra(Kind.FILE)
    if "/OCProperties" in root:
        yield Extra(Kind.LAYERS)


def of_page(number: int, page: Object, base: Matrix, edge: Box) -> Iterator[Extra]:
    """Give what hangs on a page; notes and links only where they lie within its edge, in the space of `base`."""
    if "/AA" in page:
        yield Extra(Kind.SCRIPT, "", number)
    bounds = Area(*edge)
    for note in list(_list(page.get("/Annots")))[:_MOST]:
        if not isinstance(note, Dictionary):
            continue
        kind, rect = str(note.get("/Subtype", "")), _numbers(note.get("/Rect"))
        box = Area.of(base, *rect).box if len(rect) == 4 else None
        if _scripted(note.get("/A")) or "/AA" in note:
            yield Extra(Kind.SCRIPT, "", number, box)
        if kind == "/FileAttachment":
            yield Extra(Kind.FILE, "", number, box)
        elif kind == "/Widget":
            yield Extra(Kind.FIELD, "", number, box)
        elif kind not in _SILENT and not (box and Area(*box).within(bounds).empty):
            yield Extra(Kind.LINK if kind == "/Link" else Kind.NOTE, kind[1:], number, box)


def of_state(number: int, entries: Object, box: Box | None = None) -> Iterator[Extra]:
    """Give what parameters of the graphics state command of a device (ISO 15930-7, 6.13)."""
    if not isinstance(entries, Dictionary):
        return
    transfer, later = entries.get("/TR"), entries.get("/TR2")
    if (transfer is not None and transfer != Name.Identity) or (later is not None and later != Name.Default):
        yield Extra(Kind.TRANSFER, "", number, box)
    halftone = entries.get("/HT")
    odd = isinstance(halftone, Dictionary | Stream) and halftone.get("/HalftoneType") not in _HALFTONES
    if odd or "/HTP" in entries:
        yield Extra(Kind.HALFTONE, "", number, box)


def of_drawing(number: int, source: Object, box: Box | None) -> Iterator[Extra]:
    """Give what stands for something else in a picture or form, or is PostScript (ISO 15930-7, 6.14 and 6.16)."""
    if "/OPI" in source:
        yield Extra(Kind.OPI, "", number, box)
    if "/Alternates" in source:
        yield Extra(Kind.ALTERNATE, "", number, box)
    if "/Ref" in source:
        yield Extra(Kind.REFERENCE, "", number, box)
    if source.get("/Subtype") == "/PS" or source.get("/Subtype2") == "/PS" or "/PS" in source:
        yield Extra(Kind.POSTSCRIPT, "", number, box)


class Layers:
    """The layers of a document (ISO 32000-1, 8.11), and which of them are off as it is opened."""

    def __init__(self, root: Object) -> None:
        properties = root.get("/OCProperties")
        properties = properties if isinstance(properties, Dictionary) else Dictionary()
        config = properties.get("/D")
        config = config if isinstance(config, Dictionary) else Dictionary()
        off = _list(properties.get("/OCGs")) if config.get("/BaseState") == "/OFF" else Array()
        shown = {group.objgen for group in _list(config.get("/ON"))} if len(off) else set()
        listed = [*(group for group in off if group.objgen not in shown), *_list(config.get("/OFF"))]
        self._off = {
            group.objgen: str(group.get("/Name", "")) for group in listed[:_MOST] if isinstance(group, Dictionary)
        }

    def hidden(self, content: Object | None) -> str | None:
        """Name the layer by which some content is off; None where it is on."""
        if not self._off or not isinstance(content, Dictionary):
            return None
        groups = content.get("/OCGs")
        members = [content] if groups is None else list(groups) if isinstance(groups, Array) else [groups]
        names = [self._off.get(group.objgen) for group in members if isinstance(group, Dictionary)]
        return next((name for name in names if name is not None), None) if names and None not in names else None


def _scripted(action: Any) -> bool:
    """Tell whether an action, or one that follows it, is a script."""
    waiting, seen = [action], set[tuple[int, int]]()
    while waiting and len(seen) < _MOST:
        one = waiting.pop()
        if not isinstance(one, Dictionary) or (one.is_indirect and one.objgen in seen):
            continue
        if one.get("/S") == "/JavaScript":
            return True
        seen.add(one.objgen)
        following = one.get("/Next")
        waiting += list(following)[:_MOST] if isinstance(following, Array) else [following]
    return False


def _holds(tree: Any) -> bool:
    """Tell whether a name tree holds anything."""
    return isinstance(tree, Dictionary) and bool(len(_list(tree.get("/Names"))) or len(_list(tree.get("/Kids"))))


def _list(value: Any) -> Any:
    return value if isinstance(value, Array) else Array()


def _numbers(value: Any) -> list[float]:
    try:
        return [float(number) for number in _list(value)]
    except (TypeError, ValueError):
        return []
