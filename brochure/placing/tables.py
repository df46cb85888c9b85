"""What the world calls things: the data files of this room, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from brochure.load.text import read_text
from brochure.load.yaml import nodes
from brochure.load.yaml.document import yaml_mapping
from brochure.load.yaml.nodes import Node, Scalar
from brochure.placing.names import folded, forms, singular, snake
from brochure.store.kept import plain
from brochure.vocabulary.records import dataclass

_FOLDER = Path(__file__).resolve().parent
# What says how the files are read.
_HOW = tuple(_FOLDER / name for name in ("names.py", "tables.py"))
Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What families.yaml says of a kind of section, by the name of that section."""

    name: str
    names: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    item: Fields = field(default_factory=dict)
    more: tuple[str, ...] = ()
    head: Fields = field(default_factory=dict)
    flat: Fields = field(default_factory=dict)
    blocks: tuple[str, ...] = ()
    sure: tuple[frozenset[str], ...] = ()
    needs: tuple[str, ...] = ()
    plain: str = ""
    pairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Families:
    """All of families.yaml; `by_name` finds the kinds that a folded name may mean."""

    kinds: Mapping[str, Kind]
    by_name: Mapping[str, tuple[str, ...]]
    by_block: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def listed(self, name: str, key: str) -> bool:
        """Tell whether a key is in one of the lists: builders, openers, wrappers, kind, titles, off, on, running …"""
        return folded(key) in self.lists[name]

    def named(self, key: str) -> Iterator[tuple[Kind, bool]]:
        """Give the kinds that a key may mean, nearest first, and whether that is sure by its name alone."""
        for form in forms(key):
            for name in self.by_name.get(singular(form), ()):
                kind = self.kinds[name]
                yield kind, singular(form) not in kind.weak

    def of_block(self, word: str) -> Kind | None:
        """Give the kind of a block by the word of its builder: `hero_section`, `features-1`, `BlockFaq`."""
        found = (
            self.by_block.get(singular(part)) for form in forms(word) for part in (form, form.removeprefix("block"))
        )
        name = next((name for name in found if name is not None), None)
        return self.kinds.get(name) if name is not None else None


@dataclass(frozen=True, slots=True)
class Silent:
    """All of silent.yaml: `names` as they are written there, `reasons` by folded names."""

    names: tuple[tuple[str, str], ...]
    reasons: Mapping[str, str]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    told_from: Mapping[str, int]

    def reason(self, key: str, words: int) -> str | None:
        """Say why so many words under a key pass in silence, None where they do not."""
        name = folded(key)
        if words >= self.told_from.get(name, words + 1):
            return None
        if (found := self.reasons.get(name)) is not None:
            return found
        written = snake(key)
        if written.endswith(self.endings) or written.startswith(self.beginnings):
            return "machines"
        return None


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(node.text.split()) if isinstance(node, Scalar) else ()


def _tables(node: Node | None) -> Iterator[tuple[str, Node]]:
    for entry in node.entries if isinstance(node, nodes.Mapping) else ():
        yield entry.key.text, entry.value


def _fields(node: Node | None, common: Fields) -> Fields:
    return {name: tuple(_spread(_texts(names), common)) for name, names in _tables(node)}


def _spread(names: tuple[str, ...], common: Fields) -> Iterator[str]:
    for name in names:
        yield from common[name[1:]] if name.startswith("+") else (name,)


def _kind(name: str, tree: Node, common: Fields) -> tuple[Any, ...]:
    """Give the fields of a kind, in turn."""
    said = dict(_tables(tree))
    sure = said.get("sure")
    groups = sure.items if isinstance(sure, nodes.Sequence) else ()
    return (
        name,
        (name, *_texts(said.get("names")), *_texts(said.get("weak"))),
        frozenset(singular(folded(weak)) for weak in _texts(said.get("weak"))),
        _fields(said.get("item"), common),
        _texts(said.get("more")),
        _fields(said.get("head"), common),
        _fields(said.get("flat"), common),
        _texts(said.get("blocks")),
        tuple(frozenset(map(folded, _texts(group))) for group in groups),
        _texts(said.get("needs")),
        "".join(_texts(said.get("plain"))),
        _texts(said.get("pairs")),
    )


@cache
def families() -> Families:
    """Read families.yaml."""
    kinds, *others = plain("families", (_FOLDER / "families.yaml", *_HOW), _families)
    return Families({kind.name: kind for kind in (Kind(*fields) for fields in kinds)}, *others)


def _families() -> tuple[Any, ...]:
    """Give the fields of the kinds, and all else that is known of them, in turn."""
    tree = yaml_mapping(read_text(_FOLDER / "families.yaml", "families.yaml"))
    common = _fields(tree.get("fields"), {})
    rows = [_kind(name, node, common) for name, node in _tables(tree.get("kinds"))]
    kinds = [Kind(*fields) for fields in rows]
    by_name: dict[str, tuple[str, ...]] = {}
    for kind in kinds:
        for name in kind.names:
            known = by_name.setdefault(singular(folded(name)), ())
            by_name[singular(folded(name))] = known if kind.name in known else (*known, kind.name)
    by_block = {singular(folded(word)): kind.name for kind in kinds for word in kind.blocks}
    lists = {name: tuple(map(folded, _texts(node))) for name, node in _tables(tree) if name not in ("fields", "kinds")}
    return rows, by_name, by_block, lists


@cache
def silent() -> Silent:
    """Read silent.yaml."""
    return Silent(*plain("silent", (_FOLDER / "silent.yaml", *_HOW), _silent))


def _silent() -> tuple[Any, ...]:
    """Give what is known of keys that pass in silence, in turn."""
    tree = yaml_mapping(read_text(_FOLDER / "silent.yaml", "silent.yaml"))
    names = tuple((name, reason) for reason, names in _tables(tree.get("keys")) for name in _texts(names))
    reasons = {folded(name): reason for name, reason in names}
    told = {folded(name): int(node.text) for name, node in _tables(tree.get("told_from")) if isinstance(node, Scalar)}
    return names, reasons, _texts(tree.get("endings")), _texts(tree.get("beginnings")), told
