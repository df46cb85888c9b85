"""One content in two languages is two brochures, each with its own words."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from brochure.pipeline import build
from brochure.project import discover
from brochure.vocabulary.tongues import language_in
from tests.pdfreader.reading import Reading


def test_two_languages_are_two_brochures(tmp_path: Path) -> None:
    """Outputs bear the whole name; headings and the language of the PDF follow the name, and `lang` is stronger."""
    (tmp_path / "content").mkdir()
    (tmp_path / "brochure.yaml").write_text("language: fr\nbinding: none\n", encoding="utf-8")
    for name, lang in (("a.fr", ""), ("a.en", ""), ("b.en", "lang: fr\n")):
        text = f"---\ntitle: Port\n{lang}facts: {{place: Quay 7, price: '9'}}\n---\n"
        (tmp_path / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    said = {}
    for job in discover.jobs([], ["screen"], cwd=tmp_path):
        output = build(job).output
        assert output is not None
        reading, document = Reading(output.path.read_bytes()), pypdfium2.PdfDocument(output.path)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        said[output.path.name] = (str(reading.pdf.Root.Lang), "En pratique" in text, "At a glance" in text)
        document.close()
    assert said == {
        "a.en.pdf": ("en", False, True),
        "a.fr.pdf": ("fr", True, False),
        "b.en.pdf": ("fr", True, False),
    }


@pytest.mark.parametrize(
    ("stem", "language"),
    [
        ("a.fr", "fr"),
        ("a.b.pt-br", "pt-BR"),
        ("a.zh_hant", "zh-Hant"),
        ("a.v2", None),
        ("a.bk", None),
        ("fr", None),
        (".fr", None),
        ("a.draft", None),
    ],
)
def test_a_name_says_its_language(stem: str, language: str | None) -> None:
    """Only a code of ISO 639-1 at its end, with a region or a script."""
    assert language_in(stem) == language
