"""Content and settings: what they come out as, and the exact words for what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from brochure.load.text import Source, read_text
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.model.validate import read_project
from brochure.model.values import Colour
from brochure.sections.how import How
from brochure.sections.phases.content import Steps
from brochure.vocabulary.paper import Format
from brochure.vocabulary.problems import BrochureError, Problem
from tests.content import read_content

PROGRAMME = Path(__file__).parents[2] / "content" / "programme.md"


def content(front: str, body: str = "") -> tuple[Brochure, tuple[Problem, ...]]:
    return read_content(Source("c.md", f"---\n{front}\n---\n{body}"), "c")


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.place}: {problem.severity}: {problem.code}: {problem.message}" for problem in problems]


def refused(front: str) -> list[str]:
    with pytest.raises(BrochureError) as caught:
        content(front)
    return told(caught.value.problems)


def settings_refused(text: str) -> list[str]:
    with pytest.raises(BrochureError) as caught:
        read_project(Source("brochure.yaml", text))
    return told(caught.value.problems)


def test_the_model_content_is_read_whole() -> None:
    """Every part of programme.md comes out, with notes for its empty picture, and for those that nobody describes."""
    brochure, problems = read_content(read_text(PROGRAMME, "programme.md"), "programme")
    assert (brochure.title.markdown, brochure.stem, brochure.url) == ("Programme", "programme", "/programme")
    steps, how = brochure.content("steps", Steps), brochure.content("how", How)
    assert steps is not None
    assert [str(phase.duration) for phase in steps.phases] == ["2 mois", "3 mois", "3 mois", "2 mois"]
    assert how is not None
    assert [tile.image.path for tile in how.tiles if tile.image] == [
        "img/personalcoach.png",
        "img/datafind.png",
    ]
    numbers = brochure.content("numbers", tuple) or ()
    assert numbers[0].num.markdown == "206"
    assert told(problems) == [
        "programme.md:72:8: note: alt-missing: nobody says what 'image' shows",
        "programme.md:99:5: note: picture-empty: the picture ![]() names no file; it is left out",
        "programme.md:102:14: note: alt-missing: nobody says what 'how.tiles[0].image' shows",
        "programme.md:104:14: note: alt-missing: nobody says what 'how.tiles[1].image' shows",
    ]


def test_every_wrong_type_is_told_in_one_run() -> None:
    """Each problem names the dotted key, says what is expected and quotes what stands there."""
    assert refused("numbers: {num: 206}\nsteps:\n  list: Phase 1\ntitle: [a, b]\nthen:\n  desc: {a: 1}") == [
        "c.md:2:10: error: wrong-type: 'numbers' must be a list, not the mapping {num: 206}",
        "c.md:4:9: error: wrong-type: 'steps.list' must be a list, not the text \"Phase 1\"",
        'c.md:5:8: error: wrong-type: \'title\' must be a text, not the list ["a", "b"]',
        "c.md:7:9: error: wrong-type: 'then.desc' must be a text, not the mapping {a: 1}",
    ]


def test_items_of_lists_are_counted_from_0_in_keys() -> None:
    """The second phase is steps.list[1], though the first item is null."""
    assert refused("title: t\nsteps:\n  list:\n    -\n    - title: [x]") == [
        "c.md:6:14: error: wrong-type: 'steps.list[1].title' must be a text, not the list [\"x\"]"
    ]


@pytest.mark.parametrize("front", ["desc: d", "title:", "title: ''", "title: '  '"])
def test_a_brochure_needs_a_title(front: str) -> None:
    """A title that is absent, null or blank is missing."""
    assert [line.split(": ", 1)[1] for line in refused(front)] == ["error: title-missing: the brochure has no 'title'"]


@pytest.mark.parametrize("spelling", ["007", "yes", "2024-01-01", "206", "1.50", "0x1F", "12:30"])
def test_scalars_of_any_kind_are_text_as_written(spelling: str) -> None:
    """YAML's numbers, dates and truths stay the words that the author wrote."""
    assert content(f"title: {spelling}")[0].title.markdown == spelling


def test_slips_of_keys_are_told_and_others_pass() -> None:
    """A near miss of a key that is not there gets its right name; keys of the website pass in silence."""
    brochure, problems = content("title: t\nstpes: 1\nlayout: x\nmenu: y\nquote:\n  quote: q\n  nmae: n")
    assert told(problems) == [
        "c.md:3:1: warning: unknown-key: unknown key 'stpes': did you mean 'steps'?",
        "c.md:8:3: warning: unknown-key: unknown key 'quote.nmae': did you mean 'quote.name'?",
    ]
    assert "steps" not in brochure.contents


def test_what_is_empty_is_absent() -> None:
    """Null values, empty lists, empty mappings and null items leave no trace."""
    brochure, problems = content(
        "title: t\nnumbers: []\nsteps: {}\nquote:\nhow:\n  tiles:\n    -\n    - title:\nthen: {desc: }"
    )
    assert problems == ()
    assert brochure.contents == {}
    assert brochure.body is None


def test_languages_are_tags() -> None:
    """A name of a language is refused with the tag that is meant; case is mended."""
    assert content("title: t\nlang: pt-br")[0].language == "pt-BR"
    assert content("title: t\nlang: no")[0].language == "no"
    assert refused("title: t\nlang: french") == [
        "c.md:3:7: error: language-unknown: 'lang' is no language tag: \"french\""
    ]


def test_a_fragment_of_a_folded_value_is_located() -> None:
    """The place is that of the fragment, across a folded line end, after YAML took off the quotes."""
    brochure, _ = content('title: "A long\n  title here"')
    assert str(brochure.title.locate("title here")) == "c.md:3:3"
    assert str(brochure.title.locate("long title")) == "c.md:2:11"
    assert str(brochure.title.locate("absent")) == "c.md:2:8"


def test_the_body_knows_its_place() -> None:
    """Its place is its first letter; an empty picture in it is noted there."""
    brochure, problems = content("title: t", "\n## Page\n\n![x]()\n")
    assert brochure.body is not None
    assert str(brochure.body.place) == "c.md:5:1"
    assert told(problems) == ["c.md:7:1: note: picture-empty: the picture ![x]() names no file; it is left out"]


def test_settings_have_defaults() -> None:
    """No file, and a file of comments, give the same settings."""
    assert read_project(None) == (Project(), ())
    assert read_project(Source("brochure.yaml", "# nothing\n")) == (Project(), ())


def test_settings_are_read() -> None:
    """Formats by size, dates, colours with inks, words."""
    text = (
        "format: 210x297.5\ndate: 2026-11-01\nwords: {phase: 3}\n"
        'brand: {colours: {ink: {screen: "#000000", press: [0, 0, 0, 100]}}}\n'
    )
    project, problems = read_project(Source("brochure.yaml", text))
    assert problems == ()
    assert project.format == Format("210x297.5", 210, 297.5)
    assert project.date == date(2026, 11, 1)
    assert dict(project.words) == {"phase": "3"}
    assert project.brand.colours.ink == Colour("#000000", (0, 0, 0, 100))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("format: a6", "brochure.yaml:1:9: error: format-invalid: 'format' is no page format: \"a6\""),
        ("format: 20x200", "brochure.yaml:1:9: error: format-invalid: 'format' is out of range: \"20x200\""),
        ("format: 90x451", "brochure.yaml:1:9: error: format-invalid: 'format' is out of range: \"90x451\""),
        ("date: 2026-13-01", "brochure.yaml:1:7: error: date-invalid: 'date' is no date: \"2026-13-01\""),
        (
            "organisation: {site: eig.fr}",
            "brochure.yaml:1:22: error: address-invalid: 'organisation.site' is no web address: \"eig.fr\"",
        ),
        (
            "brand: {colours: {ink: blue}}",
            "brochure.yaml:1:24: error: colour-invalid: 'brand.colours.ink' is no colour: \"blue\"",
        ),
        (
            "brand:\n  colours:\n    ink: #14213d",
            "brochure.yaml:3:5: error: colour-invalid: 'brand.colours.ink' is read as a comment: #14213d",
        ),
        (
            'brand: {colours: {ink: {screen: "#000000", press: [0, 0, 101, 0]}}}',
            "brochure.yaml:1:51: error: colour-invalid: 'brand.colours.ink.press' is no list of four inks",
        ),
        (
            'brand: {colours: {signal: "#14213e"}}',
            "brochure.yaml:1:27: error: contrast-too-low: 'brand.colours.ink' on 'signal' has a contrast of 1.00:1, "
            "at least 4.5:1 is needed",
        ),
    ],
)
def test_wrong_settings_are_told(text: str, line: str) -> None:
    """Each at the value that the author wrote."""
    assert settings_refused(text) == [line]
