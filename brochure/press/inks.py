"""Inks for a screen colour before there is a project: what its author may hand to a printer, or correct."""

from __future__ import annotations

from dataclasses import replace

from brochure.model.project import Colours, Project
from brochure.press.colours import Converter
from brochure.press.order import Order
from brochure.press.profile import profile_path, read_profile
from brochure.vocabulary.colour import channels
from brochure.vocabulary.shipped import PROFILES

# Four inks rounded to whole per cent lay at most this much more.
_ROUNDING = 2


def inks(screen: str) -> tuple[int, ...]:
    """Give cyan, magenta, yellow and black, in whole per cent, of "#rrggbb" on coated paper.

    A colour of the shipped palette has the inks chosen for it; others go through the profile, within the ink limit.
    """
    shipped = Colours()
    for colour in (shipped.ink, shipped.signal, shipped.tint, shipped.paper):
        if colour.screen == screen and colour.press is not None:
            return tuple(round(ink) for ink in colour.press)
    project = Project()
    profile = read_profile(project, profile_path(project, PROFILES))
    limit = project.press.settings.ink_limit - _ROUNDING
    settings = replace(project.press.settings, ink_limit=limit)
    order = Order(settings, profile, lambda _: None, (0, 0), name="", title="", date="")
    return tuple(round(100 * ink) for ink in Converter(order).of("/DeviceRGB", channels(screen)))
