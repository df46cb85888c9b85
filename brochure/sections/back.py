"""The back cover: the call, the address with its QR code, the imprint."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from brochure.figures import qr
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Group
from brochure.render.prose import on_the_web
from brochure.render.section import Section, Texts

_CODE_WIDTH = 30.0


def _groups(desk: Desk) -> Iterable[Group]:
    project = desk.project
    address = project.back.url or on_the_web(desk.brochure.url or "", project.organisation.site)
    parts = urlsplit(address)
    told = desk.words["qr"].format(address=address)
    values = {
        "text": desk.text(project.back.text),
        "address": address,
        "printed": parts.netloc + parts.path.rstrip("/"),
        "qr": _code(desk, address, told) if address else "",
        "qr_alt": told,
        "band": desk.band("back", "signal"),
        "imprint": safe(desk.reader.passage(project.imprint).lead),
        "contact": desk.text(project.organisation.contact),
    }
    ways = desk.ways(
        "back", (("picture", 1), ("plain", None)), desk.heading("back", desk.text(project.back.title)), values
    )
    return (Group("back", ways),)


def _code(desk: Desk, address: str, told: str) -> str:
    colours = desk.project.brand.colours
    return desk.shelf.draw("qr", qr.qr(address, _CODE_WIDTH, colours.ink.screen, colours.paper.screen, told))


def _texts(_: Brochure, project: Project) -> Texts:
    return (project.back.title, project.back.text, project.organisation.contact, project.imprint)


SECTION = Section("back", "The back cover.", _groups, texts=_texts, where="back")
