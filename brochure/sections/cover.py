"""The cover: the picture, who speaks, the title."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.model.brochure import Brochure
from brochure.model.kinds.picture import SHOWN
from brochure.model.project import Project
from brochure.model.spec import Value
from brochure.model.values import Picture, caption_of
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.record import Record
from brochure.render.section import Section, Texts


def _groups(desk: Desk) -> Iterable[Group]:
    picture, logo = desk.brochure.content("image", Picture), desk.project.organisation.logo
    name = desk.project.organisation.name
    values = {
        "picture": desk.picture(picture, "cover"),
        "logo": Record(
            {
                "alt": desk.plain(logo.alt) if logo and logo.alt is not None else name,
                "caption": desk.text(caption_of(logo)),
            }
        ),
        "edition": desk.text(desk.project.edition),
    }
    ways = desk.ways("cover", (("picture", 1), ("plain", None)), desk.text(desk.brochure.title), values)
    return (Group("cover", ways),)


def _texts(brochure: Brochure, project: Project) -> Texts:
    picture, logo = brochure.content("image", Picture), project.organisation.logo
    return (caption_of(picture), caption_of(logo), brochure.title, project.edition)


SECTION = Section(
    "cover",
    "The cover.",
    _groups,
    texts=_texts,
    keys={"image": Value("The picture of the cover.", SHOWN, ("img/cover.jpg",))},
    where="front",
)
