"""In a narrow column articles are let go where they would make a title longer, as few of them as that takes."""

from __future__ import annotations

import pytest

from brochure.render.titles import headed, loosened, tied, together


@pytest.mark.parametrize(
    ("title", "letters", "let_go"),
    [
        ("Accès aux données, outils et briques techniques de l’État", 16, ["aux données,"]),
        ("Accès aux données, outils et briques techniques de l’État", 60, []),
        # Its first line would be a short word alone, of as many lines.
        ("Accès aux données, outils et briques techniques de l’État", 17, ["aux données,"]),
        (
            "Mesurer, comparer, décider, et recommencer tant que le service ne rend pas",
            22,
            ["et recommencer", "que le service"],
        ),
        ("Coaching et stratégie de croissance du projet", 14, []),
        ("Le pont", 7, []),
    ],
)
def test_as_few_words_are_let_go_as_make_a_title_longer(title: str, letters: int, let_go: list[str]) -> None:
    runs = together(title, "fr")
    kept = loosened(title, runs, lambda line: len(line) <= letters)
    assert [title[slice(*run)] for run in runs if run not in kept] == let_go


def test_what_stays_together_is_bound_by_its_space() -> None:
    """The letters and their order stay; without a column, and beside markup, all stand together as before."""
    title = "Accès aux données, outils et briques"
    narrow = tied(title, "fr", lambda line: len(line) <= 16)
    assert narrow == "Accès aux données, outils et\u00a0briques"
    assert tied("<b>Accès</b> aux données", "fr", lambda line: False) == tied("<b>Accès</b> aux données", "fr")


@pytest.mark.parametrize(
    ("title", "letters", "called"),
    [
        ("Le pont", 20, "Le pont"),
        ("Le pont de bois : histoire d’un chantier", 20, "Le pont de bois"),
        ("Le pont – histoire d’un chantier", 20, "Le pont"),
        ("Pont : histoire d’un chantier", 20, "Pont : histoire…"),
        ("Comment une ville a ouvert avec ses habitants une maison", 30, "Comment une ville a ouvert…"),
        ("Anticonstitutionnellement", 9, ""),
    ],
)
def test_at_the_edge_of_the_pages_a_long_title_has_a_short_name(title: str, letters: int, called: str) -> None:
    assert headed(title, "fr", lambda text: len(text) <= letters) == called
