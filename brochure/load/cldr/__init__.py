"""How a language writes numbers, lengths of time and dates: a table of CLDR for each, read when it is first asked for.

The tables are made by `make cldr` (tools/cldr), with Babel, which nothing of a build imports.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from brochure.vocabulary.records import dataclass
from brochure.vocabulary.tongues import tongue_of

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")

# Where words follow one another without spaces, or some of them do.
_UNSPACED = frozenset({"zh-Hans", "zh-Hant", "ja", "ko", "th", "he"})
_TABLES = Path(__file__).parent
# What says in which direction signs run, and nothing to who reads them.
_MARKS = {ord(mark): None for mark in "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"}


@dataclass(frozen=True)
class Tongue:
    """What CLDR says of a language, in its table's words."""

    name: str
    said: Mapping[str, Any]

    @property
    def decimal(self) -> str:
        """The sign before the decimals."""
        return str(self.said["decimal"])

    @property
    def group(self) -> str:
        """The sign between thousands."""
        return str(self.said["group"])

    @property
    def is_rtl(self) -> bool:
        """Tell whether it is written from the right."""
        return bool(self.said["rtl"])

    @property
    def blank(self) -> str:
        """A pattern for what parts two words: a space, or none where they may follow one another without."""
        return " ?" if self.name in _UNSPACED else " "

    @property
    def quotes(self) -> tuple[str, str, str, str]:
        """The marks around a quotation, and around one within it."""
        outer, end, inner, inner_end = self.said["quotes"]
        return outer, end, inner, inner_end

    @property
    def week(self) -> Sequence[str]:
        """The initials of the days, from Monday."""
        days: Sequence[str] = self.said["week"]
        return days

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The names of months, in every form, and their numbers."""
        names: Mapping[str, int] = self.said["months"]
        return names

    def dated(self, year: int, month: int, day: int = 0) -> str:
        """Write a day, or a month, with its year."""
        pattern, names = self.said["dates"]["day" if day else "month"]
        # In French the first of a month alone is counted.
        told = "1er" if day == 1 and self.name == "fr" else str(day)
        return str(pattern).format(day=told, month=names[month - 1], year=year)

    @property
    def units(self) -> Mapping[str, Unit]:
        """The names of units as they stand beside a number, folded, in every form."""
        names: Mapping[str, Unit] = self.said["read"]
        return names

    @property
    def whole(self) -> Mapping[str, tuple[float, Unit]]:
        """The words that are a length of time by themselves, folded: half a year, شهران."""
        words: Mapping[str, tuple[float, Unit]] = self.said["whole"]
        return words

    @property
    def halves(self) -> Sequence[str]:
        """What adds a half to a whole number, before its unit or behind it: two and a half years, deux ans et demi."""
        words: Sequence[str] = self.said["halves"]
        return words

    @property
    def numbers(self) -> Mapping[str, int]:
        """The numbers in words, folded, from one to twelve at the least."""
        words: Mapping[str, int] = self.said["numbers"]
        return words

    @property
    def about(self) -> Sequence[str]:
        """What stands before a length of time that is not exact, or that has two ends."""
        words: Sequence[str] = self.said["about"]
        return words

    @property
    def to(self) -> Sequence[str]:
        """What stands between the two ends of a length of time."""
        words: Sequence[str] = self.said["to"]
        return words

    @property
    def either(self) -> Sequence[str]:
        """What stands between two lengths of time of which one will be true."""
        words: Sequence[str] = self.said["or"]
        return words

    @property
    def also(self) -> str:
        """What stands between the last two of a list."""
        return str(self.said["and"])

    @property
    def magnitudes(self) -> Sequence[str]:
        """The words that make thousands, or more, of a number before them."""
        words: Sequence[str] = self.said["magnitudes"]
        return words

    @cached_property
    def quarters(self) -> Mapping[str, int]:
        """The names of the quarters of a year, in every form, and their numbers."""
        names: Mapping[str, int] = self.said["quarters"]
        return names

    @cached_property
    def particles(self) -> frozenset[str]:
        """The words that stand in a date beside its day, month and year."""
        return frozenset(self.said["particles"])

    def number(self, value: float) -> str:
        """Write a number with the decimal sign of the language, without groups."""
        return f"{value:g}".replace(".", self.decimal)

    def percent(self, value: float) -> str:
        """Write a percentage: 25,3 %, 25.3%, %25,3; its space does not break."""
        pattern: str = self.said["percent"]
        return pattern.replace("{0}", self.number(value)).replace("\u00a0", "\u202f")

    def counted(self, value: float, unit: Unit) -> str:
        """Say a length of time: 1 month, 3 місяці, 1,5 roku; its spaces do not break."""
        patterns: Mapping[str, str] = self.said["say"][unit]
        pattern = patterns.get(self.plural(value), patterns["other"])
        return pattern.replace("{0}", self.number(value)).replace(" ", "\u00a0")

    def named(self, value: float, unit: Unit) -> str:
        """Name a unit as it stands beside a number, without the number where that is written out."""
        patterns: Mapping[str, str] = self.said["say"][unit]
        pattern = patterns.get(self.plural(value), patterns["other"])
        return pattern.replace("{0}", "").strip(" \u00a0")

    def plural(self, value: float) -> str:
        """Give the class that CLDR puts a number in: zero, one, two, few, many, other."""
        digits = f"{abs(value):g}"
        decimals = digits.partition(".")[2]
        of = {
            "n": float(digits), "i": int(float(digits)), "v": len(decimals), "w": len(decimals),
            "f": int(decimals or 0), "t": int(decimals or 0), "c": 0, "e": 0,
        }  # fmt: skip
        return next((tag for tag, rule in self.said["plural"] if _holds(rule, of)), "other")


def _holds(rule: Sequence[Any], of: Mapping[str, float]) -> bool:
    """Tell whether a rule of plurals holds for the operands of a number (Unicode TR 35, part 3, 5.1)."""
    kind, parts = rule
    if kind == "and":
        return all(_holds(part, of) for part in parts)
    if kind == "or":
        return any(_holds(part, of) for part in parts)
    if kind == "not":
        return not _holds(parts[0], of)
    _, operand, (_, ranges) = parts
    value = _worth(operand, of)
    return any(_worth(low, of) <= value <= _worth(high, of) and value == int(value) for low, high in ranges)


def _worth(operand: Sequence[Any], of: Mapping[str, float]) -> float:
    kind, parts = operand
    if kind == "value":
        return float(parts[0])
    if kind == "mod":
        return _worth(parts[0], of) % _worth(parts[1], of)
    return of[kind]


def folded(text: str) -> str:
    """Fold a text to what is compared: small letters, composed, single spaces, no marks of direction."""
    return " ".join(unicodedata.normalize("NFC", text.lower()).translate(_MARKS).split())


def tongue(language: str) -> Tongue:
    """Give what CLDR says of a language (a BCP 47 tag); of English where it has no table."""
    return _read(tongue_of(language) or "en")


def first_day(language: str) -> int:
    """Give the first day of the week, 0 for Monday, in the region of a language (a BCP 47 tag), or of most speakers."""
    region = language.replace("_", "-").rpartition("-")[2].upper()
    if "-" in language.replace("_", "-") and len(region) == 2:
        found: int = json.loads((_TABLES / "regions.json").read_text(encoding="utf-8")).get(region, 0)
        return found
    return int(tongue(language).said["first"])


@cache
def _read(name: str) -> Tongue:
    return Tongue(name, json.loads((_TABLES / f"{name}.json").read_text(encoding="utf-8")))
