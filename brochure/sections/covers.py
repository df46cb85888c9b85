"""The cover and the back cover."""

from __future__ import annotations

from urllib.parse import urlsplit

from brochure.figures import qr
from brochure.model.values import Picture
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Group
from brochure.render.prose import on_the_web


def cover(tools: Desk) -> Group:
    """Make the cover: the picture, who speaks, the title."""
    picture = tools.brochure.image or Picture("", tools.brochure.title.place)
    values = {
        "picture": tools.shelf.picture(picture, "cover"),
        "heading": tools.text(tools.brochure.title),
        "edition": tools.text(tools.project.edition),
    }
    return Group("cover", (tools.way("cover", "picture", 1, **values), tools.way("cover", "plain", None, **values)))


def back(tools: Desk) -> Group:
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
    return Group("back", (tools.way("back", "picture", 1, **values), tools.way("back", "plain", None, **values)))
