"""What somebody says: how its lines end, and who says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.seen import Pages, lines

SAID = "We learned more in two months than in the two years before."
LEARNED = "Nous avons appris plus de choses en deux mois que dans les deux ans d’avant."
MORE = "A way in for all who come here to mend what is broken on the first of the evenings of a week."


def pages_of(folder: Path, text: str, size: str, language: str) -> Pages:
    """Build a brochure."""
    (folder / "brochure.yaml").write_text(f"language: {language}\ndate: 2026-01-01\nformat: {size}\n", "utf-8")
    (folder / "a.md").write_text(text, encoding="utf-8")
    outcome = build(Job(folder / "a.md", folder, folder / "brochure.yaml", folder / "out"))
    assert outcome.output is not None
    return Pages(outcome.output.path)


def said(pages: Pages) -> list[str]:
    """Give the lines of what is set large, on the pages between the covers."""
    inside = range(1, len(pages) - 1) if len(pages) > 2 else range(len(pages))
    return [line for number in inside for line in lines(run for run in pages.runs(number) if run.size > 13)]


ARTICLES = {"the", "a", "of", "on", "les", "la", "de"}


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
@pytest.mark.parametrize("after", ["", "Bring tools. " * 16 + "\n"], ids=["alone", "followed"])
@pytest.mark.parametrize(("words", "language"), [(SAID, "en"), (LEARNED, "fr")])
def test_no_line_of_a_quotation_ends_in_an_article(
    tmp_path: Path, words: str, language: str, after: str, size: str
) -> None:
    """On a page of its own, and where it shares one; an article stands with its noun, a number with what it counts."""
    front = f'title: A\nquote: {{quote: "{words}", name: Camille, desc: guest}}'
    pages = pages_of(tmp_path, f"---\n{front}\n---\n\n{after}", size, language)
    found = said(pages)
    assert words.split()[-1] in " ".join(found)
    assert [line for line in found if line.split()[-1].casefold() in ARTICLES] == []


@pytest.mark.parametrize("size", ["a5", "letter", "square"])
def test_no_line_of_one_of_several_quotations_ends_in_an_article(tmp_path: Path, size: str) -> None:
    items = ", ".join(f'{{quote: "{words}", name: Ada}}' for words in (SAID, MORE, SAID))
    pages = pages_of(tmp_path, f"---\ntitle: A\nquotes: {{list: [{items}]}}\n---\n", size, "en")
    assert [line for line in said(pages) if line.split()[-1] in ARTICLES] == []


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
def test_no_line_of_a_quotation_that_shares_a_page_is_a_stump(tmp_path: Path, size: str) -> None:
    """Where it has one beside its sign, that stands over it, and the lines have the measure."""
    front = f'title: A\nquote: {{quote: "{SAID}", name: Camille, desc: guest}}'
    found = said(pages_of(tmp_path, f"---\n{front}\n---\n\n{'Bring tools. ' * 16}\n", size, "en"))
    words = [line for line in found if line in SAID]
    assert sum(map(len, words)) + len(words) - 1 == len(SAID)
    assert min(map(len, words)) > 0.45 * max(map(len, words))


def test_statements_of_few_words_have_no_stump(tmp_path: Path) -> None:
    """On no line of the items of an introduction, which say no more than their names, stands a word or two alone."""
    text = (
        "---\ntitle: A\ndesc: |\n  Tenir.\n\n  - Nous partons du vécu\n  - Nous partageons ce que nous apprenons\n---\n"
    )
    assert "ce que" not in said(pages_of(tmp_path, text, "a5", "fr"))
