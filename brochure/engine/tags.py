"""Builds the structure tree of a tagged PDF from the laid-out boxes, in place of the engine's own.

WeasyPrint 70 gives fragments of one paragraph on two pages two elements, drops the language of passages, leaves
running heads in marked content that is in no tree, tags empty elements, tells a link's parts as links of their own and
measures figures in the wrong direction. The one function that decides all of this is replaced while a PDF is written.
Import it after `loading.load()`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from brochure.engine import boxes, second
from brochure.engine.boxes import POINTS, Box, Document, Marks, Page, TextBox
from brochure.engine.structure import (
    GROUPS,
    Annotated,
    MarkedContent,
    Node,
    describe,
    is_artifact,
    is_call,
    is_note,
    name_rows,
    role_of,
)
from brochure.engine.treewriter import TreeWriter
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

_SECOND = 2
# However they are laid out, these stand in no paragraph.
_BLOCKS = frozenset({"L", "LI", "P"})
# These stand in the line of what is around them.
_IN_LINE = frozenset({"Code", "Link", "Reference", "Span"})
# South Asian scripts: a glyph may stand before the letter that it follows, or for a part of it; viewers read glyphs.
_REORDERED = compiled("[\u0900-\u109f\u1780-\u17ff]")
# A line is lower than another by so much of its height.
_LOWER = 0.8


def tagging(
    language: str, keep: Callable[[TreeWriter, Sequence[Any]], None] | None = None, part: int = 1
) -> AbstractContextManager[None]:
    """Let PDFs that are written meanwhile have the tree of this module; `language` is the document's.

    `keep` is told what wrote it, and the streams of the pages; `part` is that of PDF/UA.
    """

    def write(pdf: Any, document: Document, streams: Sequence[Any]) -> None:
        builder = TreeBuilder(language)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            builder.page(page, number, boxes.marks_in(stream) or {})
        builder.close()
        writer = TreeWriter(pdf, streams, builder.claimed, builder.running, builder.line_ends, builder.spelt)
        if part == _SECOND:
            second.arrange(builder.document)
        writer.write(builder.document)
        if part == _SECOND:
            second.tell(pdf, writer.made)
        if keep is not None:
            keep(writer, streams)

    return boxes.tagged_by(write)


@dataclass(frozen=True, slots=True)
class _Context:
    """Where the walk stands: the node that takes content, the block around it, and the language."""

    node: Node
    block: Element | None
    language: str


class TreeBuilder:
    """Walks the boxes of the pages; an element is one node, however many boxes and pages it spreads over.

    `claimed` are the marks (page, number) that are in the tree; `running` those of running heads and folios;
    `line_ends` says of those that end a line amid a block what they say, with the space that parts it from the next;
    `spelt` what those say whose glyphs do not tell.
    """

    def __init__(self, language: str) -> None:
        self.document = Node("Document", 0, language)
        self.claimed: dict[tuple[int, int], Node] = {}
        self.running: set[tuple[int, int]] = set()
        self._nodes: dict[tuple[Element, str], Node] = {}
        self._loose: dict[tuple[int, Element | None], Node] = {}
        self._number = 0
        self._height = 0.0
        self._tags: Marks = {}
        self._notes = 0
        self._last: list[Node] = []
        self._labels: list[tuple[str, Node]] = []
        self._texts: dict[tuple[int, int], TextBox] = {}
        self.line_ends: dict[tuple[int, int], str] = {}
        self.spelt: dict[tuple[int, int], str] = {}

    def page(self, page: Page, number: int, tags: Marks) -> None:
        """Take in a page: its boxes, and the numbers of the marks that were drawn for them."""
        self._number, self._height, self._tags = number, page.height, tags
        for box, mark in tags.items():
            if isinstance(box, TextBox) and _REORDERED.search(box.text):
                self.spelt[number, mark["mcid"]] = box.text
        for box in boxes.inside(boxes.of_page(page)):
            if isinstance(box, boxes.MarginBox):
                self._run(box)
            else:
                self._walk(box, _Context(self.document, None, self.document.language))

    def close(self) -> None:
        """Put at the end what is read last although it does not stand on the last page: `data-last` says so."""
        for node in self._last:
            if node.parent is not None:
                others = [child for child in node.parent.children if child is not node]
                node.parent.children = [*others, node]
        for name, label in self._labels:
            self._adopt(name, label)
        name_rows(self.document)
        self._end_lines(self.document)

    def _adopt(self, name: str, label: Node) -> None:
        """Let what is labelled so begin with its label, which stands elsewhere; what labels nothing is not read."""
        held = next(
            (
                node
                for node in self._nodes.values()
                if node.element is not None and node.element.get("data-labelled") == name and not _is_labelled(node)
            ),
            None,
        )
        if held is None:
            self.claimed = {mark: node for mark, node in self.claimed.items() if node is not label}
            return
        label.parent = held
        held.children.insert(0, label)

    def _end_lines(self, node: Node) -> list[tuple[MarkedContent, TextBox]]:
        """Part the words at the ends of lines, block by block; gives the texts of a node that stands in a line."""
        texts: list[tuple[MarkedContent, TextBox]] = []
        for child in node.children:
            if isinstance(child, MarkedContent) and (child.page, child.mcid) in self._texts:
                texts.append((child, self._texts[child.page, child.mcid]))
            elif isinstance(child, Node):
                inner = self._end_lines(child)
                texts += inner if child.role in _IN_LINE else []
        if node.role not in _IN_LINE:
            for (mark, box), (following, after) in pairwise(texts):
                if not box.text[-1:].isspace() and (mark.page != following.page or _is_lower(box, after)):
                    self.line_ends[mark.page, mark.mcid] = f"{box.text} "
        return texts

    def _run(self, box: Box) -> None:
        if (mark := self._tags.get(box)) is not None:
            self.running.add((self._number, mark["mcid"]))
        for child in boxes.inside(box):
            self._run(child)

    def _walk(self, box: Box, context: _Context) -> None:
        if isinstance(box, TextBox):
            self._claim(box, context)
            return
        element, tag = box.element, box.element_tag or ""
        if element is not None:
            if is_artifact(element) or self._is_repeated(box, element, tag):
                return
            context = self._enter(box, element, tag, context)
        if box.link_annotation is not None:
            self._link(box, context)
        if isinstance(box, boxes.ReplacedBox):
            self._claim(box, context)
        for child in boxes.inside(box):
            self._walk(child, context)

    def _is_repeated(self, box: Box, element: Element, tag: str) -> bool:
        """Tell whether a box repeats what an earlier page has: the head of a table, a fixed box."""
        group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
        if not group and box.style["position"] != "fixed":
            return False
        node = self._nodes.get((element, tag))
        return node is not None and node.page != self._number

    def _enter(self, box: Box, element: Element, tag: str, context: _Context) -> _Context:
        """Go into a box: find or make the node of its element."""
        block = element if isinstance(box, boxes.BlockLevelBox) else context.block
        if "::" in tag:
            context = _Context(context.node, block, context.language)
            return self._marker(element, tag, context) if tag.endswith("::marker") else context
        language = element.get("lang") or context.language
        if (node := self._nodes.get((element, tag))) is not None:
            return _Context(_inside(node), block, language)
        context = _Context(context.node, block, language)
        role = role_of(element)
        if role is None and language != context.node.language and isinstance(box, boxes.InlineBox):
            role = "Span"
        nothing = role is None and element.tag not in ("dt", "dd") and "data-labels" not in element.attrib
        if element.tag in ("html", "body") or nothing:
            return context
        node = self._make(role or "", box, element, context)
        self._nodes[element, tag] = node
        return _Context(_inside(node), block, language)

    def _make(self, role: str, box: Box, element: Element, context: _Context) -> Node:
        """Make the node of an element where it belongs."""
        parent = context.node
        if element.tag == "dt":
            return parent.add("LI", self._number, context.language).add("Lbl", self._number, context.language)
        if element.tag == "dd":
            item = parent.children[-1] if parent.children and isinstance(parent.children[-1], Node) else None
            item = item if item is not None and item.role == "LI" else parent.add("LI", self._number, context.language)
            return item.add("LBody", self._number, context.language)
        if name := element.get("data-labels"):
            self._labels.append((name, label := Node("Lbl", self._number, context.language)))
            return label
        inline = role in ("Link", "Span") or (role not in _BLOCKS and isinstance(box, boxes.InlineLevelBox))
        holder = self._paragraph(context) if inline else parent
        if is_call(element):
            holder = holder.add("Reference", self._number, context.language)
        node = holder.add(role, self._number, context.language)
        self._notes += role == "Note"
        node.element = element
        describe(node, element, self._notes)
        if role == "LI":
            body = node.add("LBody", self._number, context.language)
            if is_note(element):
                self._notes += 1
                describe(body.add("Note", self._number, context.language), element, self._notes)
        if role == "Link":
            node.target = element
        if role == "Figure":
            node.attributes.update(O="/Layout", BBox=self._area(box))
        if "data-last" in element.attrib:
            self._last.append(node)
        return node

    def _marker(self, element: Element, tag: str, context: _Context) -> _Context:
        """A list item's label goes before its body."""
        item = context.node.parent
        if context.node.role == "Note" and item is not None:
            item = item.parent
        if context.node.role not in ("LBody", "Note") or item is None:
            return context
        if (label := self._nodes.get((element, tag))) is None:
            label = Node("Lbl", self._number, context.language, item)
            item.children.insert(0, label)
            self._nodes[element, tag] = label
        return replace(context, node=label)

    def _is_between(self, box: Box, context: _Context) -> bool:
        """Tell whether a box is the space that keeps two blocks apart, which is no text of its own."""
        if not isinstance(box, TextBox) or box.text.strip():
            return False
        node = context.node
        last = node.children[-1] if node.children else None
        return (
            isinstance(last, Node) and last.role in _BLOCKS and last is not self._loose.get((id(node), context.block))
        )

    def _paragraph(self, context: _Context) -> Node:
        """Give the node that takes text here: in a group, a paragraph for each block."""
        node = context.node
        if node.role not in GROUPS:
            return node
        key = (id(node), context.block)
        loose = self._loose.get(key)
        if loose is None or node.children[-1] is not loose:
            loose = self._loose[key] = node.add("P", self._number, context.language)
        return loose

    def _claim(self, box: Box, context: _Context) -> None:
        mark = self._tags.get(box)
        if mark is None or box.style["visibility"] != "visible" or self._is_between(box, context):
            return
        node = self._paragraph(context) if isinstance(box, TextBox) else context.node
        if not isinstance(box, TextBox) and node.role != "Figure":
            return
        node.children.append(MarkedContent(self._number, mark["mcid"]))
        self.claimed[self._number, mark["mcid"]] = node
        if isinstance(box, TextBox):
            self._texts[self._number, mark["mcid"]] = box

    def _link(self, box: Box, context: _Context) -> None:
        """Put a link's area into its node: the nearest link around it, or one made for a link that has none."""
        node: Node | None = context.node
        while node is not None and node.role != "Link":
            node = node.parent
        if node is None:
            node = self._paragraph(context).add("Link", self._number, context.language)
        node.children.append(Annotated(self._number, box.link_annotation))

    def _area(self, box: Box) -> tuple[float, ...]:
        """Give the border box of a figure in PDF coordinates: points from the lower left corner of the trim."""
        left, top = box.border_box_x(), box.border_box_y()
        right, bottom = left + box.border_width(), top + box.border_height()
        return tuple(round(edge * POINTS, 3) for edge in (left, self._height - bottom, right, self._height - top))


def _inside(node: Node) -> Node:
    """Give the node that takes an element's content: of a list item, its body."""
    if node.role == "LI":
        body = next(child for child in node.children if isinstance(child, Node) and child.role == "LBody")
        return next((child for child in body.children if isinstance(child, Node) and child.role == "Note"), body)
    return node


def _is_labelled(node: Node) -> bool:
    return any(isinstance(child, Node) and child.role == "Lbl" for child in node.children)


def _is_lower(box: TextBox, after: TextBox) -> bool:
    """Tell whether a text stands on a lower line than another; a raised figure does not."""
    return bool(after.position_y - box.position_y > _LOWER * min(box.height, after.height))
