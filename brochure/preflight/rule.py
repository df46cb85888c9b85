"""What a rule is, what it may look at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from brochure.engine.laid import Placed
from brochure.load.text import Source, locate
from brochure.pdfreader.facts import Box, Code, Facts, Picture
from brochure.preflight.demands import Demands
from brochure.preflight.legibility import Faint, Least
from brochure.vocabulary.problems import Place, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.units import extent, overlap

if TYPE_CHECKING:
    from brochure.pdfreader.plates import Heavy


class Need(StrEnum):
    """What a rule cannot do without."""

    PAGES = "the pages, laid out or finished"
    PDF = "the finished PDF"
    BUILD = "the content and its layout"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: a sentence that says what is wrong and what to do; the rule's severity unless it has its own.

    `box` is in points from the top left of the trim; `place` is where the source is at fault, None where unknown;
    `clause` is what it is held to where that is not what the rule is held to.
    """

    message: Said
    page: int | None = None
    box: Box | None = None
    place: Place | None = None
    severity: Severity | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where things come from: the content's text, and for the address of a picture its path as written, and where."""

    source: Source | None = None
    pictures: Mapping[str, tuple[str, Place]] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """What is judged: the facts, what a build knows besides, and what is wanted of it.

    `scan` reads the QR codes of rendered pages; `weigh` gives the parts of them that have more ink than a limit;
    `dim` gives the lines of text that have less contrast there than is asked of their size.
    """

    facts: Facts
    wanted: Demands = field(default_factory=Demands)
    placed: Placed | None = None
    origins: Origins = field(default_factory=Origins)
    scan: Callable[[Sequence[int] | None], tuple[Code, ...]] | None = None
    weigh: Callable[[float], tuple[Heavy, ...]] | None = None
    dim: Callable[[Least], tuple[Faint, ...]] = lambda least: ()

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
        across, down = picture.pixels
        return Said("a picture of {across} x {down} px", across=across, down=down), None

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

    `clause` names the standard, or the Ghent Workgroup's requirement, that it holds to, else that it is a house rule;
    `look` is None where its findings are made while pictures are read.
    """

    code: str
    severity: Severity
    need: Need
    about: str
    clause: str
    look: Callable[[Subject], Iterable[Finding]] | None
