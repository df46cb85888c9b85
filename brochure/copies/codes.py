"""QR codes of copies: the runs of one code in the place of another's, as the engine writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from brochure.vocabulary.patterns import compiled

_CODE = compiled(
    rb'(<svg [^>]*>)(?:<title>[^<]*</title>)?(.*? d=")((?:M\d+ \d+h\d+v1h-\d+z)+)(" fill="[^"]*"/></svg>)', re.DOTALL
)
_RUN = compiled(rb"M(\d+) (\d+)h(\d+)v1h-\d+")


def redrawn(content: bytes, old: bytes, new: bytes) -> bytes | None:
    """Give the content stream of a code with the runs of another drawing; None where that is not its only difference.

    `old` is the drawing that the content was made of, which its own runs are held to.
    """
    known, after = _taken_apart(content, old), _parts(new)
    if known is None or after is None or known[0] != after[0]:
        return None
    return after[1].join(known[1:])


@lru_cache(64)
def _taken_apart(content: bytes, old: bytes) -> tuple[tuple[bytes, ...], bytes, bytes] | None:
    """Give what is alike in all drawings of a code, and what stands before and after its runs in the content stream."""
    before = _parts(old)
    if before is None or content.count(before[1]) != 1:
        return None
    first, _, last = content.partition(before[1])
    return before[0], first, last


def _parts(drawing: bytes) -> tuple[tuple[bytes, ...], bytes] | None:
    """Give a drawing without its runs, and those as the engine writes them; None for one of another make."""
    found = _CODE.fullmatch(drawing)
    return (found.group(1, 2, 4), _written(found[3])) if found is not None else None


class _Runs(dict[bytes, bytes]):
    """Runs as the engine writes them, by how they stand in a drawing without the sign that ends each."""

    def __missing__(self, run: bytes) -> bytes:
        found = _RUN.fullmatch(run)
        assert found is not None
        left, top = int(found[1]), int(found[2])
        right, foot = left + int(found[3]), top + 1
        corners = (left, top), (right, top), (right, foot), (left, foot)
        ways = (b"m", b"l", b"l", b"l")
        lines = [b"%d %d %b\n" % (*corner, way) for corner, way in zip(corners, ways, strict=True)]
        self[run] = made = b"".join((*lines, b"h\n"))
        return made


_RUNS = _Runs()


def _written(path: bytes) -> bytes:
    return b"".join([_RUNS[run] for run in path[:-1].split(b"z")])
