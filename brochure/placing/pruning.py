"""What of a page is not looked at: what is ignored, switched off, in another language, or names the page of a site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Node, Scalar
from brochure.model.paths import KeyPath
from brochure.placing.fitting import is_off
from brochure.placing.names import folded
from brochure.placing.tables import families
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

Reason = Literal["ignored", "off", "language", "start"]
_CODE = compiled(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?$")
_LANGUAGES = frozenset(
    ("ar", "bg", "br", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "he",
     "hi", "hr", "hu", "id", "is", "it", "ja", "ko", "lb", "lt", "lv", "mk", "mt", "nl", "no", "nb", "nn", "oc", "pl",
     "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "vi", "zh")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pruned:
    """Front matter without what is not looked at, and the parts that were taken out, each with why."""

    tree: nodes.Mapping
    taken: tuple[tuple[Node, Reason], ...]


def pruned(front: nodes.Mapping, ignored: Iterable[KeyPath], language: str) -> Pruned:
    """Take out of front matter what is not looked at; the page's own switches say nothing of the brochure."""
    unwanted = {id(found) for path in ignored if (found := path.find(front)) is not None}
    cutter = _Cutter(unwanted, language, {id(entry) for entry in front.entries if _names_start(entry)})
    kept = tuple(entry for entry in map(cutter.entry, front.entries) if entry is not None)
    return Pruned(nodes.Mapping(kept, front.place), tuple(cutter.taken))


class _Cutter:
    def __init__(self, unwanted: set[int], language: str, starts: set[int]) -> None:
        self.taken: list[tuple[Node, Reason]] = []
        self._unwanted, self._language, self._starts = unwanted, language.lower(), starts

    def entry(self, entry: Entry) -> Entry | None:
        if id(entry) in self._starts:
            self.taken.append((entry.value, "start"))
            return None
        node = self.node(entry.value)
        return Entry(entry.key, node) if node is not None else None

    def node(self, node: Node) -> Node | None:
        """Give what is kept of a node, None where nothing is."""
        if id(node) in self._unwanted:
            self.taken.append((node, "ignored"))
            return None
        if isinstance(node, Scalar):
            return node
        if isinstance(node, nodes.Sequence):
            items = [self.node(item) for item in node.items]
            return nodes.Sequence(tuple(item for item in items if item is not None), node.place)
        if is_off(node):
            self.taken.append((node, "off"))
            return None
        if _is_of_languages(node):
            return self._spoken(node)
        kept = [self.entry(entry) for entry in node.entries]
        return nodes.Mapping(tuple(entry for entry in kept if entry is not None), node.place)

    def _spoken(self, node: nodes.Mapping) -> Node | None:
        """Give what a mapping says in the language of the brochure, the first where it has none of that."""
        wanted = (self._language, self._language[:2])
        found = [entry for code in wanted for entry in node.entries if entry.key.text.lower().replace("_", "-") == code]
        chosen = next(iter([*found, *node.entries]))
        self.taken += [(entry.value, "language") for entry in node.entries if entry is not chosen]
        return self.node(chosen.value)


def _names_start(entry: Entry) -> bool:
    """Tell of what would open a brochure whether it only says that its page is the first one of a site."""
    opens = folded(entry.key.text) in map(folded, families().kinds["introduction"].names)
    return opens and isinstance(entry.value, Scalar) and families().listed("starts", entry.value.text)


def _is_of_languages(node: nodes.Mapping) -> bool:
    """Tell whether a mapping says one thing in several languages."""
    codes = [entry.key.text for entry in node.entries]
    return len(codes) > 1 and all(_CODE.match(code) and code[:2].lower() in _LANGUAGES for code in codes)
