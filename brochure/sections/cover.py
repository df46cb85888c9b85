"""The cover: the picture, who speaks, the title."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.model.brochure import Brochure
from brochure.model.kinds.picture import SHOWN
from brochure.model.project import Project
from brochure.model.spec import Value
from brochure.model.values import Picture
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.section import Section, Texts


def _groups(desk: Desk) -> Iterable[Group]:
    picture = desk.brochure.content("image", Picture) or Picture("", desk.brochure.title.place)
    values = {"picture": desk.shelf.picture(picture, "cover"), "edition": desk.text(desk.project.edition)}
    ways = desk.ways("cover", (("picture", 1), ("plain", None)), desk.text(desk.brochure.title), values)
    return (Group("cover", ways),)


def _texts(brochure: Brochure, project: Project) -> Texts:
    return (brochure.title, project.edition)


SECTION = Section(
    "cover",
    "The cover.",
    _groups,
    texts=_texts,
    keys={"image": Value("The picture of the cover.", SHOWN, ("img/cover.jpg",))},
    where="front",
)
