"""What a single value is, whatever its key: words for readers, or something for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from brochure.load.yaml.nodes import Mapping, Node, Scalar, Sequence
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.tongues import UNSPACED

Sort = Literal["nothing", "switch", "number", "date", "picture", "address", "mail", "machine", "words"]

# Where nothing parts words, two signs are about one.
_WORD = compiled(rf"(?:(?=[^\W_])[{UNSPACED}]){{1,2}}|[^\W_{UNSPACED}]+(?:['’][^\W_{UNSPACED}]+)*")
_DATE = compiled(r"\d{4}-\d{1,2}(?:-\d{1,2}(?:[T ][\d:.+Z-]*)?)?$")
_PICTURE = compiled(r"\S[^\n]*\.(?:jpe?g|png|svg|webp|gif|avif|tiff?)(?:[?#]\S*)?$", re.IGNORECASE)
_ADDRESS = compiled(r"(?:[a-z][a-z0-9+.-]*:)?//\S+$|(?:mailto|tel):\S+$|[./#]\S*$|www\.\S+$", re.IGNORECASE)
_MAIL = compiled(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$")
_COLOUR = compiled(r"#[0-9a-fA-F]{3,8}$|(?:rgb|hsl)a?\([^()]*\)$")
_ICON = compiled(r"(?:fa[srb]?|ti|bi|uil|mdi|ion)[ :-]\S+(?: fa-\S+)*$|i-[a-z-]+$|:[a-z0-9_+-]+:$")
# One word in small letters, or one with signs that no word of a language has.
_ID = compiled(r"[a-z0-9]+$|[\w.@:/+*~=-]*[_./@:+*~=\d-][\w.@:/+*~=-]*$", re.ASCII)
_TEMPLATE = compiled(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{[^{}]*\}")
_FIGURE = compiled(r"\d")
# No path is longer than so many characters.
_LONGEST = 300
# So many words make a sentence.
SENTENCE = 8


def words_in(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def sort(scalar: Scalar) -> Sort:
    """Tell what a value is."""
    text = scalar.text.strip()
    if scalar.kind == "null" or not text:
        return "nothing"
    if scalar.kind == "boolean":
        return "switch"
    if scalar.kind in ("number", "date"):
        return "number" if scalar.kind == "number" else "date"
    return _of_text(text)


def _of_text(text: str) -> Sort:
    if _DATE.match(text):
        return "date"
    if _MAIL.match(text):
        return "mail"
    if len(text) < _LONGEST and _PICTURE.match(text) and words_in(text) < SENTENCE:
        return "picture"
    if _ADDRESS.match(text):
        return "address"
    if _COLOUR.match(text) or _ICON.match(text) or _ID.match(text):
        return "machine"
    if not _WORD.search(_TEMPLATE.sub("", text)):
        return "machine"
    return "words"


def is_text(node: Node | None) -> bool:
    """Tell whether a value may be printed as a text: words, a number, a date, an address, never a switch."""
    return isinstance(node, Scalar) and sort(node) not in ("nothing", "switch")


def has_words(node: Node | None) -> bool:
    """Tell whether a value is a text of words."""
    return isinstance(node, Scalar) and sort(node) == "words"


def is_name(node: Node | None) -> bool:
    """Tell whether a value is one word, or the name of a file: for machines, most often, but not surely."""
    return isinstance(node, Scalar) and sort(node) == "machine" and _ID.match(node.text.strip()) is not None


def has_figure(node: Node | None) -> bool:
    """Tell whether a value has a figure in it."""
    return isinstance(node, Scalar) and _FIGURE.search(node.text) is not None


def leaves(node: Node) -> Iterator[Scalar]:
    """Give every single value in a node, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from leaves(item)
    else:
        for entry in node.entries:
            yield from leaves(entry.value)


def maps(node: Node | None) -> tuple[Mapping, ...]:
    """Give the items of a list that are mappings."""
    return tuple(item for item in node.items if isinstance(item, Mapping)) if isinstance(node, Sequence) else ()
