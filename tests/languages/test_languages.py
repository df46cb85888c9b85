"""One content of a few sentences in every language that the tool knows: read, drawn and set in its own ways.

`library.txt` holds a row a language: its tag, a title, a sentence with a quotation within another, what sixty per cent
are, a sentence, three phases, how long they take, a quotation, a date and a place.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import yaml

from brochure.engine.writings import font_of
from brochure.load.calendar import read_day
from brochure.load.cldr import tongue
from brochure.pipeline import build
from brochure.project import discover
from brochure.render.words import words
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.tongues import KNOWN

ROWS = {
    row.split("|")[0]: row.split("|")[1:]
    for row in (Path(__file__).parent / "library.txt").read_text(encoding="utf-8").splitlines()
}
FONTS = {"ar": "Arabic", "fa": "Arabic", "he": "Hebrew", "hi": "Devanagari", "th": "Thai",
         "zh-Hans": "SC", "zh-Hant": "TC", "ja": "JP", "ko": "KR"}  # fmt: skip
# Of their pages viewers give the text as its glyphs lie, in another order or with marks apart.
AS_GLYPHS = {"ar", "fa", "he"}
# One of each kind is tried always.
ALWAYS = ("de", "pl", "el", "tr", "uk", "fi")
LANGUAGES = [
    pytest.param(language, marks=() if language in ALWAYS else pytest.mark.slow, id=language)
    for language in sorted(ROWS)
]


@dataclass(frozen=True)
class Set:
    """A brochure of a language: its text page by page, what was told, and the size of its file."""

    text: str
    told: list[str]
    pages: int


def content(language: str) -> str:
    """Give the content of a language as its author writes it."""
    title, said, share, sentence, *rest = ROWS[language]
    phases, lengths, (quote, day, place) = rest[:3], rest[3:6], rest[6:]
    front = {
        "title": title,
        "lang": language,
        "desc": said,
        "numbers": [{"num": {"tr": "%60", "eu": "% 60"}.get(language, "60%"), "title": share}],
        "phases": [{"title": name, "duration": long} for name, long in zip(phases, lengths, strict=True)],
        "quote": {"text": quote},
        "facts": {"date": day, "place": place},
    }
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, width=1000)}---\n\n{sentence}\n"


@cache
def brochure_in(language: str, folder: Path) -> Set:
    """Build it for the screen."""
    root = folder / language
    (root / "content").mkdir(parents=True)
    settings = "organisation: {name: Quay}\ndate: 2026-01-01\nbinding: none\n"
    (root / "brochure.yaml").write_text(settings, encoding="utf-8")
    (root / "content" / "a.md").write_text(content(language), encoding="utf-8")
    (job,) = discover.jobs([], ["screen"], cwd=root)
    result = build(job)
    assert result.output is not None
    document = pypdfium2.PdfDocument(result.output.path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    told = [problem.code for problem in result.problems if problem.severity is not Severity.NOTE]
    return Set(text, told, len(document))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all of them."""
    return tmp_path_factory.mktemp("languages")


def made(language: str, folder: Path) -> Set:
    """Build a language whose script has a font here."""
    if language in FONTS and font_of(FONTS[language]) is None:
        pytest.skip(f"no font of {FONTS[language]} is installed")
    return brochure_in(language, folder)


def bare(text: str) -> str:
    """Give the letters and figures of a text, whatever stands between them."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LNM")


def test_each_language_has_a_row() -> None:
    """Every one that the tool knows."""
    assert set(ROWS) == KNOWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_found(language: str, folder: Path) -> None:
    """Of each text, in its order; nothing but notes is told."""
    found = made(language, folder)
    assert found.told == []
    if language not in AS_GLYPHS:
        text = bare(found.text)
        assert [part for part in ROWS[language] if bare(part) not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_lost(language: str, folder: Path) -> None:
    """In whatever order a viewer gives them: as often as they are written, at the least."""
    found = Counter(bare(made(language, folder).text))
    assert Counter("".join(map(bare, ROWS[language]))) - found == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_its_language(language: str, folder: Path) -> None:
    """Its headings, its quotation marks, the plural of the sum of all phases; no heading is English."""
    found = made(language, folder)
    own, english = words(language, {}, None), words("en", {}, None)
    printed = bare(found.text)
    # A quotation that shares its page has no heading, and a day that is drawn is not called so.
    names = ("numbers", "phases", "facts", "where")
    if language not in AS_GLYPHS:
        assert [name for name in names if bare(own[name]) not in printed] == []
        assert bare(tongue(language).counted(24, "month")) in printed
    if language != "en":
        assert [name for name in names if own[name] != english[name] and english[name] in found.text] == []
    # Viewers turn the marks of a text that runs from the right, or give them as they look.
    marks = "" if tongue(language).is_rtl else tongue(language).quotes
    assert [mark for mark in marks if mark not in found.text] == []
    assert tongue(language).is_rtl or '"' not in found.text


@pytest.mark.parametrize("language", sorted(ROWS))
def test_its_date_is_read(language: str) -> None:
    """As its author writes it."""
    day = read_day(ROWS[language][-2], language)
    assert day is not None
    assert day.isoformat() == "2026-03-14"
