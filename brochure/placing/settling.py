"""Values of another kind than a key takes, made what it takes where that is plain: each is told, and stops nothing."""

from __future__ import annotations

from collections.abc import Mapping

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.model.reading import Reading
from brochure.model.spec import Items, Keys, Listed, Spec, Value
from brochure.placing.form import TEXTS, has_any, picture, text
from brochure.placing.making import glued, mapping, sequence
from brochure.placing.prose import prose, shown
from brochure.placing.tables import families
from brochure.placing.values import is_text, leaves, sort
from brochure.vocabulary.speech import Said

# The key under which a mapping would hold a text that stands for it.
_MAIN = ("title", "name", "question", "quote", "label", "desc", "text", "days")
_READ = Said("it is read as such; write it so")


def settled(reading: Reading, keys: Mapping[str, Spec], tree: nodes.Mapping, path: str = "") -> nodes.Mapping:
    """Give a mapping with values as its keys take them; one that cannot be such stays, for its reader tells of it."""
    known = {name.casefold(): (name, spec) for name, spec in keys.items()}
    kept: list[Entry] = []
    for entry in tree.entries:
        name, spec = known.get(entry.key.text.casefold(), ("", None))
        value = entry.value if spec is None else _settled(reading, spec, entry.value, f"{path}{name}")
        if value is not None:
            kept.append(Entry(entry.key, value))
    return nodes.Mapping(tuple(kept), tree.place)


def _settled(reading: Reading, spec: Spec, node: Node, key: str) -> Node | None:
    """Give a value as it is taken; None where there is nothing in it."""
    if not isinstance(node, Scalar) and all(sort(leaf) == "nothing" for leaf in leaves(node)):
        return None
    if isinstance(spec, Value):
        return _single(reading, spec, node, key)
    if isinstance(spec, Items):
        return _listed(reading, spec, node, key)
    return _mapping(reading, spec, node, key)


def _single(reading: Reading, spec: Spec, node: Node, key: str) -> Node:
    if (
        not isinstance(spec, Value)
        or isinstance(node, Scalar)
        or (spec.kind.name == "picture" and isinstance(node, nodes.Mapping))
    ):
        return node
    found: Node | None = None
    parts = [leaf for leaf in leaves(node) if is_text(leaf)]
    if spec.kind.name == "picture":
        found = picture(node)
    elif spec.kind.name not in TEXTS:
        # A list of one.
        found = parts[0] if len(parts) == 1 and isinstance(node, nodes.Sequence) else None
    else:
        running = families().listed("running", key.rpartition(".")[2])
        found = (
            text(node, running) or (prose(shown(node)) if running else None) or (glued(parts, ", ") if parts else None)
        )
    return _told(reading, found, node, key, Said("a picture") if spec.kind.name == "picture" else Said("a text"))


def _listed(reading: Reading, spec: Items, node: Node, key: str) -> Node:
    if isinstance(node, nodes.Sequence):
        if type(spec.item) not in (Value, Items, Keys, Listed):
            return node
        items = (_settled(reading, spec.item, item, f"{key}[{number}]") for number, item in enumerate(node.items))
        return sequence([item for item in items if item is not None], node.place)
    quiet = reading.deaf()
    inside = [entry.value for entry in node.entries] if isinstance(node, nodes.Mapping) else []
    one = _settled(quiet, spec.item, node, key)
    found: Node | None = None
    if one is not None and _fits(spec.item, one):
        found = sequence([one], node.place)
    elif inside and all(_fits(spec.item, value) for value in inside):
        found = sequence(inside, node.place)
    return _told(reading, found, node, key, Said("a list"))


def _mapping(reading: Reading, spec: Keys, node: Node, key: str) -> Node:
    if isinstance(spec, Listed):
        node = spec.opened(node)
        alone = spec.keys.get("list" if isinstance(node, nodes.Sequence) else "text")
        if alone is not None and not isinstance(node, nodes.Mapping):
            return _settled(reading, alone, node, key) or node
    if isinstance(node, nodes.Mapping):
        return settled(reading, spec.keys, node, f"{key}.")
    main = next((name for name in _MAIN if isinstance(spec.keys.get(name), Value)), None)
    parts = [leaf for leaf in leaves(node) if is_text(leaf)]
    if main is None or all(sort(part) in ("number", "date") for part in parts):
        return node
    line = _single(reading.deaf(), spec.keys[main], node, f"{key}.{main}")
    found = mapping([(main, line)], node.place) if isinstance(line, Scalar) else None
    return _told(reading, found, node, key, Said("a mapping"))


def _fits(spec: Spec, node: Node) -> bool:
    if isinstance(spec, Keys):
        return isinstance(node, nodes.Mapping) and has_any(spec, node)
    return isinstance(spec, Value) and isinstance(node, Scalar) and is_text(node)


def _told(reading: Reading, found: Node | None, node: Node, key: str, expected: Said) -> Node:
    if found is None:
        return node
    reading.wrong_type(node, key, expected, _READ, read=True)
    return found
