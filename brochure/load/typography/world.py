"""The typography of languages that have no rules of their own: quotation marks and spaces as CLDR has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from brochure.load.cldr import Tongue, tongue
from brochure.load.typography import rules, words
from brochure.load.typography.rules import NARROW, NBSP, Edit
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.tongues import UNSPACED

Rule = Callable[[str], Iterable[Edit]]

# Where an apostrophe is no comma in the air, or a letter of its own.
_NO_APOSTROPHE = frozenset({"he", "ar", "fa", "hi", "th", "zh-Hans", "zh-Hant", "ja", "ko"})
# What is written without spaces, so that the end of a line in the file is none either.
_UNSPACED = frozenset({"th", "zh-Hans", "zh-Hant", "ja"})
_LONG_DASH = frozenset({"uk"})
# Where no line ends with a preposition or conjunction of one letter.
_WITHOUT_ENDS = frozenset({"bg", "cs", "hr", "pl", "sk", "sl", "sr", "uk"})
_SINGLE_LETTER = compiled(r"(?<![\w.'’–-])[aikousvwzаівзйоусчкєеяи][ \n](?=[\w(«„“])", re.IGNORECASE)
_JOINED = compiled(f"(?<=[{UNSPACED}])\n(?=[{UNSPACED}])")
# The day before the name of its month bears a full stop in many languages.
_UNIT = compiled(r"(?<=\d)\.?[ \n]([^\s\d,;:!?()»”’'\".…–-]+)(?![\w'’-])")
_BEFORE_SIGNS = compiled("(?<=[\\w»”’“‘)\\]…\ufffc])[ \\n\u00a0\u202f]+(?=[,;!?](?:\\s|$))")
_SPACED_PERCENT = compiled("(?<=\\d)[ \n\u00a0\u202f]+(?=[%‰٪](?!\\w))")
# Telephone numbers, days in figures, numbers behind a sign or a currency, names that end in signs.
_LEFTWARD = compiled(
    r"\u2066[^\u2069]*\u2069|(?<![\w+−€$£¥₪.,/-])(?:"
    r"\+\d[\d \u00a0\u202f().-]*\d|\d{2,4}(?:[ \u00a0\u202f.-]\d{2,4}){2,}|\d{4}-\d{1,2}-\d{1,2}"
    r"|[+−-]\d(?:[\d.,]*\d)?|[€$£¥₪][ \u00a0\u202f]?\d(?:[\d.,]*\d)?|[A-Za-z][A-Za-z0-9]*[+#]+)(?!\w)"
)


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """Give the rules of a language that CLDR knows, by the name of its table."""
    of = tongue(language)
    spaced = of.percent(1).startswith("1\u202f")
    found: list[Rule] = [rules.ellipses]
    if language not in _UNSPACED:
        found.append(partial(_pairs if language in _NO_APOSTROPHE else _single, of=of))
    if language in _UNSPACED:
        found.append(_lines)
    known = words.SYMBOLS | frozenset(of.units) | frozenset(of.months)
    found.append(partial(_eastern if language in _UNSPACED else _double, of=of))
    found += [_punctuation, rules.percent if spaced else _kept_percent, rules.thousands]
    sign = "—" if language in _LONG_DASH else "–"
    found += [partial(_dashes, sign=sign), partial(_units, known=known)]
    if language in _WITHOUT_ENDS:
        found.append(_single_letters)
    return (*found, _isolated) if of.is_rtl else tuple(found)


def _double(text: str, of: Tongue) -> Iterator[Edit]:
    """Straight double quotes that make a pair are the language's; inside another pair, those of one within."""
    outer, end, inner, inner_end = of.quotes
    opened: list[tuple[int, int]] = []
    found: list[Edit] = []
    for at in (at for at, sign in enumerate(text) if sign == '"'):
        before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
        if before in _OPENERS and not after.isspace() and not (before == '"' and opened and after in _CLOSERS):
            opened.append((at, len(opened)))
        elif opened and not before.isspace() and not after.isalnum():
            begin, depth = opened.pop()
            inside = depth + _depth(text, begin, outer, end)
            found += [
                (begin, begin + 1, inner if inside % 2 else outer),
                (at, at + 1, inner_end if inside % 2 else end),
            ]
    return iter(sorted(found))


_OPENERS = " \t\n\u00a0\u202f([{«“„‘‚»'’\"—–-/「『：，。、\ufffc"
_CLOSERS = " .,;:!?)]}"


def _depth(text: str, at: int, outer: str, end: str) -> int:
    """Tell how many of the outer marks are open before a place, where those that open and close are not the same."""
    before = text[:at]
    return max(0, before.count(outer) - before.count(end)) if outer != end else 0


def _single(text: str, of: Tongue) -> Iterator[Edit]:
    """Straight apostrophes curl, pairs around words are the marks of a quotation within one."""
    paired = {start: mark for start, _, mark in _pairs(text, of)}
    for at, end, mark in rules.apostrophes(text):
        yield at, end, paired.get(at, mark)


def _pairs(text: str, of: Tongue) -> Iterator[tuple[int, int, str]]:
    """Straight single quotes around words are the marks of a quotation within one; any other stays."""
    *_, inner, inner_end = of.quotes
    opened: int | None = None
    for at, _, mark in list(rules.apostrophes(text)):
        if mark == "‘":
            opened = at
        elif opened is not None and not (at + 1 < len(text) and text[at + 1].isalnum()):
            yield opened, opened + 1, inner
            yield at, at + 1, inner_end
            opened = None


def _eastern(text: str, of: Tongue) -> Iterator[Edit]:
    """Straight quotes in a line without spaces: the first of two opens, the next one closes."""
    outer, end, inner, inner_end = of.quotes
    found: list[Edit] = []
    for sign, marks in (('"', (outer, end)), ("'", (inner, inner_end))):
        opened: int | None = None
        for at in (at for at, one in enumerate(text) if one == sign):
            if opened is None:
                before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
                opened = at if after.strip() and (before in _OPENERS or not before.isascii()) else None
            else:
                found += [(opened, opened + 1, marks[0]), (at, at + 1, marks[1])]
                opened = None
    return iter(sorted(found))


def _punctuation(text: str) -> Iterator[Edit]:
    """No space stands before punctuation."""
    for found in _BEFORE_SIGNS.finditer(text):
        yield found.start(), found.end(), ""


def _kept_percent(text: str) -> Iterator[Edit]:
    """A space that the author leaves before % does not break."""
    for found in _SPACED_PERCENT.finditer(text) if "%" in text or "‰" in text or "٪" in text else ():
        yield found.start(), found.end(), NARROW


def _dashes(text: str, sign: str) -> Iterator[Edit]:
    """A hyphen between spaces is a dash; a line never begins with one."""
    for start, end, dash in rules.french_dashes(text):
        yield start, end, NBSP + sign if dash == NBSP + "–" and "–" not in text[start:end] else dash


def _units(text: str, known: frozenset[str]) -> Iterator[Edit]:
    """Numbers keep with their units, days with their months."""
    for found in _UNIT.finditer(text):
        if found[1] in known or found[1].casefold() in known:
            yield found.start(1) - 1, found.start(1), NBSP


def _isolated(text: str) -> Iterator[Edit]:
    """What is read from the left among letters that are read from the right keeps its order, on one line: +33 1 23."""
    for found in _LEFTWARD.finditer(text):
        if not found[0].startswith("\u2066"):
            kept = found[0].replace(" ", NBSP)
            yield found.start(), found.end(), f"\u2066{kept}\u2069"


def _single_letters(text: str) -> Iterator[Edit]:
    """A word of one letter stands with the next one: a w z, в і у."""
    for found in _SINGLE_LETTER.finditer(text):
        yield found.end() - 1, found.end(), NBSP


def _lines(text: str) -> Iterator[Edit]:
    """The end of a line between two signs that no space parts is none."""
    for found in _JOINED.finditer(text):
        yield found.start(), found.end(), ""
