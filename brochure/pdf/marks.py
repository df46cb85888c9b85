"""Marks for folding, stapling and cutting a booklet: thin lines on a light edge, seen on any ground."""

from __future__ import annotations

from collections.abc import Iterator

from brochure.pdf.signature import Folding, Side

# Lengths in mm.
_LENGTH = 4.0
_OFFSET = 2.0
_STAPLE = 12.0
_TICK = 3.0
# Within this distance of the sheet's edge most office printers leave the paper white.
_UNPRINTED = 5.0
_LINE, _EDGE = 0.3, 1.1

Line = tuple[float, float, float, float]


def lines(side: Side, width: float, height: float, folding: Folding) -> Iterator[Line]:
    """Give the marks of a side as lines (x, y, x, y) in mm: the fold, two staples on the cover, the trim if cut off."""
    if not side.front:
        return
    fold, middle = folding.sheet.width / 2, folding.sheet.height / 2
    yield from _fold(fold, height, folding)
    if side.sheet == 0:
        for centre in (middle - height / 4, middle + height / 4):
            for end in (centre - _STAPLE / 2, centre + _STAPLE / 2):
                yield (fold - _TICK / 2, end, fold + _TICK / 2, end)
    yield from _trim(width, height, folding)


def _fold(fold: float, height: float, folding: Folding) -> Iterator[Line]:
    """Outside the pages where the sheet has room there, else on them, as far in as a printer reaches."""
    room = (folding.sheet.height - height) / 2
    near = room - _OFFSET - _LENGTH if room >= _OFFSET + _LENGTH else _UNPRINTED
    for start, end in ((near, near + _LENGTH), (folding.sheet.height - near, folding.sheet.height - near - _LENGTH)):
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
