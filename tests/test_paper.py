"""What is made for paper: words broken in running text alone, addresses printed, in every preset without links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
import pytest

from brochure.pipeline import build
from brochure.render.prose import printed_address
from brochure.vocabulary.job import Job

CONTENT = """---
title: Anticonstitutionnellement incompréhensible
lang: fr
desc: |
  {lead}

  {text} [Le plan](https://exemple.fr/plan/), [un mot](mailto:port@exemple.fr) et https://exemple.fr/tel.

  ---

  Fin.
---
"""
LAST = "administratifs"
WORDS = "Anticonstitutionnellement, l’incompréhensibilité des institutionnalisations internationales émerveille. "


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfDocument:
    folder = tmp_path_factory.mktemp("paper")
    content = folder / "essai.md"
    content.write_text(CONTENT.format(lead=WORDS * 3, text=WORDS * 12), encoding="utf-8")
    (folder / "brochure.yaml").write_text("binding: none\norganisation: {site: https://exemple.fr}\n", encoding="utf-8")
    result = build(Job(content, folder, folder / "brochure.yaml", folder, "press"))
    assert result.output is not None
    return pypdfium2.PdfDocument(result.output.path)


def hyphens(pages: Iterable[pypdfium2.PdfPage]) -> list[float]:
    """The size, in points, of the letter before each hyphen at the end of a line."""
    found = []
    for page in pages:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            if raw.FPDFText_IsHyphen(text.raw, index) == 1:
                matrix = raw.FS_MATRIX()
                raw.FPDFText_GetMatrix(text.raw, index - 1, matrix)
                found.append(raw.FPDFText_GetFontSize(text.raw, index - 1) * abs(matrix.a))
    return found


def test_words_are_broken_in_running_text_and_never_in_titles_or_leads(pages: pypdfium2.PdfDocument) -> None:
    """Every hyphen within stands in text smaller than the smallest lead; on the cover, in a word too wide for it."""
    cover, *within = pages
    sizes = hyphens(within)
    assert len(sizes) > 3
    assert max(sizes) < 10.6
    (size,) = hyphens([cover])
    assert size > 24
    assert "Anticonstitutionnel" in cover.get_textpage().get_text_range()


def test_the_last_word_of_a_paragraph_is_not_broken(tmp_path: Path) -> None:
    """However its line ends; in paragraphs, in items, behind marks; words before it are broken all the same."""
    words = ["Nous", "avançons", "ensemble", "vers", "une", "administration", "numérique", "et", "accueillante."]
    texts = [" ".join([*(words * 3)[: 8 + count % 12], "a" * (count % 7 + 1), LAST]) for count in range(36)]
    marks = [text.replace(LAST, f"**{LAST}**") for text in texts[:6]]
    body = "\n\n".join([*texts, "\n".join(f"- {text}" for text in texts), *marks])
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: Essai\nlang: fr\n---\n\n## Un\n\n{body}\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("binding: none\n", encoding="utf-8")
    result = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path, "press"))
    assert result.output is not None
    document = pypdfium2.PdfDocument(result.output.path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert text.count("\ufffe") > 10
    assert text.count(LAST) == 2 * len(texts) + len(marks)


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_short_quotation_said_large_is_not_broken(tmp_path: Path, size: str) -> None:
    """As titles are not, where its words have room."""
    said = "> La mer a retrouvé sa place et nous savons maintenant vraiment pourquoi elle recommence.\n"
    body = "## Un\n\nVoici.\n\n" + f"{'Le mot administration numérique. ' * 12}\n\n{said}\n" * 3
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: Essai\nlang: fr\n---\n{body}", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"format: {size}\nbinding: none\n", encoding="utf-8")
    result = build(Job(content, tmp_path, tmp_path / "b.yaml", tmp_path, "press"))
    assert result.output is not None
    document = pypdfium2.PdfDocument(result.output.path)
    assert [found for found in hyphens(list(document)[1:-1]) if found > 12] == []
    document.close()


def test_lines_of_a_paragraph_whose_end_is_bound_are_full(tmp_path: Path) -> None:
    """The engine ends none early for its last words: all but the last of a paragraph are nearly as wide as it."""
    said = "y ont montré du doigt ce que plus personne ne voyait : l’anse comblée, la cale déplacée, le ruisseau passé"
    texts = [f"{'n' * (count % 20)} {'des ' * (count // 20)}{said} sous la route." for count in range(1, 120)]
    content = tmp_path / "a.md"
    content.write_text("---\ntitle: Essai\nlang: fr\n---\n\n## Un\n\n" + "\n\n".join(texts), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("format: a4\nbinding: none\n", encoding="utf-8")
    result = build(Job(content, tmp_path, tmp_path / "b.yaml", tmp_path, "press"))
    assert result.output is not None
    document = pypdfium2.PdfDocument(result.output.path)
    pages = [page.get_textpage().get_text_range() for page in document][1:-1]
    document.close()
    lines = [line.strip() for page in pages for line in re.split("[\r\n\ufffe]+", page)]
    assert sum(line.endswith("route.") for line in lines) == len(texts)
    assert [line for line in lines if len(line) < 30 and "," in line and not line.endswith("route.")] == []


def test_addresses_are_printed_where_the_text_does_not_say_them(pages: pypdfium2.PdfDocument) -> None:
    """Without scheme and closing slash; a bare address once."""
    text = "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")
    assert "Le plan (exemple.fr/plan)" in text.replace("plan(", "plan (")
    assert "(port@exemple.fr)" in text
    assert text.count("exemple.fr/tel") == 1


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://exemple.fr/", "exemple.fr"),
        ("http://exemple.fr/a/?q=1", "exemple.fr/a/?q=1"),
        ("mailto:a@exemple.fr?subject=b", "a@exemple.fr"),
        ("#ici", ""),
        ("tel:+33", ""),
        ("", ""),
    ],
)
def test_an_address_is_shown_as_a_reader_types_it(address: str, shown: str) -> None:
    """What leads nowhere from paper is not shown."""
    assert printed_address(address) == shown


def test_a_text_as_large_as_leads_is_not_broken(tmp_path: Path) -> None:
    """Over two pages that it would leave half empty a text is larger; no word goes on over the page."""
    words = ["Nous", "avançons", "ensemble", "vers", "une", "administration", "numérique", "où", "chacun", "s’engage."]
    said = "\n\n".join(" ".join(words[at * at % 9] for at in range(first, first + 55)) for first in range(7))
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: Essai\nlang: fr\n---\n## Un\n\nVoici.\n\n{said}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("binding: none\n", encoding="utf-8")
    result = build(Job(content, tmp_path, tmp_path / "b.yaml", tmp_path, "press"))
    assert result.output is not None
    document = pypdfium2.PdfDocument(result.output.path)
    sizes = {round(found, 1) for found in hyphens(list(document)[1:-1])}
    text = document[2].get_textpage()
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text.raw, 40, matrix)
    assert len(document) == 4
    assert raw.FPDFText_GetFontSize(text.raw, 40) * abs(matrix.a) == pytest.approx(11, abs=0.1)
    assert sizes == set()
    document.close()
