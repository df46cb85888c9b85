"""A page that no content asks for: the brand's pattern, all over it."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.section import Section
from brochure.vocabulary.paper import DESIGN_WIDTH


def _groups(desk: Desk) -> Iterable[Group]:
    size = desk.project.format
    band = desk.band(f"page-{desk.folio}", "ink", height=size.height / size.width * DESIGN_WIDTH)
    return (Group("picture", desk.ways("picture", (("picture", 1),), "", {"band": band})),)


SECTION = Section("picture", "A page of the brand's pattern, between sections.", _groups, where="between")
