"""Copies in one PDF for the printer, what they share kept once, each a document part (ISO 32000-2, 14.12)."""

from __future__ import annotations

import hashlib
import io
import re
import uuid
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

# What leads to places in one copy, and means nothing among many.
_FALLEN = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/PageMode", "/OpenAction", "/Dests", "/Names")
# Of a page: what leads into its own copy.
_OWN = ("/StructParents", "/Annots")
# What stands, on the way, for an object that is kept: its number.
_MARK = "/BrochureKept"
_LED = (Dictionary, Array, Stream)


class Gathering:
    """Takes one copy after the other; they keep the standard of the first, whose output intent stays.

    `title` is what the whole is called.
    """

    def __init__(self, title: str = "") -> None:
        self._title = title
        self._document: pikepdf.Pdf | None = None
        self._parts: list[tuple[int, int, str]] = []
        self._numbers: dict[bytes, int] = {}
        self._kept: dict[int, Object] = {}

    def __len__(self) -> int:
        return len(self._parts)

    def add(self, pdf: bytes, name: str) -> None:
        """Add the pages of a copy; `name` is what its part is called."""
        read = io.BytesIO(pdf)
        copy = pikepdf.open(read)
        reduced = _Reduced(self._numbers)
        for page in copy.pages:
            for key in _OWN:
                if key in page.obj:
                    del page.obj[key]
            reduced.page(page.obj)
        first = len(self._document.pages) if self._document is not None else 0
        if self._document is None:
            self._document = copy
            for key in _FALLEN:
                if key in copy.Root:
                    del copy.Root[key]
        else:
            self._document.pages.extend(copy.pages)
        pages = [self._document.pages[number].obj for number in range(first, len(self._document.pages))]
        self._mend(pages)
        if first:
            # What is read of it is here by now: it need not be held for as long as the whole is open.
            read.seek(0)
            read.truncate()
        self._parts.append((first, first + len(pages) - 1, name))

    def written(self) -> bytes:
        """Give the PDF; the same copies give the same bytes. Raises ValueError where there is none."""
        document = self._document
        if document is None:
            raise ValueError("no copy was added")
        self._describe(document)
        self._name(document)
        made = io.BytesIO()
        document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        return made.getvalue()

    def _mend(self, pages: Sequence[Object]) -> None:
        """Keep what is met for the first time, and put what is kept in the places of what stood for it."""
        places = [place for page in pages for place in _places(page)]
        for _, _, value in places:
            if not isinstance(value, Array) and not _stands_for(value) and _MARK in value:
                self._kept[int(value[_MARK])] = value
                del value[_MARK]
        for holder, key, value in places:
            if _stands_for(value):
                holder[key] = self._kept[int(value[_MARK])]

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

    def _name(self, document: pikepdf.Pdf) -> None:
        """Call the whole by its title, not as its first copy, and let it be a document of its own."""
        known = str(document.docinfo.get("/Title", ""))
        if self._title:
            document.docinfo["/Title"] = pikepdf.String(self._title)
        if "/Metadata" not in document.Root:
            return
        said = document.Root.Metadata.read_bytes().decode("utf-8")
        if self._title:
            said = said.replace(f">{_escaped(known)}<", f">{_escaped(self._title)}<")
        own = uuid.uuid5(uuid.NAMESPACE_URL, repr((said, self._title, self._parts)))
        said = re.sub(r"(DocumentID[^>]*>uuid:)[0-9a-f-]+", rf"\g<1>{own}", said)
        document.Root.Metadata.write(said.encode("utf-8"))


class _Reduced:
    """Takes out of the pages of a copy what equals something that is kept; a mark with its number stands for it."""

    def __init__(self, numbers: dict[bytes, int]) -> None:
        self._numbers = numbers
        self._met: dict[tuple[int, int], tuple[str, Object | None]] = {}

    def page(self, page: Object) -> None:
        """Reduce what a page leads to."""
        self._said(page)

    def _said(self, holder: Object) -> str:
        """Say what an object holds, the same of equal ones in all copies."""
        return " ".join(f"{key} {self._met_at(holder, key, value)}" for key, value in _entries(holder))

    def _met_at(self, holder: Object, key: str | int, value: object) -> str:
        if not isinstance(value, _LED):
            return repr(value.unparse()) if isinstance(value, Object) else repr(value)
        if not value.is_indirect:
            return f"<{self._said(value)}>"
        if value.objgen not in self._met:
            # What leads back to itself is none that is shared.
            self._met[value.objgen] = f"loop {value.objgen}", None
            self._met[value.objgen] = self._numbered(value)
        said, mark = self._met[value.objgen]
        if mark is not None:
            holder[key] = mark
        return said

    def _numbered(self, value: Object) -> tuple[str, Object | None]:
        digest = hashlib.sha256(self._said(value).encode())
        if isinstance(value, Stream):
            digest.update(value.read_raw_bytes())
        elif isinstance(value, Array) or not len(value.keys()):
            return f"<{digest.hexdigest()}>", None
        name = digest.digest()
        if name in self._numbers:
            number = self._numbers[name]
            return f"#{number}", Dictionary({_MARK: number})
        number = self._numbers[name] = len(self._numbers)
        value[_MARK] = number
        return f"#{number}", None


def _entries(holder: Object) -> list[tuple[str | int, object]]:
    """Give what an object leads to, in an order that equal ones have; not up to the page tree."""
    if isinstance(holder, Array):
        return list(enumerate(holder))
    return [(key, value) for key, value in sorted(holder.items()) if key not in ("/Parent", "/Length", _MARK)]


def _places(page: Object) -> Iterator[tuple[Object, str | int, Object]]:
    """Give each place below a page that leads to an object: what holds it, by which key, and what is there."""
    waiting, seen = [page], set()
    while waiting:
        holder = waiting.pop()
        for key, value in _entries(holder):
            if isinstance(value, _LED):
                yield holder, key, value
                if not value.is_indirect or value.objgen not in seen:
                    seen.add(value.objgen)
                    waiting.append(value)


def _stands_for(value: Object) -> bool:
    return isinstance(value, Dictionary) and set(value.keys()) == {_MARK}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
