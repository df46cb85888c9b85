"""A page that no content asks for: the brand's pattern, all over it."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.section import Section

# What it goes on beyond the trim, in mm.
_BLEED = 3.0


def _groups(desk: Desk) -> Iterable[Group]:
    size = desk.project.format
    band = desk.pattern(f"page-{desk.folio}", size.width + 2 * _BLEED, size.height + 2 * _BLEED)
    return (Group("picture", desk.ways("picture", (("picture", 1),), "", {"band": band})),)


SECTION = Section("picture", "A page of the brand's pattern, between sections.", _groups, where="between")
