"""Every section that is registered, built alone in every format, holds what the house asks of a section."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pypdfium2
import pytest

from brochure.model.project import FORMATS
from brochure.model.themes import themes
from brochure.pipeline import build
from brochure.render.section import Section
from brochure.sections import registry
from brochure.sections.registry import Registry, shipped
from brochure.vocabulary.job import Job
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.shipped import STYLES, TEMPLATES
from tests.sections.sample import Sample

# How PDFium tells of a word parted at the end of a line.
_PARTED = "\x02"
_FAULTS = {"engine-warning", "text-overset", "picture-misplaced", "small-text"}
INSIDE = [section for section in shipped().sections if section.where != "back"]
THEMES = themes(STYLES)


def paired() -> list[tuple[Section, str, str, str]]:
    """Every section in every format, with presets and themes in turn, so that each pair of these two is met."""
    turns = list(product(PRESETS, THEMES))
    return [
        (section, size, *turns[(row + column * 4) % len(turns)])
        for row, section in enumerate(INSIDE)
        for column, size in enumerate(FORMATS)
    ]


def lost(section: Section, folder: Path, size: str = "a5", preset: str = "screen", theme: str = "studio") -> list[str]:
    """Build a section alone and name the words of its content that are on no page."""
    sample = Sample(section, folder)
    content, settings = folder / "a.md", folder / "brochure.yaml"
    content.write_text(sample.text, encoding="utf-8")
    settings.write_text(f"language: en\nformat: {size}\ntheme: {theme}\nassets: ['.']\n", encoding="utf-8")
    outcome = build(Job(content, folder, settings, folder / "out", preset))
    output = outcome.output
    assert output is not None
    # No text off the page or without room, and no rule of a style that the engine did not take.
    assert {problem.code for problem in outcome.problems} & _FAULTS == set()
    document = pypdfium2.PdfDocument(output.path)
    printed = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    there = re.findall(r"\w+", re.sub(_PARTED, "", printed))
    document.close()
    return [word for word in sample.words if word not in there]


@pytest.mark.parametrize(
    ("section", "size", "preset", "theme"), paired(), ids=lambda value: value if isinstance(value, str) else value.name
)
def test_no_word_of_a_section_is_lost(section: Section, size: str, preset: str, theme: str, tmp_path: Path) -> None:
    """Every text that its keys take is printed, whatever the format, the preset and the theme."""
    assert lost(section, tmp_path, size, preset, theme) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("section", "size", "preset", "theme"),
    [case for case in product(INSIDE, FORMATS, PRESETS, THEMES) if case not in paired()],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_no_word_is_lost_in_any_other_way(section: Section, size: str, preset: str, theme: str, tmp_path: Path) -> None:
    """The rest of the whole product."""
    assert lost(section, tmp_path, size, preset, theme) == []


def test_presets_and_themes_are_met_in_pairs() -> None:
    """The cases above leave no pair of a preset and a theme out."""
    assert {(preset, theme) for _, _, preset, theme in paired()} == set(product(PRESETS, THEMES))


@pytest.mark.parametrize("size", ["a5", "leaflet"])
def test_a_section_that_forgets_a_word_is_found(size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken on purpose: a section whose pages and pieces are those of nothing loses all of its words."""
    then = next(section for section in INSIDE if section.name == "then")
    forgetful = replace(then, groups=lambda desk: (), atoms=lambda desk: ())
    known = shipped()
    broken = Registry(tuple(forgetful if one is then else one for one in known.sections), known.between)
    monkeypatch.setattr("brochure.project.sources.sections_of", lambda root: broken)
    assert len(lost(then, tmp_path, size)) == 1


@pytest.mark.parametrize("section", shipped().all, ids=lambda section: section.name)
def test_a_section_is_one_name(section: Section) -> None:
    """Its module or declaration, and its template, bear its name; what it reads it owes, or none of it is text."""
    folder = Path(registry.__file__).parent
    assert any((folder / f"{section.name}{end}").exists() for end in (".py", ".yaml", "/__init__.py"))
    assert (TEMPLATES / "sections" / f"{section.name}.html.j2").is_file()
    assert section.about.endswith(".")


def test_templates_and_styles_belong_to_sections() -> None:
    """None is left of a section that is no more."""
    names = {section.name for section in shipped().all}
    assert {path.name.partition(".")[0] for path in (TEMPLATES / "sections").iterdir()} == names
    assert {path.stem for path in (STYLES / "sections").iterdir()} <= names


def test_the_brochure_has_its_order() -> None:
    """The cover first, the back last, and between them what follows what."""
    assert [section.name for section in shipped().sections] == [
        "cover", "introduction", "numbers", "phases", "how", "then", "features", "people", "prices", "agenda",
        "questions", "quote", "quotes", "gallery", "text", "body", "table", "partners", "facts", "contact", "call",
        "back",
    ]  # fmt: skip
