"""QR codes of copies: the runs of one code in the place of another's.

The engine writes a run as four lines; a copy has the rectangle that they draw (ISO 32000-1, table 59).
"""

from __future__ import annotations

from functools import lru_cache

from brochure.vocabulary.patterns import compiled

_TITLE = compiled(rb"<title>[^<]*</title>")
_PATH, _END = b' d="', b'"'
_RUN = compiled(rb"M(\d+) (\d+)h(\d+)v1h-\d+")


def redrawn(content: bytes, old: bytes, new: bytes) -> bytes | None:
    """Give the content stream of a code with the runs of another drawing; None where that is not its only difference.

    `old` is the drawing that the content was made of, which its own runs are held to.
    """
    known, (alike, runs) = _taken_apart(content, old), _parts(new)
    if known is None or known[0] != alike:
        return None
    try:
        return b"".join((known[1], *[_RUNS[run] for run in runs], known[2]))
    except ValueError:
        return None


@lru_cache(64)
def _taken_apart(content: bytes, old: bytes) -> tuple[tuple[bytes, bytes], bytes, bytes] | None:
    """Give what is alike in all drawings of a code, and what stands before and after its runs in the content stream."""
    alike, runs = _parts(old)
    try:
        lines = b"".join(map(_lines, runs))
    except ValueError:
        return None
    if not lines or content.count(lines) != 1:
        return None
    first, _, last = content.partition(lines)
    return alike, first, last


def _parts(drawing: bytes) -> tuple[tuple[bytes, bytes], list[bytes]]:
    """Give a drawing without its title and its runs, and those, each without the sign that ends it."""
    head, _, tail = drawing.rpartition(_PATH)
    path, _, rest = tail.partition(_END)
    return (_TITLE.sub(b"", head, 1), rest), path.removesuffix(b"z").split(b"z")


def _read(run: bytes) -> tuple[int, int, int]:
    """Give where a run begins, and how long it is. Raises ValueError for what is none."""
    found = _RUN.fullmatch(run)
    if found is None:
        raise ValueError(run)
    left, top, long = map(int, found.groups())
    return left, top, long


def _lines(run: bytes) -> bytes:
    """Write a run as the engine does. Raises ValueError."""
    left, top, long = _read(run)
    right, foot = left + long, top + 1
    corners = (left, top), (right, top), (right, foot), (left, foot)
    lines = [b"%d %d %b\n" % (*corner, way) for corner, way in zip(corners, (b"m", b"l", b"l", b"l"), strict=True)]
    return b"".join((*lines, b"h\n"))


class _Runs(dict[bytes, bytes]):
    """Runs as rectangles, by how they stand in a drawing: most codes have the same ones."""

    def __missing__(self, run: bytes) -> bytes:
        self[run] = made = b"%d %d %d 1 re\n" % _read(run)
        return made


_RUNS = _Runs()
