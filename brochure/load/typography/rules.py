"""The rules of typography: each reads a text and gives the edits (start, end, replacement) that it wants, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brochure.load.typography import words
from brochure.vocabulary.patterns import compiled

Edit = tuple[int, int, str]

NBSP, NARROW = "\u00a0", "\u202f"
_OPENERS = " \t\n\u00a0\u202f([{«“‘'’—–-/"
_CLOSED = "\\w»”’)\\]…\ufffc"  # what a word may end with
_SPACE = "[ \\n\u00a0\u202f]"

_PROTECTED = compiled(
    r"(?:https?://|www\.|mailto:|tel:)\S*[^\s.,;:!?)»\"'…]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![^\s(\[«\"'])(?:~|\.{1,2}|[A-Za-z]:)?[/\\]\S*[^\s.,;:!?)»\"'…]|(?<![\w.-])[\w-]+(?:\.[\w-]+)+/\S*[^\s.,;:!?)»\"'…]"
)
_FRENCH_PUNCTUATION = compiled(
    f'(?<=[{_CLOSED}.%])(?:{_SPACE}+(?=[;!?])|(?=[;!?]+(?:[\\s»”’")\\]…,.]|$)))|(?<=[{_CLOSED}%]){_SPACE}*(?=:(?:\\s|$))'
)
_GUILLEMETS = compiled(f"(?<=«){_SPACE}*(?=[^\\s»])|(?<![\\s«]){_SPACE}*(?=»)")
_PERCENT = compiled(f"(?<=\\d){_SPACE}*(?=[%‰](?!\\w))")
_THOUSANDS = compiled("(?<![\\d.,])\\d{1,3}(?:[ \u00a0]\\d{3})+(?!\\d)")
_PHONE = compiled(r"(?<!\d)0\d(?: \d\d){4}(?!\d)")
_ENGLISH_SPACES = compiled(f"(?<=[{_CLOSED}]){_SPACE}+(?=[,;!?](?:\\s|$))|(?<=[^\\W\\d]){_SPACE}+(?=:(?:\\s|$))")
_SPACED_DASH = compiled(r"(?<=\S) (?:-{1,3}|–)(?= \S)")
_DASH = compiled(r"(?<=[^\s-])-{2,3}(?=[^\s-])")
_UNIT = compiled(r"(?<=\d)((?:er|re|e|ème|st|nd|rd|th)?)[ \n]([^\s\d,;:!?()»”’'\".…–-]+)(?![\w'’-])")
_LABEL = compiled(r"(?<![\w.])([^\W\d_]{1,9}[.°º]?|§)[ \n](?=(\d+)|[A-ZÀ-Þ])")
_LATIN = compiled(
    r"(?<![\w’'-])(?:"
    + "|".join(rf"{first}[ \n](?=(?:{'|'.join(then.split())})(?![\w’'-]))" for first, then in words.LATIN.items())
    + ")",
    re.IGNORECASE,
)
_CENTURY = compiled(r"(?<=[IVX]e)[ \n](?=siècles?\b)")


def protected(text: str) -> Iterator[tuple[int, int]]:
    """Find addresses, e-mail addresses and paths, in which nothing is set."""
    if "/" in text or "@" in text or "\\" in text or "www." in text or ":" in text:
        for found in _PROTECTED.finditer(text):
            yield found.span()


def ellipses(text: str) -> Iterator[Edit]:
    """Three dots, neither more nor fewer, are one sign."""
    at = text.find("...")
    while at >= 0:
        end = at + 3
        while text.startswith(".", end):
            end += 1
        if end == at + 3:
            yield at, end, "…"
        at = text.find("...", end)


def apostrophes(text: str) -> Iterator[Edit]:
    """Straight apostrophes curl, pairs around words become quotes; after a digit (5') they stay."""
    chosen: dict[int, str] = {}
    opening: int | None = None
    at = text.find("'")
    while at >= 0:
        before, after = _before(text, at), _after(text, at)
        if before in _OPENERS and not after.isspace():
            opening = opening if after.isdigit() else at
            if after.isalnum():
                chosen[at] = "’"
        elif opening is not None and not before.isspace() and not after.isalnum():
            chosen[opening], chosen[at], opening = "‘", "’", None
        elif before.isalpha() or before in "»”’…\ufffc)]" or (before.isdigit() and after.isalpha()):
            chosen[at] = "’"
        at = text.find("'", at + 1)
    return ((at, at + 1, mark) for at, mark in sorted(chosen.items()))


def french_quotes(text: str) -> Iterator[Edit]:
    """Straight double quotes that make a pair become guillemets; inside guillemets they become “ ”."""
    inner, seen = False, 0
    for opening, closing in _pairs(text):
        last = max(text.rfind(mark, seen, opening) for mark in "«»")
        inner, seen = text[last] == "«" if last >= 0 else inner, opening
        yield opening, opening + 1, "“" if inner else "«" + NBSP
        yield closing, closing + 1, "”" if inner else NBSP + "»"


def english_quotes(text: str) -> Iterator[Edit]:
    """Straight double quotes that make a pair curl; a lone one may be inches, and stays."""
    for opening, closing in _pairs(text):
        yield opening, opening + 1, "“"
        yield closing, closing + 1, "”"


def guillemets(text: str) -> Iterator[Edit]:
    """Guillemets keep a no-break space inside."""
    return _spaces(_GUILLEMETS, text, NBSP) if "«" in text or "»" in text else iter(())


def french_punctuation(text: str) -> Iterator[Edit]:
    """A no-break space stands before the colon, a narrow one before ; ! and ?; times and proportions have none."""
    for found in _FRENCH_PUNCTUATION.finditer(text):
        start, end = found.span()
        yield start, end, NBSP if text[end] == ":" else NARROW


def percent(text: str) -> Iterator[Edit]:
    """A narrow no-break space stands between a number and % or ‰."""
    return _spaces(_PERCENT, text, NARROW) if "%" in text or "‰" in text else iter(())


def thousands(text: str) -> Iterator[Edit]:
    """Groups of three digits keep together with narrow no-break spaces."""
    for found in _THOUSANDS.finditer(text):
        yield found.start(), found.end(), found.group().replace(" ", NARROW).replace(NBSP, NARROW)


def french_dashes(text: str) -> Iterator[Edit]:
    """A hyphen between spaces is a dash; a line never begins with one."""
    return _spaced_dashes(text)


def english_dashes(text: str) -> Iterator[Edit]:
    """As in French; and two hyphens inside a line are an en dash, three an em dash."""
    spaced = list(_spaced_dashes(text))
    close = [(found.start(), found.end(), "–" if len(found.group()) == 2 else "—") for found in _DASH.finditer(text)]
    return iter(sorted(spaced + close))


def english_punctuation(text: str) -> Iterator[Edit]:
    """No space stands before punctuation."""
    return _spaces(_ENGLISH_SPACES, text, "")


def units(text: str) -> Iterator[Edit]:
    """A space between a number and a sign or symbol does not break."""
    return _units(text, words.SYMBOLS)


def units_fr(text: str) -> Iterator[Edit]:
    """Numbers keep with their units, days with their months, numerals with their century, telephone numbers whole."""
    edits = [*_units(text, words.UNITS_FR), *_spaces(_CENTURY, text, NBSP)]
    for found in _PHONE.finditer(text):
        edits += ((at, at + 1, NBSP) for at in range(*found.span()) if text[at] == " ")
    return iter(sorted(edits))


def units_en(text: str) -> Iterator[Edit]:
    """Numbers keep with their units, days with their months."""
    return _units(text, words.UNITS_EN)


def labels_fr(text: str) -> Iterator[Edit]:
    """What announces a number or a name keeps with it: page 4, n° 3, Mme Durand."""
    return _labels(text, words.BEFORE_DIGITS_FR, words.BEFORE_NAMES_FR)


def labels_en(text: str) -> Iterator[Edit]:
    """What announces a number or a name keeps with it: page 4, No. 5, Dr Gray, March 12."""
    return _labels(text, words.BEFORE_DIGITS_EN, words.BEFORE_NAMES_EN)


def latin(text: str) -> Iterator[Edit]:
    """Latin words that are one expression keep together: in fine, ad hoc."""
    for found in _LATIN.finditer(text):
        yield found.end() - 1, found.end(), NBSP


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else " "


def _after(text: str, at: int) -> str:
    return text[at + 1] if at + 1 < len(text) else " "


def _spaces(pattern: re.Pattern[str], text: str, space: str) -> Iterator[Edit]:
    for found in pattern.finditer(text):
        yield found.start(), found.end(), space


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    opening = None
    at = text.find('"')
    while at >= 0:
        outer, inner = _before(text, at), _after(text, at)
        if opening is not None and not outer.isspace():
            yield opening, at
            opening = None
        elif outer in _OPENERS and not inner.isspace():
            opening = at
        at = text.find('"', at + 1)


def _spaced_dashes(text: str) -> Iterator[Edit]:
    for found in _SPACED_DASH.finditer(text):
        yield found.start(), found.end(), NBSP + ("—" if found.group() == " ---" else "–")


def _units(text: str, known: frozenset[str]) -> Iterator[Edit]:
    for found in _UNIT.finditer(text):
        if found.group(2) in known:
            yield found.start(2) - 1, found.start(2), NBSP


def _labels(text: str, before_digits: frozenset[str], before_names: frozenset[str]) -> Iterator[Edit]:
    for found in _LABEL.finditer(text):
        label, number = found.groups()
        if number is None:
            keeps = label in before_names
        else:
            keeps = (label in before_digits or label.lower() in before_digits) and not (
                label in words.MONTHS_EN and len(number) > 2
            )
        if keeps:
            yield found.end() - 1, found.end(), NBSP
