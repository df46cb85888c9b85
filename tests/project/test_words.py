"""Names under `words` in brochure.yaml that nothing prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.project.sources import read
from brochure.vocabulary.job import Job


def told(root: Path, words: str) -> list[str]:
    (root / "a.md").write_text("---\ntitle: A house\n---\n", encoding="utf-8")
    (root / "brochure.yaml").write_text(f"language: en\nwords: {words}\n", encoding="utf-8")
    found = read(Job(root / "a.md", root, root / "brochure.yaml", root / "out")).problems
    return [f"{problem.place.line}:{problem.place.column} {problem.message}" for problem in found]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("{numbers: Figures, qr: 'Code {address}', questions: Asked}", []),
        ("{nubmers: Figures}", ["2:9 unknown key 'words.nubmers': did you mean 'words.numbers'?"]),
        ("{numbers: Figures, weather: Rain}", ["2:27 unknown key 'words.weather'"]),
    ],
)
def test_a_name_that_nothing_prints_is_told(tmp_path: Path, words: str, wanted: list[str]) -> None:
    assert told(tmp_path, words) == wanted


def test_a_template_of_the_project_may_print_a_name_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    assert told(tmp_path, "{weather: Rain}") == []


def test_a_section_of_the_project_may_have_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    declared = "about: Rooms.\nafter: introduction\nwords: {en: {weather: Rain}}\nkeys: {title: line}\n"
    (tmp_path / "sections/rooms.yaml").write_text(declared, encoding="utf-8")
    assert told(tmp_path, "{weather: Rain, rooms: Rooms}") == []


def test_a_slip_is_told_with_templates_of_the_project_too(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    assert told(tmp_path, "{nubmers: Figures}") == ["2:9 unknown key 'words.nubmers': did you mean 'words.numbers'?"]
