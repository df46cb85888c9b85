"""Tells which page became which: a page put in or taken out leaves the others with their partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from brochure.compare.document import Leaf

# Pages less alike than this are two pages, not one that was edited.
LEAST = 0.5
# A page that left its place in the order must be as good as the same to be found again elsewhere.
_MOVED = 0.9
_TEXT, _LOOK = 0.75, 0.25
# Paper is alike on all pages: gray levels count this many times over.
_STRETCH = 4.0

Match = tuple[Leaf | None, Leaf | None]


def align(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Match]:
    """Give the pages in pairs, in the new order; a page without a partner is (old, None) or (None, new)."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle = _pair(old[start : len(old) - end], new[start : len(new) - end])
    before: list[Match] = list(zip(old[:start], new[:start], strict=True))
    after: list[Match] = list(zip(old[len(old) - end :], new[len(new) - end :], strict=True))
    return before + _found_elsewhere(middle) + after


def likeness(old: Leaf, new: Leaf) -> float:
    """Say how alike two pages are, 0 to 1: their words in any order first, then their look."""
    if old.digest == new.digest:
        return 1.0
    strayed = sum(abs(a - b) for a, b in zip(old.thumbnail, new.thumbnail, strict=True))
    look = max(0.0, 1 - _STRETCH * strayed / (255 * len(old.thumbnail)))
    count = len(old.words) + len(new.words)
    if count == 0:
        return look
    shared = sum((Counter(old.words) & Counter(new.words)).values())
    return _TEXT * 2 * shared / count + _LOOK * look


def _common(old: Sequence[Leaf], new: Sequence[Leaf]) -> int:
    count = 0
    for before, after in zip(old, new, strict=False):
        if before.digest != after.digest:
            break
        count += 1
    return count


def _pair(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Match]:
    """Find the pairs in order whose likenesses sum up to the most (the alignment of Needleman and Wunsch)."""
    alike = [[likeness(before, after) for after in new] for before in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if alike[i][j] >= LEAST:
                best[i][j] = max(best[i][j], alike[i][j] + best[i + 1][j + 1])
    matches: list[Match] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] >= LEAST and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            matches.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            matches.append((old[i], None))
            i += 1
        else:
            matches.append((None, new[j]))
            j += 1
    return matches + [(leaf, None) for leaf in old[i:]] + [(None, leaf) for leaf in new[j:]]


def _found_elsewhere(matches: list[Match]) -> list[Match]:
    """Bring together pages that left the order: the same page taken out here and put in there."""
    gone = [before for before, after in matches if before is not None and after is None]
    found: dict[int, Leaf] = {}
    for before, after in matches:
        if before is None and after is not None:
            twin = max(gone, key=lambda leaf: likeness(leaf, after), default=None)
            if twin is not None and likeness(twin, after) >= _MOVED:
                gone.remove(twin)
                found[after.number] = twin
    moved = {leaf.number for leaf in found.values()}
    return [
        (found.get(after.number, before) if after is not None else before, after)
        for before, after in matches
        if after is not None or before is None or before.number not in moved
    ]
