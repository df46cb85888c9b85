"""Which values of the file a section reads: the same walk as the reader's, over nodes."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.kinds.picture import PICTURE
from brochure.model.spec import Items, Keys, Listed, Spec, Value
from brochure.placing.form import Form
from brochure.placing.making import origins


def read_by(form: Form, tree: nodes.Mapping) -> Iterator[Scalar]:
    """Give the values of the file that a section reads of the keys in a tree."""
    for name, spec in form.keys.items():
        for entry in tree.entries:
            if entry.key.text.casefold() == name.casefold():
                yield from read(spec, entry.value)


def read(spec: Spec, node: Node) -> Iterator[Scalar]:
    """Give the values of the file that are read at a place of a section."""
    if isinstance(spec, Value):
        if isinstance(node, Scalar):
            yield from origins(node)
        elif spec.kind.name == "picture" and isinstance(node, nodes.Mapping):
            yield from read(PICTURE, node)
    elif isinstance(spec, Items):
        for item in node.items if isinstance(node, nodes.Sequence) else ():
            yield from read(spec.item, item)
    elif isinstance(node, nodes.Mapping):
        yield from _fields(spec, node)
    elif isinstance(node, nodes.Sequence) and isinstance(spec, Listed):
        yield from read(spec.keys["list"], node)


def _fields(spec: Keys, node: nodes.Mapping) -> Iterator[Scalar]:
    known = {name.casefold(): inner for name, inner in spec.keys.items()}
    for entry in node.entries:
        inner = known.get(entry.key.text.casefold(), spec.others)
        if inner is not None:
            # A name that was made a text is read with it.
            yield from read(inner, entry.value)
