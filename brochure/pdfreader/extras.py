"""What a PDF holds besides what it paints: what answers, what stands for something else, what commands a device.

`of_document`, `of_page`, `of_state` and `of_drawing` give what they find as `Extra`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from brochure.pdfreader.facts import PROCESS, Box, Extra, Kind
from brochure.pdfreader.matrix import Area, Matrix

# Annotations that a printer's own programs set (ISO 15930-7, 6.17), and the window of another.
_SILENT = ("/TrapNet", "/PrinterMark", "/Popup")
# Halftones that a device may be asked for (ISO 15930-7, 6.13).
_HALFTONES = (1, 5)
# Actions that only lead somewhere (ISO 32000-1, 12.6.4): to a place in this file or another, or to an address.
_LEADING = ("/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named")
# Of inks other than these, and of the rest, a halftone may say how they print (ISO 32000-1, 10.6.5.6).
_PLATES = tuple(f"/{ink}" for ink in PROCESS)
_MOST = 5000
# An expression of layers is nested no deeper.
_DEEPEST = 20


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
    if len(_list(page.get("/AF"))):
        yield Extra(Kind.FILE, "", number)
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
    if isinstance(halftone, Dictionary | Stream):
        plates = [halftone, *(plate for plate in map(halftone.get, _PLATES) if isinstance(plate, Dictionary | Stream))]
        if any(plate.get("/TransferFunction", Name.Identity) != Name.Identity for plate in plates):
            yield Extra(Kind.TRANSFER, "", number, box)
        if halftone.get("/HalftoneType") not in _HALFTONES or any("/HalftoneName" in plate for plate in plates):
            yield Extra(Kind.HALFTONE, "", number, box)
    if "/HTP" in entries:
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
    """The layers of a document (ISO 32000-1, 8.11), and which of them are off as it is opened, or as it is printed."""

    def __init__(self, root: Object) -> None:
        properties = root.get("/OCProperties")
        properties = properties if isinstance(properties, Dictionary) else Dictionary()
        config = properties.get("/D")
        config = config if isinstance(config, Dictionary) else Dictionary()
        off = _list(properties.get("/OCGs")) if config.get("/BaseState") == "/OFF" else Array()
        shown = {group.objgen for group in _list(config.get("/ON"))} if len(off) else set()
        listed = [
            *(group for group in off if group.objgen not in shown),
            *_list(config.get("/OFF")),
            *_unprinted(config),
        ]
        self._off = {group.objgen for group in listed[:_MOST] if isinstance(group, Dictionary)}

    def hidden(self, content: Object | None) -> str | None:
        """Name the layer by which some content is off; None where it is on."""
        if not isinstance(content, Dictionary):
            return None
        expression, groups = content.get("/VE"), content.get("/OCGs")
        members = [content] if groups is None else list(groups) if isinstance(groups, Array) else [groups]
        members = [group for group in members if isinstance(group, Dictionary)][:_MOST]
        if isinstance(expression, Array):
            members = _named(expression)
            visible = self._holds(expression)
        else:
            on = [group.objgen not in self._off for group in members]
            visible = not members or _POLICIES.get(str(content.get("/P")), any)(on)
        if visible:
            return None
        return next((str(group.get("/Name", "")) for group in members if group.objgen in self._off), _first(members))

    def _holds(self, expression: Any, depth: int = 0) -> bool:
        """Work an expression out (8.11.2.2): a group is true where it is on."""
        if not isinstance(expression, Array):
            return not isinstance(expression, Dictionary) or expression.objgen not in self._off
        if depth > _DEEPEST or not len(expression):
            return True
        parts = (self._holds(part, depth + 1) for part in list(expression)[1:_MOST])
        match str(expression[0]):
            case "/Not":
                return not next(parts, False)
            case "/Or":
                return any(parts)
            case _:
                return all(parts)


# ISO 32000-1, table 99: when members of a set let it be seen, by which of them are on.
_POLICIES: Mapping[str, Callable[[list[bool]], bool]] = {
    "/AllOn": all,
    "/AnyOff": lambda on: not all(on),
    "/AllOff": lambda on: not any(on),
}


def _unprinted(config: Object) -> Iterator[Any]:
    """Give the groups that are switched off as a document is printed (8.11.4.4)."""
    for usage in list(_list(config.get("/AS")))[:_MOST]:
        if isinstance(usage, Dictionary) and usage.get("/Event") == "/Print":
            for group in list(_list(usage.get("/OCGs")))[:_MOST]:
                asked = group.get("/Usage") if isinstance(group, Dictionary) else None
                printed = asked.get("/Print") if isinstance(asked, Dictionary) else None
                if isinstance(printed, Dictionary) and printed.get("/PrintState") == "/OFF":
                    yield group


def _named(expression: Any, depth: int = 0) -> list[Any]:
    """Give the groups that an expression names."""
    if not isinstance(expression, Array):
        return [expression] if isinstance(expression, Dictionary) else []
    parts = list(expression)[1:_MOST] if depth < _DEEPEST else []
    return [group for part in parts for group in _named(part, depth + 1)]


def _first(groups: Sequence[Any]) -> str:
    return str(groups[0].get("/Name", "")) if groups else ""


def _scripted(action: Any) -> bool:
    """Tell whether an action, or one that follows it, does anything but lead somewhere."""
    waiting, seen = [action], set[tuple[int, int]]()
    while waiting and len(seen) < _MOST:
        one = waiting.pop()
        if not isinstance(one, Dictionary) or (one.is_indirect and one.objgen in seen):
            continue
        if "/S" in one and one.get("/S") not in _LEADING:
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
