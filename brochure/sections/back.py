"""The back cover: what of the cover goes on over the spine, the call, the address with its QR code, the imprint."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.figures import qr
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.render import cover as covers
from brochure.render.backwords import Words
from brochure.render.coverback import back_of
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.record import Record
from brochure.render.section import Section, Texts
from brochure.render.tools import has_code
from brochure.vocabulary.colour import luminance

# A ground as light as this is quiet enough round a code.
_LIGHT = 0.7


def _groups(desk: Desk) -> Iterable[Group]:
    project = desk.project
    cover = covers.cover_of(desk)
    made = back_of(desk, cover)
    words, field = made.words, made.sheet.field
    told = desk.words["qr"].format(address=words.address)
    code = (
        _code(desk, words, cover.back.ground, told) if words.address and has_code(desk.shelf, words.address) else None
    )
    values = {
        "text": words.text,
        "address": words.address,
        "printed": words.printed,
        "qr": code.url if code else "",
        "code": code,
        "qr_alt": told,
        "imprint": words.imprint,
        "contact": words.contact,
        "small": words.small,
        "beside": words.beside,
        "below": words.below,
        "columns": words.columns,
        "high": words.columns and not made.drawn,
        "colours": covers.colours(desk, cover.back),
        "drawing": desk.shelf.draw("cover-back", made.sheet.svg()),
        "place": desk.turned(covers.place_of(field)),
    }
    heading = desk.heading("back", desk.text(project.back.title))
    ways = desk.ways("back", (("drawn", 1), ("plain", None)), heading, values)
    return (Group("back", ways),)


def _code(desk: Desk, words: Words, ground: str, told: str) -> Record:
    """Draw the code: on a light ground it is flush, its quiet zone being the ground; on a dark one it has a field."""
    colours, light = desk.palette, luminance(ground) >= _LIGHT
    size = words.code
    if light:
        modules = qr.modules(words.address)
        size *= modules / (modules - 2 * qr.QUIET)
    dark = colours.ink if luminance(colours.ink) < luminance(colours.paper) else "#000000"
    drawing = qr.qr(words.address, size, dark, ground if light else colours.paper, told)
    out = (size - words.code) / 2
    return Record({"url": desk.shelf.draw("qr", drawing), "size": size, "out": -out, "room": words.code})


def _texts(_: Brochure, project: Project) -> Texts:
    return (project.back.title, project.back.text, project.organisation.contact, project.imprint)


SECTION = Section("back", "The back cover.", _groups, texts=_texts, where="back")
