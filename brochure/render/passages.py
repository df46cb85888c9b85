"""Running text on a page: a lead, what follows it, and a closing list, tiles or a scene."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from brochure.figures import artwork
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.prose import Passage
from brochure.render.record import Record
from brochure.vocabulary.problems import Place

_NOTHING: Mapping[str, object] = MappingProxyType({})
_WAYS = (("band", 1), ("plain", 1), ("flow", None))
# A text of fewer letters is no page with a drawing: it shares one, or stands large on a ground of its own.
_SHORT = 360
_FEW = 150
# Longer words have no room on a line when they are set so large, as a poster or as a title.
_POSTER, _LONGEST = 11, 18
_POSTERS = 70
# What is no mere text: pictures, tables, code, boxes.
_RICH = re.compile("<(?:img|table|pre|div|figure|details)[ >]")


def passage_group(
    desk: Desk,
    section: str,
    passage: Passage,
    scene: artwork.SceneKind,
    name: str = "",
    values: Mapping[str, object] = _NOTHING,
) -> Group:
    """Make the group of a passage; `scene` closes it unless it has tiles, or another where the page before has it;
    `values` come over what is derived.
    """
    name = name or section
    kind = desk.untaken(scene)[0]
    drawn = "" if values.get("rows") else desk.scene(name, kind)
    filled = passage_values(_below(desk, passage), values) | {"scene": drawn}
    heading = passage_heading(desk, section, passage)
    scenes = (kind,) if drawn else ()
    rich = _RICH.search(passage.lead + passage.rest)
    if values.get("rows") or values.get("cards") or passage.length > _SHORT or rich:
        return Group(name, desk.ways(section, _WAYS, heading, filled), scenes=scenes)
    words = safe(passage.lead).striptags().split()
    longest = max(map(len, words), default=0)
    few = passage.length <= _FEW and not passage.rest and longest <= _LONGEST
    poster = (("poster", 1),) if passage.length <= _POSTERS and longest <= _POSTER else ()
    ways = (*poster, ("statement", 1), ("flow", None)) if few else _WAYS
    return Group(
        name,
        desk.ways(section, ways, heading, filled),
        scenes=() if few else scenes,
        part=desk.part(section, heading, filled),
    )


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
    html = desk.fragment(section, "plain", heading, passage_values(_below(desk, passage), values))
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
    """Give what the template of a passage is filled with, but for its scene."""
    return {
        "lead": safe(passage.lead),
        "rest": safe(passage.rest),
        "scene": "",
        "announced": "",
        "cards": [],
        "rows": [],
        "share": "1",
    } | dict(values)


def card_values(desk: Desk, passage: Passage) -> dict[str, object]:
    """Give a closing list as cards, each with a mark."""
    cards = [
        Record({"name": safe(name), "rest": safe(rest), "mark": desk.mark(number)})
        for number, (name, rest) in enumerate(passage.cards)
    ]
    return {"cards": cards, "announced": safe(passage.announced)}
