"""What stands at the page itself and belongs together: facts, an address, keys with one beginning to their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.model.paths import KeyPath
from brochure.model.spec import Items, Keys
from brochure.placing.form import Form, accepted, described, pair
from brochure.placing.making import mapping, named, sequence
from brochure.placing.names import folded, snake
from brochure.placing.occasion import is_of_page
from brochure.placing.said import title_of
from brochure.placing.tables import Kind, families, silent
from brochure.placing.values import has_figure, has_words, is_text, leaves, sort, words_in
from brochure.vocabulary.patterns import compiled

Block = tuple[str, nodes.Mapping, list[Entry]]
_ENDS = (
    "title", "heading", "subtitle", "text", "description", "content", "intro", "conclusion",
    "image", "image_description", "image_alt", "image_caption",
)  # fmt: skip
_TEXTS = frozenset(_ENDS[2:8])
_WHEN = frozenset(("date", "until"))
# What is said of a person alone; a description is that of the page.
_ABOUT = frozenset(("bio", "about", "short_bio", "text"))
_OF_PAGES = frozenset(("title", "subtitle", "company", "affiliation", "organisation", "organization"))
# A role may be that of a page, a position a place that is free.
_OF_THINGS = frozenset(("role", "position", "poste", "function"))
# A name, a role, and something more.
_LEAST = 3
_FIGURES = compiled(r"\d+")
_NUMBERED = compiled(r"(.+?)_?(\d+)(?:_(.+))?")


def flat_sections(
    forms: Mapping[str, Form], entries: Sequence[Entry], of_event: Collection[int] = ()
) -> Iterator[tuple[str, nodes.Mapping, list[Entry]]]:
    """Give the facts and the address that stand at the page itself, each with the entries that it is made of.

    `of_event` are those that stand in what a page says of an event.
    """
    taken: set[int] = set()
    for name in ("facts", "contact"):
        form = forms.get(name)
        if form is None or any(entry.key.text.casefold() == form.key for entry in entries):
            continue
        found, used = _flat(form, families().kinds[name], [entry for entry in entries if id(entry) not in taken])
        if name == "facts":
            found = _facts(found, entries, form.language, of_event)
        kept = [entry for entry in used if any(entry is one for one, _ in found.values())]
        spent = {id(leaf) for _, value in found.values() for part in leaves(value) for leaf in part.origins()}
        listed = [entry for entry in used if name == "facts" and entry not in kept and id(entry.value) not in spent]
        listed = [entry for entry in listed if _is_listed(entry)]
        if kept + listed and (name == "contact" or _tell(kept + listed)):
            tree = mapping([(target, value) for target, (_, value) in found.items()], (kept + listed)[0].key.place)
            tree = _with_list(form, tree, listed)
            taken |= {id(entry) for entry in (*kept, *listed)}
            yield name, mapping([(form.key, tree)], tree.place), [*kept, *listed]


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
        if value is not None and (
            target not in found or (target == "date" and _says_more(entry, value, found[target]))
        ):
            found[target] = entry, _with_currency(value, entries) if target == "price" else value
    for target, dotted in kind.flat.items():
        for outer, _, inner in (name.partition(".") for name in dotted if "." in name and target not in found):
            owner = next((one for one in used if folded(one.key.text) == folded(outer)), None)
            node = KeyPath(inner, owner.key.place).find(owner.value) if owner is not None else None
            value = accepted(form.head[target], target, node) if node is not None and target in form.head else None
            if owner is not None and value is not None:
                found[target] = owner, value
    return found, used


def _says_more(entry: Entry, value: Node, found: tuple[Entry, Node]) -> bool:
    """Tell whether a second way to say when it is says more than the first: several days, or not the page's own."""
    before, known = found
    if not isinstance(value, Scalar) or not isinstance(known, Scalar):
        return False
    more, less = (len(_FIGURES.findall(one.text)) + words_in(one.text) for one in (value, known))
    of_page, other = (silent().reason(one.key.text, 0) is not None for one in (before, entry))
    return more > less or (more == less and of_page and not other)


def _tell(entries: Sequence[Entry]) -> bool:
    """Tell whether facts are worth a box: two of them, one with words, or one that is words."""
    worded = [entry for entry in entries if any(map(has_words, leaves(entry.value)))]
    alone = [leaf for entry in worded[:1] for leaf in leaves(entry.value)]
    return bool(worded) and (
        len(entries) > 1 or sum(map(words_in, (leaf.text for leaf in alone))) > 1 or has_figure(alone[0])
    )


def person(form: Form, entries: Sequence[Entry]) -> tuple[nodes.Mapping, list[Entry]] | None:
    """Give what a page says of the one person whom it is about, under the names of an item, and with which entries.

    That is one with a role and a name, of whom at least one thing more is said.
    """
    if any(entry.key.text.casefold() == form.key for entry in entries):
        return None
    known = families().kinds["people"].item
    by_name = {folded(entry.key.text): entry for entry in entries}
    found: dict[str, list[Entry]] = {}
    for target in ("name", "role", "photo", "text", "mail", "phone"):
        wanted = [name for name in known.get(target, ()) if _is_of_person(target, name)]
        fitting = ([by_name[folded(part)] for part in name.split("+") if folded(part) in by_name] for name in wanted)
        given = next(
            (part for part, name in zip(fitting, wanted, strict=True) if len(part) == name.count("+") + 1), None
        )
        spec = form.item.keys.get(target) if isinstance(form.item, Keys) else None
        if given and spec is not None and all(accepted(spec, target, entry.value) is not None for entry in given):
            found[target] = given
    if len(found) < _LEAST or not _is_person(found):
        return None
    used = list({id(entry): entry for part in found.values() for entry in part}.values())
    # The title is that of the brochure, too.
    told: list[tuple[str, Node]] = [(entry.key.text, _again(entry)) for entry in used]
    for number, entry in enumerate(used):
        if entry in found.get("photo", ()):
            beside = {name: one.value for name, one in by_name.items()}
            shown, names = described(entry.value, folded(entry.key.text), beside)
            told[number] = entry.key.text, shown
            used += [by_name[name] for name in names]
    return mapping(told, used[0].key.place), [entry for entry in used if folded(entry.key.text) != "title"]


def _is_person(found: Mapping[str, list[Entry]]) -> bool:
    """Tell whether a page says of somebody who she or he is; a title is a name where the role is that of a person."""
    name, role = found.get("name"), found.get("role")
    if not name or not role or not has_words(role[0].value):
        return False
    return folded(name[0].key.text) != "title" or "text" in found or folded(role[0].key.text) not in _OF_THINGS


def _is_of_person(target: str, name: str) -> bool:
    """Tell whether a key at the page itself is that of a person: neither of the page nor of who wrote it."""
    if target == "text":
        return name in _ABOUT
    if target == "role":
        return name not in _OF_PAGES
    return target != "name" or silent().reason(name, 0) is None


def _again(entry: Entry) -> Node:
    is_title = folded(entry.key.text) == "title" and isinstance(entry.value, Scalar)
    return replace(entry.value) if is_title else entry.value


def _with_currency(price: Node, entries: Sequence[Entry]) -> Node:
    """Put the currency that stands beside it to a price that is a bare number."""
    found = next((entry.value for entry in entries if folded(entry.key.text) == "currency"), None)
    bare = isinstance(price, Scalar) and sort(price) == "number"
    return pair(price, found) if bare and isinstance(price, Scalar) and isinstance(found, Scalar) else price


def _facts(
    found: dict[str, tuple[Entry, Node]], entries: Sequence[Entry], language: str, of_event: Collection[int]
) -> dict[str, tuple[Entry, Node]]:
    """Keep the day only beside a place, and where it is not that of the page."""
    date = next((entry for target, (entry, _) in found.items() if target == "date"), None)
    there = "place" in found or "address" in found
    if there and (date is None or id(date) in of_event or not is_of_page(date, entries, language)):
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
        mapping(
            [("label", named(title_of(entry.key.text, form.language), entry.key.place)), ("value", entry.value)],
            entry.key.place,
        )
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
        opens = families().listed("openers", name)
        if not ends & _TEXTS or not all(end in _ENDS for end in ends) or not (len(group) > 1 or several or opens):
            continue
        node = mapping([(end, entry.value) for end, entry in group], group[0][1].key.place)
        yield (name.rpartition("_")[0] if numbered else name), node, [entry for _, entry in group]


def block_names(node: Node) -> list[str]:
    """Name the texts of a block that have words."""
    return (
        [entry.key.text for entry in node.entries if has_words(entry.value)] if isinstance(node, nodes.Mapping) else []
    )
