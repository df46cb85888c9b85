"""How a sentence of a few lines is set: in as few as it has room for, these as full and as even as they can be.

A line before the last that is much narrower than the widest looks torn off, lines that grow narrower look like stairs.
Where either can be helped, it is; after that few lines end with a word that belongs to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import islice, pairwise
from pathlib import Path
from typing import TypeAlias

from brochure.figures.typeface import ems
from brochure.render.prose import LONG
from brochure.render.titles import Line, broken, leads_on
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.units import PT

# By how much a line may be wider than it is measured, without kerning.
_SURE = 1.01
# Of more lines nobody sees how each ends, and more ways to set some are not compared.
_FEW, _COMPARED = 7, 2000
_TWO = 2
# A line before the last is full from such a part of the room on, and torn off below such a part of the widest.
_FULL, _TORN = 0.7, 0.7
# What is sought first, and where none is as full: at once for the first one of two, which ends where the sense does.
_SOUGHT = (0.65, 0.5, 0.0)
# By how much of the room each of three lines falls behind the one before: as the last one does, it must be more.
_STEP, _END_STEP = 0.02, 0.1
# A last word that is as wide a part of the room may be a line, as a long one may; one of no more letters never.
_WIDE, _TINY = 0.3, 4
# What it costs, beside the square of what is left of a line, that one is not full, ends with a word that belongs to the
# next one, or is the last word; and where the sense pauses.
_SHORT, _STRANDED, _ALONE, _PAUSE = 0.1, 0.08, 0.2, -0.02
# How full lines are on average, and the last one, of which there may be one more than the fewest.
_ONE_MORE, _LAST_OF_MORE = 0.85, 0.3
_SPACE = compiled(r"[ \n]+")
# Of other letters the width of each tells little of that of a word.
_JOINED = compiled("[^\0-\u058f\u1e00-\u22ff]")
# Where lines end, all but the last: after so many words.
Ends: TypeAlias = tuple[int, ...]


class _Setting(NamedTuple):
    """Lines: where they end, and their widths, as parts of the room."""

    ends: Ends
    widths: tuple[float, ...]

    @property
    def filled(self) -> float:
        """Give how full the lines are on average, without the last one."""
        return sum(self.widths[:-1]) / max(1, len(self.ends))


@dataclass(frozen=True)
class Leads:
    """How a sentence is set best in a column in mm, at a size in pt, in the typeface of a file."""

    path: Path
    size: float
    width: float
    language: str = ""

    def __call__(self, text: str) -> tuple[Ends, ...]:
        """Give where its lines end, of the fewest, and of one more where these are full, too.

        Nothing is sure where a word is wider than the column, where letters are joined, and where lines are many.
        """
        return _settings(self, text)


@lru_cache(64)
def _settings(column: Leads, text: str) -> tuple[Ends, ...]:
    words = tuple(_SPACE.split(text.strip()))
    room = column.width / (column.size * PT * _SURE)
    widths = [ems(column.path, word, 0.0) / room for word in words]
    if _JOINED.search(text) or max(widths) > 1:
        return ()
    line = _Line(words, widths, ems(column.path, " ", 0.0) / room, column.language)
    fewest = line.fewest(0)
    if fewest > _FEW:
        return ()
    best = line.best(fewest)
    more = line.best(fewest + 1) if 1 < fewest < min(_FEW, len(words)) else best
    even = more.filled >= _ONE_MORE and more.widths[-1] >= _LAST_OF_MORE and not line.faults(more)
    return (best.ends, more.ends) if more is not best and even else (best.ends,)


class _Line:
    """Words to be set, with their widths and that of a space, as parts of the room."""

    def __init__(self, words: Sequence[str], widths: Sequence[float], space: float, language: str) -> None:
        self.words, self.widths, self.space = words, widths, space
        self.stranded = [leads_on(word, language) for word in words]

    def fewest(self, first: int) -> int:
        """Count the fewest lines that the words from the first on have room in."""
        count, taken = 1, -self.space
        for wide in self.widths[first:]:
            taken += self.space + wide
            if taken > 1:
                count, taken = count + 1, wide
        return count

    def best(self, count: int) -> _Setting:
        """Give the best way to set them in so many lines."""
        for least in _SOUGHT[count == _TWO :]:
            found = list(islice(self._ways(0, count, least), _COMPARED))
            if found:
                break
        return min(found, key=lambda one: (self.faults(one), self._cost(one)))

    def _ways(self, first: int, count: int, least: float) -> Iterator[_Setting]:
        """Give the ways to set the words from the first on in so many lines; all but the last at the least as full."""
        taken = -self.space
        for end in range(first + 1, len(self.words) + 1):
            taken += self.space + self.widths[end - 1]
            if taken > 1:
                return
            if count == 1:
                if end == len(self.words):
                    yield _Setting((), (taken,))
            elif taken >= least and len(self.words) - end >= count - 1 >= self.fewest(end):
                for ends, widths in self._ways(end, count - 1, least):
                    yield _Setting((end, *ends), (taken, *widths))

    def faults(self, one: _Setting) -> int:
        """Count lines that are torn off, and stairs, and a last line that is left over."""
        *before, last = one.widths
        torn = sum(wide < _TORN * max(one.widths) for wide in before)
        steps = [a - b > _STEP for a, b in pairwise(before)]
        ending = [a - b > _END_STEP for a, b in pairwise(one.widths[-3:])]
        stairs = sum(map(all, pairwise(steps))) + (len(ending) > 1 and all(ending))
        return torn + stairs + self._left_over(one, last)

    def _left_over(self, one: _Setting, last: float) -> int:
        letters = sum(map(str.isalnum, self.words[-1]))
        if not one.ends or len(self.words) - one.ends[-1] > 1 or letters >= LONG or last >= _WIDE:
            return 0
        return 2 if letters <= _TINY else 1

    def _cost(self, one: _Setting) -> float:
        cost = _ALONE if one.ends and len(self.words) - one.ends[-1] == 1 else 0.0
        for end, wide in zip(one.ends, one.widths, strict=False):
            cost += (1 - wide) ** 2 + (_SHORT if wide < _FULL and len(one.ends) > 1 else 0.0)
            cost += _STRANDED if self.stranded[end - 1] else 0.0
            cost += _PAUSE if self.words[end - 1].endswith((",", ";", ":")) else 0.0
        return cost


def lined(html: str, ends: Ends) -> str:
    """End the lines of a sentence, which is HTML, after so many words."""
    words = list(re.finditer(r"[^ \n]+", said(html)))
    return broken(html, [Line("", words[end - 1].end()) for end in (*ends, len(words))])


def said(html: str) -> str:
    """Give the text of HTML, letter by letter."""
    return unescape(re.sub("<[^>]*>", "", html))
