"""Keys of a site as titles of a page: in its language, where they are English."""

from __future__ import annotations

import pytest

from brochure.placing.names import in_words
from brochure.placing.said import title_of, translations


def test_every_language_has_a_word_for_every_name() -> None:
    found = translations()
    assert len(found) == 12
    assert all(set(words) == set(found["fr"]) and all(words.values()) for words in found.values())


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("duree", "fr", "Durée"), ("duree-totale", "fr", "Durée totale"), ("dureeTotale", "fr-CA", "Durée totale"),
        ("prerequis", "fr", "Prérequis"), ("date_debut", "fr", "Date début"), ("PREREQUIS", "fr", "PREREQUIS"),
        ("oeffnungszeiten", "de", "Öffnungszeiten"), ("gebuehr_ermaessigt", "de", "Gebühr ermäßigt"),
        ("ueber-uns", "de", "Über uns"), ("publico", "es", "Público"), ("duracion", "es", "Duración"),
        ("duracao", "pt", "Duração"), ("modalita", "it", "Modalità"), ("dlugosc", "pl", "Długość"),
        ("maalgruppe", "da", "Målgruppe"), ("malgrupp", "sv", "Målgrupp"), ("kohderyhma", "fi", "Kohderyhmä"),
        ("uroven", "cs", "Úroveň"), ("durée", "fr", "Durée"), ("rythme", "fr", "Rythme"), ("duree", "hu", "Duree"),
        ("opening-hours", "en", "Opening hours"), ("maxGroupSize", "en", "Max group size"),
    ],
)  # fmt: skip
def test_a_key_without_accents_is_a_title_with_them(name: str, language: str, said: str) -> None:
    assert title_of(name, language) == said


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("department", "fr", "Service"), ("Department", "fr-CA", "Service"), ("events", "de", "Veranstaltungen"),
        ("impact", "pl", "Wpływ"), ("goals", "es", "Objetivos"),
        # English stays in English; words of the language, and what has no translation, are printed as they are.
        ("department", "en", "Department"), ("events", "hu", "Events"), ("niveau", "fr", "Niveau"),
        ("info-sections", "fr", "Info sections"),
    ],
)  # fmt: skip
def test_a_key_is_a_title_in_the_language_of_its_page(name: str, language: str, said: str) -> None:
    assert title_of(name, language) == said
    assert title_of(name, "en") == in_words(name)
