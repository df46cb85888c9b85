"""QR codes of copies: the runs of one code in the place of another's, as the engine writes them."""

from __future__ import annotations

import re

_CODE = re.compile(
    rb'(<svg [^>]*>)(?:<title>[^<]*</title>)?(.*? d=")((?:M\d+ \d+h\d+v1h-\d+z)+)(" fill="[^"]*"/></svg>)', re.DOTALL
)
_RUN = re.compile(rb"M(\d+) (\d+)h(\d+)v1h-\d+z")


def redrawn(content: bytes, old: bytes, new: bytes) -> bytes | None:
    """Give the content stream of a code with the runs of another drawing; None where that is not its only difference.

    `old` is the drawing that the content was made of, which its own runs are held to.
    """
    before, after = _CODE.fullmatch(old), _CODE.fullmatch(new)
    if before is None or after is None or before.group(1, 2, 4) != after.group(1, 2, 4):
        return None
    runs = _written(before[3])
    return content.replace(runs, _written(after[3])) if content.count(runs) == 1 else None


def _written(path: bytes) -> bytes:
    found = [tuple(map(int, run)) for run in _RUN.findall(path)]
    return b"".join(
        b"%d %d m\n%d %d l\n%d %d l\n%d %d l\nh\n" % (x, y, x + w, y, x + w, y + 1, x, y + 1) for x, y, w in found
    )
