"""The structure tree of a tagged PDF, as nodes: what the elements of the HTML mean to a reader who listens.

Roles are the standard ones of PDF 1.7 (ISO 32000-1, 14.8.4), used as PDF/UA-1 (ISO 14289-1, clause 7) asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any
from xml.etree.ElementTree import Element

from brochure.vocabulary.records import dataclass

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {
    "Art": "article", "BlockQuote": "blockquote", "Caption": "caption figcaption", "Code": "code",
    "Figure": f"img {_SVG}svg",
    "H1": "h1", "H2": "h2", "H3": "h3", "H4": "h4", "H5": "h5", "H6": "h6", "L": "dl ol ul", "LI": "li", "Link": "a",
    "P": "p pre", "Part": "main", "Sect": "aside nav section", "Table": "table", "TBody": "tbody", "TD": "td",
    "TFoot": "tfoot", "TH": "th", "THead": "thead", "TR": "tr",
}  # fmt: skip
ROLES = {tag: role for role, tags in _ELEMENTS.items() for tag in tags.split()}
# These may not hold text themselves; loose text in them becomes a paragraph.
GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "L"})
# An empty one of these still holds a place.
_PLACES = frozenset({"TD", "TH", "TR"})
_ROWS = frozenset({"THead", "TBody", "TFoot"})


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """Marked content: the page (from 0) and its number on the page."""

    page: int
    mcid: int


@dataclass(slots=True)
class Annotated:
    """A link's area on a page; `annotation` is the engine's own dictionary."""

    page: int
    annotation: Any


@dataclass(slots=True)
class Node:
    """A structure element; `page` is the one on which it begins."""

    role: str
    page: int
    language: str
    parent: Node | None = None
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    children: list[Node | MarkedContent | Annotated] = field(default_factory=list)
    # The element of a link, which says what the link is.
    target: Element | None = None
    # The element that the node was made for.
    element: Element | None = None

    def add(self, role: str, page: int, language: str) -> Node:
        """Append a child; its language is told only where it is another than its parent's."""
        child = Node(role, page, language, self)
        if language != self.language:
            child.entries["Lang"] = language
        self.children.append(child)
        return child

    def prune(self) -> bool:
        """Drop what is empty; tell whether anything is left."""
        self.children = [child for child in self.children if not isinstance(child, Node) or child.prune()]
        return bool(self.children) or self.role in _PLACES


def is_note(element: Element) -> bool:
    """Tell whether an element is a footnote: an item whose id Markdown gave it."""
    return element.tag == "li" and (element.get("id") or "").startswith("fn:")


def is_call(element: Element) -> bool:
    """Tell whether a link leads from the text to a footnote."""
    return element.tag == "a" and (element.get("href") or "").startswith("#fn:")


def name_rows(node: Node) -> None:
    """Make the first cells of rows headers where the corner of their table is empty, and the corner a cell."""
    for child in node.children:
        if isinstance(child, Node):
            name_rows(child)
    if node.role != "Table":
        return
    firsts = [row.children[0] for row in _rows(node) if row.children]
    if not firsts:
        return
    corner, *firsts = firsts
    if not isinstance(corner, Node) or corner.role != "TH" or corner.children:
        return
    if all(isinstance(cell, Node) and cell.children for cell in firsts):
        corner.role = "TD"
        corner.attributes.pop("Scope", None)
        if corner.attributes.keys() <= {"O"}:
            corner.attributes.clear()
        for cell in firsts:
            if isinstance(cell, Node) and cell.role == "TD":
                cell.role = "TH"
                cell.attributes.update(O="/Table", Scope="/Row")


def _rows(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            yield from [child] if child.role == "TR" else _rows(child) if child.role in _ROWS else ()


def role_of(element: Element) -> str | None:
    """Give the role of an element; None where it means nothing by itself."""
    if said := element.get("data-role"):
        return str(said)
    tag = element.tag
    if tag == "abbr" and element.get("title"):
        return "Span"
    if tag == "a" and not element.get("href"):
        return None
    return ROLES.get(tag)


def is_artifact(element: Element) -> bool:
    """Tell whether an element is mere decoration: said so, hidden from readers, or a picture without a description."""
    if "data-artifact" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if element.get("role") in ("presentation", "none"):
        return True
    return role_of(element) == "Figure" and not description(element)


def description(element: Element) -> str:
    """Give the alternative text of a figure."""
    if said := element.get("alt") or element.get("aria-label"):
        return str(said)
    title = element.find(f"{_SVG}title")
    return "" if title is None else "".join(title.itertext()).strip()


def describe(node: Node, element: Element, count: int) -> None:
    """Set what the attributes of an element say about its node; `count` numbers the notes."""
    if node.role == "Figure":
        node.entries["Alt"] = description(element)
    if words := element.get("data-said"):
        node.entries["ActualText"] = words
    if element.tag == "abbr" and (expansion := element.get("title")):
        node.entries["E"] = expansion
    if node.role == "Note":
        node.entries["ID"] = f"note-{count}"
    if node.role == "L" and element.tag in ("ol", "ul"):
        node.attributes.update(O="/List", ListNumbering="/Decimal" if element.tag == "ol" else "/Disc")
    if node.role in ("TH", "TD"):
        _describe_cell(node, element)


def _describe_cell(node: Node, element: Element) -> None:
    cell: dict[str, Any] = {}
    if node.role == "TH":
        cell["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        span = element.get(name, "1")
        if span.isdigit() and int(span) > 1:
            cell[key] = int(span)
    if cell:
        node.attributes.update(O="/Table", **cell)
