"""The one form of a picture: a path, or a mapping that says more of it."""

from __future__ import annotations

import pytest

from brochure.load.text import Source
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.model.validate import draft_brochure, draft_project
from brochure.model.values import Picture
from brochure.sections.registry import shipped
from brochure.vocabulary.problems import Problem


def cover(written: str) -> tuple[Picture | None, list[str]]:
    """The picture of a cover as it is read, and what is told of it."""
    brochure, problems = draft_brochure(Source("c.md", f"---\ntitle: t\nimage: {written}\n---\n"), "c", shipped().keys)
    return image(brochure), told(problems)


def image(brochure: Brochure) -> Picture | None:
    return brochure.content("image", Picture)


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{p.place.line}:{p.place.column}: {p.severity}: {p.code}: {p.message} ({p.hint})" for p in problems]


def test_a_mapping_says_all_that_can_be_said_of_a_picture() -> None:
    """The place is that of the file, where it is sought in vain."""
    picture, problems = cover("{file: a.jpg, alt: Two *women*, caption: By Ada, focus: 50% 20.5 %, duotone: yes}")
    assert picture is not None
    assert (picture.path, picture.place.column, str(picture.alt), str(picture.caption)) == (
        "a.jpg", 15, "Two *women*", "By Ada",
    )  # fmt: skip
    assert (picture.focus, picture.duotone, problems) == ((0.5, 0.205), True, [])


def test_a_path_alone_is_the_same_picture_with_nothing_said_of_it() -> None:
    """But for the place, which is where its file stands."""
    short, _ = cover("a.jpg")
    long, _ = cover("\n  file: a.jpg")
    assert short is not None
    assert long is not None
    assert (short.path, short.alt, short.caption, short.focus, short.duotone) == ("a.jpg", None, None, None, False)
    assert (long.path, long.place.line, long.alt) == ("a.jpg", 4, None)


@pytest.mark.parametrize("written", ["a.jpg", "{file: a.jpg}", "{file: a.jpg, alt: }", "{file: a.jpg, alt: ~}"])
def test_a_picture_of_which_nobody_says_what_it_shows_is_noted(written: str) -> None:
    """At its file; null is no answer."""
    _, problems = cover(written)
    hint = "write {file: a.jpg, alt: what it shows}, or alt: '' where it only decorates"
    column = written.index("a.jpg") + 8
    assert problems == [f"3:{column}: note: alt-missing: nobody says what 'image' shows ({hint})"]


@pytest.mark.parametrize("alt", ["''", '"  "'])
def test_an_empty_alternative_says_that_a_picture_decorates(alt: str) -> None:
    """It is there, and false."""
    picture, problems = cover(f"{{file: a.jpg, alt: {alt}}}")
    assert picture is not None
    assert picture.alt is not None
    assert (bool(picture.alt), problems) == (False, [])


def test_icons_and_the_logo_need_no_alternative() -> None:
    """The words beside them say what they mean."""
    _, problems = draft_brochure(
        Source("c.md", "---\ntitle: t\nsteps: {list: [{icon: a.svg, step: S}]}\n---\n"), "c", shipped().keys
    )
    project, settings = draft_project(Source("brochure.yaml", "organisation:\n  logo: {file: l.svg, alt: L}\n"))
    assert (problems, settings) == ((), ())
    assert project.organisation.logo is not None
    assert (project.organisation.logo.path, str(project.organisation.logo.alt)) == ("l.svg", "L")
    assert Project().organisation.logo is None


@pytest.mark.parametrize("focus", ["50%", "101% 0%", "left top", "-1% 0%", "50 20", "50% 20% 1%", "true", "1000% 5%"])
def test_a_focus_that_is_no_point_of_the_picture_is_told(focus: str) -> None:
    """Out of range or unreadable; the picture stays."""
    picture, problems = cover(f"{{file: a.jpg, alt: x, focus: {focus}}}")
    hint = "write how far from the left and from the top, each from 0 to 100 %: 50% 20%"
    assert picture is not None
    assert picture.focus is None
    assert problems == [f"3:37: warning: focus-invalid: 'image.focus' is no point of a picture: \"{focus}\" ({hint})"]


def test_a_mapping_without_a_file_is_left_out_and_told() -> None:
    """So is a slip of the key; an empty mapping says nothing, as everywhere."""
    assert cover("{alt: x}") == (
        None, ["3:8: warning: picture-unnamed: 'image' has no file (write its path: file: img/cover.jpg)"],
    )  # fmt: skip
    picture, problems = cover("{flie: a.jpg, alt: x}")
    assert picture is None
    assert [line.split(" (")[0] for line in problems] == [
        "3:8: warning: picture-unnamed: 'image' has no file",
        "3:9: warning: unknown-key: unknown key 'image.flie': did you mean 'image.file'?",
    ]
    assert cover("{}") == (None, [])


def test_wrong_types_inside_are_told_with_their_keys() -> None:
    """Each by its dotted name."""
    _, problems = cover("{file: [a], alt: {a: 1}, duotone: perhaps}")
    assert [line.split(" (")[0] for line in problems if "unnamed" not in line] == [
        "3:15: warning: wrong-type: 'image.file' must be the path of a file, not the list [\"a\"]; it is left out",
        "3:25: warning: wrong-type: 'image.alt' must be a text, not the mapping {a: 1}; it is left out",
        "3:42: warning: value-unknown: 'image.duotone' must be true or false, not \"perhaps\"",
    ]
