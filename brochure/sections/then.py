"""What comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.values import NOTHING, Text
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.passages import cards, large_cards, passage_atom, passage_group, sentence_apart
from brochure.render.prose import Passage
from brochure.render.section import Section
from brochure.vocabulary.keys import key
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass

# Two paragraphs of as many words are two items, each with its first sentence, of as many letters, as its title.
_WORDS, _MOST = 70, 200
_PARAGRAPH = compiled(r"<p>((?:(?!<p>).)*)</p>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Then:
    """What comes next."""

    desc: Text = key("The text.", NOTHING, examples=("## And then?\n\nYou join us.",))


def _groups(desk: Desk) -> Iterable[Group]:
    for text in _found(desk.brochure):
        passage, values = _seen(desk, desk.reader.passage(text))
        yield passage_group(desk, "then", passage, values=values)


def _atoms(desk: Desk) -> Iterable[Atom]:
    for text in _found(desk.brochure):
        passage, values = _seen(desk, desk.reader.passage(text))
        yield passage_atom(desk, "then", passage, "then", text.place, values=values)


def _seen(desk: Desk, passage: Passage) -> tuple[Passage, dict[str, object]]:
    """Give two paragraphs of some words each as items, the first sentence of each as its title; any other as it is."""
    second = _PARAGRAPH.fullmatch(passage.rest.strip())
    texts = (passage.lead, second[1]) if second and passage.lead else ()
    told = [sentence_apart(text, _MOST) for text in texts if len(safe(text).striptags().split()) <= _WORDS]
    if len(told) < len(texts) or not told or not all(first for first, _ in told):
        return passage, {}
    return replace(passage, lead="", rest=""), {"cards": large_cards(desk, cards(told, desk.language))}


def _found(brochure: Brochure, *_: object) -> tuple[Text, ...]:
    then = brochure.content("then", Then)
    return (then.desc,) if then and then.desc else ()


SECTION = Section(
    "then", "What comes next.", _groups, _atoms, _found, bold=_found, keys={"then": keys_of(Then)}, after="how"
)
