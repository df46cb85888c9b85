"""In a narrow column articles are let go where they would make a title longer, as few of them as that takes."""

from __future__ import annotations

import pytest

from brochure.render.titles import loosened, tied, together


@pytest.mark.parametrize(
    ("title", "letters", "let_go"),
    [
        ("Accès aux données, outils et briques techniques de l’État", 16, ["aux données,"]),
        ("Accès aux données, outils et briques techniques de l’État", 60, []),
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
