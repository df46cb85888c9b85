"""Rows of a table out of a text file: CSV (RFC 4180) with whichever of the usual signs parts its cells."""

from __future__ import annotations

import csv
from itertools import islice

_SIGNS = ";\t,|"
_LOOKED_AT = 20


def read_rows(text: str) -> list[list[str]]:
    """Give the rows with their cells, all of one length; rows without any word are left out."""
    rows = [[cell.strip() for cell in row] for row in _parsed(text, _sign(text))]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _parsed(text: str, sign: str) -> list[list[str]]:
    try:
        return list(csv.reader(text.splitlines(), delimiter=sign))
    except csv.Error:
        return [line.split(sign) for line in text.splitlines()]


def _sign(text: str) -> str:
    """Find the sign that parts the first lines into as many cells each, and into the most."""
    lines = [line for line in islice(text.splitlines(), _LOOKED_AT) if line.strip()]

    def parts(sign: str) -> tuple[bool, int]:
        counts = [len(row) for row in _parsed("\n".join(lines), sign)]
        return len(set(counts)) == 1 and max(counts, default=0) > 1, max(counts, default=0)

    return max(_SIGNS, key=parts)
