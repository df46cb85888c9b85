"""Writes a structure tree into a PDF at the level of its objects, and sets apart what is no content.

ISO 32000-1, 14.7 (logical structure) and 14.8.2.2 (artifacts).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from brochure.engine.boxes import letters_in, marks_in
from brochure.engine.structure import Annotated, MarkedContent, Node
from brochure.vocabulary.patterns import compiled

_FONT = compiled(rb"/(\S+) \S+ Tf\Z")
# The last glyph of a string, two bytes each.
_GLYPH = compiled(rb"([0-9a-f]{4})>")
_HYPHENS = ("\u2010", "-", "\xad", "/")


class TreeWriter:
    """Writes one tree; `streams` are the pages' content streams, the rest is as in `tags.TreeBuilder`.

    `made` are then the nodes with what was written of them.
    """

    def __init__(
        self,
        pdf: Any,
        streams: Sequence[Any],
        claimed: Mapping[tuple[int, int], Node],
        running: AbstractSet[tuple[int, int]],
        line_ends: Mapping[tuple[int, int], str],
        spelt: Mapping[tuple[int, int], str],
    ) -> None:
        self._pdf = pdf
        self._streams = streams
        self._claimed = claimed
        self._running = running
        self.line_ends = dict(line_ends)
        self.spelt = dict(spelt)
        self._pages = pdf.page_references
        self._marks: list[list[tuple[int, Node]]] = [[] for _ in streams]
        for (page, mcid), node in claimed.items():
            self._marks[page].append((mcid, node))
        self._forms: dict[tuple[int, int], Any] = {}
        self._owners: dict[int, Any] = {}
        self._dropped: set[int] = set()
        self._linked: list[tuple[Any, Any]] = []
        self.made: list[tuple[Node, Any]] = []

    def write(self, document: Node) -> None:
        """Write the tree, the map from content to tree, and the artifacts."""
        self._sort_marks()
        self._join_areas(document)
        document.prune()
        root = self._object({"Type": "/StructTreeRoot"})
        top = self._element(document, root)
        root["K"] = pydyf.Array([top.reference])
        root["ParentTree"] = self._parent_tree().reference
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _object(self, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self._pdf.add_object(made)
        return made

    def _sort_marks(self) -> None:
        """Find the form in which each mark is drawn, and make artifacts of the marks that are in no tree.

        Text of an element with opacity is drawn in a form of its own, whose marks count with those of the page.
        """
        pages = {id(marks_in(stream)): number for number, stream in enumerate(self._streams)}
        on_page = {id(stream) for stream in self._streams}
        for stream in self._pdf.objects:
            marks = marks_in(stream)
            if marks is None or id(marks) not in pages:
                continue
            page = pages[id(marks)]
            for key in self.settle(page, stream.stream, letters_in(stream)):
                if id(stream) not in on_page:
                    self._forms[key] = stream

    def settle(self, page: int, items: list[Any], fonts: Mapping[str, Mapping[int, str]]) -> list[tuple[int, int]]:
        """Make artifacts of marks that are in no tree, and end lines; gives the marks that are in the tree."""
        ended, found = list[tuple[int, str]](), []
        for index, item in enumerate(items):
            if item != b"BDC" or "MCID" not in items[index - 1]:
                continue
            key = (page, items[index - 1]["MCID"])
            if key not in self._claimed:
                kind = "/Pagination" if key in self._running else "/Layout"
                items[index - 2] = "/Artifact"
                items[index - 1] = pydyf.Dictionary({"Type": kind})
                self._spell(items[index - 1], key)
                continue
            found.append(key)
            if not self._spell(items[index - 1], key) and key in self.line_ends:
                ended.append((index, self.line_ends[key]))
        for index, said in reversed(ended):
            _end_line(items, index, said, fonts)
        return found

    def _spell(self, mark: Any, key: tuple[int, int]) -> bool:
        """Let a mark say its text where its glyphs do not; tell whether it does."""
        if key in self.spelt:
            mark["ActualText"] = pydyf.String(self.line_ends.get(key, self.spelt[key]))
        return key in self.spelt

    def _join_areas(self, node: Node) -> None:
        """Describe links, and drop areas that lie within another area of the same link."""
        for child in node.children:
            if isinstance(child, Node):
                self._join_areas(child)
        areas = [child for child in node.children if isinstance(child, Annotated)]
        for area in areas:
            if any(_covers(other, area) for other in areas if id(other.annotation) not in self._dropped):
                self._dropped.add(id(area.annotation))
                node.children.remove(area)
                self._unlist(area)
            else:
                area.annotation["Contents"] = pydyf.String(contents(node.target, area.annotation))

    def _unlist(self, area: Annotated) -> None:
        """Take an area off its page; its object is freed."""
        annotation = area.annotation
        for page in self._pdf.objects:
            if (
                isinstance(page, dict)
                and page.get("Type") == "/Page"
                and annotation.reference in page.get("Annots", ())
            ):
                page["Annots"].remove(annotation.reference)
        annotation.clear()

    def _element(self, node: Node, parent: Any) -> Any:
        made = self._object({"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference})
        made["Pg"] = self._pages[node.page]
        for key, text in node.entries.items():
            made[key] = pydyf.String(text)
        if node.attributes:
            given = node.attributes.items()
            made["A"] = pydyf.Dictionary({k: pydyf.Array(v) if isinstance(v, tuple) else v for k, v in given})
        self._owners[id(node)] = made
        self.made.append((node, made))
        made["K"] = pydyf.Array(self._kid(child, node, made) for child in node.children)
        return made

    def _kid(self, child: Node | MarkedContent | Annotated, node: Node, made: Any) -> Any:
        if isinstance(child, Node):
            return self._element(child, made).reference
        if isinstance(child, Annotated):
            self._linked.append((made, child.annotation))
            reference = {"Type": "/OBJR", "Obj": child.annotation.reference, "Pg": self._pages[child.page]}
            return self._object(reference).reference
        form = self._forms.get((child.page, child.mcid))
        if child.page == node.page and form is None:
            return child.mcid
        reference = {"Type": "/MCR", "Pg": self._pages[child.page], "MCID": child.mcid}
        if form is not None:
            reference["Stm"] = form.reference
        return pydyf.Dictionary(reference)

    def _parent_tree(self) -> Any:
        """Map content back to elements: a row for each page, each form with marks, each link."""
        numbers = pydyf.Array()
        for page, stream in enumerate(self._streams):
            numbers.extend([page, self._row(page, stream)])
        following = len(self._streams)
        for form in dict.fromkeys(self._forms.values()):
            page = next(page for (page, _), found in self._forms.items() if found is form)
            form.extra["StructParents"] = following
            numbers.extend([following, self._row(page, form)])
            following += 1
        for element, annotation in self._linked:
            annotation["StructParent"] = following
            numbers.extend([following, element.reference])
            following += 1
        return self._object({"Nums": numbers})

    def _row(self, page: int, stream: Any) -> Any:
        """List the elements of the marks drawn in a stream; the place of any other mark holds null."""
        row: list[Any] = []
        for mcid, node in self._marks[page]:
            if self._forms.get((page, mcid), self._streams[page]) is stream:
                row.extend([b"null"] * (mcid + 1 - len(row)))
                row[mcid] = self._owners[id(node)].reference
        return pydyf.Array(row)


def _end_line(items: list[Any], start: int, said: str, fonts: Mapping[str, Mapping[int, str]]) -> None:
    """Draw a space after the text of a mark, which begins at `start`; where its font has none, say so beside it.

    A word that goes on in the next line, after its hyphen, is followed by none; nor is one that ends with a space as it
    was drawn: the engine takes it off a line before a run that is set whole, but not out of what it draws.
    """
    end = next((at for at in range(start, len(items)) if items[at] == b"EMC"), start)
    shown = [at for at in range(start, end) if isinstance(items[at], bytes) and items[at].endswith((b"TJ", b"Tj"))]
    names = [found[1].decode() for item in items[start:end] if isinstance(item, bytes) and (found := _FONT.match(item))]
    letters = fonts.get(names[-1], {}) if names else {}
    last = _GLYPH.findall(items[shown[-1]])[-1:] if shown else []
    if not last or letters.get(int(last[0], 16), "").endswith((*_HYPHENS, " ")):
        return
    space = next((glyph for glyph, letter in letters.items() if letter == " "), None)
    if space is not None:
        items.insert(shown[-1] + 1, b"<%04x> Tj" % space)
    else:
        items[start - 1]["ActualText"] = pydyf.String(said)


def _covers(outer: Annotated, inner: Annotated) -> bool:
    if outer is inner or outer.page != inner.page:
        return False
    (left, bottom, right, top), (x0, y0, x1, y1), slip = _edges(outer), _edges(inner), 0.01
    return min(x0 - left, y0 - bottom, right - x1, top - y1) >= -slip


def _edges(area: Annotated) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = area.annotation["Rect"]
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def contents(target: Element | None, annotation: Any) -> str:
    """Say what a link is and where it leads (ISO 14289-1, 7.18.5)."""
    said = "" if target is None else target.get("title") or "".join(target.itertext())
    words = " ".join(said.replace("\xad", "").split())
    if "A" not in annotation:
        return words or str(annotation["Dest"].string)
    address = str(annotation["A"]["URI"].string).removeprefix("mailto:")
    # The address alone, as it is printed, says no more when it is told twice.
    return words if address in words or address.partition("://")[2] == words else f"{words} ({address})".strip()
