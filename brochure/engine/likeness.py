"""What in a document is as in another that it was made from, as an edited one is: its elements, and their styles.

An element of both has the same style where the same values are set of it, and its parent has the same. Which rules
concern it is found out anew, so nothing is taken for granted of what stands above it, beside it or below it.
Import it after `loading.load()`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from brochure.engine.boxes import ComputedStyle

# What a style is known by: its element, and which part of it.
Key = tuple[Any, str | None]


def paired(made: Element, other: Element) -> dict[Element, Element]:
    """Give the elements of a document that another has in the same place, too, with its own."""
    if not _is_alike(made, other):
        return {}
    found, inside, others = {made: other}, list(made), list(other)
    after = _common(inside[::-1], others[::-1])
    # As many children stand each for one, else those at the beginning and at the end alone.
    before = len(inside) - after if len(inside) == len(others) else _common(inside, others)
    after = min(after, len(inside) - before, len(others) - before)
    for pair in zip(inside[:before], others[:before], strict=True):
        found |= paired(*pair)
    for pair in zip(inside[len(inside) - after :], others[len(others) - after :], strict=True):
        found |= paired(*pair)
    return found


def _is_alike(made: Element, other: Element) -> bool:
    return made.tag == other.tag and made.attrib == other.attrib


def _common(inside: list[Element], others: list[Element]) -> int:
    pairs = zip(inside, others, strict=False)
    return next((n for n, pair in enumerate(pairs) if not _is_alike(*pair)), min(len(inside), len(others)))


def likened(
    styles: Mapping[Key, ComputedStyle],
    others: Mapping[Key, ComputedStyle],
    place: Callable[[Any], Any],
    varied: Collection[str],
) -> dict[Key, ComputedStyle]:
    """Give those styles of another document that some of these are like, but for the `varied` variables.

    `place` gives the element of the other document that an element is paired with, None where there is none.
    """
    found: dict[Key, ComputedStyle] = {}
    same: dict[int, int] = {}
    for (element, part), style in styles.items():
        other = others.get((place(element), part))
        if other is None or same.get(id(style), id(other)) != id(other):
            continue
        if id(style) not in same:
            parent, above = style.parent_style, other.parent_style
            if (same.get(id(parent)) if parent is not None else None) != (id(above) if above is not None else None):
                continue
            if not _is_set_alike(style.cascaded, other.cascaded, varied):
                continue
            same[id(style)] = id(other)
        found[element, part] = other
    return found


def _is_set_alike(given: Mapping[str, Any], other: Mapping[str, Any], varied: Collection[str]) -> bool:
    if given is other:
        return True
    if given.keys() - varied != other.keys() - varied:
        return False
    return all(
        weight == other[name][1] and _is_same(value, other[name][0])
        for name, (value, weight) in given.items()
        if name not in varied
    )


def _is_same(value: Any, other: Any) -> bool:
    """Compare values, of which the engine makes each by itself: its tokens are the same where they are written so."""
    if value is other:
        return True
    if type(value) is not type(other):
        return False
    if isinstance(value, (tuple, list)):
        return len(value) == len(other) and all(map(_is_same, value, other))
    if hasattr(value, "serialize"):
        return bool(value.serialize() == other.serialize())
    if hasattr(value, "tokens"):
        return bool(value.name == other.name) and _is_same(value.tokens, other.tokens)
    return bool(value == other)
