"""The tables of CLDR: as they would be made today, and what is said with them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.units import format_unit

from brochure.load.calendar import read_day
from brochure.load.cldr import UNITS, tongue
from brochure.load.quantity import Duration, read_duration, read_number, read_percent, told
from brochure.vocabulary.tongues import KNOWN, tongue_of
from tools import cldr

LENGTHS = [(1, "month"), (2, "month"), (5, "month"), (11, "month"), (24, "month"), (1, "week"), (3, "week"),
           (10, "day"), (1, "year"), (2, "year"), (7, "year"), (1.5, "year"), (2.5, "month")]  # fmt: skip


# As authors write them, a row a language: "pół roku = 0.5 year", parted by strokes.
WRITTEN = {
    row.split("|")[0]: [phrase.split(" = ") for phrase in row.split("|")[1:]]
    for row in (Path(__file__).parent / "lengths.txt").read_text(encoding="utf-8").splitlines()
}


def test_the_tables_are_up_to_date() -> None:
    """Made by `make cldr`, one for each language that the tool knows."""
    made = cldr.tables()
    kept = {path.name: path.read_text(encoding="utf-8") for path in cldr.TABLES.glob("*.json")}
    assert kept == made
    assert {name.removesuffix(".json") for name in made} == KNOWN | {"regions"}


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_what_is_said_is_read(language: str) -> None:
    """Each length of time, in the words of the axis and the total, with the plural that Babel would choose."""
    locale = Locale.parse(language.replace("-", "_"))
    for number, unit in LENGTHS:
        said = tongue(language).counted(number, unit)  # type: ignore[arg-type]
        assert read_duration(said, language) == Duration(number, number, unit), said  # type: ignore[arg-type]
        assert tongue(language).plural(number) == locale.plural_form(number), number


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_every_form_of_cldr_is_read(language: str) -> None:
    """Of each unit, in full and short; what is one letter alone may mean anything, and is not read."""
    locale = Locale.parse(language.replace("-", "_"))
    for unit in UNITS:
        for number in (0.5, 1, 1.5, 2, 3, 5, 11, 21, 24, 100):
            for length in ("long", "short", "narrow"):
                said = format_unit(number, f"duration-{unit}", length=length, locale=locale)  # type: ignore[arg-type]
                letters = "".join(sign for sign in said if sign.isalpha())
                read = read_duration(said, language)
                assert read == Duration(number, number, unit) or (read is None and len(letters) == 1), said


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_halves_and_words_are_read(language: str) -> None:
    """Half of one, one and a half, a unit alone, numbers in words, quarters."""
    assert len(WRITTEN[language]) > 5
    for phrase, length in WRITTEN[language]:
        number, unit = length.split()
        assert read_duration(phrase, language) == Duration(float(number), float(number), unit), phrase  # type: ignore[arg-type]


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_every_month_of_cldr_is_read(language: str) -> None:
    """In full, and short, in a date as CLDR writes it."""
    locale = Locale.parse(language.replace("-", "_"))
    for day in (date(2026, month, 17) for month in range(1, 13)):
        for length in ("long", "full"):
            said = format_date(day, length, locale=locale)  # type: ignore[arg-type]
            assert read_day(said, language) == day, said


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_numbers_are_said_and_read(language: str) -> None:
    """With the signs of the language, a percentage whole."""
    of = tongue(language)
    assert read_number(of.number(1234.5), language) == 1234.5
    assert read_percent(of.percent(25.3), language) == 25.3
    assert set(of.said["say"]) == set(UNITS)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "1 month"), ("fr", "1 mois"), ("de", "1 Monat"), ("pl", "1 miesiąc"), ("ar", "شهر"), ("ja", "1 か月")],
)
def test_one_is_not_many(language: str, said: str) -> None:
    """The singular of each language, as content is made with it."""
    assert told(1, "month", language) == said


@pytest.mark.parametrize(
    ("tag", "name"),
    [("fr-CA", "fr"), ("no", "nb"), ("iw", "he"), ("zh", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"),
     ("zh_CN", "zh-Hans"), ("sr-Latn", None), ("eo", None), ("", None)],
)  # fmt: skip
def test_a_tag_leads_to_a_table(tag: str, name: str | None) -> None:
    """By language and script; a second script of a language has none."""
    assert tongue_of(tag) == name


def test_a_build_imports_no_babel() -> None:
    """The tables are made before; nothing at run time needs what made them."""
    code = "import sys, brochure.pipeline, brochure.load.cldr as cldr; cldr.tongue('pl'); print('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
