"""Reading percentages and durations from what authors write; what cannot be read surely is not read at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

Unit = Literal["day", "week", "month", "year"]

# Months of the Gregorian calendar: 365.2425 / 12 days.
_MONTHS: dict[Unit, float] = {"day": 1 / 30.436875, "week": 7 / 30.436875, "month": 1.0, "year": 12.0}

_UNITS: dict[str, dict[str, Unit]] = {
    "fr": {
        "jour": "day",
        "jours": "day",
        "semaine": "week",
        "semaines": "week",
        "mois": "month",
        "an": "year",
        "ans": "year",
        "année": "year",
        "années": "year",
    },
    "en": {
        "day": "day",
        "days": "day",
        "week": "week",
        "weeks": "week",
        "month": "month",
        "months": "month",
        "year": "year",
        "years": "year",
    },
}
_NUMBERS: dict[str, dict[str, int]] = {
    "fr": {
        "un": 1,
        "une": 1,
        "deux": 2,
        "trois": 3,
        "quatre": 4,
        "cinq": 5,
        "six": 6,
        "sept": 7,
        "huit": 8,
        "neuf": 9,
        "dix": 10,
        "onze": 11,
        "douze": 12,
        "quinze": 15,
        "dix-huit": 18,
        "vingt": 20,
        "vingt-quatre": 24,
    },
    "en": {
        "a": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "fifteen": 15,
        "eighteen": 18,
        "twenty": 20,
        "twenty-four": 24,
    },
}
# Other languages: days, weeks, months and years, and the numbers from one to twelve.
_OTHERS = {
    "de": ("tag tage tagen|woche wochen|monat monate monaten|jahr jahre jahren",
           "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"),
    "es": ("día días|semana semanas|mes meses|año años",
           "un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce"),
    "it": ("giorno giorni|settimana settimane|mese mesi|anno anni",
           "un|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici"),
    "nl": ("dag dagen|week weken|maand maanden|jaar", "een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"),
    "pt": ("dia dias|semana semanas|mês meses|ano anos",
           "um|dois|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze"),
}  # fmt: skip
_KINDS: tuple[Unit, ...] = ("day", "week", "month", "year")
for _language, (_units, _words) in _OTHERS.items():
    _UNITS[_language] = {
        name: kind for kind, names in zip(_KINDS, _units.split("|"), strict=True) for name in names.split()
    }
    _NUMBERS[_language] = {word: number for number, word in enumerate(_words.split("|"), 1)}
_NUMBERS["de"] |= {"eine": 1, "einen": 1}
_NUMBERS["es"] |= {"una": 1}
_NUMBERS["it"] |= {"una": 1}
_NUMBERS["pt"] |= {"uma": 1, "duas": 2}


# How far before a percentage what bounds it is looked for; as many letters make a phrase that says what it is of.
_BEFORE, _PHRASE = 40, 110
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s|[;\n]")
# What follows a percentage that it does not end with: "5 % to 10", "40 %–60".
_GOES_ON = re.compile(r"\s*(?:[-–—/]|à|to|et|and|ou|or|bis|and)?\s*[+<>≈~]?\s*\d|\s*(?:points?|pts?|pp)\b")
_WORDS = (
    "moins de|plus de|près de|presque|environ|autour de|jusqu[’']à|au moins|au plus|au maximum|au minimum|à peine|"
    "entre|"
    "hausse(?: de)?|baisse(?: de)?|augmentation(?: de)?|diminution(?: de)?|réduction(?: de)?|croissance(?: de)?|"
    "progression(?: de)?|recul(?: de)?|remise de|gagné|perdu|"
    "less than|more than|fewer than|nearly|almost|about|around|roughly|approximately|up to|at least|at most|over|under|"
    "above|below|between|by|minus|plus|increase of|decrease of|growth of|rise of|drop of|fall of|cut of|"
    "weniger als|mehr als|rund|etwa|ungefähr|bis zu|mindestens|höchstens|fast|über|unter|zwischen|um|"
    "menos de|más de|casi|hasta|entre|circa|meno di|più di|fino a|quasi|tra"
)
_BOUND = re.compile(
    rf"(?:(?<![^\W_])(?:{_WORDS})|[<>≤≥≈~±=+×/−-]|\d[.,’']?|\d\s*%?\s*(?:à|to|et|and|ou|or|bis|und|a|y|e|[–—]))\s*$|[–—]$"
)
# What makes another number of the one that it stands beside: its magnitude, a part of one.
_MAGNITUDE = re.compile(
    r"\s*(?:k|m|md|mds|mrd|mio|mln|bn|b|g|t|tsd|millions?|milliards?|billions?|trillions?|thousand|mille|hundred|cent|"
    r"dozens?|douzaines?|million|millionen|milliarden|x|×|fois|times)(?![^\W_])",
    re.IGNORECASE,
)
_PARTS = re.compile("[\u00bc-\u00be\u2150-\u215e]")


@dataclass(frozen=True)
class Duration:
    """A length of time from `low` to `high`, which are the same where the author gave one number."""

    low: float
    high: float
    unit: Unit

    @property
    def months(self) -> float:
        """The mean of the range, in months."""
        return (self.low + self.high) / 2 * _MONTHS[self.unit]


@dataclass(frozen=True)
class Statistic:
    """A percentage (0 to 100) and the words that say what it is of."""

    percent: float
    caption: str


def read_percent(text: str) -> float | None:
    """Read a text that is one percentage and nothing else, 0 to 100; None for anything more or less."""
    found = _percentage().fullmatch(text.strip())
    return _share(found[1]) if found else None


def read_number(text: str, language: str) -> float | None:
    """Read a text that holds one number, whatever unit stands beside it; None where its signs may mean two things."""
    found = _plain_number().fullmatch(text.strip())
    if found is None or (found[2] and found[2][0] != ("," if language[:2].lower() != "en" else ".")):
        return None
    before, after = text.strip()[: found.start(1)], text.strip()[found.end(2) :]
    if _PARTS.search(text) or _MAGNITUDE.match(after) or _is_bounded(before.rstrip("+−-")):
        return None
    return float(re.sub(r"[\s'’]", "", found[1]).replace("−", "-") + found[2].replace(",", "."))


def bold_statistic(text: str, before: str = "", after: str = "") -> Statistic | None:
    """Read a passage that holds one percentage, a part of a whole, with what stands before and after it in its block.

    The caption of one that opens the passage is what follows; of one that stands inside it, the whole passage, for
    without its number it would not make sense. A number that stands alone has the words of its sentence.
    """
    found = list(_percentage().finditer(text))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    percent = _share(found[0][1])
    if percent is None or _is_bounded(before + text[:start]) or _GOES_ON.match(text[end:] + after):
        return None
    opens = not text[:start].strip()
    rest = text[end:] if opens else text
    if not _LETTER.search(rest):
        lead, tail = _SENTENCE.split(before)[-1], _SENTENCE.split(after)[0]
        rest = tail if opens and not _LETTER.search(lead) else lead + text + tail
        if len(rest) > _PHRASE:
            return None
    # Only plain spaces are folded: the no-break spaces of the typography stay.
    caption = re.sub(r"[ \t\n]+", " ", rest).strip().strip(":;,.").strip()
    return Statistic(percent, caption) if caption else None


def _is_bounded(before: str) -> bool:
    """Tell whether a percentage is no share of a whole: a bound, an end of a range, a change, a part of a number."""
    return bool(_BOUND.search(before[-_BEFORE:].casefold()))


def read_duration(text: str, language: str) -> Duration | None:
    """Read one duration or a range of them in a language of _UNITS; French and English are tried for any other.

    Numbers may be figures or words up to twelve (and the common 15, 18, 20, 24). A remark in brackets after the
    duration is passed over. None where anything else is said.
    """
    known = [language[:2].lower()] if language[:2].lower() in _UNITS else ["fr", "en"]
    # A sign before it, such as a clock, says nothing of its length.
    said = "".join(sign for sign in text.lower() if unicodedata.category(sign) != "So" and sign not in "\ufe0e\ufe0f")
    plain = " ".join(said.split())
    for name in known:
        if found := _duration(name).fullmatch(plain):
            low = _number(found["low"], name)
            high = _number(found["high"], name) if found["high"] else low
            return Duration(low, high, _UNITS[name][found["unit"]]) if 0 < low <= high else None
    return None


def told(count: int, unit: Unit, language: str) -> str:
    """Say a length of time as `read_duration` reads it, in English for a language that it does not know."""
    known = language[:2].lower() if language[:2].lower() in _UNITS else "en"
    # One first, then several.
    names = [name for name, kind in _UNITS[known].items() if kind == unit]
    name = names[count > 1] if len(names) > 1 else names[0]
    return f"{count} {name.capitalize() if known == 'de' else name}"


def _share(figures: str) -> float | None:
    percent = float(figures.replace(",", "."))
    return percent if percent <= 100 else None


def _number(word: str, language: str) -> float:
    written = _NUMBERS[language].get(word)
    return float(word.replace(",", ".")) if written is None else float(written)


@cache
def _plain_number() -> re.Pattern[str]:
    return re.compile(r"[^\d+−-]*([+−-]?(?:\d{1,3}(?:[\s'’]\d{3})+|\d{1,15}))((?:[.,]\d{1,15})?)(?:[^\d.,]\D*)?")


@cache
def _percentage() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.,+–−-])(\d{1,3}(?:[.,]\d{1,2})?)\s*%(?!\w)")


@cache
def _duration(language: str) -> re.Pattern[str]:
    """Compile the pattern of a language on first use: a cold start does not pay for it."""
    names = "|".join(sorted(_NUMBERS[language], key=len, reverse=True))
    number = rf"(?:\d{{1,4}}(?:[.,]\d+)?|{names})"
    units = "|".join(sorted(_UNITS[language], key=len, reverse=True))
    return re.compile(
        rf"(?:environ |about |around |entre |between |de |from |etwa |rund |circa |ca\.? |~ ?)?(?P<low>{number})"
        rf"(?:(?: ?[-–—] ?| à | to | ou | or | et | and | bis | oder | a | o | y | e | tot | of )(?P<high>{number}))?"
        rf"[ -]?(?P<unit>{units})(?: ?\([^()]*\))?\.?"
    )
