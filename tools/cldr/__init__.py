"""The tables of what a language writes its numbers, lengths of time and dates with, made from CLDR.

From Babel come plurals, units, signs of numbers, months and weeks; from `cut.json`, which is cut from the packages
cldr-units-full and cldr-misc-full of the npm registry, the cases of units and the quotation marks, which Babel has not;
from `written.yaml` what CLDR does not hold. `make cldr` writes them, and a test finds them as they would be written.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, core, localedata

HERE = Path(__file__).parent
TABLES = Path(__file__).parents[2] / "brochure" / "load" / "cldr"
UNITS = ("day", "week", "month", "year")
# CLDR names Norwegian, and the Chinese of the mainland, otherwise.
NPM = {"nb": "no", "zh-Hans": "zh"}


def languages() -> list[str]:
    """Give the languages of the catalogue, as BCP 47 tags."""
    return sorted(_read("written.yaml"))


def _read(name: str) -> dict[str, Any]:
    text = (HERE / name).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def table(language: str) -> dict[str, Any]:
    """Make the table of one language."""
    locale = Locale.parse(language.replace("-", "_"))
    cut, written = (
        json.loads((HERE / "cut.json").read_text(encoding="utf-8"))[language],
        _read("written.yaml")[language],
    )
    say = {unit: _said(locale, written, unit) for unit in UNITS}
    read, whole = _names(locale, cut, written, say)
    symbols = locale.number_symbols["latn"]
    return {
        "plural": [[tag, rule] for tag, rule in locale.plural_form.abstract],
        "say": say,
        "read": read,
        "whole": whole,
        "halves": sorted(filter(None, written.get("and a half", "").split("|"))),
        "numbers": _numbers(written),
        "about": sorted(filter(None, written.get("about", "").split("|"))),
        "to": sorted(filter(None, written.get("to", "").split("|"))),
        "or": sorted(filter(None, written.get("or", "").split("|"))),
        "and": _between(locale.list_patterns["standard"]["2"]),
        "magnitudes": sorted(_magnitudes(locale)),
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "percent": re.sub("[#,0.]+", "{0}", _plain(locale.percent_formats[None].pattern)),
        "quotes": cut["quotes"],
        "months": dict(sorted(_months(locale), key=lambda pair: (pair[1], pair[0]))),
        "quarters": dict(sorted(_quarters(locale))),
        "dates": _dates(locale),
        "particles": sorted(_particles(locale)),
        "week": [_letters(locale.days["stand-alone"]["narrow"][day]) for day in range(7)],
        "first": _first(language),
        "rtl": locale.text_direction == "rtl",
    }


def _plain(text: str) -> str:
    """Fold a text as `brochure.load.cldr.folded` does: without marks of direction, composed."""
    return unicodedata.normalize("NFC", re.sub("[\u200e\u200f\u061c]", "", text))


def _letters(text: str) -> str:
    """Give the letters of a text without marks over or under them: drawings are set letter by letter."""
    return "".join(sign for sign in text if not unicodedata.category(sign).startswith("M"))


def _between(pattern: str) -> str:
    return _plain(pattern.replace("{0}", "").replace("{1}", "")).strip()


def _magnitudes(locale: Locale) -> set[str]:
    """Give what makes a thousand, or more, of a number that it stands behind."""
    formats = [locale.compact_decimal_formats[width] for width in ("long", "short")]
    patterns = [str(one.pattern) for found in formats for row in found.values() for one in row.values()]
    names = {" ".join(re.sub("[0.'\u00a0]+", " ", _plain(pattern)).lower().split()).strip(".") for pattern in patterns}
    return {name for name in names if name}


def _said(locale: Locale, written: Mapping[str, Any], unit: str) -> dict[str, str]:
    own = written.get("say", {}).get(unit)
    patterns = own or locale._data["unit_patterns"][f"duration-{unit}"]["long"]
    return {tag: _plain(pattern) for tag, pattern in sorted(dict(patterns).items()) if tag != "per"}


def _names(
    locale: Locale, cut: Mapping[str, Any], written: Mapping[str, Any], say: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, str], dict[str, list[object]]]:
    """Give the names of units that stand beside a number, and the words that are a length of time by themselves."""
    names: dict[str, str] = {}
    whole: dict[str, list[object]] = {}
    for unit in UNITS:
        patterns = [*say[unit].items()]
        for width in ("long", "short"):
            found = dict(locale._data["unit_patterns"][f"duration-{unit}"][width])
            patterns += [(tag, pattern) for tag, pattern in found.items() if tag != "per"]
        patterns += [(key.rpartition("-")[2], pattern) for key, pattern in cut["cases"][unit].items()]
        for tag, pattern in patterns:
            plain = " ".join(_plain(pattern).lower().split())
            if "{0}" in plain:
                names.setdefault(plain.replace("{0}", "").strip(" .-"), unit)
            else:
                whole.setdefault(plain, [{"one": 1, "two": 2}[tag], unit])
        for name in _plain(str(written.get(unit, ""))).lower().split():
            names.setdefault(name, unit)
    for told in (written.get("half", {}), written.get("whole", {})):
        for phrase, length in told.items():
            number, unit = length.split()
            whole[_plain(phrase).lower()] = [float(number) if "." in number else int(number), unit]
    for name, units in _narrow(locale).items():
        if len(units) == 1:
            names.setdefault(name, *units)
    # One letter may mean anything, and "a" stands between two numbers as well.
    names = {name: unit for name, unit in names.items() if len(name) > 1 or unicodedata.category(name) == "Lo"}
    return dict(sorted(names.items())), dict(sorted(whole.items()))


def _narrow(locale: Locale) -> dict[str, set[str]]:
    """Give the shortest names of units, each with what it may mean: in Hebrew one is that of a week and of a year."""
    found: dict[str, set[str]] = {}
    for unit in UNITS:
        for tag, pattern in dict(locale._data["unit_patterns"][f"duration-{unit}"]["narrow"]).items():
            name = " ".join(_plain(pattern).lower().split()).replace("{0}", "").strip(" .-")
            if tag != "per" and "{0}" in pattern:
                found.setdefault(name, set()).add(unit)
    return found


def _numbers(written: Mapping[str, Any]) -> dict[str, int]:
    rows = enumerate(str(written.get("numbers", "")).split(), 1)
    found = {_plain(name).lower(): number for number, names in rows for name in names.split("/")}
    return found | {name.replace("-", " "): number for name, number in found.items()} | written.get("more", {})


def _first(language: str) -> int:
    """Give the first day of the week, 0 for Monday, where the language is most spoken; English and Portuguese are at
    home on both sides of an ocean, so that only a region tells.
    """
    if language in ("en", "pt"):
        return 0
    tag = language.replace("-", "_")
    likely = core.get_global("likely_subtags").get(tag, tag)
    return regions().get(likely.rpartition("_")[2], 0)


@cache
def regions() -> dict[str, int]:
    """Give the regions whose weeks do not begin on a Monday, with the first day of theirs."""
    found: dict[str, int] = {}
    for tag in sorted(localedata.locale_identifiers()):
        region = tag.rpartition("_")[2]
        if len(region) == 2 and region.isupper():
            found[region] = Locale.parse(tag).first_week_day
    return {region: day for region, day in sorted(found.items()) if day}


def _particles(locale: Locale) -> set[str]:
    """Give the words that stand in a date beside its figures and its month: names of days, and what patterns hold."""
    patterns = [locale.date_formats[width].pattern for width in ("full", "long", "medium")]
    names = [part for pattern in patterns for part in re.findall("'[^']+'|[^\x00-\x7f]+", pattern)]
    # Of this era; Thai has its own beside it, the Buddhist one.
    names += [locale.eras[width][1] for width in ("wide", "abbreviated")] + ["พ.ศ."] * (locale.language == "th")
    # What stands behind the name of a day without a space.
    glued = re.search("EEEE([^\x00-\x7f]+)", locale.date_formats["full"].pattern)
    for days in locale.days.values():
        names += [f"{name}{glued[1]}" for name in days["wide"].values() if glued]
        names += [name for width in ("wide", "abbreviated") for name in days[width].values()]
    return {word for name in names for word in re.findall(r"[^\W\d_]+", _plain(name).casefold())}


def _quarters(locale: Locale) -> Iterator[tuple[str, int]]:
    for contexts in locale.quarters.values():
        for width in ("wide", "abbreviated"):
            for number, name in contexts[width].items():
                yield " ".join(_plain(name).casefold().split()), number
    # Known in every language.
    yield from ((f"q{number}", number) for number in range(1, 5))


def _months(locale: Locale) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    # Some languages write more than a blank round the name of a month: Hebrew before it, Basque behind it.
    around = re.search("(?:^|[ '])([^' ]*)'?MMMM(?:'([^' ]+)')?", locale.date_formats["long"].pattern)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                plain = _plain(name).casefold().strip(".")
                if plain not in seen and not plain.isdigit():
                    seen.add(plain)
                    yield plain, number
                    if around and (around[1] or around[2]):
                        yield f"{around[1]}{plain}{around[2] or ''}", number


def _dates(locale: Locale) -> dict[str, Any]:
    """Give how a day and a month are written, and the names of months in either."""
    # English stands for that of most countries: the day before the month.
    of = Locale.parse("en_GB") if locale.language == "en" else locale
    patterns = {"day": of.date_formats["long"].pattern, "month": of.datetime_skeletons["yMMMM"].pattern}
    found: dict[str, Any] = {}
    for name, pattern in patterns.items():
        context = "stand-alone" if "LLLL" in pattern else "format"
        named = "MMM" in pattern or "LLL" in pattern
        names = [_plain(of.months[context]["wide"][number]) if named else str(number) for number in range(1, 13)]
        found[name] = [_filling(pattern, of.eras["abbreviated"][1]), names]
    return found


def _filling(pattern: str, era: str) -> str:
    """Give a pattern of CLDR as one of Python, with a field for day, month and year."""
    fields = {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}", "G": era}
    runs = re.finditer(r"'([^']*)'|(d+|M+|L+|y+|G+|.)", pattern.replace("''", "\u2019"))
    return _plain("".join(run[1] if run[2] is None else fields.get(run[2][0], run[2]) for run in runs))


def written(language: str) -> str:
    """Give the text of a language's table."""
    rows = (f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in table(language).items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def tables() -> dict[str, str]:
    """Give the text of each table, by the name of its file."""
    found = {f"{language}.json": written(language) for language in languages()}
    return found | {"regions.json": json.dumps(regions(), indent=1) + "\n"}


def cut(folder: Path) -> None:
    """Cut from the unpacked packages cldr-units-full and cldr-misc-full in a folder what the tables need of them."""
    found: dict[str, Any] = {}
    for language in languages():
        name = NPM.get(language, language)
        units, misc = (
            json.loads((folder / package / "main" / name / f"{file}.json").read_text(encoding="utf-8"))["main"][name]
            for package, file in (("cldr-units-full", "units"), ("cldr-misc-full", "delimiters"))
        )
        cases: dict[str, dict[str, str]] = {}
        for unit in UNITS:
            patterns = units["units"]["long"][f"duration-{unit}"]
            cases[unit] = {key: text for key, text in patterns.items() if re.match("(?!unitPattern).*-count-", key)}
        marks = misc["delimiters"]
        names = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")
        found[language] = {"cases": cases, "quotes": [marks[mark] for mark in names]}
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / "cut.json").write_text(text + "\n", encoding="utf-8")
