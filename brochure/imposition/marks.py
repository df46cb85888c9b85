"""Marks for folding, stapling and cutting a booklet or a leaflet: thin lines on a light edge, seen on any ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brochure.imposition.signature import Folding, Side
from brochure.vocabulary.paper import UNPRINTED, Sheet

# Lengths in mm.
_LENGTH = 4.0
_OFFSET = 2.0
_STAPLE = 12.0
_TICK = 3.0
_LINE, _EDGE = 0.3, 1.1

Line = tuple[float, float, float, float]


def lines(side: Side, width: float, height: float, folding: Folding) -> Iterator[Line]:
    """Give the marks of a side as lines (x, y, x, y) in mm: the fold, two staples on the cover, the trim if cut off."""
    if not side.front:
        return
    fold, middle = folding.sheet.width / 2, folding.sheet.height / 2
    yield from folded([fold], folding.sheet, height)
    if side.sheet == 0:
        for centre in (middle - height / 4, middle + height / 4):
            for end in (centre - _STAPLE / 2, centre + _STAPLE / 2):
                yield (fold - _TICK / 2, end, fold + _TICK / 2, end)
    yield from _trim(width, height, folding)


def folded(folds: Iterable[float], sheet: Sheet, height: float) -> Iterator[Line]:
    """Give the marks of folds, told as distances from the left edge of a sheet whose pages are so high, all in mm.

    Outside the pages where the sheet has room there, else on them, as far in as a printer reaches.
    """
    room = (sheet.height - height) / 2
    near = room - _OFFSET - _LENGTH if room >= _OFFSET + _LENGTH else UNPRINTED
    for fold in folds:
        for start, end in ((near, near + _LENGTH), (sheet.height - near, sheet.height - near - _LENGTH)):
            yield (fold, start, fold, end)


def _trim(width: float, height: float, folding: Folding) -> Iterator[Line]:
    fold, across, room = folding.sheet.width / 2, folding.sheet.width / 2 - width, (folding.sheet.height - height) / 2
    bottom, top = room, folding.sheet.height - room
    for x, outwards in ((fold - width, -1), (fold + width, 1)):
        for y, upwards in ((bottom, -1), (top, 1)):
            if room >= _OFFSET + _LENGTH and across > 0:
                yield (x, y + upwards * _OFFSET, x, y + upwards * (_OFFSET + _LENGTH))
            if across >= _OFFSET + _LENGTH and room > 0:
                yield (x + outwards * _OFFSET, y, x + outwards * (_OFFSET + _LENGTH), y)


def drawn(marks: list[Line], point: float) -> bytes:
    """Write the lines as a content stream in DeviceGray; `point` is a mm in points."""
    if not marks:
        return b""
    path = "".join(f"{x * point:.3f} {y * point:.3f} m {u * point:.3f} {v * point:.3f} l\n" for x, y, u, v in marks)
    return f"q 1 G {_EDGE} w\n{path}S\n0 G {_LINE} w\n{path}S\nQ\n".encode("ascii")
