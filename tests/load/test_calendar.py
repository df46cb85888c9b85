"""Days and times of day: what is surely read, and what is not."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date

from brochure.load.calendar import read_day, read_hours, read_span, read_time, say_dates
from brochure.load.cldr import first_day
from brochure.load.quantity import Duration, read_duration
from brochure.load.rows import read_rows
from brochure.vocabulary.tongues import KNOWN


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "2026-03-14"), ("fr", "14 mars 2026"), ("fr", "samedi 14 mars 2026"), ("en", "14 March 2026"),
     ("en-GB", "March 14, 2026"), ("en", "Saturday, 14th March 2026"), ("de", "14. März 2026"),
     ("es", "14 de marzo de 2026"), ("en", "2026-03-14T09:00"), ("pl", "14 marca 2026 r."),
     ("uk", "14 березня 2026 р."), ("hu", "2026. március 14."), ("lv", "2026. gada 14. marts"),
     ("lt", "2026 m. kovo 14 d."), ("el", "14 Μαρτίου 2026"), ("eu", "2026(e)ko martxoaren 14(a)"),
     ("ca", "14 de març del 2026"), ("he", "14 במרץ 2026"), ("ar", "١٤ مارس ٢٠٢٦"), ("hi", "14 मार्च 2026"),
     ("th", "14 มีนาคม 2569"), ("zh-CN", "2026年3月14日"), ("ja", "2026年3月14日(土)"), ("ko", "2026년 3월 14일"),
     ("vi", "14 tháng 3, 2026"), ("th", "วันเสาร์ที่ 14 มีนาคม พ.ศ. 2569"), ("de", "14.03.2026"), ("cs", "14. 3. 2026"),
     ("bg", "14.3.2026 г."), ("ko", "2026. 3. 14."), ("ja", "2026/03/14"),
     ("es", "mar 14 mar 2026"), ("eo", "14 mars 2026"), ("xx", "March 14, 2026")],
)  # fmt: skip
def test_a_day_is_read(language: str, text: str) -> None:
    """By ISO 8601, or with the name of its month in the language; where that has no table, in French and English."""
    assert read_day(text, language) == date(2026, 3, 14)


@pytest.mark.parametrize(
    "text",
    ["14 mars", "14/03/2026", "03-04-2026", "31 février 2026", "mars 2026", "2026", "", "14 et 15 mars 2026",
     "avant le 14 mars 2026", "14 mars 2026 à 9 h", "14 March 2026"],
)  # fmt: skip
def test_a_day_that_is_not_sure_is_not_read(text: str) -> None:
    """Without its year, in another language, or where day and month may be meant the other way round."""
    assert read_day(text, "fr") is None


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [("fr", "mars 2026", (3, 1), (3, 31)), ("fr", "T2 2026", (4, 1), (6, 30)), ("en", "Q1 2026", (1, 1), (3, 31)),
     ("fr", "2e trimestre 2026", (4, 1), (6, 30)), ("de", "Februar 2026", (2, 1), (2, 28)),
     ("pl", "marzec 2026", (3, 1), (3, 31)), ("ja", "2026年3月", (3, 1), (3, 31)), ("en", "2026-03", (3, 1), (3, 31))],
)  # fmt: skip
def test_a_span_is_read(language: str, text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    """A month, or a quarter, from its first day to its last."""
    assert read_span(text, language) == (date(2026, *first), date(2026, *last))


@pytest.mark.parametrize(
    ("language", "text", "length"),
    [("fr", "mars – juin 2026", Duration(4, 4, "month")), ("fr", "T1 2026", Duration(3, 3, "month")),
     ("en", "Q1–Q2 2026", Duration(6, 6, "month")), ("en", "1 March 2026 to 14 March 2026", Duration(2, 2, "week")),
     ("de", "Januar 2026 bis Dezember 2027", Duration(2, 2, "year")), ("fr", "mars 2026", None),
     ("fr", "du 1er mars au 30 juin 2026", Duration(4, 4, "month")),
     ("ga", "Márta go dtí Meitheamh 2026", Duration(4, 4, "month")),
     ("el", "Μάρτιος έως Ιούνιος 2026", Duration(4, 4, "month")), ("pl", "2026 I kwartał", Duration(3, 3, "month")),
     ("de", "01.03.2026 – 30.06.2026", Duration(4, 4, "month")),
     ("ja", "2026年3月から2026年6月", Duration(4, 4, "month")),
     ("en", "March and June 2026", None), ("de", "31.02.2026 – 30.06.2026", None),
     ("en", "03/04/2026 – 05/06/2026", None),
     ("fr", "juin – mars 2026", None), ("fr", "2025–2026", None), ("en", "Q1", None)],
)  # fmt: skip
def test_dates_of_two_ends_are_a_length_of_time(language: str, text: str, length: Duration | None) -> None:
    """A quarter, too; a month alone may be when something begins."""
    assert read_duration(text, language) == length


@pytest.mark.parametrize(
    ("language", "day"),
    [("fr", 0), ("en", 0), ("en-US", 6), ("pt-BR", 6), ("ar", 5), ("ar-MA", 0), ("he", 6), ("ja", 6)],
)
def test_a_week_begins_where_its_region_says(language: str, day: int) -> None:
    """Of a language alone, where most speak it; of English and Portuguese, on a Monday."""
    assert first_day(language) == day


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9 h", 540), ("9h30", 570), ("9 h 05", 545), ("09:30", 570), ("9:30 pm", 1290), ("12 am", 0), ("midi", 720),
     ("18.15", 1095), ("8 Uhr", 480), ("24:00", 1440), ("9", None), ("25:00", None), ("9:75", None), ("2026", None),
     ("13 pm", None), ("matin", None)],
)  # fmt: skip
def test_a_time_is_read(text: str, minutes: int | None) -> None:
    """With its unit; a figure alone is none."""
    assert read_time(text) == minutes


@pytest.mark.parametrize(
    ("text", "span"),
    [("8 h – 20 h", (480, 1200)), ("9h-12h30", (540, 750)), ("10:00 to 11:00", (600, 660)), ("9 à 18 h", (540, 1080)),
     ("20 h – 8 h", None), ("fermé", None), ("9 h", None), ("9 – 5 pm", None)],
)  # fmt: skip
def test_hours_are_read(text: str, span: tuple[int, int] | None) -> None:
    """From one time to a later one."""
    assert read_hours(text) == span


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_rows_are_parted_by_the_usual_signs(sign: str) -> None:
    """Cells of a row that is short are empty; a line without words is no row."""
    text = f'a{sign}b{sign}c\n1{sign}"x{sign}y"{sign}3\n\n4{sign}5{sign}6\n'
    assert read_rows(text) == [["a", "b", "c"], ["1", f"x{sign}y", "3"], ["4", "5", "6"]]


def test_figures_with_a_decimal_comma_stay_whole() -> None:
    """The sign that parts all lines alike is the one that is meant."""
    assert read_rows("a;b\nx;1,5\ny;2,25\n") == [["a", "b"], ["x", "1,5"], ["y", "2,25"]]


@pytest.mark.parametrize("language", sorted(KNOWN - {"en"}))
def test_a_date_in_figures_is_written_as_its_language_does(language: str) -> None:
    """As Babel writes it, and so that it is read again."""
    locale = Locale.parse(language.replace("-", "_"))
    for day in (date(2026, 3, 14), date(2026, 11, 2)):
        said = say_dates(day.isoformat(), language)
        assert said == "".join(sign for sign in format_date(day, "long", locale=locale) if sign not in "\u200e\u200f")
        assert read_day(said, language) == day


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("2026-05-01", "en", "1 May 2026"),
        ("2026-05-01", "fr", "1er mai 2026"),
        ("2022-02-01 – 2022-09-15", "fr", "1er février – 15 septembre 2022"),
        ("2022-09-15 – 2023-10-01", "de", "15. September 2022 – 1. Oktober 2023"),
        ("2024-01 – 2024-10", "en", "January – October 2024"),
        ("2026-06-05, 2026-06-06", "en", "5 June 2026, 6 June 2026"),
        ("2025-04-26 11:00", "nb", "26. april 2025, 11:00"),
        ("2025-04-26T11:00:00", "en", "26 April 2025, 11:00"),
        # No date, no field of dates alone, a time of another place, a language without a table.
        ("2026-13-01", "en", "2026-13-01"),
        ("from 2026-05-01", "en", "from 2026-05-01"),
        ("0300-2026-05-01", "en", "0300-2026-05-01"),
        ("2025-10-03T19:00:00Z", "en", "2025-10-03T19:00:00Z"),
        ("2026-05-01", "zz", "2026-05-01"),
    ],
)
def test_dates_of_a_field_are_said(text: str, language: str, said: str) -> None:
    assert say_dates(text, language) == said
