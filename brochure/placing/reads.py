"""Which values of the file a section reads: the same walk as the reader's, over nodes."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.kinds.picture import PICTURE
from brochure.model.spec import Items, Keys, Listed, Spec, Value
from brochure.placing.form import Form

_TEXTS = ("text", "number", "date", "duration")


def read_by(form: Form, tree: nodes.Mapping) -> Iterator[Scalar]:
    """Give the values of the file that a section reads of the keys in a tree."""
    for leaf, _ in values_of(form, tree):
        yield from leaf.origins()


def values_of(form: Form, tree: nodes.Mapping) -> Iterator[tuple[Scalar, bool]]:
    """Give the values that a section reads of the keys in a tree, and whether each is a text that it prints."""
    for name, spec in form.keys.items():
        for entry in tree.entries:
            if entry.key.text.casefold() == name.casefold():
                yield from _read(spec, entry.value)


def _read(spec: Spec, node: Node) -> Iterator[tuple[Scalar, bool]]:
    if isinstance(spec, Value):
        if isinstance(node, Scalar):
            yield node, spec.kind.name in _TEXTS
        elif spec.kind.name == "picture" and isinstance(node, nodes.Mapping):
            # What a picture shows is said to those who do not see it.
            for leaf, printed in _read(PICTURE, node):
                yield leaf, printed and leaf is not node.get("alt")
    elif isinstance(spec, Items):
        for item in node.items if isinstance(node, nodes.Sequence) else ():
            yield from _read(spec.item, item)
    elif isinstance(node, nodes.Mapping):
        yield from _fields(spec, node)
    elif isinstance(spec, Listed) and (alone := "list" if isinstance(node, nodes.Sequence) else "text") in spec.keys:
        yield from _read(spec.keys[alone], node)
    elif isinstance(node, nodes.Sequence):
        # A row of a table.
        for item in node.items:
            if isinstance(item, Scalar):
                yield item, True


def _fields(spec: Keys, node: nodes.Mapping) -> Iterator[tuple[Scalar, bool]]:
    known = {name.casefold(): inner for name, inner in spec.keys.items()}
    for entry in node.entries:
        inner = known.get(entry.key.text.casefold(), spec.others)
        if inner is not None:
            yield from _read(inner, entry.value)
