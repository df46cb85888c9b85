"""A page that no content asks for: ruled lines to write on."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.figures.ruled import ruled
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.section import Section
from brochure.vocabulary.colour import mix
from brochure.vocabulary.paper import DESIGN_WIDTH

# As wide as the page and higher than any, in mm on A5; the styles show as much as there is room for.
_HEIGHT = 300.0
_PITCH = 8.0
_FAINT = 0.6


def _groups(desk: Desk) -> Iterable[Group]:
    colours = desk.project.brand.colours
    rule = mix(colours.ink.screen, colours.paper.screen, _FAINT)
    lines = desk.shelf.draw("ruled", ruled(DESIGN_WIDTH, _HEIGHT, _PITCH, rule))
    return (Group("notes", desk.ways("notes", (("ruled", 1),), desk.words["notes"], {"lines": lines})),)


SECTION = Section("notes", "A ruled page for notes, before the back cover.", _groups, where="between")
