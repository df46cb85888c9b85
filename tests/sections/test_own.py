"""A project's own sections: three files and no Python, and they are sections like any other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from brochure.api import schema
from brochure.cli import commands
from brochure.model.project import FORMATS
from brochure.pipeline import build
from brochure.project.starter import start_section
from brochure.sections.registry import sections_of
from brochure.vocabulary.job import Job
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import BrochureError, Problem
from tests.pdfreader.reading import Reading
from tests.sections.sample import Sample
from tests.sections.test_contract import THEMES

CONTENT = "---\ntitle: Harbour\nlang: en\ntours:\n  - {name: Quay, text: By boat., link: https://example.org/q}\n---\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project in which a section was started."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(CONTENT, encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("language: en\ndate: 2026-11-01\n", encoding="utf-8")
    start_section(tmp_path, "tours")
    return tmp_path


def made(project: Path, preset: str = "screen", templates: bool = True) -> tuple[str, tuple[Problem, ...], bytes]:
    """Build the content: its text, what was told, the PDF."""
    job = Job(project / "content/a.md", project, project / "brochure.yaml", project / "out", preset, templates)
    result = build(job)
    assert result.output is not None
    pdf = result.output.path.read_bytes()
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\x02", "")
    document.close()
    return text, result.problems, pdf


def told(project: Path) -> list[str]:
    """What stands in the way of a build, or is told of it."""
    try:
        problems = made(project)[1]
    except BrochureError as error:
        problems = error.problems
    return [f"{p.place.line}:{p.place.column}: {p.severity}[{p.code}]: {p.message} ({p.hint})" for p in problems]


def declare(project: Path, text: str, name: str = "tours") -> None:
    (project / "sections" / f"{name}.yaml").write_text(text, encoding="utf-8")


def turns() -> Iterator[tuple[str, str, str]]:
    """Every format, with presets and themes in turn."""
    for number, size in enumerate(FORMATS):
        for step, preset in enumerate(PRESETS):
            yield size, preset, THEMES[(number + step) % len(THEMES)]


@pytest.mark.parametrize(("size", "preset", "theme"), turns())
def test_three_files_are_a_section(project: Path, size: str, preset: str, theme: str) -> None:
    """In each format, preset and theme every word is there; nothing but the three files was written."""
    (project / "brochure.yaml").write_text(
        f"language: en\ndate: 2026-11-01\nformat: {size}\ntheme: {theme}\n", encoding="utf-8"
    )
    (section,) = (one for one in sections_of(project).sections if one.name == "tours")
    sample = Sample(section, project / "content")
    (project / "content" / "a.md").write_text(sample.text, encoding="utf-8")
    text = made(project, preset)[0]
    assert [word for word in sample.words if word not in re.findall(r"\w+", text)] == []


def test_its_tags_are_those_of_any_section(project: Path) -> None:
    """A heading of the second level in a section of its own, the item's below it."""
    tree = Reading(made(project)[2]).tree
    assert tree is not None
    assert [item.all_text.strip() for item in tree.find("H2")] == ["tours"]
    assert [item.all_text.strip() for item in tree.find("H3")] == ["Quay"]


def test_its_keys_are_in_the_schema_and_slips_of_them_are_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`schema content` knows them in the project, and did-you-mean does."""
    monkeypatch.chdir(project)
    assert commands.main(["schema", "content"]) == 0
    assert "tours" in json.loads(capsys.readouterr().out)["properties"]
    (project / "content" / "a.md").write_text("---\ntitle: T\ntuors: [{nmae: Quay}]\n---\n", encoding="utf-8")
    assert told(project) == [
        "3:1: warning[unknown-key]: unknown key 'tuors': did you mean 'tours'? (rename it to 'tours')"
    ]


def test_a_project_that_is_not_trusted_has_its_words_printed_plainly(project: Path) -> None:
    """The declaration is data and is read; a template of the project is code and is not."""
    template = project / "templates/sections/tours.html.j2"
    template.write_text("<section><p>MINE</p></section>", encoding="utf-8")
    assert "MINE" in made(project)[0]
    plain = made(project, templates=False)[0]
    assert ("MINE" in plain, "Quay" in plain, "By boat." in plain) == (False, True, True)


def test_words_that_its_template_leaves_out_are_told(project: Path) -> None:
    """Each value is named at its place, as often as it is lost."""
    template = project / "templates/sections/tours.html.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("{{ item.name }}", ""), encoding="utf-8")
    assert told(project) == [
        "5:12: warning[section-words-lost]: the project's template of 'tours' does not print 'Quay' "
        "(print the value in templates/sections/tours.html.j2, or take it out of the content)"
    ]


def test_it_stands_where_it_says(project: Path) -> None:
    """Directly after the section it names, before what is shipped there; several by their names; the back is last."""
    declare(project, "after: then\nkeys: {text: text}", "zoo")
    declare(project, "after: tours\nkeys: {text: text}", "buses")
    declare(project, "keys: {text: text}", "late")
    names = [section.name for section in sections_of(project).sections]
    assert names[names.index("then") :] == [
        "then", "tours", "buses", "zoo", "features", "people", "prices", "agenda", "questions", "quote", "quotes",
        "gallery", "text", "body", "late", "table", "partners", "facts", "contact", "call", "back",
    ]  # fmt: skip


BROKEN = {
    "after: thenn\nkeys: {text: text}": "1:8: error[section-invalid]: there is no section 'thenn' "
    "(did you mean 'then'?)",
    "after: tours\nkeys: {text: text}": "1:8: error[section-invalid]: 'after' leads in a circle: 'tours'",
    "after: back\nkeys: {text: text}": "1:8: error[section-invalid]: there is no section 'back'",
    "keys: {text: txet}": "1:14: error[section-invalid]: 'keys.text' has no kind of value: \"txet\" "
    "(did you mean 'text'?)",
    "keys: {list: [line, line]}": "1:14: error[section-invalid]: 'keys.list' must hold one item",
    "keys: {a: [{b: [{c: [{d: [{e: [line]}]}]}]}]}": "1:32: error[section-invalid]: 'keys.a.b.c.d.e' is nested too",
    "keys: {1x: line}": "1:8: error[section-invalid]: 'keys.1x' is no name of a key",
    "about: nothing": "None:None: error[section-invalid]: the section has no keys",
    "keys: {text: text}\natoms: list": "2:8: error[section-invalid]: 'atoms' names no list of the section: \"list\"",
    "keys: [text]": "1:7: error[wrong-type]: 'keys' must be a mapping of names, not the list [\"text\"]",
    "keys: {text: text}\nwyas: [cards]": "2:1: warning[unknown-key]: unknown key 'wyas': did you mean 'ways'?",
    "keys: {text: [text": "yaml-syntax",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_declaration_is_told_at_its_line(project: Path, text: str) -> None:
    """What is wrong, where, and what to do."""
    declare(project, text)
    assert any(BROKEN[text] in line for line in told(project)), told(project)


def test_a_shipped_name_is_taken(project: Path) -> None:
    """A project's style and template of that name are the way to change how it looks."""
    declare(project, "keys: {text: text}", "people")
    assert told(project) == [
        "None:None: error[section-exists]: there is a section 'people' already "
        "(take another name; to change how it looks, write a template or a style of that name)"
    ]


KINDS = """
keys:
  words: text
  price: number
  day: date
  time: duration
  photo: picture
  sign: icon
  link: address
  open: switch
  items: [line]
  count: {values: line}
"""


def test_every_kind_of_value_reaches_its_template(project: Path) -> None:
    """As written, with what was read in it; what is not written is there all the same, and empty."""
    declare(project, KINDS)
    template = "".join(
        f"<p>[{name}: {{{{ {value} }}}}]</p>"
        for name, value in {
            "words": "section.words", "price": "section.price", "value": "section.price.value",
            "day": "section.day.value", "time": "section.time.value.months", "photo": "section.photo.alt",
            "link": "section.link", "url": "section.link.url", "open": "section.open",
            "items": "section.items|join('+')", "values": "section.count.values", "sign": "section.sign.url",
        }.items()
    )  # fmt: skip
    (project / "templates/sections/tours.html.j2").write_text(f"<section>{template}</section>", encoding="utf-8")
    written = (
        "tours: {words: Many, price: 1 250.50 pounds, day: 2026-11-01, time: 2 years, link: example.org/a, open: true, "
        "items: [one, two], count: {values: three}, photo: {file: p.svg, alt: A quay}}"
    )
    (project / "content/p.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    (project / "content/a.md").write_text(f"---\ntitle: T\n{written}\n---\n", encoding="utf-8")
    text = made(project)[0]
    assert re.findall(r"\[(\w+): ?([^\]]*?) ?\]", " ".join(text.split())) == [
        ("words", "Many"), ("price", "1 250.50 pounds"), ("value", "1250.5"), ("day", "2026-11-01"), ("time", "24.0"),
        ("photo", "A quay"), ("link", "example.org/a"), ("url", ""), ("open", "True"), ("items", "one+two"),
        ("values", "three"), ("sign", ""),
    ]  # fmt: skip


def test_overrides_of_the_first_version_are_told_with_their_new_place(project: Path) -> None:
    """They have no effect where they stand."""
    for name in ("templates/parts/figures.html.j2", "templates/blocks/text.html.j2", "styles/parts/cover.css"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("x", encoding="utf-8")
    assert [line.partition("belongs to ")[2] for line in told(project)] == [
        "templates/sections/numbers.html.j2 (move it there)",
        "templates/sections/introduction.html.j2 (move it there)",
        "styles/sections/cover.css (move it there)",
    ]


def test_an_old_schema_is_told(project: Path) -> None:
    """The editor would not know the section; written anew, nothing is said."""
    path = project / ".schema" / "content.json"
    path.parent.mkdir()
    path.write_text(json.dumps(schema("content", project.parent), ensure_ascii=False, indent=2), encoding="utf-8")
    assert [line.partition("]")[0] for line in told(project)] == ["None:None: note[schema-stale"]
    path.write_text(json.dumps(schema("content", project), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert told(project) == []


def test_a_leaflet_keeps_the_order_of_what_stands_beside_a_parted_list(project: Path) -> None:
    """What is declared before the list stands with its first item, what comes after it with its last."""
    (project / "brochure.yaml").write_text("language: en\ndate: 2026-11-01\nformat: leaflet\n", encoding="utf-8")
    declare(project, "atoms: list\nkeys: {before: text, list: [line], after: text}")
    (project / "templates/sections/tours.html.j2").unlink()
    written = "tours: {after: Omega, list: [Beta, Gamma, Delta], before: Alpha}"
    (project / "content/a.md").write_text(f"---\ntitle: T\n{written}\n---\n", encoding="utf-8")
    text = made(project)[0]
    assert re.findall("Alpha|Beta|Gamma|Delta|Omega", text) == ["Alpha", "Beta", "Gamma", "Delta", "Omega"]
