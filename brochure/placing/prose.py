"""Structures as running text: lists as lists, titles as headings, trees of editors as what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.placing.making import glued, joined
from brochure.placing.names import folded
from brochure.placing.tables import silent
from brochure.placing.values import SENTENCE, has_words, leaves, sort, words_in

_HEADINGS = ("title", "heading", "headline", "name", "label", "titre", "titel", "titulo", "titolo")
# How editors of content call their blocks and what is in them.
_MARKS = {"bold": "**", "strong": "**", "italic": "*", "em": "*", "code": "`"}
_LINKS = frozenset(("url", "link", "href", "to", "path"))
_LABEL = 3
_WITHIN = ("content", "children")


def bullets(items: Sequence[Scalar]) -> Scalar:
    """Give texts as a list; long ones as paragraphs."""
    if all(words_in(item.text) > 2 * SENTENCE for item in items):
        return glued(items)
    return joined([f"- {_indented(item.text)}" for item in items], items, "\n")


def _indented(text: str) -> str:
    return text.strip().replace("\n", "\n  ")


def prose(node: Node, level: int = 3) -> Scalar | None:
    """Give all the words of a value as a text, None where it has none."""
    pieces = list(_pieces(node, level))
    return joined([text for text, _ in pieces], [part for _, part in pieces]) if pieces else None


def _pieces(node: Node, level: int) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Scalar):
        if has_words(node):
            yield node.text.strip(), node
    elif (found := tree_text(node)) is not None:
        yield found.text, found
    elif isinstance(node, nodes.Mapping):
        for entry in node.entries:
            value = entry.value
            if folded(entry.key.text) in _HEADINGS and isinstance(value, Scalar) and has_words(value):
                yield f"{'#' * min(level, 6)} {' '.join(value.text.split())}", value
            else:
                yield from _pieces(value, level + 1)
    else:
        texts = [item for item in node.items if isinstance(item, Scalar) and has_words(item)]
        if texts:
            found = bullets(texts)
            yield found.text, found
        rows = [row for item in node.items if (row := _row(item)) is not None]
        if len(rows) == len(node.items) > 0:
            yield "\n".join(f"- {row.text}" for row in rows), glued(rows)
            return
        for item in node.items:
            if not isinstance(item, Scalar):
                yield from _pieces(item, level)


def _row(node: Node) -> Scalar | None:
    """Give a mapping of short values as one line, None for anything else."""
    values = [entry.value for entry in node.entries] if isinstance(node, nodes.Mapping) else []
    told = [value for value in values if isinstance(value, Scalar) and sort(value) in ("words", "number", "date")]
    short = all(words_in(value.text) < SENTENCE for value in told)
    return glued(told, ", ") if told and short and len(told) == len(values) else None


def silence(entry: nodes.Entry) -> str | None:
    """Say why what stands under a key is not for readers, None where it is."""
    return silent().reason(entry.key.text, sum(words_in(leaf.text) for leaf in leaves(entry.value)))


def shown(node: Node) -> Node:
    """Give a value without the keys that hold no words for readers."""
    if isinstance(node, nodes.Sequence):
        return nodes.Sequence(tuple(shown(item) for item in node.items), node.place)
    if isinstance(node, Scalar):
        return node
    kept = (nodes.Entry(entry.key, shown(entry.value)) for entry in node.entries if silence(entry) is None)
    return nodes.Mapping(tuple(kept), node.place)


def is_link(node: Node) -> bool:
    """Tell whether a mapping is an address and a few words to press."""
    if not isinstance(node, nodes.Mapping):
        return False
    words = [leaf for leaf in leaves(node) if has_words(leaf)]
    names = {folded(entry.key.text) for entry in node.entries}
    return bool(names & _LINKS) and len(words) < 2 and all(words_in(word.text) <= _LABEL for word in words)


def tree_text(node: Node) -> Scalar | None:
    """Give the text of a tree as editors of content keep it (type, attrs, content, text); None for anything else."""
    blocks = node.items if isinstance(node, nodes.Sequence) else (node,)
    if not blocks or not all(_is_block(block) for block in blocks):
        return None
    pieces = [piece for block in blocks for piece in _block(block, "")]
    return joined([text for text, _ in pieces], [part for _, part in pieces]) if pieces else None


def _is_block(node: Node) -> bool:
    if not isinstance(node, nodes.Mapping):
        return False
    kind = _get(node, "type") or _get(node, "_type") or _get(node, "nodetype")
    inside = any(isinstance(_get(node, name), nodes.Sequence) for name in _WITHIN)
    return isinstance(kind, Scalar) and inside and not any(_get(node, name) for name in _HEADINGS)


def _block(node: Node, mark: str) -> Iterator[tuple[str, Scalar]]:
    """Give the text of a block, and the blocks in it."""
    if not isinstance(node, nodes.Mapping):
        return
    kind = _text_of(node, "type") or _text_of(node, "_type") or _text_of(node, "nodetype")
    inside = next((found for name in _WITHIN if isinstance(found := _get(node, name), nodes.Sequence)), None)
    items = inside.items if inside is not None else ()
    if any(isinstance(_get(item, "text"), Scalar) for item in items):
        spans = [span for item in items for span in _span(item)]
        if spans:
            text = "".join(text for text, _ in spans).strip()
            yield mark + _opened(kind, node) + text, joined([text], [part for _, part in spans])
        return
    for item in items:
        yield from _block(item, "- " if "item" in folded(kind) else mark)


def _opened(kind: str, node: nodes.Mapping) -> str:
    style = _text_of(node, "style")
    if "heading" in kind or (style[:1] == "h" and style[1:].isdigit()):
        attrs = _get(node, "attrs")
        level = _text_of(attrs, "level") if isinstance(attrs, nodes.Mapping) else ""
        figure = next((int(sign) for sign in f"{level}{style}{kind}" if sign.isdigit()), 3)
        return "#" * max(3, min(figure, 6)) + " "
    return "> " if "quote" in kind else ""


def _span(node: Node) -> Iterator[tuple[str, Scalar]]:
    text = _get(node, "text")
    if not isinstance(text, Scalar) or not text.text:
        return
    marks = _get(node, "marks")
    listed = marks.items if isinstance(marks, nodes.Sequence) else ()
    names = [_text_of(item, "type") or (item.text if isinstance(item, Scalar) else "") for item in listed]
    sign = next((_MARKS[name] for name in names if name in _MARKS), "")
    bare = text.text.strip()
    yield (text.text.replace(bare, f"{sign}{bare}{sign}", 1) if bare and sign else text.text), text


def _get(node: Node, name: str) -> Node | None:
    if not isinstance(node, nodes.Mapping):
        return None
    return next((entry.value for entry in node.entries if folded(entry.key.text) == folded(name)), None)


def _text_of(node: Node | None, name: str) -> str:
    found = _get(node, name) if node is not None else None
    return found.text if isinstance(found, Scalar) else ""
