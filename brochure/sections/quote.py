"""The quotation: beside its portrait, or alone and large."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brochure.figures import artwork
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.values import Picture, Text, caption_of
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.record import NO_PICTURE
from brochure.render.section import Section, Texts
from brochure.vocabulary.keys import key


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody says."""

    photo: Picture | None = key("A portrait.", examples=("img/ada.jpg",))
    quote: Text | None = key("The words said.", examples=("It changed how we work.",))
    name: Text | None = key("Who said them.", examples=("Ada Lovelace",))
    desc: Text | None = key("Who that is.", examples=("Analyst",))

    @property
    def way(self) -> str:
        """Name the way in which it is set first."""
        return "picture" if self.photo else "large"


def _groups(desk: Desk) -> Iterable[Group]:
    for content, words in _found(desk):
        ways = ((content.way, 1), ("flow", None))
        yield Group("quote", desk.ways("quote", ways, desk.words["quote"], _values(desk, content, words)))


def _atoms(desk: Desk) -> Iterable[Atom]:
    for content, words in _found(desk):
        html = desk.fragment("quote", content.way, desk.words["quote"], _values(desk, content, words))
        yield Atom("quote", "quote", "quote", words.place, html)


def _found(desk: Desk) -> tuple[tuple[Quote, Text], ...]:
    content = desk.brochure.content("quote", Quote)
    return ((content, content.quote),) if content and content.quote else ()


def _values(desk: Desk, content: Quote, words: Text) -> dict[str, object]:
    passage = desk.reader.passage(words)
    name = desk.plain(content.name)
    portrait = desk.words["portrait"].format(name=name) if name else ""
    return {
        "name": desk.text(content.name),
        "role": desk.text(content.desc),
        "quote": safe(passage.lead),
        "rest": safe(passage.rest),
        "photo": desk.picture(content.photo, "portrait", portrait) if content.photo else NO_PICTURE,
        "mark": desk.shelf.draw("quotation", artwork.quotation(desk.palette)),
    }


def _texts(brochure: Brochure, *_: object) -> Texts:
    content = brochure.content("quote", Quote) or Quote()
    return (caption_of(content.photo), content.quote, content.name, content.desc)


SECTION = Section(
    "quote", "What somebody says.", _groups, _atoms, _texts, keys={"quote": keys_of(Quote)}, after="questions"
)
