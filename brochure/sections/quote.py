"""The quotation: alone and large, or above the portrait of who speaks; on a panel under a portrait that is fine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from brochure.figures.sign import sign
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.values import Picture, Text, caption_of
from brochure.render.desk import Desk
from brochure.render.ends import Lined, in_column, large
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.prose import bound
from brochure.render.record import Record
from brochure.render.section import Section, Texts
from brochure.vocabulary.keys import key
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.scale import scale_of


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody says."""

    photo: Picture | None = key("A portrait.", examples=("img/ada.jpg",))
    quote: Text | None = key("The words said.", examples=("It changed how we work.",))
    name: Text | None = key("Who said them.", examples=("Ada Lovelace",))
    desc: Text | None = key("Who that is.", examples=("Analyst",))


# The room of the portrait beside the name, in mm on A5; on a panel, of one above the words.
_PLACE, _ABOVE = (35.0, 44.0), (122.0, 44.0)
# A quotation of more letters stands on paper, in a size below.
_LARGE = 120
# Fewer letters are said large where the page is shared, beside a sign, a small one or a portrait that takes so much, in
# mm on A5.
_SHORT, _SIGN, _NEAR, _FACE = 100, 22.0, 11.5, 35.1


def _groups(desk: Desk) -> Iterable[Group]:
    for content, words in _found(desk):
        values = _values(desk, content, words, desk.palette.on(desk.palette.signal), _PLACE)
        ways = ((_way(values["photo"], words, desk), 1), ("flow", None))
        part = desk.part("quote", desk.text(desk.asked), values, ground="signal")
        yield Group("quote", desk.ways("quote", ways, desk.heading("quote"), values), part=part, whole=True)


def _atoms(desk: Desk) -> Iterable[Atom]:
    for content, words in _found(desk):
        values = _values(desk, content, words, desk.palette.shape, _ABOVE)
        html = desk.fragment("quote", _panel_way(desk, values["photo"]), desk.heading("quote"), values)
        yield Atom("quote", "quote", "quote", words.place, html)


def _way(photo: Record, words: Text, desk: Desk) -> str:
    """Name the way in which it is set first: with the portrait at the foot, if it has one, by its length."""
    if not photo.url:
        return "large"
    return "portrait" if len(desk.plain(words)) <= _LARGE else "paper"


def _panel_way(desk: Desk, photo: Record) -> str:
    """Name the way in which it is set on a panel: by how large its portrait may be, if it has one."""
    if not photo.url:
        return "large"
    most = photo.most
    small = isinstance(most, tuple) and most and (most[0] < _ABOVE[0] * desk.unit or most[1] < _ABOVE[1] * desk.unit)
    return "portrait" if small else "picture"


def _found(desk: Desk) -> tuple[tuple[Quote, Text], ...]:
    content = desk.brochure.content("quote", Quote)
    return ((content, content.quote),) if content and content.quote else ()


def _values(desk: Desk, content: Quote, words: Text, colour: str, place: tuple[float, float]) -> dict[str, Any]:
    """Give what the template is filled with; the sign that opens the quotation has this colour.

    `place` is the room of the portrait, in mm on A5.
    """
    passage = desk.reader.passage(words)
    name = desk.plain(content.name)
    portrait = desk.words["portrait"].format(name=name) if name else ""
    photo, scale = desk.portrait(content.photo, portrait, place), scale_of(desk.project.format)
    taken = _FACE * desk.unit + scale.gutter if photo.url else _SIGN * desk.unit
    beside, near = _shared(desk, passage.lead, taken, photo)
    return {
        "name": desk.text(content.name),
        "role": safe(bound(desk.text(content.desc))),
        "quote": desk.said(passage.lead, taken),
        "rest": desk.said(passage.rest, taken),
        "stated": large(desk, passage.lead, scale.title) if not desk.project.format.panels else "",
        "beside": beside.html,
        "near": near,
        "photo": photo,
        "mark": desk.shelf.draw("quotation", sign(desk.language, colour)[0]),
        "plain": desk.shelf.draw("quotation-plain", sign(desk.language, desk.palette.shape)[0]),
    }


def _shared(desk: Desk, html: str, taken: float, photo: Record) -> tuple[Lined, bool]:
    """Give few words as they are said beside what takes some mm, with lines that end as those of titles do.

    Where they end better beside a small sign they have that: the second value tells so.
    """
    paper, scale = desk.project.format, scale_of(desk.project.format)
    if paper.panels or len(safe(html).striptags()) >= _SHORT:
        return Lined("", 0), False
    column = paper.width - 2 * scale.margin
    beside = in_column(desk, html, scale.title, column - taken)
    if beside.bad and not photo.url:
        near = in_column(desk, html, scale.title, column - _NEAR * desk.unit)
        if near.bad < beside.bad:
            return near, True
    return beside, False


def _texts(brochure: Brochure, *_: object) -> Texts:
    content = brochure.content("quote", Quote) or Quote()
    return (caption_of(content.photo), content.quote, content.name, content.desc)


SECTION = Section(
    "quote", "What somebody says.", _groups, _atoms, _texts, keys={"quote": keys_of(Quote)}, after="questions"
)
