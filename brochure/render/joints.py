"""Where the parts of a compound meet: found by parts that are known, and by the endings that join parts with an s."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple

# What may stand between two parts.
_LINKS = ("es", "en", "er", "s", "n", "e", "")
# The ends of parts that an s joins to the next one.
_JOINED = compiled(r"(?:ung|heit|keit|schaft|ion|tät|tum|ling)s$")
# What ends a part rather than begins one, and how long what begins one is at the least: less is a syllable before it.
_ENDING = compiled(r"(?:lich|keit|heit|schaft|ung|isch|bar|los|sam|haft|tum|nis|chen|er|e|en|in|innen)")
_BEGINS = 4
# A long known part is surer than several short ones.
_LESS = 2


class Joints(NamedTuple):
    """Where the known parts of a word meet each other, where one begins or ends, and what lies within one."""

    sure: frozenset[int]
    likely: frozenset[int]
    within: frozenset[int]


@cache
def joints(word: str) -> Joints:
    """Find the parts of a German word, the longest that are known."""
    letters = word.lower()
    sure: set[int] = set()
    likely: set[int] = set()
    within: set[int] = set()
    after = 0
    for start, stem, end in _found(letters):
        if start == after or _JOINED.search(letters[:start]):
            sure.add(start)
        elif start - after >= _BEGINS:
            likely.add(start)
        if not _ENDING.match(letters, end):
            likely.add(end)
        within.update(range(start + 1, stem))
        after = end
    return Joints(frozenset(sure), frozenset(likely), frozenset(within - sure - likely))


def is_joined(before: str) -> bool:
    """Tell whether what stands before a place ends in an s that joins two parts."""
    return _JOINED.search(before.lower()) is not None


def _found(letters: str) -> list[tuple[int, int, int]]:
    """Give the known parts that cover most of a word: where each begins and ends, and where it does with its link."""
    known, longest = _known()
    best: list[tuple[int, list[tuple[int, int, int]]]] = [(0, [])] * (len(letters) + 1)
    for start in range(len(letters) - 1, -1, -1):
        best[start] = best[start + 1]
        for stem in range(start + _LESS, min(len(letters), start + longest) + 1):
            if letters[start:stem] not in known:
                continue
            for link in _LINKS:
                end = stem + len(link)
                if letters[stem:end] == link and end <= len(letters):
                    worth, rest = best[end]
                    # A link counts where a known part follows it, or the word ends.
                    linked = not link or end == len(letters) or (rest and rest[0][0] == end) or link == "s"
                    made = worth + stem - start - _LESS
                    if linked and made > best[start][0]:
                        best[start] = made, [(start, stem, end), *rest]
    return best[0][1]


@cache
def _known() -> tuple[frozenset[str], int]:
    words = Path(__file__).with_name("parts.de.txt").read_text(encoding="utf-8").split()
    return frozenset(words), max(map(len, words))
