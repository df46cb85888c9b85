"""The content of a brochure: what an author may say, each value with its place in the file.

What is absent is None, or an empty tuple; a value that holds no content counts as absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from brochure.load.text import Source
from brochure.problems import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A value in Markdown; `start` and `end` are the offsets of its spelling, quotes included, in `source`."""

    markdown: str
    place: Place
    source: Source | None = field(default=None, repr=False, compare=False)
    start: int = field(default=0, repr=False, compare=False)
    end: int = field(default=0, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.markdown.strip())

    def __str__(self) -> str:
        return self.markdown

    def locate(self, fragment: str) -> Place:
        """Give the place in the file of a fragment of the value, or of the value's start where it is not found.

        Blanks match any blanks, since YAML folds lines.
        """
        if self.source is None or not fragment.strip():
            return self.place
        pattern = r"\s+".join(map(re.escape, fragment.split()))
        found = re.compile(pattern).search(self.source.text, self.start, self.end)
        return self.source.place(found.start()) if found else self.place


@dataclass(frozen=True, slots=True)
class Picture:
    """The name of a picture as the author wrote it."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Number:
    """A key figure; the button's address is for the website and for the QR code."""

    num: Text
    title: Text | None = None
    btn_title: str | None = None
    btn_url: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of the timeline."""

    icon: Picture | None = None
    step: Text | None = None
    duration: Text | None = None
    title: Text | None = None
    dates: Text | None = None
    desc: Text | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The timeline: its title and its phases, in order."""

    title: Text | None = None
    phases: tuple[Phase, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """A short statement with a picture."""

    title: Text | None = None
    image: Picture | None = None


@dataclass(frozen=True, slots=True)
class How:
    """How it is done: a text and its tiles."""

    desc: Text | None = None
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, and who; `desc` is the speaker's role."""

    photo: Picture | None = None
    quote: Text | None = None
    name: Text | None = None
    desc: Text | None = None


@dataclass(frozen=True, slots=True)
class Brochure:
    """All that one content file says; `stem` is the file's name without its ending."""

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
