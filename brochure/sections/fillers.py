"""Pages that no content asks for: a picture, ruled lines for notes, nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brochure.figures.ruled import ruled
from brochure.render.group import Group
from brochure.vocabulary.colour import mix

if TYPE_CHECKING:
    from brochure.render.desk import Desk

# As wide as the page and higher than any, in mm on A5; the styles show as much as there is room for.
_WIDTH, _HEIGHT = 148.0, 300.0
_PITCH = 8.0


def picture_page(tools: Desk, folio: int) -> Group:
    """Make a page of the brand's pattern, all over it."""
    band = tools.band(f"page-{folio}", "ink", height=tools.project.format.height / tools.project.format.width * _WIDTH)
    return Group("picture", (tools.way("picture", "picture", 1, band=band),))


def notes_page(tools: Desk) -> Group:
    """Make a ruled page to write on."""
    colours = tools.project.brand.colours
    rule = mix(colours.ink.screen, colours.paper.screen, 0.6)
    lines = tools.shelf.draw("ruled", ruled(_WIDTH, _HEIGHT, _PITCH, rule))
    return Group("notes", (tools.way("notes", "ruled", 1, heading=tools.words["notes"], lines=lines),))


def blank_page(tools: Desk) -> Group:
    """Make a page without anything on it."""
    return Group("blank", (tools.way("notes", "blank", 1, heading="", lines=""),))
