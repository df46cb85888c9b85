"""What PDF/UA-2 (ISO 14289-2) asks of a structure tree beyond PDF/UA-1: its namespace, notes, lists, destinations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from brochure.engine.structure import Node

_NAMESPACE = "http://iso.org/pdf2/ssn"
# ISO 32000-2, annex M: the types of PDF 2.0 that are made here; all others stay those of PDF 1.7.
_OF_2 = frozenset(
    ("Caption", "Div", "Document", "FENote", "Figure", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LBody", "LI", "Lbl",
     "Link", "P", "Part", "Sect", "Span", "TBody", "TD", "TFoot", "TH", "THead", "TR", "Table")
)  # fmt: skip


def arrange(node: Node) -> None:
    """Put captions first in what they belong to (8.2.5.27), and say how lists with labels count (8.2.5.25)."""
    for child in node.children:
        if isinstance(child, Node):
            arrange(child)
    captions = [child for child in node.children if isinstance(child, Node) and child.role == "Caption"]
    if captions and node.children[-1:] != captions:
        node.children = [*captions, *(child for child in node.children if child not in captions)]
    if node.role == "L" and "ListNumbering" not in node.attributes and _is_labelled(node):
        node.attributes.update(O="/List", ListNumbering="/Description")


def _is_labelled(node: Node) -> bool:
    items = [child for child in node.children if isinstance(child, Node)]
    return any(isinstance(one, Node) and one.role == "Lbl" for item in items for one in item.children)


def tell(pdf: Any, made: Sequence[tuple[Node, Any]]) -> None:
    """Name the types of PDF 2.0 as such, and let links and bookmarks lead to elements."""
    space = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(_NAMESPACE)})
    pdf.add_object(space)
    root = next(thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == "/StructTreeRoot")
    root["Namespaces"] = pydyf.Array([space.reference])
    for node, element in made:
        role = "FENote" if node.role == "Note" else node.role
        element["S"] = f"/{role}"
        if role in _OF_2:
            element["NS"] = space.reference
    _lead(pdf, made)


def _lead(pdf: Any, made: Sequence[tuple[Node, Any]]) -> None:
    """Let every destination within the document name the element that it leads to (8.8)."""
    # An id within an element that is none of the tree is that element's; inner elements come after outer ones.
    held = (
        (inner.get("id"), element)
        for node, element in made
        if node.element is not None
        for inner in node.element.iter()
    )
    named = {name: element for name, element in held if name}
    headings = [(_text(node), element) for node, element in made if node.role[0] == "H" and node.element is not None]
    places = dict(_places(pdf))
    for thing in pdf.objects:
        if not isinstance(thing, dict) or "Dest" not in thing:
            continue
        target = thing["Dest"]
        if isinstance(target, pydyf.String):
            place, element = places[target.string], named.get(target.string)
        else:
            title = _even(thing["Title"].string)
            place = target
            element = next((one for text, one in headings if text == title and one["Pg"] == place[0]), None)
        element = element or next((one for _, one in made[1:] if one["Pg"] == place[0]), made[0][1])
        del thing["Dest"]
        reached = pydyf.Array([element.reference, *place[1:]])
        thing["A"] = pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": pydyf.Array(place), "SD": reached})


def _places(pdf: Any) -> Iterator[tuple[str, Any]]:
    names: Mapping[str, Any] = pdf.catalog.get("Names", {})
    listed = names["Dests"]["Names"] if "Dests" in names else []
    for name, place in zip(listed[::2], listed[1::2], strict=True):
        yield name.string, place


def _text(node: Node) -> str:
    return _even("".join(node.element.itertext())) if node.element is not None else ""


def _even(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())
