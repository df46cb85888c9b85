"""Kinds of rows: what can be told of the words of a row without a look into what they mean.

All that is made of a text before it is laid out looks at its signs one by one, at words that it knows, at how many
signs there are, and at how wide they are. Rows of one kind have the same signs, the same known words, and unknown ones
in the same places, written the same way.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from brochure.figures.measuring import RUN
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.shipped import TEMPLATES

_PACKAGE = Path(__file__).resolve().parents[1]
_DATA = (".yaml", ".txt", ".json", ".py", ".j2")
# Letters that all shipped faces have; others ask for fonts of their own.
_LATIN = compiled("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e]+")
# Words as short as these may be articles, units or signs of an enumeration in any language; longer ones are parted.
_SHORT, _LONG = 3, 12
# Numbers that somebody may take for something, by the largest of each: one, a month, a day; where one is all of a
# value, none, an hour and a minute, too.
_BOUNDS, _ALONE = (1, 12, 31), (0, 1, 12, 24, 31, 59)
_YEARS = (1800, 2200)
_PIECE = compiled(r"[^\W\d_]+|\d+|.", re.DOTALL)


class Row:
    """The values of a row: its `kind`, None where it has none, and its `runs`, which others may stand for."""

    __slots__ = ("kind", "lengths", "runs")

    def __init__(self, values: Sequence[tuple[str, str]], known: frozenset[str]) -> None:
        self.runs: dict[str, int] = {}
        kind: list[object] = []
        folded: dict[str, int] = {}
        texts = [" ".join(value.split()) for _, value in values]
        for text in texts:
            before = ""
            for piece in _PIECE.findall(text):
                sign = _kind(piece, before, known, piece == text)
                if sign is None:
                    kind = []
                    break
                if isinstance(sign, tuple):
                    # Words that come again, in whichever letters, do so in all rows of a kind.
                    sign = (*sign, folded.setdefault(piece.casefold(), len(folded)))
                    self.runs.setdefault(piece, len(self.runs))
                kind.append(sign)
                before = piece if piece.strip() else before + piece
            else:
                kind.append(None)
                continue
            break
        self.kind = tuple(kind) if kind and self.runs else None
        self.lengths = tuple(map(len, texts))


def _kind(piece: str, before: str, known: frozenset[str], alone: bool) -> object:
    """Tell of what kind a run of letters or of digits is; a text stands for itself alone, None for none."""
    if piece.isdigit():
        return _number(piece, _ALONE if alone else _BOUNDS) if piece.isascii() else None
    if not piece.isalpha():
        return piece if " " <= piece < "\x7f" or piece in "\u2019\u2013" else None
    if not _LATIN.fullmatch(piece):
        return None
    folded = piece.casefold()
    # After a number, letters are taken for a unit by how they begin.
    if len(piece) <= _SHORT or folded in known or before.strip().isdigit() or _begins(folded):
        return piece
    case = "a" if piece.islower() else "A" if piece.isupper() else "Aa" if piece[1:].islower() else None
    return case and (case, len(piece) if len(piece) > _LONG else 0)


def _number(digits: str, bounds: Sequence[int]) -> tuple[object, ...]:
    number = int(digits[:18])
    bound = next((bound for bound in bounds if number <= bound), -1)
    year = len(digits) == 4 and _YEARS[0] <= number < _YEARS[1]
    return ("0", len(digits), digits[0] == "0", bound, year)


def words_of(text: str) -> Iterator[str]:
    """Give the words of a text, folded."""
    return (run.casefold() for run in RUN.findall(text))


@cache
def lexicon() -> frozenset[str]:
    """Give every word that stands anywhere in what is shipped: no code and no table knows another one."""
    found: set[str] = set()
    for folder in (_PACKAGE, TEMPLATES):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _DATA and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                if path.suffix == ".json":
                    text = json.dumps(json.loads(text), ensure_ascii=False)
                found.update(RUN.findall(text))
    return frozenset(run.casefold() for run in found)


@cache
def _stems() -> frozenset[str]:
    """Give the beginnings of words by which drawings are chosen."""
    path = _PACKAGE / "figures" / "stems.txt"
    return frozenset(re.findall(r"[^\s:,#]+", path.read_text(encoding="utf-8").casefold()))


def _begins(word: str) -> bool:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return any(plain[:end] in _stems() for end in range(2, len(plain) + 1))
