"""Reading what kind of number a key figure is, from how it is written and what it counts.

The first kind whose writing it has wins; what has none for certain is "bare": it is set, and nothing is drawn of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

from brochure.load.cldr import UNITS, tongue
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.tongues import tongue_of

FigureKind = Literal[
    "rank", "part", "ratio", "times", "range", "change", "share", "money", "years", "span", "count", "bare"
]
_Certain = Callable[[re.Match[str], tuple[float, ...], str], bool]

# The words of each language, as parts of patterns; what units are called stands in its table of CLDR.
_NAMES = ("of", "each", "from", "to", "between", "and", "ordinal", "hour", "minute")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "fr": ("sur", "pour", "de", "à", "entre", "et", "re|ère|er|ème|ième|nde|nd|e", "heures?", "minutes?|mn"),
    "en": ("of|out of|in", "for(?: every)?|per", "from", "to", "between", "and", "st|nd|rd|th", "hrs?|hours?",
           "minutes?"),
    "de": ("von|aus", "für|auf|pro|zu", "von", "bis", "zwischen", "und", r"\.", r"std\.?|stunden?", "minuten?"),
    "es": ("de|de cada|sobre", "por|por cada|para", "de", "a", "entre", "y", r"\.?[ºªo°]", "horas?", "minutos?"),
    "it": ("su", "per|ogni", "da", "a", "tra|fra", "e", "[º°ª]", "or[ae]", "minut[oi]"),
    "nl": ("van|van de|op", "per", "van", "tot", "tussen", "en", "e|de|ste", "u|uur|uren", "minuten|minuut"),
    "pt": ("de|em|em cada", "por|para cada|por cada", "de", "a", "entre", "e", r"\.?[ºª°]", "horas?", "minutos?"),
}  # fmt: skip
# How many of each make one of the next; no whole number of weeks makes a month.
_WHOLE: Mapping[str, int] = {"hour": 24, "minute": 60, "day": 7, "week": 0, "month": 12}

_NUMBER = r"\d{1,3}(?:[ '’.,]\d{3})+(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,3})?"
_COIN = "[€$£¥]|CHF|EUR|USD|GBP|euros?"
_SCALE = r"k|K|m|M|b|bn|B|Md|Mds|Mrd\.?|Mio\.?|mln|mld|tsd\.?"
# A number beside such words names something, or is a part or a multiple of another one: nothing is counted.
_NAMED = compiled(
    r"^\W*(?:%|‰|°|pour ?cent|per ?cent|prozent|por ?ciento|per ?cento|procent|points?\b|punkte?\b|puntos?\b|punti\b"
    r"|milli|billion|miljoen|thousand|tausend|mille\b|mila\b|mil\b|année\b|year\b|jahr\b|año\b|anno\b)"
    r"|\bn[°º]|\bnum[ée]ro|\bnumber (?:to|of the)\b|\bnummer|\bnúmero|notruf|\burgence\b|\bemergency\b|\bemergencia"
    r"|\bcode\b|\bextension\b|\bposte \d|\bfm\b|\bmhz\b",
    re.IGNORECASE,
)
_PEOPLE = compiled(
    r"(?<![^\W_])(?:habitant|élève|agent|salarié|patient|personne|bénévole|famille|entrepreneu|voyageu|adhérent|usager"
    r"|citoyen|enfant|jeune|femme|homme|étudiant|apprenti|stagiaire|participant|visiteu|membre|client|lect(?:eu|ri)"
    r"|retraité|parent|people|person|pupil|resident|staff|member|student|volunteer|employee|worker|citizen|child|adult"
    r"|wom[ae]n|m[ae]n\b|user|visitor|passenger|famil|reader|learner|guest|graduate|neighbour|tenant|teacher|nurse"
    r"|trainee|einwohner|schüler|mitarbeit|mensch|kind(?:er)?\b|kindern|frauen|männer|mitglied|bürger|bewohner|gäste"
    r"|studier|alumn|emplead|soci[oai]s?\b|vecin|ciudadan|niñ|mujer|voluntari|abitant|alunn|dipendent|cittadin|bambin"
    r"|donn[ae]\b|volontar|utent|inwoner|leerling|medewerker|leden\b|pessoa|alun|trabalhador|sócio)",
    re.IGNORECASE,
)  # fmt: skip
# Who is named after these has to do with what is counted, and is not it: "of the time with users".
_ASIDE = compiled(
    r"(?<![^\W_])(?:avec|pour|par|chez|auprès|with|for|by|mit|für|bei|durch|con|para|por|per|com|met|voor|door)(?![^\W_])",
    re.IGNORECASE,
)
# A percentage of these says how much something has changed: it is no part of a whole, and nothing is drawn of it.
_CHANGED = compiled(
    r"\W*+(?:(?:de|d['’]|en|of|in|an|di|door)[\s]?)?(?:croissance|hausse|baisse|augmentation|diminution|réduction|recul|plus\b|moins\b"
    r"|growth|increase|decrease|rise\b|drop\b|fall\b|reduction|more\b|less\b|fewer\b|faster|slower|higher|lower"
    r"|wachstum|zuwachs|anstieg|rückgang|steigerung|mehr\b|weniger\b|crecimiento|aumento|reducción|más\b|menos\b"
    r"|crescita|calo\b|riduzione|più\b|meno\b|groei|stijging|daling|meer\b|minder\b|crescimento|redução|mais\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure: its kind, its numbers, and its writing in the pieces that are set in sizes of their own.

    `before` and `after` stand at half the size of the `numeral`, `ordinal` is raised. `values` are what is drawn: the
    two numbers of a rank, a part or a range; what a ratio sets one against; a factor; a percentage, with its sign; an
    amount; a count. `unit` is how an amount is written, with "{}" for its number, or what a range is of; `whole` how
    many of a length of time make one of the next larger, 0 where none is exact. `people` tells that people are counted.
    """

    kind: FigureKind
    numeral: str
    before: str = ""
    ordinal: str = ""
    after: str = ""
    values: tuple[float, ...] = ()
    unit: str = ""
    whole: int = 0
    people: bool = False


def read_figure(text: str, counted: str, language: str) -> KeyFigure:
    """Read a key figure as an author writes it, with what it counts, by the rules of its language."""
    written = text.strip()
    # As long as the writing, so that places in the one are places in the other.
    plain = "".join(" " if sign.isspace() else sign for sign in written)
    people = bool(_PEOPLE.search(_ASIDE.split(counted, maxsplit=1)[0]))
    for kind, pattern in _rules(language):
        found = pattern.fullmatch(plain)
        values = _values(found, language) if found else ()
        if found and values and _CERTAIN[kind](found, values, counted):
            return _parted(kind, found, values, written, people)
    if len(written) == 1 and len(parts := unicodedata.normalize("NFKC", written).split("\u2044")) == 2:
        return KeyFigure("part", written, values=(float(parts[0]), float(parts[1])), people=people)
    return _bare(written, plain)


def _values(found: re.Match[str], language: str) -> tuple[float, ...]:
    """Give the numbers of a match, () where one of them may mean two things."""
    groups = found.groupdict()
    written = [groups[name] for name in ("a", "b") if groups.get(name)]
    read = [number for text in written if (number := _number(text, language)) is not None]
    if len(read) < len(written):
        return ()
    return (-read[0],) if groups.get("sign") in ("−", "–", "-") else tuple(read)


def _number(written: str, language: str) -> float | None:
    """Read a number; what parts three figures at its end from the others is read as its language has it."""
    text = re.sub(r"[ '’](?=\d{3})", "", written)
    known = tongue(language) if tongue_of(language) else None
    point, group = (known.decimal, known.group) if known else (",", "")
    if group and group in ".," and re.fullmatch(rf"\d{{1,3}}(?:[{group}]\d{{3}})+(?:[{point}]\d{{1,2}})?", text):
        text = text.replace(group, "")
    found = re.fullmatch(r"(\d+)(?:([.,])(\d+))?", text)
    if found is None or (found[2] and len(found[3]) == 3 and found[2] != point):
        return None
    return float(f"{found[1]}.{found[3] or 0}")


def _is_year(*written: str) -> bool:
    return all(re.fullmatch(r"(?:1[5-9]|20|21)\d\d", text) for text in written)


def _certain_range(found: re.Match[str], values: tuple[float, ...], _: str) -> bool:
    """Two years are a time, "1 to 8" may be a ratio."""
    low, high = values
    unit = found["unit"].strip()
    return (
        low < high
        and not _is_year(found["a"], found["b"])
        and (low != 1 or bool(unit))
        and not (unit == "%" and high > 100)
    )


def _certain_count(found: re.Match[str], values: tuple[float, ...], counted: str) -> bool:
    """A year and what names something are no counts."""
    whole = values[0] == int(values[0]) and values[0] > 1
    return whole and found["a"][0] != "0" and not _is_year(found["a"]) and not _NAMED.search(counted)


def _certain_time(_: re.Match[str], values: tuple[float, ...], __: str) -> bool:
    return values[0] == int(values[0]) and values[0] > 1


def _certain_part(found: re.Match[str], values: tuple[float, ...], _: str) -> bool:
    """Seven of seven days written with a bar say something else."""
    some, whole = values
    return some <= whole > 1 and not (some == whole and "/" in found[0])


_CERTAIN: Mapping[str, _Certain] = {
    "rank": lambda _, values, __: 1 <= values[0] <= values[1] > 1,
    "part": _certain_part,
    "ratio": lambda _, values, __: values[0] > 1,
    "times": lambda _, values, __: values[0] > 1,
    "range": _certain_range,
    "change": lambda _, values, __: values[0] >= -100 and values[0] != 0,
    "share": lambda _, values, counted: values[0] <= 100 and not _CHANGED.match(counted),
    "money": lambda _, values, __: values[0] > 0,
    "years": _certain_time,
    "span": _certain_time,
    "count": _certain_count,
}


def _parted(kind: FigureKind, found: re.Match[str], values: tuple[float, ...], written: str, people: bool) -> KeyFigure:
    """Part the writing by the groups of its pattern; spaces stay what the author wrote."""
    groups = found.groupdict()
    start, end = found.span("big")
    ordinal = groups.get("ordinal") or ""
    low, high = found.span("a")
    unit = f"{written[:low]}{{}}{written[high:]}" if kind == "money" else (groups.get("unit") or "").strip()
    whole = next((_WHOLE[name] for name in _WHOLE if groups.get(name)), 0)
    after = written[end + len(ordinal) :]
    return KeyFigure(kind, written[start:end], written[:start], ordinal, after, values, unit, whole, people)


def _bare(written: str, plain: str) -> KeyFigure:
    """Part what is not read at its first number; a sign before it, and what goes on with it, belong to it.

    So do figures after a comma with room at it: the first ones alone, set large, would be another number.
    """
    found = re.search(rf"(?:[<>≤≥≈~±+×−-] ?)?(?:[€$£] ?)?(?:{_NUMBER})(?:[/:–-]\d+| ?, ?\d+)*", plain)
    if found is None:
        return KeyFigure("bare", written)
    start, end = found.span()
    return KeyFigure("bare", written[start:end], written[:start], "", written[end:])


def _said(language: str) -> dict[str, str]:
    """Give the words of a language, as parts of patterns; "(?!)", which no writing has, for those not known."""
    said = dict(zip(_NAMES, _WORDS.get(language[:2].lower(), ("(?!)",) * len(_NAMES)), strict=True))
    units = tongue(language).units if tongue_of(language) else {}
    for unit in UNITS:
        names = sorted((re.escape(name) for name, kind in units.items() if kind == unit), key=len, reverse=True)
        said[unit] = "|".join(names) or "(?!)"
    return said | {"hour": f"h|{said['hour']}", "minute": rf"min\.?|{said['minute']}"}


@cache
def _rules(language: str) -> tuple[tuple[FigureKind, re.Pattern[str]], ...]:
    """Give the writings of a language, each with its kind, in the order in which they are tried."""
    said = _said(language)
    a, b, short = rf"(?P<a>{_NUMBER})", rf"(?P<b>{_NUMBER})", r"(?P<a>\d{1,4})"
    unit = r"(?P<unit> ?%| [^\W\d_]{2,16}|)"
    # What is not parted from a number by a space may be a date, where words are written so.
    spans = "|".join(f"{' ?' if name in ('hour', 'minute') else ' '}(?P<{name}>{said[name]})" for name in _WHOLE)
    rules: tuple[tuple[FigureKind, str], ...] = (
        ("rank", rf"(?P<big>{short})(?P<ordinal>{said['ordinal']}) (?:{said['of']}) (?P<b>\d{{1,3}})"),
        ("part", rf"(?P<big>{short})(?: (?:{said['of']}) | ?/ ?)(?P<b>\d{{1,3}})"),
        ("ratio", rf"(?P<big>1) (?:{said['each']}) (?P<a>\d{{1,2}})"),
        ("times", rf"(?P<big>[×x] ?{a})"),
        ("times", rf"(?P<big>{a} ?[×x])"),
        ("range", rf"(?:(?:{said['from']}) )?(?P<big>{a}) (?:{said['to']}) {b}{unit}"),
        ("range", rf"(?:{said['between']}) (?P<big>{a}) (?:{said['and']}) {b}{unit}"),
        ("range", rf"(?P<big>{a}(?:[-–—]| [–—] ){b}){unit}"),
        ("change", rf"(?P<big>(?P<sign>[+−–-]) ?{a}) ?%"),
        ("share", rf"(?P<big>{a}) ?[%٪]"),
        ("share", rf"(?P<big>[%٪] ?{a})"),
        ("money", rf"(?P<big>{a}) ?(?:{_SCALE})? ?(?:{_COIN})"),
        ("money", rf"(?P<big>(?:{_COIN}) ?{a}) ?(?:{_SCALE})?"),
        ("years", rf"(?P<big>{a}) (?:{said['year']})"),
        ("span", rf"(?P<big>{a})(?:{spans})"),
        ("count", rf"(?P<big>{a})"),
    )
    return tuple((kind, compiled(pattern, re.IGNORECASE)) for kind, pattern in rules)
