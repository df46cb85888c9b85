"""A brochure as its author wrote it: frozen, checked, every text with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import TypeVar

from brochure.load.text import Source
from brochure.model.keys import keys_of
from brochure.model.kinds.forms import Language
from brochure.model.overlay import KEY
from brochure.model.spec import Keys, Kind, Spec, Value
from brochure.model.values import NOTHING, Text
from brochure.vocabulary.keys import key
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass

_SILENT = ("layout", "menu", "date", "draft", "tags", "slug", "weight", "type", "author")
Content = TypeVar("Content")
# Read with the settings, and nothing to the content.
SETTINGS = Kind("settings", lambda reading, node, key: None, {})


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a brochure: what it reads, by its keys, and how it was asked for, at `place`."""

    section: str
    contents: Mapping[str, object] = field(default_factory=dict)
    heading: Text | None = None
    way: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Brochure:
    """The front matter of a brochure's content file. Text values are Markdown.

    `stem` names the outputs; `url` is the page's address on the website. `contents` holds what the sections read, by
    their keys; what is absent or empty is not there. Where there are `parts`, they are the sections of the brochure, in
    their order, each with contents of its own; without any, every section is there once and reads the same. `places`
    are those that the page leads through, under their `places_word`, `since` is the year in which what it tells of
    began, 0 where nothing says.
    """

    title: Text = key("The title of the brochure, on its cover.", NOTHING, examples=("Programme",))
    language: Language | None = key(
        "The language of the content, as a BCP 47 tag.", name="lang", examples=("fr", "en-GB")
    )
    url: str | None = key("The address of the page on the website.", examples=("/programme",))
    contents: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    places: tuple[Text, ...] = ()
    places_word: str = ""
    since: int = 0
    stem: str = ""
    body: Text | None = None
    source: Source | None = field(default=None, repr=False, compare=False)

    def content(self, key: str, kind: type[Content]) -> Content | None:
        """Give what was read under a key of the front matter, None where it is absent or empty."""
        found = self.contents.get(key)
        return found if isinstance(found, kind) else None


def content_keys(sections: Mapping[str, Spec]) -> Keys:
    """Give the spec of the front matter: the brochure's own keys and those of its sections."""
    own = keys_of(Brochure)
    first, last = {"title": own.keys["title"]}, {name: own.keys[name] for name in ("lang", "url")}
    settings = {KEY: Value("Settings of this one file, laid over those of brochure.yaml.", SETTINGS)}

    def make(values: dict[str, object], place: Place) -> object:
        made = own.make({name: value for name, value in values.items() if name in own.keys}, place)
        contents = {name: value for name, value in values.items() if name not in own.keys}
        return replace(made, contents=MappingProxyType(contents)) if isinstance(made, Brochure) else made

    return replace(own, keys=first | dict(sections) | last | settings, make=make, silent=_SILENT)
