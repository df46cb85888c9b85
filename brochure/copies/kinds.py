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
# Signs that have to do with the words beside them alone.
_QUIET = " .-"
# Numbers that somebody may take for something, by the largest of each: one, a month, a day; where one is all of a
# value, none, an hour and a minute, too.
_BOUNDS, _ALONE = (1, 12, 31), (0, 1, 12, 24, 31, 59)
_YEARS = (1800, 2200)
_PIECE = compiled(r"[^\W\d_]+|\d+|.", re.DOTALL)


class Row:
    """The values of a row.

    `kinds` are those of its values, none where one of them has none; `runs` are all that others may stand for, with
    their numbers, of which the `free` are words that nobody knows, and numbers; `wholes` are values of more than one
    run; `owners` tell by the number of a run which value it is of; `same` which runs are the same word. One that is
    `signed` has signs that may have to do with those of other values, as quotation marks have.
    """

    __slots__ = ("free", "kinds", "lengths", "owners", "runs", "same", "signed", "wholes")

    def __init__(self, values: Sequence[tuple[str, str]], known: frozenset[str]) -> None:
        self.runs: dict[str, int] = {}
        self.free: dict[str, int] = {}
        self.owners: list[int] = []
        self.signed = False
        texts = [" ".join(value.split()) for _, value in values]
        found = [self._value(number, text, known) for number, text in enumerate(texts)]
        self.kinds = tuple(kind for kind in found if kind is not None) if None not in found and self.free else ()
        parted = {text: RUN.findall(text) for text in texts}
        self.wholes = [text for text, runs in parted.items() if len(runs) > 1 and any(run in self.free for run in runs)]
        folded: dict[str, int] = {}
        self.same = tuple(folded.setdefault(run.casefold(), len(folded)) for run in self.runs)
        self.lengths = tuple(map(len, texts))

    def _value(self, number: int, text: str, known: frozenset[str]) -> tuple[object, ...] | None:
        """Give the kind of a value, None for none."""
        kind: list[object] = []
        before = ""
        for piece in _PIECE.findall(text):
            sign = _kind(piece, before, known, piece == text)
            if sign is None:
                return None
            if piece.isalnum():
                if piece not in self.runs:
                    self.owners.append(number)
                at = self.runs.setdefault(piece, len(self.runs))
                # A word that comes again does so in all rows of a kind.
                sign = (sign, at) if isinstance(sign, tuple) or piece in self.free else sign
                if isinstance(sign, tuple):
                    self.free[piece] = at
            elif piece not in _QUIET:
                self.signed = True
            kind.append(sign)
            before = piece if piece.strip() else before + piece
        return tuple(kind)


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
