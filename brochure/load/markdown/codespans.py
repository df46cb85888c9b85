"""Where code stands in a Markdown text: what is in it means nothing but itself."""

from __future__ import annotations

import re
from bisect import bisect_right

from brochure.vocabulary.patterns import compiled

_FENCE = compiled(
    r"^[ >]*(?P<mark>`{3,}(?![^`\n]*`)|~{3,})[^\n]*(?:\n(?![ >]*(?P=mark))[^\n]*)*(?:\n[^\n]*)?", re.MULTILINE
)
_TICKS = compiled(r"`+")
_BLANK = compiled(r"\n[ \t]*\n")


class CodeSpans:
    """The code of a text: fences, spans between backticks, and comments, which are not read either."""

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in _FENCE.finditer(text)]
        fences = [start for start, _ in spans]
        ends = [end for _, end in spans]
        loose = [
            found.span()
            for found in _TICKS.finditer(text)
            if (number := bisect_right(fences, found.start())) == 0 or ends[number - 1] <= found.start()
        ]
        spans += _pairs(loose, [found.start() for found in _BLANK.finditer(text)])
        spans += _comments(text)
        self._spans = _outermost(spans)
        self._starts = [start for start, _ in self._spans]

    def end(self, at: int) -> int:
        """Give the end of the code in which an offset lies, 0 where it lies in none."""
        number = bisect_right(self._starts, at)
        end = self._spans[number - 1][1] if number else 0
        return end if end > at else 0


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out those that begin inside another: what begins first means what it is, and what stands in it nothing."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _pairs(runs: list[tuple[int, int]], blanks: list[int]) -> list[tuple[int, int]]:
    """Pair runs of backticks of one length that no blank line parts."""
    following: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        following.setdefault(runs[number][1] - runs[number][0], []).append(number)
    found = []
    number = 0
    while number < len(runs):
        start, end = runs[number]
        same = following[end - start]
        while same and same[-1] <= number:
            same.pop()
        closing = runs[same[-1]] if same else None
        if closing is not None and bisect_right(blanks, start) == bisect_right(blanks, closing[0]):
            found.append((start, closing[1]))
            number = same[-1]
        number += 1
    return found


def _comments(text: str) -> list[tuple[int, int]]:
    found, at = [], text.find("<!--")
    while at >= 0:
        end = text.find("-->", at)
        end = len(text) if end < 0 else end + 3
        found.append((at, end))
        at = text.find("<!--", end)
    return found
