"""Which drawing a content can feed, and with what."""

from __future__ import annotations

from dataclasses import dataclass

from brochure.figures.covers.facts import Facts, Number
from brochure.figures.covers.scale import Span
from brochure.figures.covers.tiles import grid
from brochure.load.counted import read_count, read_range
from brochure.load.quantity import Duration, read_duration, read_percent
from brochure.placing.landmarks import FEWEST, MOST
from brochure.vocabulary.drawings import DRAWINGS, DrawingName

_FEWEST_TILES, _MOST_TILES, _MOST_DOTS = 6, 60, 1000
_FEWEST_YEARS, _MOST_YEARS = 3, 200
_FEWEST_PARTS, _MOST_PARTS, _WHOLE, _NEARLY = 3, 12, 100.0, 0.11
_LONGEST_WORD = 6
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

    @property
    def counted(self) -> tuple[int, Number] | None:
        """Give the first key figure that is a whole count."""
        found = ((read_count(one.written), one) for one in self.facts.numbers)
        return next(((count, one) for count, one in found if count), None)

    @property
    def count(self) -> int:
        """Give the first whole count, 0 where there is none."""
        return self.counted[0] if self.counted else 0

    @property
    def share(self) -> tuple[float, Number] | None:
        """Give the first key figure that is a percentage."""
        found = ((read_percent(one.written, self.language), one) for one in self.facts.numbers)
        return next(((share, one) for share, one in found if share is not None), None)

    @property
    def span(self) -> Span | None:
        """Give the first key figure that is a range."""
        found = (read_range(one.written, self.language) for one in self.facts.numbers)
        read = next((one for one in found if one is not None), None)
        return Span(read.low, read.high, *read.written, read.unit) if read else None

    @property
    def spanned(self) -> Number | None:
        """Give the key figure that is the range."""
        return next((one for one in self.facts.numbers if read_range(one.written, self.language)), None)

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
        for one in self.facts.numbers:
            read = read_duration(one.written, self.language)
            if read and read.unit == "year" and read.low == read.high == int(read.low):
                since = self.facts.since
                return self._rings(since, int(read.low))
        if self.facts.since and self.facts.until > self.facts.since:
            return self._rings(self.facts.since, self.facts.until - self.facts.since)
        return (0, 0)

    def _rings(self, since: int, count: int) -> tuple[int, int]:
        return (since, count) if _FEWEST_YEARS <= count <= _MOST_YEARS else (0, 0)

    @property
    def aged(self) -> Number | None:
        """Give the key figure that is a number of years."""
        read = ((read_duration(one.written, self.language), one) for one in self.facts.numbers)
        return next((one for length, one in read if length and length.unit == "year"), None)

    @property
    def word(self) -> str:
        """Give the title as the letters of one short word, "" for any other."""
        word = self.title.strip()
        if not word.isalpha() or len(word) > _LONGEST_WORD:
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


def _crowded(food: Food, name: DrawingName, room: tuple[float, float]) -> bool:
    return name == "tiles" and any(room) and grid(food.count, *room) is None
