"""Reading counts and ranges from figures as authors write them; what cannot be read surely is not read at all."""

from __future__ import annotations

import re
from typing import NamedTuple

from brochure.load.quantity import read_duration

_SPACES = r"[ \u00a0\u202f\u2009]"
_COUNT = re.compile(rf"\d{{1,3}}(?:{_SPACES}\d{{3}})+|\d{{1,9}}")
_FIGURE = r"\d{1,6}(?:[.,]\d{1,2})?"
_RANGE = re.compile(
    rf"({_FIGURE}){_SPACES}?(?:[–—-]|à|to|bis|a|tot|až|do|–){_SPACES}?({_FIGURE})(?:{_SPACES}?([^\W\d_][^\d%]*|%))?",
    re.IGNORECASE,
)


class Range(NamedTuple):
    """A range from `low` to `high`, as both are `written`, and the unit of time that stands beside it, if one does."""

    low: float
    high: float
    written: tuple[str, str]
    unit: str = ""


def read_count(text: str) -> int | None:
    """Read a text that is one whole count and nothing else; None for anything more or less."""
    plain = text.strip()
    return int(re.sub(r"\D", "", plain)) if _COUNT.fullmatch(plain) else None


def read_range(text: str, language: str) -> Range | None:
    """Read a text that is a range of two figures, with a unit or without; None for anything else."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return None
    low, high = (float(found[at].replace(",", ".")) for at in (1, 2))
    if not 0 < low < high:
        return None
    time = read_duration(f"1 {found[3].strip()}", language) if found[3] else None
    time = time or (read_duration(f"2 {found[3].strip()}", language) if found[3] else None)
    return Range(low, high, (found[1], found[2]), time.unit if time else "")
