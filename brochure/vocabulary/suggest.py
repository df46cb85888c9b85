"""Guess which known word an author meant."""

from __future__ import annotations

from collections.abc import Iterable


def distance(first: str, second: str) -> int:
    """Count the slips (a letter wrong, missing, added, or two swapped) between two words.

    This is the optimal string alignment distance of Damerau and Levenshtein.
    """
    before: list[int] = []
    previous = list(range(len(second) + 1))
    for row, left in enumerate(first, 1):
        current = [row]
        for column, right in enumerate(second, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (left != right))
            swapped = row > 1 and column > 1 and left == second[column - 2] and first[row - 2] == right
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, previous = previous, current
    return previous[-1]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that `word` looks like a slip of, or None.

    Words of three letters may have no other slip than case or signs, four and five letters one, longer ones two; of
    equally near words the first one is given.
    """
    plain = _plain(word)
    best: str | None = None
    least = 1 + (0 if len(plain) < 4 else 1 if len(plain) < 6 else 2)
    for candidate in known:
        if abs(len(candidate) - len(word)) <= 2 + sum(sign in "_- " for sign in word):
            slips = distance(plain, _plain(candidate))
            if slips < least:
                best, least = candidate, slips
    return best


def is_likely(word: str, meant: str) -> bool:
    """Tell whether a word that others use, too, is a slip: of the same first letter, a quarter of it wrong at most."""
    first, second = _plain(word), _plain(meant)
    return first[:1] == second[:1] and 4 * distance(first, second) <= max(len(first), len(second))


def _plain(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "")
