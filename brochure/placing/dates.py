"""Dates of a beginning and an end as a duration, exactly, and as they are printed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from brochure.load.quantity import told
from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Scalar
from brochure.model.spec import Keys
from brochure.placing.making import glued, joined, with_entry
from brochure.placing.names import folded

_BEGINS = ("start", "startdate", "begin", "debut", "from", "beginn", "inicio", "datedebut")
_ENDS = ("end", "enddate", "fin", "until", "ende", "to", "datefin")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?$")


def spanned(spec: Keys, tree: nodes.Mapping, node: nodes.Mapping, language: str) -> nodes.Mapping:
    """Give an item whose dates of beginning and end say how long it takes, where the section has a duration."""
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
        length = _length(begin.text.strip(), end.text.strip(), language)
        if length:
            tree = with_entry(tree, "duration", joined([length], [begin, end]))
    return tree


def _length(begin: str, end: str, language: str) -> str:
    """Say how long it is from the first day of a span to its last one; "" where that is not known."""
    first, last = _day(begin, first=True), _day(end, first=False)
    if first is None or last is None or last < first:
        return ""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    days = (after - first).days
    if months and after.day == first.day:
        return told(months // 12, "year", language) if months % 12 == 0 else told(months, "month", language)
    return told(days // 7, "week", language) if days % 7 == 0 else told(days, "day", language)


def _day(text: str, first: bool) -> date | None:
    found = _ISO.match(text)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    try:
        return date(year, month, int(found[3]) if found[3] else 1 if first else monthrange(year, month)[1])
    except ValueError:
        return None
