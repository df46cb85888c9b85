"""Percentages and durations as authors write them."""

from __future__ import annotations

import pytest

from brochure.load.quantity import Duration, Statistic, bold_statistic, read_duration, read_percent


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


@pytest.mark.parametrize("text", ["Durée indéterminée", "un an et demi", "0 mois", "18 à 12 mois", "2", "mois", ""])
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
    assert bold_statistic("Plus de 60 % des EIG restent") == Statistic(60, "Plus de 60 % des EIG restent")
    assert [bold_statistic(text) for text in ("60 %", "ni chiffre", "60 % ou 70 % des cas")] == [None, None, None]


@pytest.mark.parametrize("sign", ["+", "-", "−", "–"])
def test_a_change_is_no_share(sign: str) -> None:
    """What grew by five per cent is no ring filled to five per cent."""
    assert bold_statistic(f"{sign}5 % de départs") is None
    assert read_percent(f"{sign}5 %") is None
