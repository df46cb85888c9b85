"""What a section takes, as placing sees it: its keys, the list among them, and what fits each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.kinds.picture import ICON
from brochure.model.spec import Items, Keys, Spec, Value
from brochure.placing.making import glued, joined, mapping, sequence
from brochure.placing.names import folded
from brochure.placing.prose import bullets, tree_text
from brochure.placing.tables import families, silent
from brochure.placing.values import has_words, is_text, sort
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

TEXTS = ("text", "line", "number", "date", "duration")
# As machines write it; one in universal time is at another hour there.
_MOMENT = compiled(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:\s?[+-]\d\d:?\d\d)?")
# The name of an icon, without the set that it is from.
_NAME = compiled(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CAPTIONS = ("caption", "title", "desc", "description", "legend", "legende", "credit")
# What the name of a picture's key may end with.
_OF_FILES = ("path", "src", "url", "file", "name", "source", "uri")
_INNER = ("text", "title", "name", "label", "value", "content")


@dataclass(frozen=True, slots=True)
class Form:
    """A section by its name: `keys` are those of the front matter that it reads; `where` is as a section has it.

    `language` is that of the brochure, in which durations are written.
    """

    name: str
    keys: Mapping[str, Spec]
    where: str = "inside"
    language: str = "en"

    @property
    def key(self) -> str:
        """Give the first of its keys, "" where it has none."""
        return next(iter(self.keys), "")

    @property
    def head(self) -> Mapping[str, Spec]:
        """Give the keys of the section itself."""
        spec = self.keys.get(self.key)
        return spec.keys if isinstance(spec, Keys) else {}

    @property
    def list(self) -> str | None:
        """Name the key that holds its items; "" where its one key is that list; None where it has no items."""
        if isinstance(self.keys.get(self.key), Items):
            return ""
        found = [name for name, spec in self.head.items() if isinstance(spec, Items)]
        several = [name for name in found if isinstance(_item(self.head[name]), Keys)]
        return next(iter([*several, *found]), None)

    @property
    def item(self) -> Spec | None:
        """Give what each of its items is."""
        if self.list is None:
            return None
        return _item(self.head[self.list] if self.list else self.keys[self.key])


def _item(spec: Spec) -> Spec | None:
    return spec.item if isinstance(spec, Items) else None


def accepted(spec: Spec, name: str, node: Node) -> Node | None:
    """Give a value as the key of a section takes it; None where it does not fit."""
    if isinstance(spec, Items):
        return _listed(spec, name, node)
    if not isinstance(spec, Value):
        return node if isinstance(node, nodes.Mapping) and has_any(spec, node) else None
    if spec.kind is ICON:
        return node if _names_icon(node) else picture(node)
    if spec.kind.name == "picture":
        return picture(node)
    if spec.kind.name == "switch":
        return node if isinstance(node, Scalar) and node.kind == "boolean" else None
    if spec.kind.name not in TEXTS:
        return None
    if name in ("mail", "link", "url"):
        wanted = "mail" if name == "mail" else "address"
        return node if isinstance(node, Scalar) and sort(node) == wanted else None
    if name == "address" and isinstance(node, nodes.Sequence):
        lines = [item for item in node.items if isinstance(item, Scalar) and is_text(item)]
        return glued(lines, "  \n") if lines and len(lines) == len(node.items) else None
    if name == "address" and isinstance(node, nodes.Mapping):
        return _lines(node)
    return text(node, families().listed("running", name))


def _names_icon(node: Node) -> bool:
    """Tell whether a value is written as icons are named."""
    return isinstance(node, Scalar) and sort(node) in ("machine", "words") and bool(_NAME.fullmatch(node.text.strip()))


def _lines(node: nodes.Mapping) -> Scalar | None:
    """Give an address in its parts (street, town, code) as lines; what is for maps is no part of it."""
    told = [entry.value for entry in node.entries if silent().reason(entry.key.text, 0) is None]
    lines = [value for value in told if isinstance(value, Scalar) and sort(value) in ("words", "number", "machine")]
    return glued(lines, "  \n") if len(lines) == len(told) > 1 and any(map(has_words, lines)) else text(node, True)


def has_any(spec: Keys, node: nodes.Mapping) -> bool:
    """Tell whether a mapping has any key that is wanted."""
    known = {folded(name) for name in spec.keys}
    return any(folded(entry.key.text) in known for entry in node.entries)


def _listed(spec: Items, name: str, node: Node) -> Node | None:
    if not isinstance(node, nodes.Sequence):
        return None
    found = [(item, accepted(spec.item, name, item)) for item in node.items]
    kept = [inner for _, inner in found if inner is not None]
    return sequence(kept, node.place) if kept else None


def text(node: Node, running: bool) -> Scalar | None:
    """Give a value as a text: itself, the text within a mapping, the items of a list; a `running` one may be long."""
    if isinstance(node, Scalar):
        return _moment(node) if is_text(node) and sort(node) != "picture" else None
    if isinstance(node, nodes.Sequence):
        if (prose := tree_text(node)) is not None:
            return prose
        items = [item for item in node.items if isinstance(item, Scalar) and is_text(item)]
        if not items or len(items) < len(node.items) or (running and not any(map(has_words, items))):
            return None
        return bullets(items) if running else glued(items, ", ")
    if (spans := _spans(node)) is not None:
        return spans
    if (prose := tree_text(node)) is not None:
        return prose
    inner = {folded(entry.key.text): entry.value for entry in node.entries}
    found = (inner[name] for name in _INNER if name in inner)
    return next((value for value in found if isinstance(value, Scalar) and is_text(value)), None)


def _moment(node: Scalar) -> Scalar:
    """Give a day and an hour of the place itself as they are read, any other value as it is."""
    found = _MOMENT.fullmatch(node.text.strip())
    return joined([f"{found[1]} {found[2]}"], [node]) if found else node


def _spans(node: nodes.Mapping) -> Scalar | None:
    """Give prices for several spans of time as one: each with its span."""
    known = families()
    if len(node.entries) < 2 or not all(known.listed("spans", entry.key.text) for entry in node.entries):
        return None
    values = [(entry.value, entry.key.text.lower()) for entry in node.entries]
    told = [(value, f"{value.text.strip()} ({span})") for value, span in values if isinstance(value, Scalar)]
    return joined([text for _, text in told], [value for value, _ in told], ", ") if told else None


def picture(node: Node) -> Node | None:
    """Give a value as a picture: its path, or a mapping with `file`."""
    if isinstance(node, Scalar):
        return node if sort(node) == "picture" else None
    if isinstance(node, nodes.Sequence):
        return next((item for item in node.items if isinstance(item, Scalar) and sort(item) == "picture"), None)
    inner = {folded(entry.key.text): entry.value for entry in node.entries}
    path = next((inner[name] for name in families().lists["files"] if name in inner), None)
    if isinstance(path, nodes.Mapping):
        return picture(path)
    if not isinstance(path, Scalar) or sort(path) != "picture":
        return None
    return mapping([("file", path), *_said(inner)], node.place)


def _said(inner: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    """Give what a mapping says of its picture; what is said twice is said once."""
    alt = next((inner[folded(name)] for name in families().lists["alts"] if folded(name) in inner), None)
    told: list[Scalar] = [alt] if isinstance(alt, Scalar) and has_words(alt) else []
    if isinstance(alt, Scalar) and (told or (alt.kind == "text" and not alt.text.strip())):
        # An empty one says that the picture decorates.
        yield "alt", alt
    lines: list[Scalar] = []
    for name in _CAPTIONS:
        found = inner.get(name)
        known = {" ".join(line.text.casefold().split()) for line in (*told, *lines)}
        if isinstance(found, Scalar) and has_words(found) and " ".join(found.text.casefold().split()) not in known:
            lines.append(found)
    if lines:
        yield "caption", glued(lines, " – ")
    for key in ("focus", "duotone"):
        if key in inner:
            yield key, inner[key]


def described(shown: Node, key: str, beside: Mapping[str, Node]) -> tuple[Node, set[str]]:
    """Give a picture with what keys beside its own say of it; gives also their folded names."""
    if not isinstance(shown, Scalar):
        return shown, set()
    said: list[tuple[str, Node]] = []
    used: set[str] = set()
    for option, listed in (("alt", "alts"), ("caption", "captions")):
        names = [name.replace("image", stem, 1) for stem in stems(key) for name in families().lists[listed]]
        found = next((name for name in names if has_words(beside.get(name))), None)
        if found is not None:
            said.append((option, beside[found]))
            used.add(found)
    return (mapping([("file", shown), *said], shown.place) if said else shown), used


def stems(key: str) -> Iterator[str]:
    """Give what keys beside that of a picture may begin with: its name, also without what says that it is a file."""
    name = folded(key)
    yield name
    for end in _OF_FILES:
        if name.endswith(end) and name != end:
            yield name.removesuffix(end)


def pair(first: Scalar, second: Scalar) -> Scalar:
    """Give two values as one, with a space between them."""
    return joined([f"{first.text.strip()} {second.text.strip()}"], [first, second])
