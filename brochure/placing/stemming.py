"""Keys of a mapping without the word that all of them begin with: `visit-title` and `visit-text` are title and text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node
from brochure.placing.names import bare, folded, parts
from brochure.placing.tables import families, silent

# What items of lists may be called in their keys, whatever else stands beside these.
_OF_ITEMS = frozenset(("section", "item", "card", "block"))


def stemmed(front: nodes.Mapping) -> nodes.Mapping:
    """Give front matter with the mappings in it so; keys of the page itself stay as they are."""
    return nodes.Mapping(tuple(Entry(entry.key, _node(entry.value)) for entry in front.entries), front.place)


def _node(node: Node) -> Node:
    if isinstance(node, nodes.Sequence):
        return nodes.Sequence(tuple(map(_node, node.items)), node.place)
    if not isinstance(node, nodes.Mapping):
        return node
    inner = tuple(Entry(entry.key, _node(entry.value)) for entry in node.entries)
    found = tuple(map(_shorter, inner)) if _begin_alike(inner) else inner
    names = [folded(entry.key.text) for entry in found]
    return nodes.Mapping(found if len(set(names)) == len(names) else inner, node.place)


def _shorter(entry: Entry) -> Entry:
    short = bare(entry.key.text)
    return Entry(replace(entry.key, text=short), entry.value) if short else entry


def _begin_alike(entries: tuple[Entry, ...]) -> bool:
    """Tell whether keys begin with one word that says what they are keys of: a heading is among them without it."""
    words = [parts(entry.key.text) for entry in entries]
    telling = [name for name, entry in zip(words, entries, strict=True) if _tells(entry)]
    if len(telling) < 2 or any(len(name) < 2 for name in words) or len({name[0] for name in words}) > 1:
        return False
    return words[0][0] in _OF_ITEMS or any("".join(name[1:]) in _headings() for name in telling)


def _tells(entry: Entry) -> bool:
    return silent().reason(entry.key.text, 0) is None


@cache
def _headings() -> frozenset[str]:
    """Give how titles of items are called, of whatever kind they are."""
    known = families().kinds
    rows = (known["features"].item["title"], known["people"].item["name"], known["questions"].item["question"])
    return frozenset(folded(name) for row in (*rows, known["quotes"].item["quote"]) for name in row)
