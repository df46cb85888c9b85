"""What of a content a cover can be drawn from; what a section tells of itself is gathered into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from brochure.load.quantity import Duration
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass

# What stands between the names of several rooms.
_AND = compiled(r"\s*[,;/+&]\s*|\s+(?:et|and|und|y|e|en|i|og|och|ja)\s+")


class Number(NamedTuple):
    """A key figure as its author wrote it, and what it counts."""

    written: str
    label: str


class Session(NamedTuple):
    """An entry of a day, in minutes after midnight; `room` is "" where it takes all rooms.

    One that is `open` begins then, and nobody knows when it ends.
    """

    start: int
    end: int
    room: str = ""

    @property
    def open(self) -> bool:
        """Tell whether its end is not known."""
        return self.end <= self.start


def rooms_of(sessions: Sequence[Session]) -> dict[str, tuple[str, ...]]:
    """Give the rooms of a day, in turn: of each name what it stands for, itself or several others ("A, B and C")."""
    names = dict.fromkeys(one.room for one in sessions if one.room)
    parts = {name: tuple(part.strip() for part in _AND.split(name)) for name in names}
    return {name: found if all(part in names for part in found) else (name,) for name, found in parts.items()}


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a cover may be drawn from; what is empty is not known.

    `lengths` are those of all phases, every one known, and `lengths_word` is what these are called. `numbers` are the
    key figures in turn, `shares` the lists of labelled figures that may be the parts of a whole. `places_word` is what
    `places` are called. `since` is the year in which it all began, and `until` that of the edition.
    """

    lengths: tuple[Duration, ...] = ()
    lengths_word: str = ""
    numbers: tuple[Number, ...] = ()
    shares: tuple[tuple[Number, ...], ...] = ()
    sessions: tuple[Session, ...] = ()
    places: tuple[str, ...] = ()
    places_word: str = ""
    since: int = 0
    until: int = 0

    def __or__(self, other: Facts) -> Facts:
        """Give what either knows; what both know is the first's, lists of figures are both's."""
        filled = {one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)}
        filled["numbers"] = self.numbers + other.numbers
        filled["shares"] = self.shares + other.shares
        return replace(self, **filled)


NO_FACTS = Facts()
