"""Reads a finished PDF back: its structure tree, artifacts, links, bookmarks and labels, for use in any test."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from brochure.pdfreader.events import Change, Form, Glyphs
from brochure.pdfreader.interpreter import Interpreter, Walk
from brochure.pdfreader.state import State


@dataclass
class Item:
    """A structure element: `text` is what its own marked content says, children left out."""

    role: str
    text: str = ""
    alt: str | None = None
    lang: str | None = None
    entries: dict[str, Any] = field(default_factory=dict)
    # What is said, in turn, with the page and the height at which it stands.
    pieces: list[tuple[str, tuple[int, float]]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)

    def walk(self) -> Iterator[Item]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def all_text(self) -> str:
        """Give the text of the element and its children, in the order of the tree; a new line parts words."""
        said = ""
        for index, (text, place) in enumerate(self.pieces):
            is_new = index > 0 and self.pieces[index - 1][1] != place
            said += " " if is_new and said and said[-1] not in " -\u00ad" else ""
            said += text
        return said

    def find(self, role: str) -> list[Item]:
        return [item for item in self.walk() if item.role == role]

    def outline(self) -> Any:
        """Give the tree as nested lists of roles, for comparison."""
        return [self.role, *(child.outline() for child in self.children)] if self.children else self.role


class Reading:
    """An opened PDF; pages count from 0."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self._said: dict[tuple[Any, int], str] = {}
        self._rows: dict[int, Any] = {}
        self._heights: dict[tuple[Any, int], float] = {}
        self.artifacts: list[tuple[int, str, str]] = []
        self.untagged: list[tuple[int, str]] = []
        self.claimed: set[tuple[Any, int]] = set()
        walk = Walk()
        for number, page in enumerate(self.pdf.pages):
            self._content(Interpreter(walk, State(), page.obj.Resources), page.obj, number)
        root = self.pdf.Root.get("/StructTreeRoot")
        self.tree = self._item(root.K[0], None) if root is not None else None

    def texts(self) -> list[str]:
        """Give the text of each page as a viewer extracts it."""
        buffer = io.BytesIO()
        self.pdf.save(buffer)
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(buffer.getvalue())]

    def links(self) -> list[tuple[int, str, str]]:
        """List (page, contents, target) of the link annotations."""
        found = []
        for number, page in enumerate(self.pdf.pages):
            for note in page.obj.get("/Annots", []):
                target = str(note.A.URI) if "/A" in note else f"#{note.Dest}"
                found.append((number, str(note.get("/Contents", "")), target))
        return found

    def bookmarks(self) -> list[tuple[int, str]]:
        """List (depth from 0, title) of the outline."""
        found: list[tuple[int, str]] = []
        with self.pdf.open_outline() as outline:
            stack = [(0, item) for item in reversed(outline.root)]
            while stack:
                depth, item = stack.pop()
                found.append((depth, item.title))
                stack.extend((depth + 1, child) for child in reversed(item.children))
        return found

    def labels(self) -> list[str]:
        return [page.label for page in self.pdf.pages]

    def roles(self) -> list[tuple[str, str, str | None, str | None]]:
        """List (role, own text, alt, lang) of every element, in the order of the tree."""
        assert self.tree is not None
        return [(item.role, item.text, item.alt, item.lang) for item in self.tree.walk()]

    def _content(self, reader: Interpreter, holder: Any, page: int, marked: bool = False) -> str:
        """Gather the text of each mark; give the text of no mark.

        `marked` says that all of it is drawn within a mark, as a form.
        """
        loose: list[str] = []
        stack: list[tuple[str, int | None, str, list[str]]] = []
        for event in reader.read(holder):
            match event:
                case Change(operator="BDC" | "BMC"):
                    tag, *rest = event.operands
                    values: Any = rest[0] if rest and isinstance(rest[0], pikepdf.Dictionary) else {}
                    mcid = int(values["/MCID"]) if "/MCID" in values else None
                    stack.append((str(tag), mcid, str(values.get("/Type", "")), []))
                    if mcid is not None:
                        self._said.setdefault((holder.objgen, mcid), "")
                case Change(operator="EMC"):
                    name, mcid, kind, words = stack.pop()
                    if mcid is not None:
                        self._said[holder.objgen, mcid] += "".join(words)
                    elif name == "/Artifact":
                        self.artifacts.append((page, kind, "".join(words)))
                case Change(operator="Tm") if stack and stack[-1][1] is not None:
                    self._heights.setdefault((holder.objgen, stack[-1][1]), round(reader.state.text.f, 1))
                case Glyphs():
                    (stack[-1][3] if stack else loose).append(event.text)
                case Form():
                    inside = reader.nested(event.source, reader.state.copy())
                    text = self._content(inside, event.source, page, marked or bool(stack))
                    (stack[-1][3] if stack else loose).append(text)
        if not marked:
            self.untagged += [(page, text) for text in loose if text.strip()]
        return "".join(loose)

    def _item(self, element: Any, parent: Any) -> Item:
        if parent is not None:
            assert element.P.objgen == parent.objgen, "an element must name its parent"
        item = Item(str(element.S)[1:])
        item.alt = str(element.Alt) if "/Alt" in element else None
        item.lang = str(element.Lang) if "/Lang" in element else None
        item.entries = {str(name)[1:]: value for name, value in element.items()}
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") is not None:
                child = self._item(kid, element)
                item.children.append(child)
                item.pieces += child.pieces
                item.pages.extend(page for page in child.pages if page not in item.pages)
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                item.entries.setdefault("areas", []).append(kid.Obj)
            else:
                item.pieces.append(self._mark(kid, element, item))
        return item

    def _mark(self, kid: Any, element: Any, item: Item) -> tuple[str, tuple[int, float]]:
        if isinstance(kid, pikepdf.Dictionary):
            page, number = kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
            key = (kid.Stm.objgen if "/Stm" in kid else page.objgen, number)
            row = self._row(kid.Stm if "/Stm" in kid else page)
        else:
            page, number = element.Pg, int(kid)
            key, row = (page.objgen, number), self._row(element.Pg)
        assert row[number].objgen == element.objgen, "the parent tree must lead back to the element"
        if self._pages[page.objgen] not in item.pages:
            item.pages.append(self._pages[page.objgen])
        self.claimed.add(key)
        item.text += self._said[key]
        return self._said[key], (self._pages[page.objgen], self._heights.get(key, 0.0))

    def _row(self, holder: Any) -> Any:
        if not self._rows:
            numbers = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
            self._rows = {int(key): row for key, row in zip(numbers[::2], numbers[1::2], strict=True)}
        return self._rows[int(holder.StructParents)]

    @property
    def orphans(self) -> list[str]:
        """List the text of marks that carry a number and are in no element."""
        return [text for key, text in self._said.items() if key not in self.claimed]
