"""What a project's own templates do not print of what they were given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import unescape

from brochure.load.markdown.convert import plain_text
from brochure.model.values import Text
from brochure.render.desk import Desk
from brochure.sections.registry import Registry
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.speech import Said, quoted

_TAG = compiled("<[^>]*>")
_WORD = compiled(r"[^\W_]+")


def lost_words(registry: Registry, desk: Desk) -> Iterator[Problem]:
    """Warn of each value whose words the project's template of its section leaves out, at its place.

    Every word is counted as often as it is written.
    """
    for name, texts in registry.texts(desk.brochure, desk.project).items():
        if desk.shop.has_own(f"sections/{name}"):
            left = _printed(registry, name, desk)
            for text in texts:
                wanted = Counter(_words(" ".join(plain_text(element) for element in desk.reader.elements(text))))
                missing = wanted - left
                left -= wanted
                if missing and text.source is not None:
                    yield _lost(name, text, [word for word in wanted if word in missing])


def _printed(registry: Registry, name: str, desk: Desk) -> Counter[str]:
    made = (groups for section, groups in registry.groups(desk) if section == name)
    pages = [group.ways[-1].html() for groups in made for group in groups]
    return Counter(_words(unescape(_TAG.sub(" ", " ".join(pages)))))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u00ad", ""))


def _lost(name: str, text: Text, words: list[str]) -> Problem:
    assert text.source is not None
    message = Said(
        "the project's template of '{name}' does not print {words}", name=name, words=quoted(" ".join(words))
    )
    hint = Said("print the value in templates/sections/{name}.html.j2, or take it out of the content", name=name)
    return text.source.problem("section-words-lost", Severity.WARNING, message, text.place, hint)
