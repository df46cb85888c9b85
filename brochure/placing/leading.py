"""Buttons and links of a page: what is pressed there is read here, with the address to which it leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.placing.making import Joined, joined, named
from brochure.placing.names import folded, snake
from brochure.placing.tables import families
from brochure.placing.values import has_words, sort, words_in
from brochure.vocabulary.patterns import compiled

# More words than these are a text, not what is pressed.
_MOST = 8
# No address of a page: one that a program fills in.
_NOWHERE = compiled(r"#?!?/?#?|javascript:.*|\{.*", 16)
_PATH = compiled(r"[^\s{}<>]*[/.#][^\s{}<>]*")
_BRACKET = compiled(r"([\[\]])")


def parted(node: nodes.Mapping, top: bool = False) -> tuple[nodes.Mapping, list[Scalar]]:
    """Give a mapping without its buttons, and these as lines of text.

    At the `top`, where sections have names of their own, what has none alone.
    """
    entries = list(node.entries)
    lines: list[Scalar] = []
    for entry in node.entries:
        if entry not in entries:
            continue
        if isinstance(entry.value, Scalar):
            found = _address_of(entry, entries)
            if found is not None and (line := _line(entry.value, found.value)) is not None:
                lines.append(line)
                entries = [one for one in entries if one is not entry and one is not found]
        elif _is_button(entry, top) and (inner := list(_within(entry.value))):
            lines += inner
            entries = [one for one in entries if one is not entry]
    return nodes.Mapping(tuple(entries), node.place), lines


def called(node: nodes.Mapping) -> tuple[nodes.Mapping, list[Scalar]]:
    """Give what calls its reader with the first of its buttons as its `button` and `link`, and the others as lines."""
    found = [(entry, _pairs(entry.value)) for entry in node.entries if _is_pressed(entry.key.text)]
    pairs = [pair for _, inner in found for pair in inner]
    if not pairs:
        return node, []
    kept = [entry for entry in node.entries if not any(entry is one for one, inner in found if inner)]
    (label, address), *others = pairs
    if any(_names_address(entry) and _leads(entry.value) for entry in kept):
        return node, []
    told = (("button", label), ("link", address))
    kept += [Entry(named(name, value.place), value) for name, value in told]
    lines = [line for pair in others if (line := _line(*pair)) is not None]
    return nodes.Mapping(tuple(kept), node.place), lines


def links(node: Node) -> list[Scalar]:
    """Give the items of a list of names, each with its address and no word more; none of any other list."""
    items = node.items if isinstance(node, nodes.Sequence) else ()
    found = [_pair(item) for item in items]
    lines = [line for line in found if line is not None]
    return lines if len(lines) == len(items) > 1 else []


def _is_button(entry: Entry, top: bool) -> bool:
    if top:
        known = next(families().named(entry.key.text), None) is not None
        return not known and _is_pressed(entry.key.text)
    return _is_pressed(entry.key.text)


def _is_pressed(key: str) -> bool:
    """Tell whether a key is that of a button, or of several."""
    name = snake(key)
    ends = families().lists["pressed"]
    return folded(key) in ends or any(name.endswith(f"_{end}") for end in ends)


def _within(node: Node) -> Iterator[Scalar]:
    for pair in _pairs(node):
        if (line := _line(*pair)) is not None:
            yield line


def _pairs(node: Node) -> list[tuple[Scalar, Scalar]]:
    """Give the buttons of a list, or the one that a mapping is, each as its words and its address."""
    items = node.items if isinstance(node, nodes.Sequence) else (node,)
    return [pair for item in items if (pair := _parts(item)) is not None]


def _pair(node: Node) -> Scalar | None:
    """Give a mapping of a few words and an address as a line, None for any other."""
    found = _parts(node)
    return _line(*found) if found is not None else None


def _parts(node: Node) -> tuple[Scalar, Scalar] | None:
    if not isinstance(node, nodes.Mapping):
        return None
    labels = [one.value for one in node.entries if _is_label(one) and isinstance(one.value, Scalar)]
    addresses = [
        one.value for one in node.entries if _names_address(one) and _leads(one.value) and isinstance(one.value, Scalar)
    ]
    return (labels[0], addresses[0]) if len(labels) == len(addresses) == 1 else None


def _is_label(entry: Entry) -> bool:
    return has_words(entry.value) and not _names_address(entry)


def _names_address(entry: Entry) -> bool:
    return snake(entry.key.text).rpartition("_")[2] in families().lists["addresses"]


def _leads(node: Node) -> bool:
    """Tell whether a value is an address of a page, with its site or without."""
    if not isinstance(node, Scalar) or _NOWHERE.fullmatch(node.text.strip()):
        return False
    return sort(node) in ("address", "mail") or _PATH.fullmatch(node.text.strip()) is not None


def _address_of(entry: Entry, entries: Sequence[Entry]) -> Entry | None:
    """Find where a label of a button leads, by the name of its key: `more_button` with `more_button_url`, or `link`."""
    known = families()
    name = snake(entry.key.text)
    labels, addresses = known.lists["labels"], known.lists["addresses"]
    if not has_words(entry.value) or not (_is_pressed(name) or folded(name) in labels or name.endswith(_ENDS)):
        return None
    stems = {name, *(name.removesuffix(end) for end in _ENDS if name.endswith(end))}
    wanted = {f"{stem}_{end}" for stem in stems for end in addresses} | set(addresses)
    found = [one for one in entries if one is not entry and snake(one.key.text) in wanted and _leads(one.value)]
    near = [one for one in found if snake(one.key.text) not in addresses]
    return next(iter([*near, *found]), None)


# What the key of a label may end with, behind the name of its button.
_ENDS = ("_text", "_label", "_title", "_name", "_texte", "_libelle", "_texto", "_testo", "_tekst")


def _line(label: Node, address: Node) -> Scalar | None:
    if not isinstance(label, Scalar) or not isinstance(address, Scalar) or words_in(label.text) > _MOST:
        return None
    words, leads = _BRACKET.sub(r"\\\1", " ".join(label.text.split())), address.text.strip()
    leads = f"mailto:{leads}" if sort(address) == "mail" else leads
    made = joined([f"[{words}]({leads})"], [label, address])
    return made if isinstance(made, Joined) else None
