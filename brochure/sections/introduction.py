"""The introduction: a lead, a text, and a closing list as cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from brochure.model.brochure import Brochure
from brochure.model.kinds.plain import TEXT
from brochure.model.spec import Value
from brochure.model.values import Text
from brochure.render.cover import spare
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group
from brochure.render.passages import card_values, named_values, over_items, passage_atom, passage_group
from brochure.render.prose import Passage
from brochure.render.record import Record
from brochure.render.section import Section


def _groups(desk: Desk) -> Iterable[Group]:
    for text in _found(desk.brochure):
        passage = desk.reader.passage(text, cards=True)
        values = _values(desk, passage)
        items = cast("list[Record]", values["cards"])
        first = over_items(desk, passage, items) if items and "spare" not in values else ()
        values = {**values, **named_values(desk, first, items)}
        yield passage_group(desk, "introduction", passage, values=values, first=first)


def _atoms(desk: Desk) -> Iterable[Atom]:
    for text in _found(desk.brochure):
        passage = desk.reader.passage(text, cards=True)
        yield passage_atom(desk, "introduction", passage, "desc", text.place, values=_values(desk, passage))


def _values(desk: Desk, passage: Passage) -> Mapping[str, object]:
    """Give the closing list as cards, and the picture that is too small for the cover."""
    values = card_values(desk, passage)
    picture = spare(desk)
    if picture is None:
        return values
    return {**values, "spare": desk.picture(picture, "tile")}


def _found(brochure: Brochure, *_: object) -> tuple[Text, ...]:
    text = brochure.content("desc", Text)
    return (text,) if text else ()


SECTION = Section(
    "introduction",
    "The introduction.",
    _groups,
    _atoms,
    _found,
    bold=_found,
    keys={"desc": Value("The introduction.", TEXT, ("What the programme is, and for whom.",))},
    after="cover",
)
