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


def wrong(front: str) -> list[str]:
    return told(content(front)[1])


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
    """Each problem names the dotted key, says what is expected and quotes what stands there; the rest is read."""
    assert wrong("numbers: {num: 206}\nsteps:\n  list: Phase 1\ntitle: [a, b]\nthen:\n  desc: {a: 1}") == [
        "c.md:2:10: warning: wrong-type: 'numbers' must be a list, not the mapping {num: 206}; it is left out",
        "c.md:4:9: warning: wrong-type: 'steps.list' must be a list, not the text \"Phase 1\"; it is left out",
        "c.md:5:1: warning: title-missing: the brochure has no 'title': it is called after its file, 'C'",
        'c.md:5:8: warning: wrong-type: \'title\' must be a text, not the list ["a", "b"]; it is left out',
        "c.md:7:9: warning: wrong-type: 'then.desc' must be a text, not the mapping {a: 1}; it is left out",
    ]


def test_items_of_lists_are_counted_from_0_in_keys() -> None:
    """The second phase is steps.list[1], though the first item is null."""
    assert wrong("title: t\nsteps:\n  list:\n    -\n    - title: [x]") == [
        "c.md:6:14: warning: wrong-type: 'steps.list[1].title' must be a text, not the list [\"x\"]; it is left out"
    ]


@pytest.mark.parametrize("front", ["desc: d", "title:", "title: ''", "title: '  '"])
def test_a_brochure_without_a_title_is_called_after_its_file(front: str) -> None:
    """A title that is absent, null or blank is missing, which is told."""
    brochure, problems = read_content(Source("night-bus.md", f"---\n{front}\n---\n## Part\n"), "night-bus")
    assert brochure.title.markdown == "Night bus"
    message = "the brochure has no 'title': it is called after its file, 'Night bus'"
    assert [(p.code, p.severity, p.message) for p in problems] == [("title-missing", "warning", message)]


@pytest.mark.parametrize(
    ("body", "title", "rest"),
    [
        ("# Night *bus*\n\nText\n", "Night *bus*", "\n\nText\n"),
        ("Night bus\n===\n\nText\n", "Night bus", "\n\nText\n"),
        ("## Sub\n\n# Night bus # {#top .wide}\n\nText\n", "Night bus", "## Sub\n\n\n\nText\n"),
        ("```sh\n# no title\n```\n\n# Night bus\n", "Night bus", "```sh\n# no title\n```\n\n\n"),
        ("<!--\n# old\n-->\n# Night bus\n", "Night bus", "<!--\n# old\n-->\n\n"),
        ('<h1 align="center">\n  Night bus\n</h1>\n\nText\n', "Night bus", "\n\nText\n"),
        ("    # code\n\n# Night bus\n", "Night bus", "    # code\n\n\n"),
    ],
)
def test_the_one_great_heading_is_the_title(body: str, title: str, rest: str) -> None:
    """It is taken out of the body, and known by its place; a comment in code is no heading."""
    source = Source("c.md", f"---\nlayout: page\n---\n{body}")
    brochure, problems = read_content(source, "c")
    assert (brochure.title.markdown, problems) == (title, ())
    assert source.text[brochure.title.start : brochure.title.end].strip().startswith(title)
    assert brochure.title.place.line == source.place(source.text.index(title)).line
    assert (brochure.body.markdown if brochure.body else "").strip() == rest.strip()


@pytest.mark.parametrize("body", ["# One\n\n# Two\n", "#hash\n", "#\n\ntext\n", "\\# no\n"])
def test_of_several_great_headings_none_is_the_title(body: str) -> None:
    """They stay in the body, and the file gives its name."""
    brochure, problems = read_content(Source("c.md", body), "c")
    assert brochure.title.markdown == "C"
    assert brochure.body is not None
    assert brochure.body.markdown == body
    assert [problem.code for problem in problems] == ["title-missing"]


@pytest.mark.parametrize("key", ["Title", "TITLE", "tItLe"])
def test_the_case_of_a_key_does_not_count(key: str) -> None:
    """Nor does it in lists and mappings."""
    brochure, problems = content(f"{key}: t\nSteps:\n  List: [{{Title: a, DESC: b}}]")
    assert (brochure.title.markdown, problems) == ("t", ())
    steps = brochure.content("steps", Steps)
    assert steps is not None
    assert [str(phase.title) + str(phase.desc) for phase in steps.phases] == ["ab"]


def test_two_spellings_of_one_key_are_told() -> None:
    """The first counts; of keys that nobody reads, none is told."""
    assert refused("Title: t\ntags: a\nTags: b\ntitle: u") == [
        "c.md:5:1: error: duplicate-key: the key 'title' is written twice: first on line 2, again here"
    ]


@pytest.mark.parametrize(
    ("front", "place", "severity"),
    [
        ("title: Lot #3 and lot #4", "c.md:2:12", "warning"),
        ("title: t\ndesc: #1 in town", "c.md:3:7", "warning"),
        ("title: t # the name of it", "c.md:2:10", "note"),
        ("title: t\nsteps: {list: [{title: Wave, desc: The driver sees, and stops, now.}]}", "c.md:3:51", "warning"),
        ("title: t\nnumbers:\n  - num: 12 #1", "c.md:4:13", "warning"),
    ],
)
def test_what_yaml_cuts_off_is_told(front: str, place: str, severity: str) -> None:
    """A # after a blank begins a comment, and a comma in braces another key; only what is printed is told of."""
    problems = content(front)[1]
    assert [(str(p.place), p.code, p.severity) for p in problems] == [(place, "text-cut", severity)]


@pytest.mark.parametrize(
    ("front", "place", "value"),
    [
        ("title: t\nnumbers: [{num: 4,7/5, title: n}]", "c.md:3:18", "4,7/5"),
        ("title: t\nnumbers:\n  - {title: n, num: 12,3 %}", "c.md:4:23", "12,3 %"),
        ("title: t\nsteps: {list: [{title: Un, duration: 1,5 mois}]}", "c.md:3:39", "1,5 mois"),
        ("title: t\nnumbers: [{num: 1,234,567}]", "c.md:3:18", "1,234,567"),
        ("title: t\nnumbers: [{num: 4, 7/5}]", "c.md:3:18", "4, 7/5"),
    ],
)
def test_a_number_that_yaml_parts_is_told(front: str, place: str, value: str) -> None:
    """At its comma, and how to write it; once."""
    (found,) = content(front)[1]
    assert (str(found.place), found.code, found.severity) == (place, "text-joined", "warning")
    assert str(found.message) == f"YAML ends a value in braces at this comma; '{value}' is read as one value"
    assert str(found.hint) == f'put it in quotes: "{value}"'


@pytest.mark.parametrize(
    "front",
    ["title: 'Lot #3' # b", "title: C# and a#b", "title: t\nnotes: Lot #3", "title: t\nimage: a.png #1",
     "title: {a: 'x', b}", "title: t\nquote: {quote: q, name: }"],
)  # fmt: skip
def test_what_yaml_does_not_cut_is_not_told(front: str) -> None:
    """Quoted texts, signs inside words, and values that nobody prints."""
    try:
        problems = content(front)[1]
    except BrochureError as error:
        problems = error.problems
    assert "text-cut" not in [problem.code for problem in problems]


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
    """A name of a language is read as the tag that is meant, or not at all, with a warning; case is mended."""
    assert content("title: t\nlang: pt-br")[0].language == "pt-BR"
    assert content("title: t\nlang: no")[0].language == "no"
    read, (told,) = content("title: t\nlang: French")
    assert read.language == "fr"
    assert (told.severity, told.code, str(told.hint)) == (
        "warning",
        "language-unknown",
        "it is read as 'fr': write that",
    )
    assert wrong("title: t\nlang: klingonish") == [
        "c.md:3:7: warning: language-unknown: 'lang' is no language tag: \"klingonish\""
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
            "brand: {colours: {ink: bluish}}",
            "brochure.yaml:1:24: error: colour-invalid: 'brand.colours.ink' is no colour: \"bluish\"",
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
            'brand: {colours: {paper: "#14213e"}}',
            "brochure.yaml:1:26: error: contrast-too-low: 'brand.colours.ink' on 'paper' has a contrast of 1.00:1, "
            "at least 7:1 is needed",
        ),
    ],
)
def test_wrong_settings_are_told(text: str, line: str) -> None:
    """Each at the value that the author wrote."""
    assert settings_refused(text) == [line]
