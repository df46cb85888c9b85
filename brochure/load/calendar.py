"""Reading days and times of day from what authors write; what cannot be read surely is not read at all."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

from brochure.load.cldr import folded, tongue
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.tongues import tongue_of

Span = tuple[date, date]
"""The first and the last day of a time."""

_ISO = compiled(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[Tt ].{0,30})?")
# With signs for year, month and day; the day of the week may stand in brackets.
_EASTERN = compiled(r"(\d{4})[年년] ?(\d{1,2})[月월](?: ?(\d{1,2})[日일])?(?: ?\(?\w{1,3}\)?)?")
# In figures, where no country means another day: the year first, or points behind day and month.
_FIGURES = compiled(
    r"(?P<year>\d{4})(?:/|\. ?)(?P<month>\d{1,2})(?:/|\. ?)(?P<day>\d{1,2})\.?"
    r"|(?P<first>\d{1,2})\. ?(?P<second>\d{1,2})\. ?(?P<third>\d{4})\.?(?: ?г\.)?"
)
# As fields for dates have them, and what may stand beside them there.
_FIELD = compiled(r"(?<![\w-])(\d{4})-(\d\d)(?:-(\d\d))?(?:[Tt ](\d\d:\d\d)(?::00)?)?(?![\w:+-])")
_BESIDE = compiled(r"[\s,;/–—-]*")
_ARTICLES = frozenset(
    ("the", "of", "le", "les", "el", "der", "den", "am", "il", "la", "de", "del", "do", "da", "na", "ngày", "r")
)
_ORDINAL = compiled(r"(?<=\d)(?:er|st|nd|rd|th|º|ª|a|\.)(?![^\W_])")
# Years of the Buddhist calendar, which Thai counts by.
_BUDDHIST, _LATER = 2400, 543
_CLOCK = compiled(
    r"(\d{1,2})(?:(?: ?(?:h|uhr|heures?) ?|[:.])(\d{2})?)?(?: ?(?:min|uhr))? ?(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE
)
_NOON, _MIDNIGHT = ("midi", "noon"), ("minuit", "midnight")
_BETWEEN = compiled(r" ?[–—-] ?| (?:à|to|bis|a|until|till) ")
_DAY = 24 * 60
# Two days of one month with a hyphen between them, which is no year and month.
_DAYS = compiled(r"(?<![\d-])(\d{1,2}\.?) ?-(?=\d{1,2}(?![\d-])) ?(\d)")
_ALONE = compiled(r"\s*(\d{1,2})(?:er|st|nd|rd|th|º|ª|\.)?\s*")
_LATER_DAY = compiled(r"\s*(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\s*")
_NUMBER = compiled(r"\d{1,2}(?!\d)")
_OPENS = compiled(r"\s*\d{1,2}(?!\d)(?:\D|$)")
_CLOSES = compiled(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s*$")


def read_day(text: str, language: str) -> date | None:
    """Read a day of the calendar, with its year: ISO 8601, or with the name of its month in a language (a BCP 47 tag).

    None for anything else.
    """
    span = read_span(text, language)
    return span[0] if span and span[0] == span[1] else None


def say_dates(text: str, language: str) -> str:
    """Write the dates of a field as a language does, that holds nothing but dates in figures (ISO 8601).

    Of two of one year, the first goes without it where that stands last. Any other text is given as it is, and so is
    one in a language without a table.
    """
    known = tongue_of(language)
    spans = [_spanned(one[1], int(one[2]), one[3]) for one in _FIELD.finditer(text)]
    if not known or not spans or None in spans or not _BESIDE.fullmatch(_FIELD.sub("", text)):
        return text
    of = tongue(known)

    def said(found: re.Match[str]) -> str:
        day = of.dated(int(found[1]), int(found[2]), int(found[3] or 0))
        follows = _FIELD.match(text[found.end() :].lstrip(" –—-"))
        once = follows and follows[1] == found[1] and text[found.end() :].lstrip()[:1] in ("–", "—")
        day = day.removesuffix(f" {found[1]}") if once else day
        return f"{day}, {found[4]}" if found[4] else day

    return _FIELD.sub(said, text)


def read_span(text: str, language: str, year: str = "") -> Span | None:
    """Read a day, a month or a quarter, with its year or in the `year` given, as its first and its last day.

    French and English are tried for a language without a table. None for anything else.
    """
    plain = folded(text).casefold()
    if found := _ISO.fullmatch(plain) or _EASTERN.fullmatch(plain):
        return _spanned(found[1], int(found[2]), found[3])
    if found := _FIGURES.fullmatch(plain):
        year_first = found["year"] is not None
        names = ("year", "month", "day") if year_first else ("third", "second", "first")
        return _spanned(found[names[0]], int(found[names[1]]), found[names[2]])
    known = tongue_of(language)
    read = (_named(plain, name, year) for name in ([known] if known else ["fr", "en"]))
    return next((span for span in read if span), None)


def read_period(text: str, language: str) -> Span | None:
    """Read a quarter, or what lies between two days, months or quarters, as its first and its last day.

    The year may stand once, at the end. None for anything else: a month alone may be when something begins.
    """
    plain = folded(text).casefold()
    if any(name in plain for name in tongue(language).quarters) and (quarter := read_span(plain, language)):
        return quarter
    before, between = _joints(tongue(language).name)
    told = before.sub("", plain)
    parts = between.split(_DAYS.sub(r"\1 – \2", told))
    if len(parts) != 2:
        return None
    year = re.search(r"(?<!\d)\d{4}(?!\d)", parts[1])
    first, last = _sharing(parts[0], parts[1])
    begin, end = read_span(first, language, year[0] if year else ""), read_span(last, language)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _sharing(first: str, last: str) -> tuple[str, str]:
    """Give two ends of a time in full where both are days of one month, which is named once."""
    if alone := _ALONE.fullmatch(first):
        # 15–16 May 2026
        return (_NUMBER.sub(alone[1], last, count=1) if _OPENS.match(last) else first), last
    if (alone := _LATER_DAY.fullmatch(last)) and (opened := _CLOSES.search(first)):
        # May 15–16, 2026
        return first, f"{first[: opened.start()]}{alone[1]} {alone[2]}"
    return first, last


@cache
def _joints(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what may stand before the two ends of a time, and what stands between them."""
    of = tongue(language)
    about, to = (
        "|".join(re.escape(word.casefold()) for word in sorted(words, key=len, reverse=True)) or "(?!)"
        for words in (of.about, of.to)
    )
    between = rf" [-–—] |(?<=[^\W\d_]{{3}})[-–—](?=[^\W\d_])|[–—~〜]|{of.blank}(?:{to}){of.blank}"
    return compiled(rf"^(?:{about}){of.blank}"), compiled(between)


def _named(plain: str, language: str, year: str) -> Span | None:
    """Read a date in words: the name of a month or a quarter, a year, and a day, in any order, with nothing besides."""
    of = tongue(language)
    found = set(_period(language).findall(plain))
    # The name of a day may be that of a month, too: Mawrth, mar.
    found = found - of.particles or found
    if len(found) != 1:
        return None
    (name,) = found
    rest = _ORDINAL.sub(" ", _period(language).sub(" ", plain))
    numbers, words = re.findall(r"\d+", rest), re.findall(r"[^\W\d_]+", rest)
    years = [number for number in numbers if len(number) == 4] or ([year] if year else [])
    days = [number for number in numbers if len(number) < 3]
    if len(years) != 1 or len(days) > 1 or any(len(number) in (3, *range(5, 20)) for number in numbers):
        return None
    if any(word not in of.particles and word not in _ARTICLES for word in words):
        return None
    if quarter := of.quarters.get(name):
        begin, end = (_spanned(years[0], 3 * quarter - 2 + more, None) for more in (0, 2))
        return (begin[0], end[1]) if begin and end and not days else None
    return _spanned(years[0], of.months.get(name, 0), days[0] if days else None)


@cache
def _period(language: str) -> re.Pattern[str]:
    of = tongue(language)
    names = "|".join(re.escape(name) for name in sorted([*of.months, *of.quarters], key=len, reverse=True))
    return compiled(rf"(?<![^\W_])({names})(?![^\W_])\.?")


def _spanned(year: str, month: int, day: str | None) -> Span | None:
    number = int(year) - (_LATER if int(year) > _BUDDHIST else 0)
    try:
        last = monthrange(number, month)[1] if day is None else int(day)
        return date(number, month, int(day) if day else 1), date(number, month, last)
    except ValueError:
        return None


def read_time(text: str) -> int | None:
    """Read a time of day, in minutes after midnight; None for anything else. A figure alone is none."""
    plain = " ".join(text.casefold().split())
    if plain in _NOON or plain in _MIDNIGHT:
        return _DAY // 2 if plain in _NOON else _DAY
    found = _CLOCK.fullmatch(plain)
    if found is None or plain.isdigit():
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return hour * 60 + minute if hour * 60 + minute <= _DAY and minute < 60 else None


def read_hours(text: str) -> tuple[int, int] | None:
    """Read a span of a day, as minutes after midnight; None for anything else."""
    parts = _BETWEEN.split(" ".join(text.split()))
    if len(parts) != 2:
        return None
    end = read_time(parts[1])
    # The unit, or the half of the day, may stand once, at the end.
    start = read_time(parts[0])
    if start is None and parts[0].isdigit() and end is not None and not re.search("[ap]m", parts[1].casefold()):
        start = read_time(f"{parts[0]} h")
    if start is None or end is None or end <= start:
        return None
    return start, end
