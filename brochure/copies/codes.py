"""QR codes of copies: the runs of one code in the place of another's, as the engine writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from brochure.vocabulary.patterns import compiled

_CODE = compiled(
    rb'(<svg [^>]*>)(?:<title>[^<]*</title>)?(.*? d=")((?:M\d+ \d+h\d+v1h-\d+z)+)(" fill="[^"]*"/></svg>)', re.DOTALL
)
# No code has more modules a side.
_NUMBERS = tuple(b"%d" % number for number in range(400))
_RUN = compiled(rb"M(\d+) (\d+)h(\d+)v1h-\d+z")


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


def _written(path: bytes) -> bytes:
    made: list[bytes] = []
    for left, top, wide in _RUN.findall(path):
        right, foot = _NUMBERS[int(left) + int(wide)], _NUMBERS[int(top) + 1]
        made += (left, b" ", top, b" m\n", right, b" ", top, b" l\n", right, b" ", foot, b" l\n", left, b" ", foot)
        made.append(b" l\nh\n")
    return b"".join(made)
