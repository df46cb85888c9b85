"""Dates of a beginning and an end as a duration, exactly, and as they are printed."""

from __future__ import annotations

from datetime import timedelta

from brochure.load.calendar import read_span
from brochure.load.quantity import length_of, told
from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Scalar
from brochure.model.spec import Keys
from brochure.placing.making import glued, joined, with_entry
from brochure.placing.names import folded

# So many days are still counted as such.
_MOST_DAYS = 92
_BEGINS = ("start", "startdate", "begin", "debut", "from", "beginn", "inicio", "datedebut")
_ENDS = ("end", "enddate", "fin", "until", "ende", "to", "datefin")


def spanned(
    spec: Keys, tree: nodes.Mapping, node: nodes.Mapping, language: str, begins: frozenset[str] = frozenset()
) -> nodes.Mapping:
    """Give an item whose dates of beginning and end say how long it takes, where the section has a duration.

    An end on which one of the same list `begins` is no day of it.
    """
    if "duration" not in spec.keys:
        return tree
    found = {folded(entry.key.text): entry.value for entry in node.entries}
    begin, end = (next((found[name] for name in names if name in found), None) for names in (_BEGINS, _ENDS))
    if not isinstance(begin, Scalar) or not begin.text.strip():
        return tree
    whole = isinstance(end, Scalar) and end.text.strip() != ""
    if tree.get("dates") is None and "dates" in spec.keys:
        ends = [begin, end] if whole else [begin]
        tree = with_entry(tree, "dates", glued([part for part in ends if isinstance(part, Scalar)], " – "))
    if tree.get("duration") is None and whole and isinstance(end, Scalar):
        first, last = begin.text.strip(), end.text.strip()
        length = _length(first, last, language, last in begins - {first})
        if length:
            tree = with_entry(tree, "duration", joined([length], [begin, end]))
    return tree


def begin_of(node: nodes.Node) -> str:
    """Give when an item begins, as it is written; "" where it does not say so."""
    entries = node.entries if isinstance(node, nodes.Mapping) else ()
    found = {folded(entry.key.text): entry.value for entry in entries}
    begin = next((found[name] for name in _BEGINS if name in found), None)
    return begin.text.strip() if isinstance(begin, Scalar) else ""


def _length(begin: str, end: str, language: str, excluded: bool) -> str:
    """Say how long it is from the first day of a span to its last one; "" where that is not known, or said in no way.

    Nobody says 227 days: what is that long, and no whole month, is told by its dates alone.
    """
    first, last = read_span(begin, language), read_span(end, language)
    if first is None or last is None:
        return ""
    until = last[1] - timedelta(days=1) if excluded and last[0] == last[1] else last[1]
    if until < first[0]:
        return ""
    length = length_of(first[0], until)
    if length.unit == "day" and length.low > _MOST_DAYS:
        return ""
    return told(int(length.low), length.unit, language)
