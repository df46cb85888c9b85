"""Percentages and durations as authors write them."""

from __future__ import annotations

import pytest

from brochure.load.quantity import Duration, Statistic, bold_statistic, read_duration, read_number, read_percent


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("60%", 60),
        ("60 %", 60),
        ("60\u00a0%", 60),
        ("60\u202f%", 60),
        (" 60,5 % ", 60.5),
        ("0.5%", 0.5),
        ("0%", 0),
        ("100 %", 100),
    ],
)
def test_percentages_are_read(text: str, percent: float) -> None:
    """Comma or point, and any space before the sign."""
    assert read_percent(text) == percent


@pytest.mark.parametrize("text", ["206", "101 %", "-5 %", "+60 %", "60 % des EIG", "1 060 %", "", "%"])
def test_what_is_not_a_share_is_not_read(text: str) -> None:
    """A count, a change, more than the whole or a sentence is no percentage to draw."""
    assert read_percent(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("2 mois", 2, 2, "month"),
        ("12 à 18 mois", 12, 18, "month"),
        ("3-4 semaines", 3, 4, "week"),
        ("10 jours", 10, 10, "day"),
        ("un an", 1, 1, "year"),
        ("Six mois", 6, 6, "month"),
        ("1,5\u00a0an", 1.5, 1.5, "year"),
        ("Environ 3 mois (été)", 3, 3, "month"),
        ("entre 2 et 3 ans", 2, 3, "year"),
    ],
)
def test_french_durations(text: str, low: float, high: float, unit: str) -> None:
    """Figures, words and ranges, with any space."""
    assert read_duration(text, "fr") == Duration(low, high, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("12 to 18 months", 12, 18, "month"),
        ("six months", 6, 6, "month"),
        ("A year", 1, 1, "year"),
        ("3–4 weeks", 3, 4, "week"),
        ("6-month", 6, 6, "month"),
    ],
)
def test_english_durations(text: str, low: float, high: float, unit: str) -> None:
    """The same in English, also under a regional tag."""
    assert read_duration(text, "en-GB") == Duration(low, high, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "unit"),
    [
        ("de", "3 Monate", 3, 3, "month"),
        ("de-AT", "zwei bis drei Wochen", 2, 3, "week"),
        ("de", "1,5 Jahre", 1.5, 1.5, "year"),
        ("es", "de 2 a 3 semanas", 2, 3, "week"),
        ("it", "un anno", 1, 1, "year"),
        ("nl", "6 maanden", 6, 6, "month"),
        ("pt-BR", "dois meses", 2, 2, "month"),
        ("de", "1.500 Tage", 1500, 1500, "day"),
        ("en", "2½ years", 2.5, 2.5, "year"),
        ("en", "1 year 6 months", 18, 18, "month"),
        ("fr", "un an et demi", 1.5, 1.5, "year"),
        ("fr", "2 ans et 3 mois", 27, 27, "month"),
        ("cs", "1,5 roku", 1.5, 1.5, "year"),
        ("pl", "pół roku", 0.5, 0.5, "year"),
        ("pl", "od 2 do 5 miesięcy", 2, 5, "month"),
        ("uk", "3 місяці", 3, 3, "month"),
        ("uk", "у 3 місяцях", 0, 0, ""),
        ("de", "in 3 Monaten", 0, 0, ""),
        ("de", "3 Monaten", 3, 3, "month"),
        ("ro", "24 de luni", 24, 24, "month"),
        ("ar", "شهران", 2, 2, "month"),
        ("ar", "٦ أشهر", 6, 6, "month"),
        ("he", "חודשיים", 2, 2, "month"),
        ("fa", "۳ ماه", 3, 3, "month"),
        ("hi", "डेढ़ साल", 1.5, 1.5, "year"),
        ("th", "ประมาณ 6 เดือน", 6, 6, "month"),
        ("ja", "約3か月", 3, 3, "month"),
        ("ja", "２～３週間", 2, 3, "week"),
        ("zh-CN", "两个月", 2, 2, "month"),
        ("zh-TW", "半年", 0.5, 0.5, "year"),
        ("zh-CN", "3月", 0, 0, ""),
        ("ko", "6개월", 6, 6, "month"),
        ("vi", "6 tháng", 6, 6, "month"),
        ("de", "6 months", 6, 6, "month"),
        ("fr", "1.5 years", 1.5, 1.5, "year"),
        ("uk", "3 weeks", 3, 3, "week"),
    ],
)
def test_durations_of_other_languages(language: str, text: str, low: float, high: float, unit: str) -> None:
    """Each in its own words, or in English, in figures of any script; what is not surely a length is none."""
    assert read_duration(text, language) == (Duration(low, high, unit) if unit else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["Durée indéterminée", "1,500 jours", "1.500 jours", "0 mois", "18 à 12 mois", "2", "mois", ""]
)
def test_unsure_durations_are_not_read(text: str) -> None:
    """A duration that would be drawn wrongly is not drawn."""
    assert read_duration(text, "fr") is None


def test_months_are_the_mean_of_a_range() -> None:
    """Units compare in months."""
    assert Duration(12, 18, "month").months == 15
    assert Duration(1, 2, "year").months == 18
    assert Duration(365.2425, 365.2425, "day").months == pytest.approx(12)
    assert Duration(365.2425 / 7, 365.2425 / 7, "week").months == pytest.approx(12)


def test_bold_statistic() -> None:
    """The caption is what follows a percentage, or the whole passage around one; no-break spaces are kept."""
    assert bold_statistic("60% des EIG choisissent de rester dans le secteur public") == Statistic(
        60, "des EIG choisissent de rester dans le secteur public"
    )
    assert bold_statistic("Pour 9,5\u00a0% des « cas\u00a0»") == Statistic(9.5, "Pour 9,5\u00a0% des « cas\u00a0»")
    assert [bold_statistic(text) for text in ("60 %", "ni chiffre", "60 % ou 70 % des cas")] == [None, None, None]


@pytest.mark.parametrize("sign", ["+", "-", "−", "–"])
def test_a_change_is_no_share(sign: str) -> None:
    """What grew by five per cent is no ring filled to five per cent."""
    assert bold_statistic(f"{sign}5 % de départs") is None
    assert read_percent(f"{sign}5 %") is None


UNSURE = [
    "60 à 70 % des élèves", "de 40 à 60 % en un an", "entre 50 et 60 % des cas", "between 50 and 60% of them",
    "50 to 60 % of them", "5–70 % of them", "5-70 % of them", "5 – 70 % of them", "5 %–70 % of them", "50/60 % of them",
    "une hausse de 2 000 % des visites", "2\u00a0000 % des visites", "2\u202f000 % des visites", "2'000 % des visites",
    "2’000 % des visites", "1 050 % de croissance", "1,050 % more", "101 % of them", "250 % de plus",
    "1/3 % of them", "moins de 5 % des cas", "plus de 60 % des cas", "less than 5 % of them", "over 5 % of them",
    "up to 5 % of them", "jusqu’à 5 % des cas", "< 5 % of them", "≥ 5 % of them", "≈ 5 % of them", "~5 % of them",
    "±5 % of them", "− 5 % d’émissions", "- 5 % d’émissions", "environ 5 % des cas", "rund 5 % der Fälle",
    "une baisse de 5 % des cas", "an increase of 5 % in cost", "5 % to 10 of them", "5 % à 7 ans", "5 % points more",
    "1.5 % and 2 of them", "3 %o of them",
]  # fmt: skip


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_no_share_of_a_whole_for_certain_is_not_drawn(text: str) -> None:
    """A range, a bound, a change, a part of another number, more than the whole."""
    assert bold_statistic(text) is None


@pytest.mark.parametrize("before", ["moins de ", "60 à ", "between 50 and ", "2 ", "une hausse de ", "> ", "−"])
def test_what_stands_before_bold_text_counts(before: str) -> None:
    assert bold_statistic("5 % des cas", before) is None
    assert bold_statistic("5 % des cas", "Or, ") == Statistic(5, "des cas")


@pytest.mark.parametrize("after", [" à 70 % des cas", " to 10", "–7", " points"])
def test_what_stands_after_bold_text_counts(after: str) -> None:
    assert bold_statistic("5 %", "", after) is None


@pytest.mark.parametrize(
    ("before", "after", "caption"),
    [
        ("", " des élèves restent. Les autres partent.", "des élèves restent"),
        ("Bilan. ", " des élèves restent.", "des élèves restent"),
        ("Bilan. Ce sont ", " des élèves ! Tous ?", "Ce sont 60 % des élèves !"),
        ("", ": réussite", "réussite"),
    ],
)
def test_a_bold_number_alone_has_the_words_of_its_sentence(before: str, after: str, caption: str) -> None:
    assert bold_statistic("60 %", before, after) == Statistic(60, caption)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("206", 206), ("1 050", 1050), ("1\u202f050 €", 1050), ("1’050 CHF", 1050), ("-3 °C", -3), ("20 m²", 20),
        ("1.5 M", None), ("1.5 million", None), ("3 k", None), ("2 milliards", None), ("10x", None),
        ("1/3", None), ("½", None), ("1½", None), ("< 5", None), ("≈ 5", None), ("moins de 5", None), ("5–70", None),
        ("over 20", None), ("50 à 70", None),
    ],
)  # fmt: skip
def test_a_number_is_read_where_it_is_one(text: str, number: float | None) -> None:
    assert read_number(text, "en") == number


@pytest.mark.parametrize("text", ["⏱ 2 months", "2 months ⏳", "🕐️ 2 months"])
def test_a_sign_beside_a_duration_is_passed_over(text: str) -> None:
    assert read_duration(text, "en") == Duration(2, 2, "month")
