"""Bytes of which the first part is the same in many: it is held, sent and digested once."""

from __future__ import annotations

from brochure.vocabulary.records import dataclass


@dataclass(frozen=True, slots=True)
class Halves:
    """What begins many (`head`, one object for all of them), and what is one's own (`tail`)."""

    head: bytes = b""
    tail: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.head or self.tail)

    def __len__(self) -> int:
        return len(self.head) + len(self.tail)

    @property
    def whole(self) -> bytes:
        """Give all of it."""
        return self.head + self.tail
