"""Words that no line of large type parts: a number from what is counted, a pronoun from its verb."""

from __future__ import annotations

import pytest

from brochure.render.titles import counted, together


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("More in two months than in the two years before.", "en", "More in two~months than in the two~years before."),
        ("Plus en deux mois qu’en 12 ans", "fr", "Plus en deux~mois qu’en 12~ans"),
        ("In <b>zwei Jahren</b>", "de", "In <b>zwei~Jahren</b>"),
        ("Tenfold, or weighty work", "en", "Tenfold, or weighty work"),
        ("Three misunderstandings", "en", "Three misunderstandings"),
    ],
)
def test_a_number_stands_with_what_is_counted_where_a_line_has_room(text: str, language: str, found: str) -> None:
    assert counted(text, language) == found.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("title", "language", "whole"),
    [("Envie de nous rejoindre\u00a0?", "fr", "nous rejoindre"), ("Lust, uns kennenzulernen", "de", "uns")],
)
def test_a_pronoun_stands_with_its_verb(title: str, language: str, whole: str) -> None:
    assert any(whole in title[low:high] for low, high in together(title, language))
