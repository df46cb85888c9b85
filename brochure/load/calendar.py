"""Reading days and times of day from what authors write; what cannot be read surely is not read at all."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
_NUMBERS = {name: at for row in _MONTHS.values() for at, name in enumerate(row.split(), 1)}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[Tt ].{0,30})?")
# A weekday may stand before it.
_WRITTEN = re.compile(
    r"(?:[^\W\d]{2,12},? )?(?:the |le |el |der |den )?(\d{1,2})(?:er|st|nd|rd|th|\.|º)? (?:de )?([^\W\d_]+),?"
    r" (?:de )?(\d{4})"
)
_AMERICAN = re.compile(r"(?:[^\W\d]{2,12},? )?([^\W\d_]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_CLOCK = re.compile(
    r"(\d{1,2})(?:(?: ?(?:h|uhr|heures?) ?|[:.])(\d{2})?)?(?: ?(?:min|uhr))? ?(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE
)
_NOON, _MIDNIGHT = ("midi", "noon"), ("minuit", "midnight")
_BETWEEN = re.compile(r" ?[–—-] ?| (?:à|to|bis|a|until|till) ")
_DAY = 24 * 60


def read_day(text: str) -> date | None:
    """Read a day of the calendar, with its year: ISO 8601, or with the name of its month; None for anything else."""
    plain = " ".join(text.casefold().split())
    if found := _ISO.fullmatch(plain):
        return _day(found[1], int(found[2]), found[3])
    if found := _WRITTEN.fullmatch(plain):
        return _day(found[3], _NUMBERS.get(found[2], 0), found[1])
    if found := _AMERICAN.fullmatch(plain):
        return _day(found[3], _NUMBERS.get(found[1], 0), found[2])
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


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
