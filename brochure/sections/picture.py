"""A page that no content asks for: the brand's pattern, all over it."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.render.cover import bleed_of
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.section import Section


def _groups(desk: Desk) -> Iterable[Group]:
    size, bleed = desk.project.format, bleed_of(desk)
    values = {
        "band": desk.filling(f"page-{desk.folio}", bleed),
        # In the middle of the page, whose bleed it has: so its grid lies on the trim.
        "size": f"{size.width + 2 * bleed:g}mm {size.height + 2 * bleed:g}mm",
    }
    return (Group("picture", desk.ways("picture", (("picture", 1),), "", values)),)


SECTION = Section("picture", "A page of the brand's pattern, between sections.", _groups, where="between")
