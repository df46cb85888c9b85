"""Whether the `date` of a page is the day of what it is about, or the day on which the page was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brochure.load.quantity import read_duration
from brochure.load.yaml.nodes import Entry, Scalar
from brochure.placing.names import folded, parts, singular
from brochure.placing.tables import families, silent
from brochure.placing.values import maps

# What lasts longer than a week, in months, is not on the day of its date.
_LONGEST = 0.25
# What in the name of a layout says how it is made.
_MADE = frozenset(
    ("layout", "layouts", "template", "templates", "njk", "html", "md", "mdx", "astro", "vue", "jsx", "tsx", "twig")
)


def is_of_page(date: Entry, entries: Sequence[Entry], language: str) -> bool:
    """Tell whether a date is that of the page: its generator calls it so, and what stands beside it says no other.

    An hour, an entrance fee or a programme are those of an event; a page that is called a course, a project or a post
    is not on one day, and nothing is that takes weeks.
    """
    if silent().reason(date.key.text, 0) is None or _is_event(entries):
        return False
    return any(_is_lasting(entry, language) for entry in entries)


def _is_event(entries: Iterable[Entry]) -> bool:
    known = families()
    agenda = known.kinds["agenda"]
    for entry in entries:
        if known.listed("of_events", entry.key.text):
            return True
        if maps(entry.value) and any(kind is agenda for kind, _ in known.named(entry.key.text)):
            return True
        if _kind_words(entry) & set(known.lists["events"]):
            return True
    return False


def _is_lasting(entry: Entry, language: str) -> bool:
    known = families()
    if (words := _kind_words(entry)) and words.isdisjoint(known.lists["any_page"]):
        return True
    if folded(entry.key.text) not in map(folded, known.kinds["phases"].item["duration"]):
        return False
    length = read_duration(entry.value.text, language) if isinstance(entry.value, Scalar) else None
    return length is not None and length.months > _LONGEST


def _kind_words(entry: Entry) -> set[str]:
    """Give the words that say what kind of page it is, none of any other entry."""
    if not families().listed("layouts", entry.key.text) or not isinstance(entry.value, Scalar):
        return set()
    return {word for part in parts(entry.value.text) if part not in _MADE for word in (part, singular(part))}
