"""Copies in one PDF for the printer, what they share kept once, each a document part (ISO 32000-2, 14.12)."""

from __future__ import annotations

import hashlib
import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

# What leads to places in one copy, and means nothing among many.
_FALLEN = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/PageMode", "/OpenAction", "/Dests", "/Names")


class Gathering:
    """Takes one copy after the other; they keep the standard of the first, whose output intent and metadata stay."""

    def __init__(self) -> None:
        self._document: pikepdf.Pdf | None = None
        self._parts: list[tuple[int, int, str]] = []
        self._known: dict[bytes, Object] = {}

    def __len__(self) -> int:
        return len(self._parts)

    def add(self, pdf: bytes, name: str) -> None:
        """Add the pages of a copy; `name` is what its part is called."""
        copy = pikepdf.open(io.BytesIO(pdf))
        first = len(self._document.pages) if self._document is not None else 0
        if self._document is None:
            self._document = copy
            for key in _FALLEN:
                if key in copy.Root:
                    del copy.Root[key]
        else:
            self._document.pages.extend(copy.pages)
        for page in list(self._document.pages)[first:]:
            for key in ("/StructParents", "/Annots"):
                if key in page.obj:
                    del page.obj[key]
            self._share(page.obj)
        self._parts.append((first, len(self._document.pages) - 1, name))

    def written(self) -> bytes:
        """Give the PDF; the same copies give the same bytes. Raises ValueError where there is none."""
        document = self._document
        if document is None:
            raise ValueError("no copy was added")
        self._describe(document)
        document.remove_unreferenced_resources()
        made = io.BytesIO()
        document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        return made.getvalue()

    def _share(self, page: Object) -> None:
        """Let equal streams that a page's resources lead to be one: fonts, pictures, profiles."""
        seen: set[tuple[int, int]] = set()

        def visit(holder: Object) -> None:
            entries = (
                list(holder.items()) if isinstance(holder, (Dictionary, pikepdf.Stream)) else list(enumerate(holder))
            )
            for key, value in entries:
                if key == "/Parent" or not isinstance(value, (Dictionary, Array, pikepdf.Stream)):
                    continue
                if value.is_indirect:
                    if value.objgen in seen:
                        continue
                    seen.add(value.objgen)
                visit(value)
                if isinstance(value, pikepdf.Stream):
                    kept = self._known.setdefault(_digest(value), value)
                    if kept.objgen != value.objgen:
                        holder[key] = kept

        if "/Resources" in page:
            visit(page.Resources)

    def _describe(self, document: pikepdf.Pdf) -> None:
        root = document.make_indirect(Dictionary(Type=Name.DPart))
        parts = []
        for first, last, name in self._parts:
            part = document.make_indirect(
                Dictionary(
                    Type=Name.DPart,
                    Parent=root,
                    Start=document.pages[first].obj,
                    End=document.pages[last].obj,
                    DPM=Dictionary(Copy=pikepdf.String(name)),
                )
            )
            for number in range(first, last + 1):
                document.pages[number].obj.DPart = part
            parts.append(part)
        root.DParts = Array([Array(parts)])
        top = Dictionary(
            Type=Name.DPartRoot, DPartRootNode=root, NodeNameList=Array([Name.Brochures, Name.Copy]), RecordLevel=1
        )
        root.Parent = document.make_indirect(top)
        document.Root.DPartRoot = root.Parent


def _digest(stream: Object) -> bytes:
    """Tell streams apart by what they hold and say, references by what they lead to."""
    said = sorted((key, _said(value)) for key, value in stream.items() if key != "/Length")
    return hashlib.sha256(repr(said).encode() + stream.read_raw_bytes()).digest()


def _said(value: object) -> str:
    return repr(value.unparse()) if isinstance(value, Object) else repr(value)
