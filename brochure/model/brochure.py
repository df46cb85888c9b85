"""A brochure as its author wrote it: frozen, checked, every text with its place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from brochure.load.text import Source
from brochure.vocabulary.problems import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A Markdown value; true when it has content (an empty picture is none).

    `start` and `end` are the offsets of the value in `source`, quotes and block marks included.
    """

    markdown: str
    place: Place
    source: Source | None = field(default=None, repr=False, compare=False)
    start: int = field(default=0, repr=False, compare=False)
    end: int = field(default=0, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.markdown.replace("![]()", "").strip())

    def __str__(self) -> str:
        return self.markdown

    def locate(self, fragment: str, nth: int = 1) -> Place:
        """Tell where the nth occurrence of a fragment stands in the file; the start of the value if it is not found.

        A space of the fragment may be any white space in the file, since YAML folds lines.
        """
        if self.source is None or not fragment.strip():
            return self.place
        pattern = re.compile(r"\s+".join(map(re.escape, fragment.split())))
        found = islice(pattern.finditer(self.source.text, self.start, self.end), nth - 1, nth)
        return next((self.source.place(match.start()) for match in found), self.place)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture the author names: the path as written, and where it is written."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Number:
    """A key figure. `num` is what is set large, it may be empty; the button's address may become a link."""

    num: Text
    title: Text | None = None
    btn_title: str | None = None
    btn_url: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the timeline."""

    icon: Picture | None = None
    step: Text | None = None
    duration: Text | None = None
    title: Text | None = None
    dates: Text | None = None
    desc: Text | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The timeline: its heading and at least one phase, or a heading alone."""

    title: Text | None = None
    phases: tuple[Phase, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture with a caption."""

    title: Text | None = None
    image: Picture | None = None


@dataclass(frozen=True, slots=True)
class How:
    """How the programme works."""

    desc: Text | None = None
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words."""

    photo: Picture | None = None
    quote: Text | None = None
    name: Text | None = None
    desc: Text | None = None


@dataclass(frozen=True, slots=True)
class Brochure:
    """All that one content file says. `stem` names the outputs; `url` is the page's address on the website.

    What is absent or empty is None or an empty tuple; no entry of a tuple is empty.
    """

    stem: str
    title: Text
    desc: Text | None = None
    image: Picture | None = None
    numbers: tuple[Number, ...] = ()
    how: How | None = None
    steps: Steps | None = None
    then: Text | None = None
    quote: Quote | None = None
    language: str | None = None
    url: str | None = None
    body: Text | None = None
    source: Source | None = field(default=None, repr=False, compare=False)
