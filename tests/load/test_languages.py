"""The language of a text is told by its script or its little words, and only where it is clear."""

from __future__ import annotations

import pytest
import yaml

from brochure.load.languages import language_of
from tests.world.judging import HERE, Site, sites

# Too few words to tell, or no words of a language that is told.
UNCLEAR = {"short-note", "gezi-tr"}


@pytest.mark.parametrize("site", [pytest.param(site, id=site.name) for site in sites() if site.name not in UNCLEAR])
def test_pages_are_in_the_language_that_they_are_in(site: Site) -> None:
    text = (HERE / site.name / site.file).read_text(encoding="utf-8-sig")
    assert language_of(text, "fr") == site.language


@pytest.mark.parametrize("text", ["", "Programme", "the and of", "a b c d e f g", "the: of: and: is: to: by: with:"])
def test_what_is_not_clear_stays_as_it_is(text: str) -> None:
    assert language_of(text, "de") == "de"


def test_a_text_of_two_languages_stays_in_the_usual_one() -> None:
    french = "le soir, les gens de la ville et des villages sont dans la rue pour la fête "
    assert language_of(french + "the evening of the day is for the people and the town", "fr") == "fr"
    assert language_of(french, "en-GB") == "fr"


def test_keys_are_no_words() -> None:
    assert yaml.safe_load("the: of") == {"the": "of"}
    assert language_of("the: x\nof: x\nand: x\n" * 9, "fr") == "fr"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("町の図書館が夜も開きます", "ja"),
        ("동네 도서관이 저녁에도 문을 엽니다", "ko"),
        ("街区图书馆晚上也开门，欢迎大家来看书", "zh-Hans"),
        ("街區圖書館晚上也開門，歡迎大家來看書", "zh-Hant"),
        ("ห้องสมุดชุมชนเปิดตอนค่ำ", "th"),
        ("मोहल्ले का पुस्तकालय शाम को खुलता है", "hi"),
        ("ספריית השכונה פתוחה בערב", "he"),
        ("مكتبة الحي تفتح أبوابها مساءً", "ar"),
        ("کتابخانهٔ محله شب‌ها باز است", "fa"),
        ("Le mot 図書館 veut dire bibliothèque, et rien de plus", "fr"),
    ],
)
def test_a_script_tells_its_language(text: str, language: str) -> None:
    """Where most of the letters are in it; a word of it within another text tells nothing."""
    assert language_of(text, "fr") == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dílna je ve sklepě. Musím umět s pilou? Všechno vás naučíme.", "cs"),
        ("Ми збираємо дані про доріжки: де вони є.", "uk"),
        ("Читалище „Светлина“ от 9 до 17, длъжност", "bg"),
        ("¿Cuánto cuesta? ¡Nada! Hasta mañana", "es"),
        ("À Noël, l'été indien à El Niño", "fr"),
        ("Open on Sundays", "fr"),
    ],
)
def test_letters_of_few_languages_tell_a_short_text(text: str, language: str) -> None:
    """A page of a few words is not taken for French where its letters are none of French."""
    assert language_of(text, "fr") == language
