"""What a rule is, what it may look at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from brochure.check.facts import Box, Code, Facts, Picture, extent, overlap
from brochure.check.plates import Heavy
from brochure.check.wanted import Wanted
from brochure.load.text import Source
from brochure.pdf.placed import Placed
from brochure.problems import Place, Severity


class Need(StrEnum):
    """What a rule cannot do without."""

    PAGES = "the pages, laid out or finished"
    PDF = "the finished PDF"
    BUILD = "the content and its layout"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: a sentence that says what is wrong and what to do; the rule's severity unless it has its own.

    `box` is in points from the top left of the trim; `place` is where the source is at fault, None where unknown.
    """

    message: str
    page: int | None = None
    box: Box | None = None
    place: Place | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Origins:
    """Where things come from: the content's text, and for the address of a picture its path as written, and where."""

    source: Source | None = None
    pictures: Mapping[str, tuple[str, Place]] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """What is judged: the facts, what a build knows besides, and what is wanted of it.

    `scan` reads the QR codes of rendered pages; `weigh` gives the parts of them that have more ink than a limit.
    """

    facts: Facts
    wanted: Wanted = field(default_factory=Wanted)
    placed: Placed | None = None
    origins: Origins = field(default_factory=Origins)
    scan: Callable[[Sequence[int] | None], tuple[Code, ...]] | None = None
    weigh: Callable[[float], tuple[Heavy, ...]] | None = None

    @cached_property
    def scanned(self) -> tuple[Code, ...] | None:
        """The QR codes read from the rendered pages: in a build, from those that have one; None without pictures."""
        if self.scan is None:
            return None
        pages = sorted({code.page for code in self.facts.codes}) if self.placed is not None else None
        return self.scan(pages)

    def origin(self, picture: Picture) -> tuple[str, Place | None]:
        """Give the name of a picture and the place that asks for it, found by its address or by where it stands."""
        urls = [picture.url] if picture.url else [url for url in self._beneath(picture) if url in self.origins.pictures]
        known = next((self.origins.pictures[url] for url in urls if url in self.origins.pictures), None)
        if known is not None:
            return known[0].lstrip("/"), known[1]
        return f"a picture of {picture.pixels[0]} x {picture.pixels[1]} px", None

    def _beneath(self, picture: Picture) -> Iterator[str]:
        for placed in self.placed.pictures if self.placed is not None else ():
            shared = overlap(placed.box, picture.box)
            if placed.page == picture.page and shared and extent(shared) > 0.9 * extent(picture.box):
                yield placed.url

    def place_of(self, text: str) -> Place | None:
        """Find words in the content; typography may have changed what stands between them."""
        return locate(self.origins.source, text)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, how much it matters at most, what it needs, and a line about it for the table of rules.

    `look` is None where its findings are made while pictures are read.
    """

    code: str
    severity: Severity
    need: Need
    about: str
    look: Callable[[Subject], Iterable[Finding]] | None


# Fewer letters than this, a page number say, may stand anywhere.
_TELLING = 4


def locate(source: Source | None, text: str) -> Place | None:
    """Find words in a text, whatever signs and spaces stand between them; None where they are not in it."""
    import re

    words = re.findall(r"[^\W_]+", text.replace("\u00ad", ""))
    if source is None or len("".join(words)) < _TELLING:
        return None
    for count in (len(words), 6, 3):
        pattern = r"[\W_]+".join(map(re.escape, words[:count]))
        match = re.search(rf"(?<!\w){pattern}(?!\w)", source.text)
        if match is not None:
            return source.place(match.start())
    return None


def quoted(text: str, most: int = 40) -> str:
    """Quote the beginning of a text."""
    plain = " ".join(text.split())
    return f"'{plain}'" if len(plain) <= most else f"'{plain[: most - 1].rstrip()}…'"


def counted(number: int, thing: str) -> str:
    """Count things in words: 1 page, 2 pages."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def pages_named(pages: Iterable[int]) -> str:
    """Name pages: page 3, pages 1 to 8, pages 2, 4 and 7."""
    numbers = sorted(set(pages))
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return f"pages {numbers[0]} to {numbers[-1]}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
