"""What comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.values import NOTHING, Text
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group
from brochure.render.passages import passage_atom, passage_group
from brochure.render.section import Section
from brochure.vocabulary.keys import key


@dataclass(frozen=True, slots=True)
class Then:
    """What comes next."""

    desc: Text = key("The text.", NOTHING, examples=("## And then?\n\nYou join us.",))


def _groups(desk: Desk) -> Iterable[Group]:
    for text in _found(desk.brochure):
        yield passage_group(desk, "then", desk.reader.passage(text), "way")


def _atoms(desk: Desk) -> Iterable[Atom]:
    for text in _found(desk.brochure):
        yield passage_atom(desk, "then", desk.reader.passage(text), "then", text.place)


def _found(brochure: Brochure, *_: object) -> tuple[Text, ...]:
    then = brochure.content("then", Then)
    return (then.desc,) if then and then.desc else ()


SECTION = Section(
    "then", "What comes next.", _groups, _atoms, _found, bold=_found, keys={"then": keys_of(Then)}, after="how"
)
