"""The cover: the picture, who speaks, the title."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.model.brochure import Brochure
from brochure.model.kinds.picture import SHOWN
from brochure.model.kinds.plain import TEXT
from brochure.model.project import Project
from brochure.model.spec import Value
from brochure.model.values import Picture, Text, caption_of
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.record import Record
from brochure.render.section import Section, Texts
from brochure.vocabulary.presets import LEAST

# What the picture fills, in mm on A5, and as a part of the page's height.
_WIDTH, _SHARE = 148.0, 0.455
# What it fills beyond the page on the press, in mm; it is the same in every preset.
_BLEED = 3.0


def _groups(desk: Desk) -> Iterable[Group]:
    picture, logo = desk.brochure.content("image", Picture), desk.project.organisation.logo
    name = desk.project.organisation.name
    unit, size = desk.unit, desk.project.format
    place = (_WIDTH + 2 * _BLEED / unit, (_SHARE * size.height + _BLEED) / unit)
    # As large as the cover, it may be coarser than elsewhere.
    most = desk.most(desk.shelf.found(picture), LEAST) if picture else ()
    framed = bool(most) and (most[0] < place[0] * unit or most[1] < place[1] * unit)
    values = {
        "picture": desk.picture(picture, "cover", place=place if framed else (0, 0), resolution=0 if framed else LEAST),
        # One too coarse to fill the width stands on the brand's pattern.
        "ground": desk.band("cover", "ink", height=place[1] * 2) if framed else "",
        "logo": Record(
            {
                "alt": desk.plain(logo.alt) if logo and logo.alt is not None else name,
                "caption": desk.text(caption_of(logo)),
            }
        ),
        "subtitle": desk.text(desk.brochure.content("subtitle", Text)),
        "edition": desk.text(desk.project.edition),
    }
    ways = desk.ways(
        "cover", (("picture", 1), ("plain", None)), desk.heading("cover", desk.text(desk.brochure.title)), values
    )
    return (Group("cover", ways),)


def _texts(brochure: Brochure, project: Project) -> Texts:
    picture, logo = brochure.content("image", Picture), project.organisation.logo
    subtitle = brochure.content("subtitle", Text)
    return (caption_of(picture), caption_of(logo), brochure.title, subtitle, project.edition)


SECTION = Section(
    "cover",
    "The cover.",
    _groups,
    texts=_texts,
    keys={
        "image": Value("The picture of the cover.", SHOWN, ("img/cover.jpg",)),
        "subtitle": Value("A line below the title.", TEXT, ("Ten months inside",)),
    },
    where="front",
)
