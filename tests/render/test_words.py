"""The catalogues of words: whole, with the names that are filled in, no longer than their places, and read or not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from brochure.project.sources import read
from brochure.render.words import reviewed, words
from brochure.vocabulary.job import Job
from brochure.vocabulary.shipped import TEMPLATES
from brochure.vocabulary.tongues import KNOWN

CATALOGUES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((TEMPLATES / "words").glob("*.yaml"))
}
ENGLISH = CATALOGUES["en"]
# The same in English, and not for want of a translation.
SAME = {
    "Contact",
    "Important",
    "Notes",
    "Program",
    "Programme",
    "Partners",
    "Portrait of {name}",
    "Tip",
    "Note",
    "In detail",
    "Calendar: {date}",
    "{count} phases",
    "{hour}:00",
}
# A heading in its column, a label in its cell, in letters of the Latin script; an ideograph is as wide as two.
LONGEST = {"timeline": 110, "timeline-equal": 90, "to-mark": 60}
USUAL = 48


def test_each_language_has_a_catalogue() -> None:
    """Those that the tool has a table of CLDR for."""
    assert set(CATALOGUES) == KNOWN


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_a_catalogue_has_no_holes(language: str) -> None:
    """Every word that English has is there, and no other, with the same names to fill in."""
    own = CATALOGUES[language]
    assert own.keys() - ENGLISH.keys() == set(), "unknown in en.yaml"
    assert ENGLISH.keys() - own.keys() == set(), f"words that {language}.yaml lacks"
    assert isinstance(own["reviewed"], bool)
    for key, english in ENGLISH.items():
        if key != "reviewed":
            assert sorted(re.findall(r"\{[a-z]+\}", own[key])) == sorted(re.findall(r"\{[a-z]+\}", english)), key


@pytest.mark.parametrize("language", sorted(KNOWN - {"en"}))
def test_a_catalogue_has_no_english_left(language: str) -> None:
    """But for words that are spelt alike."""
    own = CATALOGUES[language]
    left = {key: text for key, text in own.items() if key != "reviewed" and text and text == ENGLISH[key]}
    assert {key: text for key, text in left.items() if text not in SAME} == {}


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_words_are_no_longer_than_their_places(language: str) -> None:
    """Whatever the language."""
    wide = {key: sum(1 + (sign > "\u2e80") for sign in str(text)) for key, text in CATALOGUES[language].items()}
    assert {key: width for key, width in wide.items() if width > LONGEST.get(key, USUAL)} == {}


def test_what_a_catalogue_lacks_is_english(tmp_path: Path) -> None:
    """Without a crash; the project's own catalogue is stronger, under its language or its whole tag."""
    folder = tmp_path / "templates" / "words"
    folder.mkdir(parents=True)
    (folder / "eo.yaml").write_text("numbers: En ciferoj\n", encoding="utf-8")
    (folder / "pt-BR.yaml").write_text("contact: Contato\n", encoding="utf-8")
    esperanto, brazil = words("eo", {}, tmp_path / "templates"), words("pt-BR", {"how": "Como"}, tmp_path / "templates")
    assert (esperanto["numbers"], esperanto["phases"]) == ("En ciferoj", "The phases")
    assert (brazil["contact"], brazil["phases"], brazil["how"]) == ("Contato", "As fases", "Como")
    assert "reviewed" not in brazil
    assert [reviewed(tag, tmp_path / "templates") for tag in ("eo", "fr", "de", "xx")] == [True, True, False, None]


def test_units_and_days_are_those_of_cldr() -> None:
    """As they stand beside many, and from Monday."""
    assert [words("pl", {}, None)[name] for name in ("unit-month", "weekdays")] == ["miesięcy", "P W Ś C P S N"]


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("fr", []),
        ("en-GB", []),
        ("de", [("words-unreviewed", "note", 3)]),
        ("zh-TW", [("words-unreviewed", "note", 3)]),
        ("eo", [("words-missing", "warning", 3)]),
        ("sr-Latn", [("words-missing", "warning", 3)]),
    ],
)
def test_whose_words_nobody_has_read_is_told_once(
    tmp_path: Path, lang: str, wanted: list[tuple[str, str, int]]
) -> None:
    """A note where no speaker has, a warning where there are none, at the line of the language."""
    (tmp_path / "a.md").write_text(f"---\ntitle: A house\nlang: {lang}\n---\n\nA text.\n", encoding="utf-8")
    found = read(Job(tmp_path / "a.md", tmp_path, None, tmp_path / "out")).problems
    assert [(problem.code, problem.severity.value, problem.place.line) for problem in found] == wanted
