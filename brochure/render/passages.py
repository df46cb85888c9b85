"""Running text on a page: a lead, what follows it, and items that close it: a list, paragraphs, or tiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.prose import Passage
from brochure.render.record import Record
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place
from brochure.vocabulary.scale import is_wide
from brochure.vocabulary.tongues import UNSPACED

_NOTHING: Mapping[str, object] = MappingProxyType({})
Ways = tuple[tuple[str, int | None], ...]
# In two columns there is no margin.
_WIDE_WAYS: Ways = (("columns", 1), ("flow", None))
# On as many pages text stands beside a margin; on one page or on more than these it is wider.
_WAYS: Ways = (("page", 1), ("wide", 1), ("two", 2), ("three", 3), ("flow", None))
# No page holds as many letters.
_LETTERS = 2800
# A text of as few letters may be said large.
_FEW = 150
# One of so many letters is set a size larger where that fits a page; one of few over items, too.
_LITTLE, _ROOMY = 360, 1100
# One of fewer letters over items is said large.
_SAID = 200
# A first paragraph of as few, and no more than so many in all, is said large where it has a page of its own.
_SPOKEN, _NO_MORE = 220, 420
# Longer words have no room on a line when they are set so large, as a poster or as a title.
_POSTER, _LONGEST = 11, 18
_POSTERS = 70
# A word, or a sign behind which a line may end.
_PIECE = compiled(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
# What is no mere text: pictures, code, boxes, tables.
_RICH = compiled("<(?:img|pre|div|figure|details|table)[ >]")


def passage_group(
    desk: Desk,
    section: str,
    passage: Passage,
    name: str = "",
    values: Mapping[str, object] = _NOTHING,
    ways: Ways = (),
    first: Ways = (),
) -> Group:
    """Make the group of a passage; `values` come over what is derived, `ways` those of a text of some length.

    Those that are tried `first` come before them.
    """
    ways = (*first, *(ways or _ways(desk, passage)))
    name = name or section
    filled = passage_values(_below(desk, passage), values)
    heading = passage_heading(desk, section, passage)
    if values.get("rows") or values.get("cards"):
        return Group(name, desk.ways(section, ways, heading, filled))
    if passage.length > _LETTERS:
        part = desk.part(section, heading, filled, running=True)
        return Group(name, desk.ways(section, ways, heading, filled), part=part)
    lead = safe(passage.lead).striptags()
    longest = max(map(len, _PIECE.findall(lead)), default=0)
    few = passage.length <= _FEW and not passage.rest and not _RICH.search(passage.lead)
    poster = (("poster", 1),) if passage.length <= _POSTERS and longest <= _POSTER else ()
    if not few and _LITTLE < passage.length <= _ROOMY and not _RICH.search(passage.lead + passage.rest):
        ways = (("roomy", 1), ("even", 1), *ways)
    if few:
        filled = {**filled, "lead": desk.parted_title(passage.lead)}
    set_in: Ways = (*poster, ("statement", 1), ("flow", None)) if few else ways
    spoken = len(lead) <= _SPOKEN and passage.length <= _NO_MORE and longest <= _LONGEST
    plain = not _RICH.search(passage.lead + passage.rest)
    part = desk.part(section, heading, {**filled, "spoken": spoken and plain}, running=True)
    return Group(name, desk.ways(section, set_in, heading, filled), part=part, whole=few)


def _ways(desk: Desk, passage: Passage) -> Ways:
    """Give the ways to set a text that may have room for it."""
    if is_wide(desk.project.format):
        return _WIDE_WAYS
    return tuple((name, pages) for name, pages in _WAYS if pages is None or pages * _LETTERS >= passage.length)


def passage_atom(
    desk: Desk,
    section: str,
    passage: Passage,
    key: str,
    place: Place,
    mark: str = "",
    values: Mapping[str, object] = _NOTHING,
) -> Atom:
    """Make a passage a piece of a leaflet; `key` is how the content names it, `place` where it begins."""
    heading = passage_heading(desk, section, passage)
    html = desk.fragment(section, "leaflet", heading, passage_values(_below(desk, passage), values))
    return Atom(section, mark or section, key, place, html)


def _below(desk: Desk, passage: Passage) -> Passage:
    """Give a passage below the heading that the settings ask for: its own one stands in it, as a lesser one."""
    if not desk.asked or not passage.title:
        return passage
    lead = f"<p>{passage.lead}</p>" if passage.lead else ""
    return replace(passage, lead="", rest=f"<h3>{passage.title}</h3>{lead}{passage.rest}")


def passage_heading(desk: Desk, section: str, passage: Passage) -> object:
    """Give the heading of a passage: that of the settings, its own first heading, else the word for its section."""
    return desk.heading(section, safe(passage.title) if passage.title else "")


def passage_values(passage: Passage, values: Mapping[str, object]) -> dict[str, object]:
    """Give what the template of a passage is filled with."""
    return {
        "lead": safe(passage.lead),
        "rest": safe(passage.rest),
        "announced": "",
        "cards": [],
        "rows": [],
    } | dict(values)


def over_items(passage: Passage) -> Ways:
    """Give the ways for a short text over items: a sentence or two are said large, some more are a size larger."""
    words, letters = _PIECE.findall(safe(passage.lead).striptags()), len(safe(passage.lead + passage.rest).striptags())
    if letters > _LITTLE or _RICH.search(passage.lead + passage.rest) or not words:
        return ()
    said = letters <= _SAID and not passage.rest and max(map(len, words)) <= _LONGEST
    return (("said", 1), ("roomy", 1)) if said else (("roomy", 1),)


def card_values(passage: Passage) -> dict[str, object]:
    """Give a closing list as cards."""
    return {"cards": cards(passage.cards), "announced": safe(passage.announced)}


def cards(items: Sequence[tuple[str, str]]) -> list[Record]:
    """Give items with a title and a text as a template sees them, to which it may give icons."""
    return [Record({"title": safe(title), "rest": safe(rest), "icon": ""}) for title, rest in items]
