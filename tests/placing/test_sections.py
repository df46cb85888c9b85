"""`sections:` of the settings: order, selection, where the words are, and every wrong form at its line."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.placing.pages import page

FRONT = """
title: Ferry
summary: We cross the water.
roadmap:
  name: The way
  steps:
    - {name: Ask, text: We ask.}
    - {name: Build, text: We build.}
team:
  - {name: Ada, role: Captain, photo: a.jpg}
blocks:
  - {type: hero, text: A hero.}
  - {type: note, text: A note.}
"""
STEPS = [{"title": "Ask", "desc": "We ask."}, {"title": "Build", "desc": "We build."}]


def pages(folder: Path) -> list[str]:
    """Build, and give the words of each page."""
    output = build(Job(folder / "content/a.md", folder, folder / "brochure.yaml", folder / "out")).output
    assert output is not None
    document = pypdfium2.PdfDocument(output.path)
    found = [" ".join(page.get_textpage().get_text_bounded().replace("\x02", "").split()) for page in document]
    document.close()
    return found


def test_the_list_is_order_and_selection(tmp_path: Path) -> None:
    """Sections stand as listed, several times where asked; what is not listed is not there; the covers are."""
    settings = (
        "sections:\n  - people: {from: team, heading: Who we are}\n  - introduction: {from: summary}\n"
        "  - introduction: {from: 'blocks[type=note].text', heading: Once more}\n"
        "  - phases: {from: roadmap, fields: {title: name, list: steps, list.title: name, list.desc: text}}\n"
    )
    seen = page(tmp_path, FRONT, settings, "The body.\n")
    assert seen.sections == [
        ("people", {"list": [{"name": "Ada", "role": "Captain", "photo": "a.jpg"}]}),
        ("introduction", "We cross the water."),
        ("introduction", "A note."),
        ("phases", {"title": "The way", "list": STEPS}),
    ]
    assert seen.told("unknown-key", "wrong-type") == []
    text = " ".join(pages(tmp_path))
    found = [text.index(word) for word in ("F E R R Y", "Who we are", "We cross", "Once more", "The way", "We build.")]
    assert found == sorted(found)
    assert "The body" not in text


def test_a_bare_name_reads_its_own_key_then_families(tmp_path: Path) -> None:
    seen = page(
        tmp_path,
        "title: T\nnumbers: [{num: '1', title: own}]\nteam: [{name: Ada, role: Captain}]",
        "sections: [people, numbers]",
    )
    assert seen.sections == [
        ("people", {"list": [{"name": "Ada", "role": "Captain"}]}),
        ("numbers", [{"num": "1", "title": "own"}]),
    ]


def test_fields_rename_and_nothing_else_does(tmp_path: Path) -> None:
    """With `fields`, a section reads them and its own names alone."""
    front = "title: T\nteam: [{name: Ada, job: Captain, bio: Knows the sea.}]"
    seen = page(tmp_path, front, "sections:\n  - people: {from: team, fields: {text: bio}}\n")
    assert seen.of("people") == {"list": [{"name": "Ada", "text": "Knows the sea."}]}


@pytest.mark.parametrize("path", ["roadmap.steps", "ROADMAP.Steps", "'roadmap.steps'"])
def test_a_path_leads_to_a_list_whatever_its_case(tmp_path: Path, path: str) -> None:
    seen = page(tmp_path, FRONT, f"sections:\n  - phases: {{from: {path}, fields: {{title: name, desc: text}}}}\n")
    assert seen.of("phases") == {"list": STEPS}


@pytest.mark.parametrize(("path", "text"), [("'blocks[0].text'", "A hero."), ("'blocks[type=NOTE]'", "A note.")])
def test_a_path_leads_to_an_item(tmp_path: Path, path: str, text: str) -> None:
    """By its number, from 0, or by what one of its fields is; a mapping is read for its text."""
    seen = page(tmp_path, FRONT, f"sections:\n  - introduction: {{from: {path}}}\n")
    assert seen.of("introduction") == text


def test_a_key_with_a_full_stop_is_found(tmp_path: Path) -> None:
    seen = page(tmp_path, "title: T\nhero.text: Words here.", "sections: [introduction: {from: hero.text}]")
    assert seen.of("introduction") == "Words here."


def test_covers_are_there_unless_they_are_written_off(tmp_path: Path) -> None:
    """Wherever they stand in the list; `none` leaves one off."""
    page(
        tmp_path,
        "title: Ferry\nsubtitle: Over the water\ndesc: Words.",
        "sections:\n  - back\n  - introduction\n  - cover: none\nback: {title: Come}",
    )
    found = pages(tmp_path)
    assert len(found) == 2
    assert "Words." in found[0]
    assert "Come" in found[1]
    assert "Over the water" not in " ".join(found)


def test_a_list_of_covers_alone_leaves_nothing_off(tmp_path: Path) -> None:
    seen = page(tmp_path, "title: T\ndesc: Words.\nimage: a.svg", "sections:\n  - cover: {focus: 50% 20%}")
    assert seen.names == ["cover", "introduction"]
    assert seen.of("cover") == {"image": {"file": "a.svg", "focus": "50% 20%"}}


def test_options_set_pictures(tmp_path: Path) -> None:
    """One for the section, none at all, or how all of them look."""
    front = "title: T\nquote: {quote: Yes., photo: p.jpg}\nteam: [{name: Ada, role: Captain, photo: a.jpg}]"
    settings = "sections:\n  - quote: {picture: {file: q.jpg, alt: Q}, duotone: true}\n  - people: {picture: none}\n"
    seen = page(tmp_path, front, settings)
    assert seen.of("quote") == {"quote": "Yes.", "photo": {"file": "q.jpg", "alt": "Q", "duotone": "true"}}
    assert seen.of("people") == {"list": [{"name": "Ada", "role": "Captain"}]}
    picture = seen.read.brochure.parts[1].contents["quote"].photo  # type: ignore[attr-defined]
    assert (picture.path, picture.place.file[-13:], picture.duotone) == ("q.jpg", "brochure.yaml", True)


def test_a_heading_is_stronger_than_any_other(tmp_path: Path) -> None:
    """It stands in place of the title of the content, and above a heading in its text."""
    front = "title: T\nsteps: {title: Old, list: [{title: A}]}\ndesc: |\n  ## Inner\n\n  Words.\n"
    settings = "sections:\n  - phases: {heading: New}\n  - introduction: {heading: Outer}\nwords: {phases: Word}\n"
    page(tmp_path, front, settings)
    text = " ".join(pages(tmp_path))
    assert "Old" not in text
    assert "Word " not in text
    assert re.search("New.*Outer.*Inner.*Words", text)


WRONG = {
    "sections: cover": "2:11: error[wrong-type]: 'sections' must be a list of sections, not the text \"cover\"",
    "sections: {cover: none}": "2:11: error[wrong-type]: 'sections' must be a list of sections, not the mapping",
    "sections: [[cover]]": "2:12: error[wrong-type]: 'sections[0]' must be the name of a section, not the list",
    "sections: [3]": "2:12: error[wrong-type]: 'sections[0]' must be the name of a section, not the number 3",
    "sections:\n  - people:\n    from: team": "4:5: error[wrong-type]: 'sections[0]' must name one section",
    "sections: [people: team]": "2:20: error[wrong-type]: 'sections[0].people' must be options, or none",
    "sections: [people: {form: team}]": "2:21: warning[unknown-key]: unknown key 'sections[0].people.form'",
    "sections: [people: {from: a..b}]": "2:27: error[value-unknown]: 'sections[0].people.from' is no key path",
    "sections: [people: {from: [a]}]": "2:27: error[wrong-type]: 'sections[0].people.from' must be a key path",
    "sections: [people: {from: team, fields: [a]}]": "2:41: error[wrong-type]: 'sections[0].people.fields' must be",
    "sections: [people: {from: team, fields: {nmae: name}}]": "2:48: warning[unknown-key]: 'people' has no key 'nmae'",
    "sections: [people: {from: team, fields: {name: nom}}]": "2:48: warning[unknown-key]: there is no 'nom' in 'team'",
    "sections: [people: {from: teem}]": "2:27: warning[unknown-key]: 'from' leads to no key of the content: 'teem'",
    "sections: [quote: {from: 'team[7]'}]": "2:26: warning[unknown-key]: 'from' leads to no key of the content",
    "sections: [body: {from: team}]": "2:25: warning[setting-ignored]: 'body' has no keys of its own",
    "sections: [peple]": "2:12: warning[unknown-key]: there is no section 'peple': did you mean 'people'?",
    "sections: [steps]": "2:12: warning[unknown-key]: 'steps' here is 'phases'",
    "sections: [desc: {from: summary}]": "2:12: warning[unknown-key]: 'desc' here is 'introduction'",
    "sections: [cover, people, cover]": "2:27: warning[setting-ignored]: 'cover' stands twice in the list",
    "sections: [people: {focus: left}]": "2:28: error[focus-invalid]: 'sections[0].people.focus' is no point",
    "sections: [people: {duotone: 3}]": "2:30: error[value-unknown]: 'sections[0].people.duotone' must be",
    "sections: [numbers: {picture: a.jpg}]": "2:31: warning[setting-ignored]: 'numbers' has no picture of its own",
    "ignore: seo": "2:9: error[wrong-type]: 'ignore' must be a list, not the text \"seo\"",
    "ignore: ['[']": "2:10: error[value-unknown]: 'ignore[0]' is no key path",
}  # fmt: skip


@pytest.mark.parametrize("settings", WRONG)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, settings: str) -> None:
    seen = page(tmp_path, FRONT, settings)
    found = [line.partition("brochure.yaml:")[2] for line in seen.told() if "brochure.yaml" in line]
    assert [line for line in found if line.startswith(WRONG[settings])] == found[:1]


def test_a_way_that_a_section_has_not_is_told(tmp_path: Path) -> None:
    page(tmp_path, FRONT, "sections: [people: {from: team, way: bricks}]")
    problems = build(Job(tmp_path / "content/a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).problems
    (told,) = [problem for problem in problems if problem.code == "setting-ignored"]
    assert (told.place.line, told.place.column) == (2, 38)
    assert told.message.startswith("'people' has no way 'bricks'")


def test_a_path_that_another_page_has_is_no_mistake(tmp_path: Path) -> None:
    """The settings are those of all pages of a project."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "b.md").write_text("---\ntitle: B\nteam: [{name: Bo, role: Cook}]\n---\n")
    assert (
        page(tmp_path, "title: A\ndesc: Words.", "sections: [introduction, people: {from: team}]").told("unknown-key")
        == []
    )


def test_settings_in_front_matter_are_laid_over_those_of_the_project(tmp_path: Path) -> None:
    """Key by key, for this page alone; what a content file may not say is told at its line."""
    front = (
        "title: T\nsummary: Words.\nbrochure:\n  language: fr\n  back: {title: Here}\n"
        "  sections: [introduction: {from: summary}]\n"
        "  remote: [example.org]\n  brand: {fonts: {text: [a.ttf]}}\n"
    )
    seen = page(tmp_path, front, "back: {title: There, text: Always}\nformat: a4\n")
    project = seen.read.project
    assert (project.language, project.format.name, project.remote) == ("fr", "a4", ())
    assert (str(project.back.title), str(project.back.text)) == ("Here", "Always")
    assert seen.names == ["introduction"]
    assert [line.partition("a.md:")[2] for line in seen.told()] == [
        "8:3: warning[setting-ignored]: 'brochure.remote' has no effect in a content file",
        "9:19: warning[setting-ignored]: 'brochure.brand.fonts.text' has no effect in a content file",
    ]


@pytest.mark.parametrize("value", ["/files/b.pdf", "true", "{title: Words of a website}"])
def test_a_website_may_have_a_brochure_of_its_own(tmp_path: Path, value: str) -> None:
    """Anything but a mapping with a key of the settings says nothing of them."""
    assert page(tmp_path, f"title: T\nbrochure: {value}").told("unknown-key", "wrong-type", "setting-ignored") == []


def test_every_level_of_the_settings_is_closed(tmp_path: Path) -> None:
    """What is unknown is told, with the right name from wherever it stands."""
    settings = (
        "lang: en\nprinting: {bleed: 5}\npress: {cropmarks: true}\nbleed: 3\n"
        "brand:\n  colours:\n    primary: '#0a7d33'\n"
    )
    told = [line.partition("brochure.yaml:")[2] for line in page(tmp_path, "title: T", settings).told("unknown-key")]
    assert told == [
        "2:1: warning[unknown-key]: unknown key 'lang': 'lang' here is 'language'",
        "3:1: warning[unknown-key]: unknown key 'printing': 'printing' here is 'press'",
        "4:9: warning[unknown-key]: unknown key 'press.cropmarks': 'cropmarks' here is 'press.marks'",
        "5:1: warning[unknown-key]: unknown key 'bleed': 'bleed' here is 'press.bleed'",
        "8:5: warning[unknown-key]: unknown key 'brand.colours.primary': 'primary' here is 'brand.colours.signal'",
    ]
