"""Slots of a content file: `{{ column }}` in a value or in the text, for what a row of a table says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import quote

from brochure.load.front_matter import FrontMatter
from brochure.load.text import Source
from brochure.load.yaml import nodes
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Place, Severity
from brochure.vocabulary.speech import Said

_SLOT = compiled(r"\{\{[ \t]*([^{}\n|]{1,100}?)[ \t]*\}\}")
# A value that begins with a slot and is not quoted is a mapping to YAML.
_BARE = compiled(r"^[ \t-]*[\w-]+:[ \t]*(\{\{[^{}\n]*\}\}.*)$", re.MULTILINE)

_ADDRESS = compiled(r"\s*(?:https?://|mailto:)(?:[^\s{}]|\{\{[^{}\n]*\}\})*\s*$", re.IGNORECASE)
# What an address holds by right (RFC 3986, 2.2 and 2.3), and what is encoded already.
_OF_ADDRESSES = "-._~:/?#[]@!$&'()*+,;=%"


def slots(front: FrontMatter, source: Source) -> Iterator[tuple[str, Place]]:
    """Give the name and the place of every slot, in the order of the file: of the keys, then of the text."""
    yield from slots_of(front.data, source)
    for found in _SLOT.finditer(source.text, front.body_offset):
        yield found[1], source.place(found.start())


def slots_of(node: nodes.Node, source: Source) -> Iterator[tuple[str, Place]]:
    """Give the name and the place of every slot of the values of a node."""
    for scalar in _scalars(node):
        for found in _SLOT.finditer(source.text, scalar.start, scalar.end):
            yield found[1], source.place(found.start())


def is_slot(text: str, names: Mapping[str, str]) -> bool:
    """Tell whether a text begins with a slot of a known name."""
    found = _SLOT.match(text)
    return found is not None and found[1] in names


def quoted(source: Source) -> None:
    """Raise BrochureError `slot-unquoted` where YAML would take a slot for a mapping."""
    keys = source.text.partition("\n---")[0] if source.text.startswith("---") else ""
    problems = [
        source.problem(
            "slot-unquoted",
            Severity.ERROR,
            Said("a value that begins with a slot is a mapping to YAML"),
            source.place(found.start(1)),
            Said('put it in quotes: "{text}"', text=found[1].strip().replace(chr(34), chr(39))),
        )
        for found in _BARE.finditer(keys)
    ]
    if problems:
        raise BrochureError(problems)


def filled(front: FrontMatter, values: Mapping[str, str]) -> FrontMatter:
    """Give the keys and the text with the values in their slots; a slot of any other name stays as it is."""
    put = partial(_filled_in, values=values)
    return replace(front, data=_mapped(front.data, put), body=put(front.body)) if values else front


def filled_at(key: str, data: nodes.Mapping, values: Mapping[str, str]) -> nodes.Mapping:
    """Give a mapping with the values in the slots below one of its keys."""
    put = partial(_filled_in, values=values)
    entries = (
        replace(entry, value=_put(entry.value, put)) if entry.key.text == key else entry for entry in data.entries
    )
    return replace(data, entries=tuple(entries)) if values else data


def _filled_in(text: str, values: Mapping[str, str]) -> str:
    """Give a text with the values in its slots, each on one line; in an address they are encoded as it asks."""
    escape = partial(quote, safe=_OF_ADDRESSES) if _ADDRESS.match(text) else str

    def said(found: re.Match[str]) -> str:
        return escape(" ".join(values[found[1]].split())) if found[1] in values else found[0]

    return _SLOT.sub(said, text)


def _scalars(node: nodes.Node) -> Iterator[nodes.Scalar]:
    if isinstance(node, nodes.Scalar):
        yield node
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for entry in node.entries:
            yield from _scalars(entry.value)


def _mapped(data: nodes.Mapping, put: Callable[[str], str]) -> nodes.Mapping:
    return replace(data, entries=tuple(replace(entry, value=_put(entry.value, put)) for entry in data.entries))


def _put(node: nodes.Node, put: Callable[[str], str]) -> nodes.Node:
    if isinstance(node, nodes.Mapping):
        return _mapped(node, put)
    if isinstance(node, nodes.Sequence):
        return replace(node, items=tuple(_put(item, put) for item in node.items))
    return replace(node, text=put(node.text))
