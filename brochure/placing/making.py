"""Nodes made of others: every value keeps its place, and says of which values of the file it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Entry, Mapping, Node, Scalar
from brochure.placing.said import title_of
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass


@dataclass(frozen=True, slots=True)
class Joined(Scalar):
    """A text made of several values of the file."""

    parts: tuple[Scalar, ...] = ()

    def origins(self) -> tuple[Scalar, ...]:
        """Give the values that were joined."""
        return self.parts


def joined(texts: Sequence[str], parts: Sequence[Scalar], between: str = "\n\n") -> Scalar:
    """Join texts that were made of values, of which there is at least one."""
    sources = tuple(origin for part in parts for origin in part.origins())
    text = between.join(texts)
    if len(sources) == 1 and text == sources[0].text:
        return sources[0]
    # A value without a place of its own, such as one from a key, spans nothing.
    spans = [source for source in sources if source.end] or sources
    start, end = min(source.start for source in spans), max(source.end for source in spans)
    return Joined(text, "text", parts[0].place, start, end, parts=sources)


def glued(parts: Sequence[Scalar], between: str = "\n\n") -> Scalar:
    """Join values as they are."""
    return joined([part.text.strip() for part in parts], parts, between)


def named(text: str, place: Place) -> Scalar:
    """Make a key, or a value that stands in no file."""
    return Joined(text, "text", place, 0, 0)


def heading_of(entry: Entry, language: str) -> Scalar:
    """Give a key as a heading of a page in a language."""
    return replace(named(title_of(entry.key.text, language), entry.key.place), start=entry.key.start, end=entry.key.end)


def mapping(entries: Iterable[tuple[str, Node]], place: Place) -> Mapping:
    """Make a mapping."""
    return Mapping(tuple(Entry(named(name, node.place), node) for name, node in entries), place)


def sequence(items: Iterable[Node], place: Place) -> nodes.Sequence:
    """Make a list."""
    return nodes.Sequence(tuple(items), place)


def with_entry(tree: Mapping, name: str, node: Node) -> Mapping:
    """Give a mapping with one entry more, or another value of it."""
    kept = tuple(entry for entry in tree.entries if entry.key.text != name)
    return Mapping((*kept, Entry(named(name, node.place), node)), tree.place)
