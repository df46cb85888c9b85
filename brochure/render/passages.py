"""Running text on a page: a lead, what follows it, and items that close it: a list, paragraphs, or tiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from brochure.figures import icons
from brochure.render.article import article, beside, headed
from brochure.render.desk import Desk
from brochure.render.ends import CLOSE, SURE, even, large, plain
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.prose import Passage, bound, ended
from brochure.render.record import Record
from brochure.render.theme import type_growth
from brochure.render.titles import Line, broken, tied
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Place
from brochure.vocabulary.scale import is_wide, scale_of
from brochure.vocabulary.tongues import UNSPACED

_NOTHING: Mapping[str, object] = MappingProxyType({})
Ways = tuple[tuple[str, int | None], ...]
# In two columns there is no margin.
_WIDE_WAYS: Ways = (("columns", 1), ("flow", None))
# On as many pages text stands beside a margin; on one page or on more than these it is wider.
_WAYS: Ways = (("page", 1), ("wide", 1), ("grown", 2), ("two", 2), ("three", 3), ("flow", None))
# No page holds as many letters.
_LETTERS = 2800
# Mere words that would leave half of a second page empty are as large as leads; so many letters have room there.
_GROWN = 3000
# A text of as few letters may be said large.
_FEW = 150
# One of so many letters is set a size larger where that fits a page, one of some more on a wider measure; one of few
# over items, too.
_LITTLE, _ROOMY, _BROAD = 360, 1100, 1500
# So many times as many have room on a large page.
_LARGE = 1.45
# One of fewer letters over items is said large; one of no more has no need of two columns over them.
_SAID, _ALIGNED = 200, 1000
# So many items are said large by their names, of as few letters, and of no longer words.
_NAMED, _NAME_MOST, _NAME_WORD = 4, 50, 13
# The parts of the page in one of which icons stand beside names: two of its six columns.
_THIRDS = 3
# Of a text of no more letters each end of a line is seen.
_LINES_SEEN = 220
# Two that are no longer are set as titles of pages.
_STATED = 90
# A first paragraph of as few, and no more than so many in all, is said large where it has a page of its own; more where
# nothing follows it.
_SPOKEN, _NO_MORE, _ALONE = 220, 420, 280
# Of a text of no more than these, a first sentence of as few is said large, and what follows ends at the foot.
_OPENED, _SENTENCE_MOST = 950, 120
# A sentence of fewer letters is none.
_SENTENCE_LEAST = 20
# Where a sentence ends: the next one begins.
_SENTENCE = compiled(r"([.!?…]»?)\s+(?=[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ<«“„])")
# Longer words have no room on a line when they are set so large, as a poster or as a title.
_POSTER, _LONGEST = 11, 18
_POSTERS = 70
# How large that is on A5, in pt; of more lines than so many it must not be most that are a word alone.
_POSTER_SIZE, _TORN_FROM = 50, 3
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
    if values.get("tiles") or values.get("cards"):
        return Group(name, desk.ways(section, ways, heading, filled))
    plated = None if values else article(desk, _below(desk, passage))
    if plated is not None:
        return Group(name, desk.ways(section, (*plated.ways, *ways), heading, filled | {"article": plated}))
    over = None if values else beside(desk, _below(desk, passage))
    if over is not None:
        filled["article"] = over
        ways = tuple(way for one in ways for way in ((*over.ways, one) if one[0] == "two" else (one,)))
    filled["headed"] = "" if values else headed(desk, _below(desk, passage))
    if passage.length > _LETTERS:
        part = desk.part(section, heading, filled, running=True)
        return Group(name, desk.ways(section, ways, heading, filled), part=part)
    return _short(desk, section, passage, name, heading, filled, ways)


def _short(
    desk: Desk, section: str, passage: Passage, name: str, heading: object, filled: dict[str, object], ways: Ways
) -> Group:
    """Make the group of a text that may fill less than a page: the fewer its words, the larger they are said."""
    lead = safe(passage.lead).striptags()
    longest = max(map(len, _PIECE.findall(lead)), default=0)
    plain = not _RICH.search(passage.lead + passage.rest)
    few = passage.length <= _FEW and not passage.rest and plain
    spoken = plain and passage.length <= _NO_MORE and len(lead) <= (_SPOKEN if passage.rest else _ALONE)
    spoken = spoken and longest <= _LONGEST
    opens, after = sentence_apart(passage.lead, _SENTENCE_MOST, passage.rest != "")
    opened = plain and not (few or spoken) and _length(desk, passage) <= _OPENED and opens != "" and longest <= _LONGEST
    title = scale_of(desk.project.format).title
    if few:
        posted = large(desk, passage.lead, _POSTER_SIZE * type_growth(desk.unit))
        poster = (("poster", 1),) if passage.length <= _POSTERS and longest <= _POSTER and not _torn(posted) else ()
        whole = desk.parted_title(passage.lead)
        filled = {
            **filled,
            "lead": whole,
            "stated": large(desk, passage.lead, title) or whole,
            "posted": posted or whole,
        }
        ways = (*poster, ("statement", 1), ("flow", None))
    elif plain:
        filled = {**filled, "opens": large(desk, opens, title) or safe(opens), "after": safe(after)}
        ways = (*((("opened", 1),) if opened else ()), *_larger(desk, passage), *ways)
    brief = spoken and len(lead) <= _SENTENCE_MOST
    part = desk.part(section, heading, {**filled, "spoken": spoken, "brief": brief}, running=True)
    return Group(name, desk.ways(section, ways, heading, filled), part=part, whole=few or opened)


def _torn(html: str) -> bool:
    """Tell of a text of some lines most of which, or the last, are a word alone: it is too large for its page."""
    alone = [len(line.split()) == 1 for line in map(plain, html.split("<br>"))]
    return len(alone) > _TORN_FROM and (alone[-1] or 2 * sum(alone) > len(alone))


def _larger(desk: Desk, passage: Passage) -> Ways:
    """Give the ways to set a text a size larger, those of its length."""
    if passage.length <= _LITTLE or _length(desk, passage) > _BROAD:
        return ()
    return (("roomy", 1), ("even", 1), ("broad", 1)) if _length(desk, passage) <= _ROOMY else (("broad", 1),)


def _length(desk: Desk, passage: Passage) -> float:
    """Count the letters of a text, as they would be on a small page."""
    return passage.length / (_LARGE if is_wide(desk.project.format) else 1)


def sentence_apart(html: str, most: int, all: bool = False) -> tuple[str, str]:
    """Part the first sentence from the others; none where it stands in markup, or has more than so many letters.

    With `all` it may be all that there is.
    """
    ends = [(found.end(1), found.end()) for found in _SENTENCE.finditer(html)]
    for end, after in (*ends, *([(len(html), len(html))] if all else [])):
        first, letters = html[:end], len(safe(html[:end]).striptags())
        if first.count("<") == 2 * first.count("</") and letters >= _SENTENCE_LEAST:
            return (first, html[after:]) if letters <= most else ("", html)
    return "", html


def _ways(desk: Desk, passage: Passage) -> Ways:
    """Give the ways to set a text that may have room for it."""
    if is_wide(desk.project.format):
        return _WIDE_WAYS
    grown = passage.length <= _GROWN and not _RICH.search(passage.lead + passage.rest)
    ways = (way for way in _WAYS if way[0] != "grown" or grown)
    return tuple((name, pages) for name, pages in ways if pages is None or pages * _LETTERS >= passage.length)


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
    return Atom(section, mark or section, key, place, html, tiled=bool(values.get("tiles")))


def _below(desk: Desk, passage: Passage) -> Passage:
    """Give a passage below the heading that the settings ask for: its own one stands in it, as a lesser one."""
    if not desk.asked or not passage.title:
        return passage
    lead = f"<p>{passage.lead}</p>" if passage.lead else ""
    return replace(passage, lead="", rest=f"<h3>{passage.title}</h3>{lead}{passage.rest}", blocks=())


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
        "tiles": "",
        "lines": 1,
        "headed": "",
    } | dict(values)


def over_items(desk: Desk, passage: Passage, items: Sequence[Record]) -> Ways:
    """Give the ways for a short text over items: a sentence or two are said large, some more are a size larger.

    A few items that say no more than a name each are what is said large. On a large page, which has two columns for a
    longer text, one of some length stands over what its items say.
    """
    words, letters = _PIECE.findall(safe(passage.lead).striptags()), len(safe(passage.lead + passage.rest).striptags())
    aligned = (("aligned", 1),) if is_wide(desk.project.format) and passage.rest and letters <= _ALIGNED else ()
    if letters > _LITTLE or _RICH.search(passage.lead + passage.rest) or not words:
        return aligned
    said = letters <= _SAID and not passage.rest and max(map(len, words)) <= _LONGEST
    names = [_PIECE.findall(safe(str(item.title)).striptags()) for item in items if not item.rest]
    named = len(items) == len(names) <= _NAMED and all(name and max(map(len, name)) <= _NAME_WORD for name in names)
    named = named and all(sum(map(len, name)) <= _NAME_MOST for name in names)
    return (*((("named", 1),) if named else ()), *((("said", 1),) if said else ()), ("roomy", 1), *aligned)


def named_values(desk: Desk, ways: Ways, items: Sequence[Record]) -> dict[str, object]:
    """Give items that may be said large by their names, and how many lines the longest has."""
    if not any(way == "named" for way, _ in ways):
        return {}
    ends = _ends(desk, items, scale_of(desk.project.format).title, CLOSE)
    return {"cards": _ended(items, ends), "lines": max((len(found) for found in ends if found), default=1)}


def large_cards(desk: Desk, items: Sequence[Record]) -> list[Record]:
    """Give items that are all that a page has: those with icons have titles of parts, short ones those of pages."""
    scale, names = scale_of(desk.project.format), [_name(item) for item in items]
    signs = bool(icons.chosen(names, {}, desk.language))
    if not signs and max(map(len, names), default=0) > _STATED:
        return list(items)
    return _ended(items, _ends(desk, items, scale.section if signs else scale.title, SURE if signs else CLOSE))


def _ends(desk: Desk, items: Sequence[Record], size: float, sure: float) -> list[list[Line] | None]:
    """Give the lines of the titles of items at a size, in pt, as good as those of covers; icons stand beside them."""
    paper, scale = desk.project.format, scale_of(desk.project.format)
    names, wide = [_name(item) for item in items], paper.width - 2 * scale.margin
    if icons.chosen(names, {}, desk.language):
        wide -= (wide + scale.gutter) / _THIRDS
    return [even(desk, name, size, sure * wide) for name in names]


def _ended(items: Sequence[Record], ends: Sequence[Sequence[Line] | None]) -> list[Record]:
    shown = [
        safe(broken(str(item.plain), found)) if found else item.title for item, found in zip(items, ends, strict=True)
    ]
    return [
        Record({"title": item.title, "plain": item.plain, "rest": item.rest, "icon": item.icon, "large": large})
        for item, large in zip(items, shown, strict=True)
    ]


def _name(item: Record) -> str:
    return plain(str(item.plain))


def _short_tied(html: str, language: str) -> str:
    """Tie articles to their nouns in a text of a line or a few: in a longer one nobody sees where each line ends."""
    html = html if _RICH.search(html) else ended(html)
    return tied(html, language) if len(safe(html).striptags()) <= _LINES_SEEN and not _RICH.search(html) else html


def card_values(desk: Desk, passage: Passage) -> dict[str, object]:
    """Give a closing list as cards."""
    return {"cards": cards(passage.cards, desk.language), "announced": safe(passage.announced)}


def cards(items: Sequence[tuple[str, str]], language: str) -> list[Record]:
    """Give items with a title and a text as a template sees them, to which it may give icons.

    In titles an article stands with its noun.
    """
    made = [(title, safe(tied(title if rest else bound(title), language)), rest) for title, rest in items]
    return [
        Record({"title": shown, "plain": title, "large": shown, "rest": safe(_short_tied(rest, language)), "icon": ""})
        for title, shown, rest in made
    ]
