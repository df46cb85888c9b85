"""Which drawing a content can feed, and with what."""

from __future__ import annotations

import unicodedata

from brochure.figures.covers.facts import Facts, Number
from brochure.figures.covers.scale import Span
from brochure.figures.covers.tiles import grid
from brochure.load.cldr import tongue
from brochure.load.keyfigure import FigureKind, KeyFigure, read_figure
from brochure.load.quantity import Duration, read_percent
from brochure.placing.landmarks import FEWEST, MOST
from brochure.vocabulary.drawings import DRAWINGS, DrawingName
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.tongues import tongue_of

_FEWEST_TILES, _MOST_TILES, _MOST_DOTS = 6, 60, 1000
_FEWEST_YEARS, _MOST_YEARS = 3, 200
_FEWEST_PARTS, _MOST_PARTS, _WHOLE, _NEARLY = 3, 12, 100.0, 0.11
_LONGEST_WORD = 6
# The scripts whose letters stand apart, as the names of letters begin; those of others are joined, or hang on a line.
_APART = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARMENIAN", "GEORGIAN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL")
# Rings thinner than this part of the whole are not seen.
_THINNEST, _MOST_RINGS = 0.01, 16


@dataclass(frozen=True, slots=True)
class Food:
    """All that drawings are made from, as it was read; what is empty feeds nothing."""

    facts: Facts
    title: str
    name: str
    language: str

    @property
    def lengths(self) -> tuple[Duration, ...]:
        """Give the lengths of two phases and more, none of them too short to be seen."""
        months = [length.months for length in self.facts.lengths]
        seen = 2 <= len(months) <= _MOST_RINGS and min(months) >= _THINNEST * sum(months)
        return self.facts.lengths if seen else ()

    def first(self, *kinds: FigureKind) -> tuple[KeyFigure, Number] | None:
        """Give the first key figure of some kinds, as it was read and as it is written."""
        read = ((read_figure(one.written, one.label, self.language), one) for one in self.facts.numbers)
        return next(((figure, one) for figure, one in read if figure.kind in kinds), None)

    @property
    def count(self) -> int:
        """Give the first whole count, 0 where there is none."""
        found = self.first("count")
        return int(found[0].values[0]) if found else 0

    @property
    def share(self) -> float | None:
        """Give the first key figure that is a percentage."""
        found = self.first("share")
        return found[0].values[0] if found else None

    @property
    def span(self) -> Span | None:
        """Give the first key figure that is a range."""
        found = self.first("range")
        if found is None:
            return None
        low, high = found[0].values
        ends = [f"{end:g}".replace(".", self._point) for end in (low, high)]
        return Span(low, high, ends[0], ends[1], self._unit(found[0].unit))

    @property
    def _point(self) -> str:
        return tongue(self.language).decimal if tongue_of(self.language) else "."

    def _unit(self, written: str) -> str:
        """Give the unit of time that a range is of, "" for any other."""
        units = tongue(self.language).units if written and tongue_of(self.language) else {}
        return units.get(written.casefold(), "")

    @property
    def parts(self) -> tuple[tuple[float, Number], ...]:
        """Give the first list whose shares make a whole."""
        for listed in self.facts.shares:
            read = [(share, one) for one in listed if (share := read_percent(one.written, self.language)) is not None]
            whole = abs(sum(share for share, _ in read) - _WHOLE) <= _NEARLY
            if _FEWEST_PARTS <= len(read) <= _MOST_PARTS and len(read) == len(listed) and whole:
                return tuple(read) if all(share > 0 for share, _ in read) else ()
        return ()

    @property
    def years(self) -> tuple[int, int]:
        """Give the year before the first ring, 0 where it is not known, and how many rings there are, 0 for none."""
        if found := self.first("years"):
            return self._rings(self.facts.since, int(found[0].values[0]))
        if self.facts.since and self.facts.until > self.facts.since:
            return self._rings(self.facts.since, self.facts.until - self.facts.since)
        return (0, 0)

    def _rings(self, since: int, count: int) -> tuple[int, int]:
        return (since, count) if _FEWEST_YEARS <= count <= _MOST_YEARS else (0, 0)

    @property
    def word(self) -> str:
        """Give the title as the letters of one short word, "" for any other, and where letters are joined."""
        word = self.title.strip()
        if not word.isalpha() or len(word) > _LONGEST_WORD or not all(map(_stands_apart, word)):
            return ""
        return word.upper() if len(word.upper()) == len(word) else word

    def feeds(self, name: DrawingName) -> bool:
        """Tell whether the content has what a drawing is made from."""
        facts = self.facts
        fed: dict[DrawingName, bool] = {
            "rings": bool(self.lengths),
            "day": len(facts.sessions) >= 3,
            "road": FEWEST <= len(facts.places) <= MOST,
            "parts": bool(self.parts),
            "range": self.span is not None,
            "sun": _MOST_TILES < self.count <= _MOST_DOTS,
            "tiles": _FEWEST_TILES <= self.count <= _MOST_TILES,
            "years": bool(self.years[1]),
            "letters": bool(self.word),
            "pattern": True,
        }
        return fed[name]


def pick(food: Food, wanted: str = "", room: tuple[float, float] = (0.0, 0.0)) -> DrawingName:
    """Give the drawing that is wanted where the content feeds it, else the first of all that it does.

    `wanted` is the name of one, "none" for one without any fact, "" for any. `room` is how wide and high the field is:
    a small count whose fields have no place in it is drawn otherwise.
    """
    if wanted == "none":
        return "letters" if food.feeds("letters") else "pattern"
    if wanted in DRAWINGS and food.feeds(wanted) and not _crowded(food, wanted, room):
        return wanted
    return next(name for name in DRAWINGS if food.feeds(name) and not _crowded(food, name, room))


def _stands_apart(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_APART)


def _crowded(food: Food, name: DrawingName, room: tuple[float, float]) -> bool:
    return name == "tiles" and any(room) and grid(food.count, *room) is None
