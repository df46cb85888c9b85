"""From a value of a page to what a section reads: fields by their names, lists out of their wrappers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.model.kinds.plain import TEXT
from brochure.model.paths import KeyPath
from brochure.model.spec import Items, Keys, Spec, Value
from brochure.placing.dates import begin_of, spanned
from brochure.placing.form import Form, accepted, described, pair, picture, stems
from brochure.placing.leading import called, parted
from brochure.placing.making import glued, heading_of, joined, mapping, sequence, with_entry
from brochure.placing.names import folded, parts
from brochure.placing.prose import is_link, prose, shown, tree_text
from brochure.placing.shapes import is_grouped
from brochure.placing.tables import Fields, Kind, families, silent
from brochure.placing.values import has_figure, has_words, is_text, leaves, maps, sort, words_in
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

Renames = Mapping[str, KeyPath]
# A figure, its unit where it is a sign, and what it counts.
_FIGURE = compiled(
    r"([~≈<>+±−-]?[ ]?[€$£]?\d[\d.,'’\u00a0\u202f]*(?: \d{3}(?!\d))*(?:[ \u00a0\u202f]?[%‰€$£+°])?\+?)[ :–—-]+(\D.*)",
    re.DOTALL,
)
_HOUR = compiled(r"\d{1,2}\s*[:h.]|\d{1,2}\s*(?:am|pm|uhr)\b", re.IGNORECASE)
# The key of items that says which of them belong together.
_GROUP = "group"
# A figure with no more words than these is said before the text.
_FEW = 4
HEADING = Value("A heading.", TEXT)
_NONE: Renames = {}


@dataclass(frozen=True, slots=True)
class Fit:
    """What a section reads of a value, one tree for each time that it stands.

    `left` are parts that others may read; `heading` is one for which the section has no key.
    """

    trees: tuple[nodes.Mapping, ...]
    left: tuple[Entry, ...] = ()
    heading: Scalar | None = None


class Bag:
    """The fields of a mapping, and which of them are taken."""

    def __init__(self, node: nodes.Mapping) -> None:
        self.entries = {folded(entry.key.text): entry for entry in node.entries}
        for entry in node.entries:
            # `section-title` is the title of a section.
            first, *rest = parts(entry.key.text) or ("",)
            if first in ("section", "item", "card") and rest:
                self.entries.setdefault("".join(rest), entry)
            # `image1` is the first picture of a section.
            if (name := folded(entry.key.text).removesuffix("1")) != folded(entry.key.text):
                self.entries.setdefault(name, entry)
            # `imageSrc` is a picture.
            for name in stems(entry.key.text) if picture(entry.value) is entry.value else ():
                self.entries.setdefault(name, entry)
        self._node = node
        self._taken: set[str] = set()

    def take(self, spec: Spec, target: str, names: Sequence[str]) -> Node | None:
        """Take the first field of these names that fits a key of a section."""
        for name in names:
            if (found := self._found(spec, target, name)) is not None:
                return found
        return None

    def take_path(self, spec: Spec, target: str, path: KeyPath) -> Node | None:
        """Take what stands at a path."""
        found = path.find(self._node)
        self._taken.add(folded(path.steps[0]))
        return accepted(spec, target, found) if found is not None else None

    def _found(self, spec: Spec, target: str, name: str) -> Node | None:
        if "+" in name:
            first, second = (self._found(spec, target, part) for part in name.split("+"))
            return pair(first, second) if isinstance(first, Scalar) and isinstance(second, Scalar) else None
        outer, _, inner = name.partition(".")
        entry = self.entries.get(folded(outer))
        if entry is None or (not inner and folded(outer) in self._taken):
            return None
        node: Node | None = entry.value
        if inner:
            node = KeyPath(inner, entry.key.place).find(entry.value)
        found = accepted(spec, target, node) if node is not None else None
        if found is not None:
            self._take(entry)
            if isinstance(spec, Value) and spec.kind.name == "picture" and not inner:
                beside = {name: one.value for name, one in self.entries.items()}
                # `image1` stands for `image`, and what is said of it is called as itself.
                for key in dict.fromkeys((entry.key.text, outer)):
                    found, used = described(found, key, beside)
                    for name in used:
                        self._take(self.entries[name])
        return found

    def _take(self, entry: Entry) -> None:
        self._taken |= {name for name, one in self.entries.items() if one is entry}

    def left(self) -> Iterator[Entry]:
        """Give the fields that nobody took."""
        return (entry for entry in self._node.entries if folded(entry.key.text) not in self._taken)


def is_off(node: Node) -> bool:
    """Tell whether a switch in a mapping says that it is not shown."""
    known = families()
    for entry in node.entries if isinstance(node, nodes.Mapping) else ():
        if isinstance(entry.value, Scalar):
            said = entry.value.text.strip().lower()
            if known.listed("off", entry.key.text) and said in ("false", "no", "off"):
                return True
            if known.listed("on", entry.key.text) and said in ("true", "yes", "on"):
                return True
    return False


@dataclass(frozen=True, slots=True)
class Renamed:
    """Where the keys of a section are, and those of its items, and its list: by the names that settings give them."""

    head: Renames = field(default_factory=dict)
    items: Renames = field(default_factory=dict)
    list: KeyPath | None = None

    @classmethod
    def of(cls, form: Form, node: Node, renames: Renames) -> Renamed:
        """Tell apart what is renamed: of a list, the fields of its items, of a mapping, those of the section."""
        if isinstance(node, nodes.Sequence) and form.list is not None:
            return cls({}, renames)
        items = {name.removeprefix("list."): path for name, path in renames.items() if name.startswith("list.")}
        head = {name: path for name, path in renames.items() if name != "list" and not name.startswith("list.")}
        return cls(head, items or (head if form.list == "" else {}), renames.get("list"))

    def __bool__(self) -> bool:
        return bool(self.head or self.items or self.list)


def fit(form: Form, kind: Kind, node: Node, given: Renames = _NONE, heading: Scalar | None = None) -> Fit | None:
    """Read a value as a section; None where it has nothing of it. `heading` is used where it has none of its own."""
    renames = Renamed.of(form, node, given)
    if form.list == "" or (form.list is None and not form.head):
        return _simple(form, kind, node, renames)
    if isinstance(node, nodes.Mapping):
        return _wrapped(form, kind, node, renames)
    if isinstance(node, nodes.Sequence):
        return _of_list(form, kind, node, renames, heading)
    return _of_text(form, kind, node, heading)


def _own(form: Form, node: Node) -> nodes.Mapping:
    return mapping([(form.key, node)], node.place)


def _simple(form: Form, kind: Kind, node: Node, renames: Renamed) -> Fit | None:
    """Read a section whose one key is a list, or a single value."""
    spec = form.keys.get(form.key)
    if spec is None:
        return None
    if not isinstance(spec, Items):
        value = accepted(spec, form.key, node)
        return Fit((_own(form, value),)) if value is not None else None
    if not isinstance(node, nodes.Mapping):
        items = _items(form, kind, node, renames)
        return Fit((_own(form, items),)) if items is not None else None
    listed = _inner_list(form, kind, node, renames)
    items = _items(form, kind, listed, renames) if listed is not None else _pairs(form, kind, node)
    if items is None:
        alone = _items(form, kind, sequence([node], node.place), renames)
        return Fit((_own(form, alone),)) if alone is not None else None
    bag = Bag(node)
    heading = bag.take(HEADING, "title", kind.head.get("title", ())) if listed is not None else None
    left = tuple(entry for entry in bag.left() if entry.value is not listed)
    return Fit((_own(form, items),), _containers(left), heading if isinstance(heading, Scalar) else None)


def _of_text(form: Form, kind: Kind, node: Scalar, heading: Scalar | None) -> Fit | None:
    """Read a single text: an address or a mail by what it is, any other as the text that the kind has."""
    targets = {"mail": "mail", "address": "link"}
    target = targets.get(sort(node), kind.plain)
    spec = form.head.get(target)
    if (
        spec is None
        or (form.list is not None and not _is_head(form, kind))
        or (target == kind.plain and not has_words(node))
    ):
        return None
    value = accepted(spec, target, node)
    if value is None:
        return None
    titled = [("title", heading)] if heading is not None and "title" in form.head and target != "title" else []
    return Fit((_own(form, mapping([*titled, (target, value)], node.place)),))


def _of_list(form: Form, kind: Kind, node: nodes.Sequence, renames: Renamed, heading: Scalar | None) -> Fit | None:
    node = node if renames else _together(form, kind, node)
    if form.list is None:
        found = [_head(form, kind, item, renames) for item in maps(node) if not is_off(item)]
        trees = tuple(_own(form, tree) for tree, _ in found if _has(tree, kind.needs))
        return Fit(trees) if trees else None
    grouped = _groups(form, kind, node) if not renames and is_grouped(node, kind) else None
    items = _items(form, kind, node, renames) if grouped is None else None
    if items is None:
        return grouped
    titled = [("title", heading)] if heading is not None and "title" in form.head else []
    return Fit((_own(form, mapping([*titled, (form.list, items)], node.place)),))


def _together(form: Form, kind: Kind, node: nodes.Sequence) -> nodes.Sequence:
    """Give the items of lists that each have their heading as one list, where items can say which group they are of."""
    groups = maps(node)
    if not isinstance(form.item, Keys) or _GROUP not in form.item.keys or not is_grouped(node, kind):
        return node
    found: list[nodes.Mapping] = []
    for group in groups:
        texts = [entry.value for entry in group.entries if is_text(entry.value)]
        lists = [entry.value for entry in group.entries if isinstance(entry.value, nodes.Sequence)]
        if len(texts) > 1 or len(lists) != 1 or len(maps(lists[0])) < len(lists[0].items):
            return node
        found += [with_entry(item, _GROUP, texts[0]) if texts else item for item in maps(lists[0])]
    return sequence(found, node.place) if len(groups) == len(node.items) else node


def _groups(form: Form, kind: Kind, node: nodes.Sequence) -> Fit | None:
    """Read a list of lists, each with its heading, as the section once a list: questions by what they are about."""
    groups = [item for item in maps(node) if not is_off(item)]
    inner = [group for group in groups if sum(bool(maps(entry.value)) for entry in group.entries) == 1]
    if not groups or len(inner) < len(groups) or len(maps(node)) < len(node.items):
        return None
    found = [_wrapped(form, kind, _titled(kind, group), Renamed()) for group in groups]
    made = [one for one in found if one is not None]
    if len(made) < len(found) or any(one.left for one in made):
        return None
    return Fit(tuple(tree for one in made for tree in one.trees))


def _titled(kind: Kind, group: nodes.Mapping) -> nodes.Mapping:
    """Give a list with its one text for a title, whatever that is called."""
    texts = [entry for entry in group.entries if has_words(entry.value)]
    known = {folded(name) for names in kind.head.values() for name in names}
    if len(texts) != 1 or folded(texts[0].key.text) in known:
        return group
    kept = tuple(entry for entry in group.entries if entry is not texts[0])
    return nodes.Mapping((Entry(replace(texts[0].key, text="title"), texts[0].value), *kept), group.place)


def _wrapped(form: Form, kind: Kind, node: nodes.Mapping, renames: Renamed) -> Fit | None:
    """Read a mapping: the list in it with its head, or itself as the section, or as its one item."""
    listed = _inner_list(form, kind, node, renames) if form.list is not None else None
    items = _items(form, kind, listed, renames) if listed is not None else None
    if items is None and form.list is not None:
        listed, items = None, _pairs(form, kind, node)
        if items is not None and form.list:
            return Fit((_own(form, mapping([(form.list, items)], node.place)),))
    head, rest = _head(form, kind, node, renames, None if items is None else listed)
    if items is not None and form.list:
        return Fit((_own(form, with_entry(head, form.list, items)),), _containers(rest))
    if _has(head, kind.needs) and (form.list is None or not isinstance(form.item, Keys) or _is_head(form, kind)):
        return Fit((_own(form, head),), _containers(rest))
    alone = _items(form, kind, sequence([node], node.place), renames) if form.list else None
    return Fit((_own(form, mapping([(form.list or "", alone)], node.place)),)) if alone is not None else None


def _is_head(form: Form, kind: Kind) -> bool:
    """Tell whether a section says itself what its items say, as an address does."""
    return all(name in form.head or name == "list" for name in kind.needs)


def _has(tree: nodes.Mapping, needs: Sequence[str]) -> bool:
    return bool(tree.entries) and (not needs or any(tree.get(name) is not None for name in needs))


def _containers(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if not isinstance(entry.value, Scalar))


def _head(
    form: Form, kind: Kind, node: nodes.Mapping, renames: Renamed, listed: Node | None = None
) -> tuple[nodes.Mapping, tuple[Entry, ...]]:
    """Read the fields of the section itself; gives also those that are left."""
    node = nodes.Mapping(tuple(entry for entry in node.entries if entry.value is not listed), node.place)
    spec = {name: inner for name, inner in form.head.items() if name != form.list or listed is None}
    fields = {**kind.item, **kind.head} if form.list is None or _is_head(form, kind) else kind.head
    return _read(spec, fields, node, renames.head, bool(renames), listed is None)


def _read(
    keys: Mapping[str, Spec], fields: Fields, node: nodes.Mapping, renames: Renames, strict: bool, whole: bool
) -> tuple[nodes.Mapping, tuple[Entry, ...]]:
    """Read the fields of a mapping as the keys of a section, those of its own names first; `strict` takes no others.

    Words of a `whole` item that no key takes stand below its running text.
    """
    lines: list[Scalar] = []
    if not strict and _running(keys) is not None:
        node, lines = called(node) if "button" in keys else parted(node)
    bag = Bag(node)
    found: dict[str, Node] = {}
    for name, spec in keys.items():
        if name in renames:
            value = bag.take_path(spec, name, renames[name])
        else:
            value = bag.take(spec, name, (name,) if strict else (name, *fields.get(name, ())))
        if value is not None:
            found[name] = value
    left = tuple(bag.left())
    if whole and not strict:
        left = _below(keys, found, left, lines)
    elif lines:
        _below(keys, found, (), lines)
    return mapping([(name, found[name]) for name in keys if name in found], node.place), left


def _running(keys: Mapping[str, Spec]) -> str | None:
    """Name the key of running text, None where there is none."""
    running = [name for name in keys if families().listed("running", name) and isinstance(keys[name], Value)]
    return next(iter(sorted(running, key=lambda name: name == "address")), None)


def _below(
    keys: Mapping[str, Spec], found: dict[str, Node], left: tuple[Entry, ...], lines: Sequence[Scalar] = ()
) -> tuple[Entry, ...]:
    """Put texts that are left below the running text, then `lines`, a subtitle above it; give what is left still."""
    target = _running(keys)
    if target is None:
        return left
    texts = [(entry, line) for entry in left if (line := _further(entry)) is not None]
    above = [line for entry, line in texts if _stands_above(entry, line)]
    below = [line for _, line in texts if line not in above]
    parts = [*above, *([found[target]] if target in found else []), *below, *([glued(lines, "  \n")] if lines else [])]
    scalars = [part for part in parts if isinstance(part, Scalar)]
    if (texts or lines) and scalars:
        found[target] = glued(scalars)
    taken = [entry for entry, _ in texts]
    return tuple(entry for entry in left if entry not in taken)


def _stands_above(entry: Entry, line: Scalar) -> bool:
    """Tell whether a text stands above the others of an item: a subtitle, a length or a price in a few words."""
    return families().listed("subtitles", entry.key.text) or (has_figure(line) and words_in(line.text) <= _FEW)


def _further(entry: Entry) -> Scalar | None:
    """Give what a field says further, None where it has no words for readers."""
    found = [leaf for leaf in leaves(entry.value) if has_words(leaf)]
    words = sum(words_in(leaf.text) for leaf in found)
    if not found or silent().reason(entry.key.text, words) is not None or is_link(entry.value):
        return None
    return prose(shown(entry.value), 4)


def _inner_list(form: Form, kind: Kind, node: nodes.Mapping, renames: Renamed) -> Node | None:
    """Find the list in a wrapper, by its name or because it is the only one."""
    if renames.list is not None:
        return renames.list.find(node)
    entries = {folded(entry.key.text): entry for entry in node.entries}
    known = families()
    own = [form.list or form.key, form.key, *known.lists["wrappers"], *kind.names]
    called = [entries[folded(name)] for name in own if folded(name) in entries]
    meant = [entry for entry in node.entries if any(kind is found for found, _ in known.named(entry.key.text))]
    lists = [entry for entry in (*called, *meant) if isinstance(entry.value, nodes.Sequence)]
    lists = [entry for entry in lists if tree_text(entry.value) is None]
    only = [entry for entry in node.entries if maps(entry.value) and tree_text(entry.value) is None]
    chosen = next(iter([*lists, *(only if len(only) == 1 else [])]), None)
    if chosen is not None:
        return chosen.value
    alone, item = entries.get(folded(form.list or "")), form.item
    if alone is not None and isinstance(item, Keys) and (one := accepted(item, "", alone.value)) is not None:
        return sequence([one], one.place)
    inner = (entry.value for entry in called if isinstance(entry.value, nodes.Mapping))
    return next((found for one in inner if (found := _inner_list(form, kind, one, renames)) is not None), None)


def _items(form: Form, kind: Kind, node: Node, renames: Renamed) -> nodes.Sequence | None:
    """Read the items of a list; None where fewer than half of them are of the kind."""
    if not isinstance(node, nodes.Sequence) or form.item is None:
        return None
    node = node if renames else _together(form, kind, node)
    shown = [item for item in node.items if not is_off(item)]
    begins = frozenset(filter(None, map(begin_of, shown)))
    read = [item for part in shown if (item := _item(form, kind, part, renames, begins)) is not None]
    if not read or 2 * len(read) < len(shown):
        return None
    return sequence(read, node.place)


def _item(form: Form, kind: Kind, node: Node, renames: Renamed, begins: frozenset[str]) -> Node | None:
    spec = form.item
    if spec is None or not isinstance(spec, Keys):
        return accepted(spec, "list", node) if spec is not None else None
    if isinstance(node, Scalar):
        if kind.pairs and (counted := _counted(kind, node)) is not None:
            return counted
        if not kind.plain or not has_words(node) or kind.plain not in spec.keys:
            return None
        return mapping([(kind.plain, node)], node.place)
    if not isinstance(node, nodes.Mapping):
        return None
    tree, _ = _read(spec.keys, kind.item, node, renames.items or renames.head, bool(renames), True)
    tree = spanned(spec, _with_more(kind, node, tree), node, form.language, begins)
    return tree if renames or _has(tree, kind.needs) else None


def _counted(kind: Kind, node: Scalar) -> Node | None:
    """Part a text that begins with a figure: `120 members`; a figure may stand alone."""
    name, value = kind.pairs
    found = _FIGURE.match(node.text.strip())
    if value == "num" and sort(node) == "number":
        return mapping([(value, node)], node.place)
    if value != "num" or found is None:
        return None
    return mapping(
        [(value, joined([found[1].strip()], [node])), (name, joined([found[2].strip()], [node]))], node.place
    )


def _with_more(kind: Kind, node: nodes.Mapping, tree: nodes.Mapping) -> nodes.Mapping:
    """Put a unit to its figure, and what is said further to what the figure counts."""
    wanted = {folded(name) for name in kind.more}
    figure = tree.get(kind.needs[0]) if kind.needs else None
    for entry in node.entries if wanted and isinstance(figure, Scalar) else ():
        value = entry.value
        if folded(entry.key.text) not in wanted or not isinstance(value, Scalar) or not value.text.strip():
            continue
        if folded(entry.key.text) in ("prefix", "prefijo"):
            tree = with_entry(tree, kind.needs[0], glued([value, figure], ""))  # type: ignore[list-item]
        elif has_words(value) and words_in(value.text) > 1:
            title = tree.get("title")
            told = [part for part in (title, value) if isinstance(part, Scalar)]
            tree = with_entry(tree, "title", glued(told, " – "))
        elif sort(value) in ("words", "machine", "number") and isinstance(now := tree.get(kind.needs[0]), Scalar):
            tree = with_entry(tree, kind.needs[0], glued([now, value], " " if value.text.strip()[0].isalpha() else ""))
    return tree


def _pairs(form: Form, kind: Kind, node: Node) -> nodes.Sequence | None:
    """Read a mapping of single values as a list of them, each named by its key."""
    spec = form.item
    if not kind.pairs or not isinstance(node, nodes.Mapping) or not isinstance(spec, Keys):
        return None
    name, value = kind.pairs
    if name not in spec.keys or value not in spec.keys:
        return None
    entries = [entry for entry in node.entries if isinstance(entry.value, Scalar) and is_text(entry.value)]
    if len(entries) < 2 or len(entries) < len(node.entries):
        return None
    if value in ("num", "price") and not all(has_figure(entry.value) for entry in entries):
        return None
    if name == "time" and not all(_HOUR.match(entry.key.text) for entry in entries):
        return None
    rows = [
        mapping([(value, entry.value), (name, heading_of(entry, form.language))], entry.key.place) for entry in entries
    ]
    return sequence(rows, node.place)
