"""What stands at the page itself and belongs together: facts, an address, keys with one beginning to their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.model.paths import KeyPath
from brochure.model.spec import Items, Keys
from brochure.placing.form import Form, accepted, pair
from brochure.placing.making import mapping, named, origins, sequence
from brochure.placing.names import folded, in_words, snake
from brochure.placing.tables import Kind, families
from brochure.placing.values import has_words, is_text, leaves, sort

Block = tuple[str, nodes.Mapping, list[Entry]]
_ENDS = (
    "title", "heading", "subtitle", "text", "description", "content", "intro", "conclusion",
    "image", "image_description", "image_alt", "image_caption",
)  # fmt: skip
_TEXTS = frozenset(_ENDS[2:8])
_WHEN = frozenset(("date", "until"))
_NUMBERED = re.compile(r"(.+?)_?(\d+)(?:_(.+))?")


def flat_sections(
    forms: Mapping[str, Form], entries: Sequence[Entry]
) -> Iterator[tuple[str, nodes.Mapping, list[Entry]]]:
    """Give the facts and the address that stand at the page itself, each with the entries that it is made of."""
    taken: set[int] = set()
    for name in ("facts", "contact"):
        form = forms.get(name)
        if form is None or any(entry.key.text.casefold() == form.key for entry in entries):
            continue
        found, used = _flat(form, families().kinds[name], [entry for entry in entries if id(entry) not in taken])
        if name == "facts":
            found = _facts(found)
        kept = [entry for entry in used if any(entry is one for one, _ in found.values())]
        spent = {id(leaf) for _, value in found.values() for part in leaves(value) for leaf in origins(part)}
        listed = [entry for entry in used if name == "facts" and len(found) > 1 and id(entry.value) not in spent]
        listed = [entry for entry in listed if entry not in kept]
        enough = len(found) > 1 or (name == "contact" and found)
        if enough:
            tree = mapping([(target, value) for target, (_, value) in found.items()], kept[0].key.place)
            tree = _with_list(form, tree, [entry for entry in listed if _is_listed(entry)])
            used = [*kept, *(entry for entry in listed if _is_listed(entry))]
            taken |= {id(entry) for entry in used}
            yield name, mapping([(form.key, tree)], tree.place), used


def _flat(form: Form, kind: Kind, entries: Sequence[Entry]) -> tuple[dict[str, tuple[Entry, Node]], list[Entry]]:
    names = {folded(name): target for target, names in kind.flat.items() for name in names}
    found: dict[str, tuple[Entry, Node]] = {}
    used = []
    for entry in entries:
        target = names.get(folded(entry.key.text))
        if target is None:
            continue
        used.append(entry)
        spec = form.head.get(target)
        value = accepted(spec, target, entry.value) if spec is not None and target != "list" else None
        if value is not None and target not in found:
            found[target] = entry, _with_currency(value, entries) if target == "price" else value
    for target, dotted in kind.flat.items():
        for outer, _, inner in (name.partition(".") for name in dotted if "." in name and target not in found):
            owner = next((one for one in used if folded(one.key.text) == folded(outer)), None)
            node = KeyPath(inner, owner.key.place).find(owner.value) if owner is not None else None
            value = accepted(form.head[target], target, node) if node is not None and target in form.head else None
            if owner is not None and value is not None:
                found[target] = owner, value
    return found, used


def _with_currency(price: Node, entries: Sequence[Entry]) -> Node:
    """Put the currency that stands beside it to a price that is a bare number."""
    found = next((entry.value for entry in entries if folded(entry.key.text) == "currency"), None)
    bare = isinstance(price, Scalar) and sort(price) == "number"
    return pair(price, found) if bare and isinstance(price, Scalar) and isinstance(found, Scalar) else price


def _facts(found: dict[str, tuple[Entry, Node]]) -> dict[str, tuple[Entry, Node]]:
    """Keep the day only beside a place: alone it is that of the page."""
    if "place" in found or "address" in found:
        return found
    return {target: one for target, one in found.items() if target not in _WHEN}


def _is_listed(entry: Entry) -> bool:
    names = families().kinds["facts"].flat.get("list", ())
    known = folded(entry.key.text) in {folded(name) for name in names}
    return known and isinstance(entry.value, Scalar) and is_text(entry.value)


def _with_list(form: Form, tree: nodes.Mapping, entries: Sequence[Entry]) -> nodes.Mapping:
    spec = form.head.get("list")
    if not entries or not isinstance(spec, Items) or not isinstance(spec.item, Keys):
        return tree
    rows = [
        mapping([("label", named(in_words(entry.key.text), entry.key.place)), ("value", entry.value)], entry.key.place)
        for entry in entries
    ]
    listed = sequence(rows, rows[0].place)
    return nodes.Mapping((*tree.entries, Entry(named("list", listed.place), listed)), tree.place)


def flat_blocks(entries: Sequence[Entry]) -> Iterator[Block]:
    """Give the blocks that are written as keys with one beginning: `results_title`, `results_text`, `part_1_title`."""
    groups: dict[str, list[tuple[str, Entry]]] = {}
    for entry in entries:
        name = snake(entry.key.text)
        if found := _NUMBERED.fullmatch(name):
            groups.setdefault(f"{found[1]}_{found[2]}", []).append((found[3] or "text", entry))
            continue
        end = next((end for end in sorted(_ENDS, key=len, reverse=True) if name.endswith(f"_{end}")), None)
        if end is not None and isinstance(entry.value, Scalar):
            groups.setdefault(name.removesuffix(f"_{end}"), []).append((end, entry))
    for name, group in groups.items():
        ends = {end for end, _ in group}
        numbered = re.search(r"_\d+$", name) is not None
        several = numbered and any(
            other != name and other.rpartition("_")[0] == name.rpartition("_")[0] for other in groups
        )
        if not ends & _TEXTS or not all(end in _ENDS for end in ends) or not (len(group) > 1 or several):
            continue
        node = mapping([(end, entry.value) for end, entry in group], group[0][1].key.place)
        yield (name.rpartition("_")[0] if numbered else name), node, [entry for _, entry in group]


def block_names(node: Node) -> list[str]:
    """Name the texts of a block that have words."""
    return (
        [entry.key.text for entry in node.entries if has_words(entry.value)] if isinstance(node, nodes.Mapping) else []
    )
