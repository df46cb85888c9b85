"""The cover and the back cover."""

from __future__ import annotations

from urllib.parse import urlsplit

from brochure.figures import qr
from brochure.model.brochure import Picture
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.prose import on_the_web
from brochure.render.section import Section


def cover(tools: Desk) -> Section:
    """Make the cover: the picture, who speaks, the title."""
    picture = tools.brochure.image or Picture("", tools.brochure.title.place)
    values = {
        "picture": tools.shelf.picture(picture, "cover"),
        "heading": tools.text(tools.brochure.title),
        "edition": tools.text(tools.project.edition),
    }
    return Section(
        "cover", (tools.variant("cover", "picture", 1, **values), tools.variant("cover", "plain", None, **values))
    )


def back(tools: Desk) -> Section:
    """Make the back cover: the call, the address with its QR code, the imprint."""
    project, colours = tools.project, tools.project.brand.colours
    address = project.back.url or on_the_web(tools.brochure.url or "", project.organisation.site)
    code = ""
    if address:
        title = tools.words["qr"].format(address=address)
        code = tools.shelf.draw("qr", qr.qr(address, 30.0, colours.ink.screen, colours.paper.screen, title))
    parts = urlsplit(address)
    values = {
        "call": tools.text(project.back.title),
        "text": tools.text(project.back.text),
        "address": address,
        "host": parts.netloc,
        "path": parts.path.rstrip("/"),
        "qr": code,
        "qr_alt": tools.words["qr"].format(address=address),
        "band": tools.band("back", "signal"),
        "imprint": safe(tools.reader.passage(project.imprint).lead),
        "contact": tools.text(project.organisation.contact),
        "edition": tools.text(project.edition),
    }
    return Section(
        "back", (tools.variant("back", "picture", 1, **values), tools.variant("back", "plain", None, **values))
    )
