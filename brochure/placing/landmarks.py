"""What a page tells by the names of its keys alone: the places that it leads through, the year when it all began."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.vocabulary.patterns import compiled

# So many places have room on a road.
FEWEST, MOST = 4, 16
_PLACES = frozenset({"stops", "places", "villages", "lieux"})
# The languages of which such a name is a word for what it holds.
_WORDS = {"stops": {"en"}, "places": {"en"}, "villages": {"en", "fr"}, "lieux": {"fr"}}
_SINCE = frozenset({"founded", "since"})
_NAMES = ("name", "title", "place", "nom", "titre", "lieu")
_YEAR = compiled(r"(?:.*\D)?(1[0-9]{3}|20[0-9]{2})(?:\D.*)?")


def places_of(front: nodes.Mapping) -> tuple[Scalar, ...]:
    """Give the names of the places of the first list of such a name; none where one has none, or there are too many."""
    return _listed(front)[1]


def places_word(front: nodes.Mapping, language: str) -> str:
    """Give the word under which places are listed, where it is one of the language; else ""."""
    key = _listed(front)[0]
    return key if language[:2].lower() in _WORDS.get(key, ()) else ""


def _listed(front: nodes.Mapping) -> tuple[str, tuple[Scalar, ...]]:
    for key, node in _entries(front):
        if key in _PLACES and isinstance(node, nodes.Sequence):
            found = [_name(item) for item in node.items]
            named = tuple(name for name in found if name is not None)
            if len(named) == len(found) and FEWEST <= len(named) <= MOST:
                return key, named
    return "", ()


def since_of(front: nodes.Mapping) -> int:
    """Give the year that the first key of such a name says, 0 where none does."""
    for key, node in _entries(front):
        if key in _SINCE and isinstance(node, Scalar) and (found := _YEAR.fullmatch(node.text.strip())):
            return int(found[1])
    return 0


def _name(node: Node) -> Scalar | None:
    if isinstance(node, nodes.Mapping):
        named = (entry.value for name in _NAMES for entry in node.entries if entry.key.text.casefold() == name)
        node = next(named, node)
    return node if isinstance(node, Scalar) and node.text.strip() else None


def _entries(node: Node) -> Iterator[tuple[str, Node]]:
    """Give every key with its value, the outer ones first."""
    if isinstance(node, nodes.Mapping):
        for entry in node.entries:
            yield entry.key.text.casefold(), entry.value
        for entry in node.entries:
            yield from _entries(entry.value)
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _entries(item)
