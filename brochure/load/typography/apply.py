"""The typography of print, done for the author: spaces, quotes, dashes and ellipses; never a letter.

French after the "Lexique des règles typographiques en usage à l'Imprimerie nationale" (with a no-break space before the
colon and inside guillemets, a narrow one before ; ! ? % and between thousands); English after "New Hart's Rules";
other languages after CLDR (`world`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from brochure.load.typography import rules, world
from brochure.vocabulary.tongues import tongue_of

OBJECT = "\ufffc"
"""Stands in a run for what is set as it is: code, a picture, a footnote mark."""

Edit = tuple[int, int, str]
Rule = Callable[[str], Iterable[Edit]]

_LANGUAGES: dict[str, tuple[Rule, ...]] = {
    "fr": (
        rules.ellipses, rules.apostrophes, rules.french_quotes, rules.guillemets, rules.french_punctuation,
        rules.percent, rules.thousands, rules.french_dashes, rules.units_fr, rules.labels_fr,
        rules.latin,
    ),
    "en": (
        rules.ellipses, rules.apostrophes, rules.english_quotes, rules.english_punctuation,
        rules.english_dashes, rules.units_en, rules.labels_en, rules.latin,
    ),
}  # fmt: skip
_ANY: tuple[Rule, ...] = (rules.ellipses, rules.units)


def typeset(text: str, language: str, before: str = "", after: str = "") -> str:
    """Set a text after the rules of its language (a BCP 47 tag); `before` and `after` are what it stands between."""
    return typeset_runs((before, text, after), language)[1]


def typeset_runs(runs: Sequence[str], language: str) -> list[str]:
    """Set texts that follow one another in a line, such as the parts of a paragraph around a bold word.

    Rules see across the borders; each run comes back with its own share. Setting twice changes nothing.
    """
    if not runs:
        return []
    cuts = _cuts(runs)
    text, hidden = _mask("".join(runs))
    for rule in _rules(language):
        edits = list(rule(text))
        if edits:
            text, cuts = _apply(text, cuts, edits)
    text = _unmask(text, hidden)
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _rules(language: str) -> Sequence[Rule]:
    own = _LANGUAGES.get(language.split("-")[0].lower())
    if own is not None:
        return own
    known = tongue_of(language)
    return world.rules_of(known) if known else _ANY


def _cuts(runs: Sequence[str]) -> list[int]:
    cuts, at = [], 0
    for run in runs[:-1]:
        at += len(run)
        cuts.append(at)
    return cuts


def _mask(text: str) -> tuple[str, str]:
    """Hide addresses and paths behind as many object characters; give also all that those stand for, in order."""
    parts: list[str] = []
    hidden: list[str] = []
    at = 0
    for start, end in rules.protected(text):
        parts += text[at:start], OBJECT * (end - start)
        hidden += OBJECT * text.count(OBJECT, at, start), text[start:end]
        at = end
    hidden.append(OBJECT * text.count(OBJECT, at))
    return "".join([*parts, text[at:]]), "".join(hidden)


def _unmask(text: str, hidden: str) -> str:
    if not hidden.strip(OBJECT):
        return text
    parts = text.split(OBJECT)
    return "".join(part + kept for part, kept in zip(parts, [*hidden, ""], strict=True))


def _apply(text: str, cuts: list[int], edits: list[Edit]) -> tuple[str, list[int]]:
    """Replace parts of the text and move the cuts with it; what comes in at a cut falls behind it.

    Edits come in order and do not overlap.
    """
    parts: list[str] = []
    moved: list[int] = []
    at, shift, waiting = 0, 0, iter(cuts)
    cut = next(waiting, None)
    for start, end, new in edits:
        while cut is not None and cut < end + (start == end):
            moved.append((cut if cut <= start else start + len(new)) + shift)
            cut = next(waiting, None)
        parts += text[at:start], new
        at, shift = end, shift + len(new) - (end - start)
    while cut is not None:
        moved.append(cut + shift)
        cut = next(waiting, None)
    return "".join([*parts, text[at:]]), moved
