"""Reading percentages and durations from what authors write; what cannot be read surely is not read at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from brochure.load.calendar import read_period
from brochure.load.cldr import Tongue, folded, tongue
from brochure.load.cldr import Unit as Unit
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.tongues import tongue_of

# Months of the Gregorian calendar: 365.2425 / 12 days.
_MONTHS: dict[Unit, float] = {"day": 1 / 30.436875, "week": 7 / 30.436875, "month": 1.0, "year": 12.0}
# How many of a smaller unit a larger one has, where that is certain.
_EXACTLY: dict[tuple[Unit, Unit], int] = {("year", "month"): 12, ("week", "day"): 7}

# How far before a percentage what bounds it is looked for; as many letters make a phrase that says what it is of.
_BEFORE, _PHRASE = 40, 110
_LETTER = compiled(r"[^\W\d_]")
_SENTENCE = compiled(r"(?<=[.!?…])\s|[;\n]")
# What follows a percentage that it does not end with: "5 % to 10", "40 %–60".
_GOES_ON = compiled(
    r"\s{0,9}(?:[-–—/~〜]|à|to|et|and|ou|or|bis|und)?\s{0,9}[+<>≈~]?\s{0,9}\d|\s*(?:points?|pts?|pp)\b|['’:-]\w|"
    r"\s?(?:以上|以下|未満|超|이상|이하|미만|초과|ขึ้นไป)"
)
# The languages of which _WORDS holds what bounds a percentage; in others one is drawn that no word stands before.
_BOUNDS_KNOWN = ("fr", "en", "de", "es", "it")
_ENDED = compiled(r"(?:^|[.!?…:;。！？：；।،؛])\s*$")
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
_BOUND = compiled(
    rf"(?:(?<![^\W_])(?:{_WORDS})|[<>≤≥≈~±=+×/−-]|\d[.,’']?|\d\s*%?\s*(?:à|to|et|and|ou|or|bis|und|a|y|e|[–—]))\s*$|[–—]$"
)
# What makes another number of the one that it stands beside: its magnitude, a part of one.
_MAGNITUDE = compiled(
    r"(?:k|m|md|mds|mrd|mio|mln|bn|b|g|t|tsd|millions?|milliards?|billions?|trillions?|thousand|mille|hundred|cent|"
    r"dozens?|douzaines?|million|millionen|milliarden|x|×|fois|times)(?![^\W_])",
    re.IGNORECASE,
)
_PARTS = compiled("[\u00bc-\u00be\u2150-\u215e]")


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


def read_percent(text: str, language: str = "") -> float | None:
    """Read a text that is one percentage and nothing else, 0 to 100; None for anything more or less."""
    found = _percentage(_sign_first(language)).fullmatch(folded(text))
    return _share(found[1]) if found else None


def read_number(text: str, language: str) -> float | None:
    """Read a text that holds one number, whatever unit stands beside it; None where its signs may mean two things."""
    plain = folded(text)
    found = _plain_number().fullmatch(plain)
    decimal = tongue(language).decimal if tongue_of(language) else ","
    if found is None or (found[2] and found[2][0] != decimal):
        return None
    before, after = plain[: found.start(1)], plain[found.end(2) :]
    if (
        _PARTS.search(text)
        or _MAGNITUDE.match(after.lstrip())
        or _grows(after, language)
        or _is_bounded(before.rstrip("+−-"))
    ):
        return None
    return float(re.sub(r"[\s'’]", "", found[1]).replace("−", "-") + found[2].replace(decimal, "."))


def _grows(after: str, language: str) -> bool:
    """Tell whether a word behind a number makes thousands or millions of it."""
    word = after.strip().lower()
    names = tongue(language).magnitudes if tongue_of(language) else ()
    spaced = tongue(language).blank == " "
    return any(word.startswith(name) and not (spaced and word[len(name) : len(name) + 1].isalnum()) for name in names)


def bold_statistic(text: str, before: str = "", after: str = "", language: str = "fr") -> Statistic | None:
    """Read a passage that holds one percentage, a part of a whole, with what stands before and after it in its block.

    The caption of one that opens the passage is what follows; of one that stands inside it, the whole passage, for
    without its number it would not make sense. A number that stands alone has the words of its sentence. Where the tool
    does not know what words of the `language` bound a number, none may stand before it.
    """
    found = list(_percentage(_sign_first(language)).finditer(text))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    percent = _share(found[0][1])
    if percent is None or _is_bounded(before + text[:start]) or _GOES_ON.match(text[end:] + after):
        return None
    if tongue_of(language) not in _BOUNDS_KNOWN and not _ENDED.search(before + text[:start]):
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
    """Read one duration or a range of them in a language, French for one that has no table, else in English.

    Numbers may be figures or words up to twelve; a year and months are months, weeks and days are days. Two dates, or a
    quarter, are as long as from their first day to their last. A remark in brackets after the duration is passed over.
    None where anything else is said.
    """
    known = tongue_of(language)
    # A sign before it, such as a clock, says nothing of its length.
    said = "".join(sign for sign in text if unicodedata.category(sign) != "So" and sign not in "\ufe0e\ufe0f")
    for name in (known or "fr", "en"):
        if read := _read(folded(said), tongue(name)):
            return read
    span = read_period(said, language)
    return length_of(*span) if span else None


def _read(plain: str, of: Tongue) -> Duration | None:
    whole, spans = _patterns(of.name)
    if found := whole.fullmatch(plain):
        number, unit = of.whole[found["whole"]]
        return Duration(number, number, unit)
    found = spans.fullmatch(plain)
    if found is None:
        return None
    unit = of.units[found["unit"]]
    larger, first = (of.units[found[name]] if found[name] else unit for name in ("larger", "first"))
    low, high = _number(found["low"], of), _number(found["also"] or found["high"] or found["low"], of)
    if low is None or high is None or first != unit or low <= 0:
        return None
    if found["before"] or found["behind"]:
        # Of the two ends of a range, or of a broken number, it is not certain what is half.
        is_one = not (found["also"] or found["high"] or (found["before"] and found["behind"])) and low == int(low)
        return Duration(low + 0.5, low + 0.5, unit) if is_one else None
    if larger != unit:
        times = _EXACTLY.get((larger, unit))
        return Duration(low * times + high, low * times + high, unit) if times else None
    return Duration(low, high, unit) if low <= high else None


def length_of(first: date, last: date) -> Duration:
    """Give how long it is from one day to another, both counted: whole years, months or weeks, else days."""
    after = last + timedelta(days=1)
    months, days = (after.year - first.year) * 12 + after.month - first.month, (after - first).days
    if months and after.day == first.day:
        return Duration(months // 12, months // 12, "year") if months % 12 == 0 else Duration(months, months, "month")
    return Duration(days // 7, days // 7, "week") if days % 7 == 0 else Duration(days, days, "day")


def told(count: int, unit: Unit, language: str) -> str:
    """Say a length of time as `read_duration` reads it, in English for a language that it does not know."""
    return tongue(language).counted(count, unit).replace("\u00a0", " ")


def _share(figures: str) -> float | None:
    percent = float(re.sub("[,٫]", ".", figures))
    return percent if percent <= 100 else None


def _number(written: str, of: Tongue) -> float | None:
    """Read a number in figures or in words; None where a sign in it may part thousands or decimals."""
    if (word := of.numbers.get(written)) is not None:
        return float(word)
    parts = unicodedata.numeric(written[-1]) if _PARTS.search(written) else 0.0
    plain = written[:-1].strip() if parts else written
    if not plain:
        return parts
    signs = re.findall(r"[^\d]", plain)
    if not signs:
        return float(plain) + parts
    group = re.fullmatch(r"\d{1,3}(?:[^\d]\d{3})+", plain) is not None
    if signs[0] in " '’" or (group and signs[0] == of.group):
        return float(re.sub(r"[^\d]", "", plain)) if group and len(set(signs)) == 1 and not parts else None
    return None if group or parts or len(signs) > 1 else float(plain.replace(signs[0], "."))


@cache
def _plain_number() -> re.Pattern[str]:
    return compiled(r"[^\d+−-]*([+−-]?(?:\d{1,3}(?:[\s'’]\d{3})+|\d{1,15}))((?:[.,٫]\d{1,15})?)(?:[^\d.,]\D*)?")


def _sign_first(language: str) -> bool:
    """Tell whether a language writes the sign of a percentage before it."""
    known = tongue_of(language)
    return known is not None and tongue(known).percent(1).startswith("%")


@cache
def _percentage(first: bool) -> re.Pattern[str]:
    # Where words are not parted by spaces, one may follow at once.
    figures, end = r"(\d{1,3}(?:[.,٫]\d{1,2})?)", r"(?!\w)|(?=[\u0e00-\u0eff\u2e80-\uffdc])"
    if first:
        return compiled(rf"(?<![\w.,+–−-])%\s?{figures}(?![\w.,]*\d|\w)")
    return compiled(rf"(?<![\d.,+–−-]){figures}\s*[%٪％](?:{end})")


def _any(words: Iterable[str], glued: bool = False) -> str:
    """Give a pattern for any of some words, the longest first."""
    blank = " ?" if glued else " "
    return "|".join(re.escape(word).replace(r"\ ", blank) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the patterns of a language on first use: a cold start does not pay for them."""
    of = tongue(name)
    blank = of.blank
    figures = r"\d{1,4}(?:[ .,٫'’]\d{1,3})*(?: ?[\u00bc-\u00be\u2150-\u215e])?|[\u00bc-\u00be\u2150-\u215e]"
    number = rf"(?:{figures}|{_any(of.numbers) or '(?!)'})"
    about = rf"(?:(?:{_any(of.about) or '(?!)'}){blank}|~ ?|≈ ?)?"
    to = rf"(?: ?[-–—~～〜] ?|{blank}(?:{_any([*of.to, *of.either]) or '(?!)'}){blank})"
    also = rf"(?:,? (?:{re.escape(of.also)} )?|,? ?{re.escape(of.also)} ?)"
    unit = _any(of.units)
    end = r"(?: ?\([^()]*\))?\.?"
    half = _any(of.halves) or "(?!)"
    spans = (
        rf"{about}(?P<low>{number})"
        rf"(?:{blank}(?P<before>{half})|[ -]?(?P<larger>{unit})\.?{also}(?P<also>{number})"
        rf"|(?:(?:[ -]?(?P<first>{unit})\.?)?{to}(?P<high>{number}))?)"
        rf"[ -]?(?P<unit>{unit})(?:{blank}(?P<behind>{half}))?{end}"
    )
    return compiled(rf"{about}(?P<whole>{_any(of.whole) or '(?!)'}){end}"), compiled(spans)
