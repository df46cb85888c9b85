"""From two PDFs to what became of each page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import field
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from brochure.compare.align import align
from brochure.compare.document import Document, Leaf
from brochure.compare.pictures import Difference, difference, marked, png
from brochure.vocabulary.problems import BrochureError, Problem
from brochure.vocabulary.records import dataclass

DPI = 110


class Fate(StrEnum):
    """What became of a page; a page is moved when nothing but its number (and page furniture) is another."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One page: its numbers (from 1) in the old and the new PDF, and what differs.

    `share` is the part of the page's pixels that differ (0 to 1), `areas` where they are: (left, top, width, height)
    in mm. `words` are pairs of words that went and words that came. `pictures` are PNG files by name: "old", "new"
    and "difference"; none of a page that is the same.
    """

    fate: Fate
    old: int | None
    new: int | None
    share: float = 0.0
    areas: tuple[tuple[float, float, float, float], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of every page, in the order of the new PDF."""

    old: Path
    new: Path
    dpi: int
    pages: tuple[Change, ...]

    @property
    def differs(self) -> bool:
        """Tell whether any page is not as it was, where it was."""
        return any(page.fate is not Fate.SAME for page in self.pages)

    def count(self, fate: Fate) -> int:
        """Count the pages of one fate."""
        return sum(page.fate is fate for page in self.pages)


def compare(old: Path, new: Path, dpi: int = DPI) -> Comparison:
    """Compare two PDFs, both drawn by the same program at `dpi` pixels per inch.

    Raises BrochureError with the problems of both files.
    """
    problems: list[Problem] = []
    for path in (old, new):
        try:
            Document(path, dpi).close()
        except BrochureError as error:
            problems += error.problems
    if problems:
        raise BrochureError(problems)
    with closing(Document(old, dpi)) as before, closing(Document(new, dpi)) as after:
        return Comparison(old, new, dpi, tuple(_changes(before, after, dpi)))


def _changes(before: Document, after: Document, dpi: int) -> Iterator[Change]:
    for old, new in align(before.leaves(), after.leaves()):
        if old is not None and new is not None:
            yield _judge(before, after, old, new, dpi)
        elif old is not None:
            yield Change(Fate.REMOVED, old.number, None, pictures={"old": png(before.picture(old.number))})
        elif new is not None:
            yield Change(Fate.ADDED, None, new.number, pictures={"new": png(after.picture(new.number))})


def _judge(before: Document, after: Document, old: Leaf, new: Leaf, dpi: int) -> Change:
    stayed = old.number == new.number
    unchanged = Change(Fate.SAME if stayed else Fate.MOVED, old.number, new.number)
    words = _words(old, new)
    sizes = () if old.size == new.size else (old.size, new.size)
    if old.digest == new.digest and not words and not sizes:
        return unchanged
    pictures = (before.picture(old.number), after.picture(new.number))
    ignored = [] if stayed else [*before.furniture(old.number), *after.furniture(new.number)]
    found = difference(*pictures, ignored)
    if not found.pixels and not sizes and (not words or not stayed):
        return unchanged
    shown = dict(zip(("old", "new", "difference"), map(png, (*pictures, marked(pictures[1], found))), strict=True))
    return Change(Fate.CHANGED, old.number, new.number, found.share, _in_mm(found, dpi), words, sizes, shown)


def _in_mm(found: Difference, dpi: int) -> tuple[tuple[float, float, float, float], ...]:
    unit = 25.4 / dpi
    return tuple(
        (round(left * unit, 1), round(top * unit, 1), round((right - left) * unit, 1), round((bottom - top) * unit, 1))
        for left, top, right, bottom in found.areas
    )


def _words(old: Leaf, new: Leaf) -> tuple[tuple[str, str], ...]:
    """List what was said otherwise, in runs of words; the number of a page that moved is not told."""
    edits = SequenceMatcher(None, old.words, new.words, autojunk=False).get_opcodes()
    runs = [(" ".join(old.words[a:b]), " ".join(new.words[c:d])) for kind, a, b, c, d in edits if kind != "equal"]
    folios = (str(old.number), str(new.number)) if old.number != new.number else ("", "")
    return tuple(run for run in runs if run not in (folios, (folios[0], ""), ("", folios[1])))
