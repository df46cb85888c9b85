"""The pages of the Markdown body, one for each of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from brochure.model.brochure import Brochure
from brochure.model.values import Text
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group
from brochure.render.passages import passage_atom, passage_group
from brochure.render.section import Section


def _groups(desk: Desk) -> Iterable[Group]:
    for number, passage in enumerate(desk.reader.pages(desk.brochure.body), 1):
        yield passage_group(_at(desk, number), "body", passage, f"body-{number}")


def _atoms(desk: Desk) -> Iterable[Atom]:
    for text in _found(desk.brochure):
        for number, passage in enumerate(desk.reader.pages(text), 1):
            begins = text.locate(passage.title) if passage.title else text.place
            yield passage_atom(_at(desk, number), "body", passage, "body", begins, f"body-{number}")


def _at(desk: Desk, number: int) -> Desk:
    """Give the desk for a part of the text: a heading that the settings have is that of the first one."""
    return desk if number == 1 else replace(desk, asked=None)


def _found(brochure: Brochure, *_: object) -> tuple[Text, ...]:
    return (brochure.body,) if brochure.body else ()


SECTION = Section("body", "The text under the front matter.", _groups, _atoms, _found, bold=_found, after="text")
