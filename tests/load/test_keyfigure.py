"""What kind of number a key figure is: each writing that is read, and beside it one that must not be."""

from __future__ import annotations

import pytest

from brochure.load.keyfigure import KeyFigure, read_figure


def read(text: str, language: str = "fr", counted: str = "choses") -> KeyFigure:
    return read_figure(text, counted, language)


KINDS = [
    ("fr", "2e sur 27", "rank", (2, 27)),
    ("fr", "1er sur 5", "rank", (1, 5)),
    ("en", "3rd of 27", "rank", (3, 27)),
    ("de", "2. von 27", "rank", (2, 27)),
    ("es", "2º de 27", "rank", (2, 27)),
    ("it", "2º su 27", "rank", (2, 27)),
    ("fr", "4 sur 5", "part", (4, 5)),
    ("en", "4 out of 5", "part", (4, 5)),
    ("en", "1 in 3", "part", (1, 3)),
    ("de", "4 von 5", "part", (4, 5)),
    ("es", "2 de 3", "part", (2, 3)),
    ("it", "4 su 5", "part", (4, 5)),
    ("nl", "4 van de 5", "part", (4, 5)),
    ("pt", "2 em cada 3", "part", (2, 3)),
    ("sv", "2/3", "part", (2, 3)),
    ("fr", "¾", "part", (3, 4)),
    ("fr", "1 pour 8", "ratio", (8,)),
    ("en", "1 for every 8", "ratio", (8,)),
    ("de", "1 zu 8", "ratio", (8,)),
    ("fr", "×3", "times", (3,)),
    ("fr", "x 2,5", "times", (2.5,)),
    ("en", "3x", "times", (3,)),
    ("fr", "15 à 20", "range", (15, 20)),
    ("fr", "de 15 à 20 lieux", "range", (15, 20)),
    ("fr", "60 à 70 %", "range", (60, 70)),
    ("fr", "entre 15 et 20", "range", (15, 20)),
    ("fr", "1 000–2 000", "range", (1000, 2000)),
    ("en", "between 15 and 20", "range", (15, 20)),
    ("de", "15 bis 20", "range", (15, 20)),
    ("es", "15 a 20", "range", (15, 20)),
    ("fr", "+12 %", "change", (12,)),
    ("fr", "−18\u202f%", "change", (-18,)),
    ("fr", "- 18 %", "change", (-18,)),
    ("fr", "60\u00a0%", "share", (60,)),
    ("fr", "92,5 %", "share", (92.5,)),
    ("fr", "0 %", "share", (0,)),
    ("fr", "3,2 M€", "money", (3.2,)),
    ("fr", "12 000 €", "money", (12000,)),
    ("en", "€3.2m", "money", (3.2,)),
    ("de", "3,2 Mio. €", "money", (3.2,)),
    ("fr", "39 ans", "years", (39,)),
    ("it", "39 anni", "years", (39,)),
    ("fr", "48 h", "span", (48,)),
    ("en", "48 hours", "span", (48,)),
    ("de", "10 Monate", "span", (10,)),
    ("fr", "206", "count", (206,)),
    ("fr", "1 234 567", "count", (1234567,)),
    ("en", "12,400", "count", (12400,)),
    ("de", "12.400", "count", (12400,)),
]


@pytest.mark.parametrize(("language", "text", "kind", "values"), KINDS)
def test_a_number_is_of_the_kind_that_its_writing_says(
    language: str, text: str, kind: str, values: tuple[float, ...]
) -> None:
    figure = read(text, language)
    assert (figure.kind, figure.values) == (kind, values)


@pytest.mark.parametrize(("language", "text", "kind", "values"), KINDS)
def test_nothing_of_a_writing_is_lost(language: str, text: str, kind: str, values: tuple[float, ...]) -> None:
    figure = read(text, language)
    assert figure.before + figure.numeral + figure.ordinal + figure.after == text


BARE = (
    "28e sur 27 | 2ᵉ place | 0 sur 0 | 6 sur 5 | 4 of 5 | 12k | 7/7 | 24/7 | 24h/24 | 4,5/5 | 2 pour 8 | 1 pour 1 "
    "| ×1 | ×0,5 | 3 fois | 20 à 15 | 15 et 20 | 15 ou 20 | 2019 à 2023 | 2019-2023 | 15 à 20 h | 60 à 120 % | "
    "+12 | +12 points | −120 % | ± 5 % | −5 à −10 % | 120 % | 1 060 % | plus de 60 % | ≈ 60 % | < 5 % | "
    "60 % et 70 % | 60 ‰ | 3,2 M | 3,2 m | 12 km | 1 an | 2,5 ans | 39 ans et demi | 1 h | 1 h 30 | 1998 | 2024 | "
    "0 | 1 | 007 | 12.400 | 3,125 | 1,234,567 | −3 | plus de 300 | ≈ 206 | 206+ | 206 km | n° 12 | 12 34 56 | "
    "01 23 45 67 89 | Gratuit |  | % | ½ litre"
)
OTHERWISE = [("sv", "4 av 5"), ("en", "1 to 8"), ("en", "12.400"), ("de", "12,400")]


@pytest.mark.parametrize(("language", "text"), [*(("fr", text) for text in BARE.split(" | ")), *OTHERWISE])
def test_what_may_mean_something_else_is_not_drawn(language: str, text: str) -> None:
    """A number out of its bounds, of another language, of the clock or the calendar; a bound, a part of a number."""
    figure = read(text, language)
    assert (figure.kind, figure.values) == ("bare", ())
    assert figure.before + figure.numeral + figure.after == text


@pytest.mark.parametrize(
    "counted",
    ["millions d’euros", "% des habitants", "numéro de la ligne", "points de plus", "numéro d’urgence", "milliers"],
)
def test_a_number_that_is_no_count_by_its_label_is_not_drawn(counted: str) -> None:
    assert read("12", counted=counted).kind == "bare"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("2e sur 27", ("", "2", "e", " sur 27")),
        ("de 15 à 20 lieux", ("de ", "15", "", " à 20 lieux")),
        ("60\u202f%", ("", "60", "", "\u202f%")),
        ("3,2 M€", ("", "3,2", "", " M€")),
        ("−18 %", ("", "−18", "", " %")),
        ("Plus de 300 lieux", ("Plus de ", "300", "", " lieux")),
        ("≈ 5 °C", ("", "≈ 5", "", " °C")),
        ("1 234 567", ("", "1 234 567", "", "")),
        ("4, 7/5", ("", "4, 7/5", "", "")),
        ("May 3, 2024", ("May ", "3, 2024", "", "")),
    ],
)
def test_the_numeral_is_told_from_what_stands_beside_it(text: str, pieces: tuple[str, ...]) -> None:
    figure = read(text)
    assert (figure.before, figure.numeral, figure.ordinal, figure.after) == pieces


@pytest.mark.parametrize(
    ("counted", "people"),
    [
        ("des habitants", True), ("familles", True), ("of our volunteers", True), ("Schülerinnen", True),
        ("de mujeres", True), ("trajets", False), ("d’examens réussis", False), ("apparentes", False),
    ],
)  # fmt: skip
def test_people_are_told_from_things(counted: str, people: bool) -> None:
    assert read("4 sur 5", counted=counted).people is people


@pytest.mark.parametrize(
    ("text", "whole"), [("48 h", 24), ("45 min", 60), ("10 jours", 7), ("10 mois", 12), ("6 semaines", 0)]
)
def test_a_length_of_time_has_its_next_whole(text: str, whole: int) -> None:
    """No whole number of weeks makes a month."""
    assert read(text).whole == whole


@pytest.mark.parametrize(("language", "text", "unit"), [("fr", "3,2 M€", "{} M€"), ("en", "€3.2m", "€{}m")])
def test_the_unit_of_an_amount_stands_where_the_author_put_it(language: str, text: str, unit: str) -> None:
    assert read(text, language).unit == unit


@pytest.mark.parametrize(
    ("counted", "people"),
    [
        ("des participants reviennent avec un ami", True),
        ("of our staff work with children", True),
        ("du temps avec les usagers", False),
        ("of the time with users", False),
        ("des défis relevés par des agents", False),
        ("der Zeit mit Menschen", False),
        ("pour les femmes", False),
    ],
)
def test_people_are_drawn_where_they_are_what_is_counted(counted: str, people: bool) -> None:
    assert read_figure("80 %", counted, "fr").people is people


@pytest.mark.parametrize(
    "counted", ["de croissance", "d’augmentation en un an", "of growth", "more visits", "mehr Besuche", "en plus"]
)
def test_a_change_is_drawn_as_no_share(counted: str) -> None:
    """It is no part of a whole; with its sign it is a change."""
    assert read_figure("12,5 %", counted, "fr").kind != "share"
    assert read_figure("+12,5 %", counted, "fr").kind == "change"
    assert read_figure("12,5 %", "des usagers de croissance verte", "fr").kind == "share"
