"""Binding and booklet in brochure.yaml: what they come out as, and the exact words for what is wrong."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from yaml import safe_load

from brochure.load.text import Source
from brochure.model.project import FILLERS, Booklet, Project
from brochure.model.schema import project_schema
from brochure.model.validate import read_project
from brochure.vocabulary.paper import SHEETS, Sheet
from brochure.vocabulary.problems import BrochureError


def read(text: str) -> Project:
    project, problems = read_project(Source("brochure.yaml", text))
    assert problems == ()
    return project


def test_defaults() -> None:
    """Stapled, on the sheet that suits, in paper of a tenth of a millimetre, with creep and without marks."""
    assert read("language: fr\n").booklet == Booklet(None, 0.1, True, False)
    assert (read("language: fr\n").binding, read("fillers:\n").fillers) == ("stapled", FILLERS)


def test_values() -> None:
    """Each key as an author may write it; a sheet lies with its longer side across the fold."""
    project = read(
        "binding: none\nfillers: []\nbooklet: {sheet: 320 x 450 mm, paper: 0.12 mm, marks: yes, creep: off}\n"
    )
    assert (project.binding, project.fillers) == ("none", ())
    assert project.booklet == Booklet(Sheet("450x320", 450, 320), 0.12, False, True)
    assert read("booklet: {sheet: A3}\n").booklet.sheet == SHEETS["a3"]
    assert read("fillers: [Picture, notes]\n").fillers == ("picture", "notes")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "binding: stapple\n",
            "brochure.yaml:1:10: value-unknown: 'binding' has no value \"stapple\" (did you mean 'stapled'?)",
        ),
        (
            "fillers: notes\n",
            "brochure.yaml:1:10: wrong-type: 'fillers' must be a list, not the text \"notes\""
            " (write [notes, picture], or [] for none)",
        ),
        (
            "fillers: [notes, games]\n",
            "brochure.yaml:1:18: value-unknown: 'fillers[1]' has no value \"games\" (write one of notes, picture)",
        ),
        (
            "booklet: {sheet: tablod}\n",
            "brochure.yaml:1:18: sheet-invalid: 'booklet.sheet' is no sheet of paper: \"tablod\""
            " (did you mean 'tabloid'?)",
        ),
        (
            "booklet: {sheet: 50x60}\n",
            "brochure.yaml:1:18: sheet-invalid: 'booklet.sheet' is out of range: \"50x60\""
            " (the sides must measure 90 to 900 mm)",
        ),
        (
            "format: a4\nbooklet: {sheet: a4}\n",
            "brochure.yaml:2:18: sheet-too-small: 'booklet.sheet' is 297 x 210 mm, two pages of 210 x 297 mm side by"
            " side are larger (take a larger sheet, or none: the one that suits is used)",
        ),
        (
            "booklet: {paper: 10}\n",
            "brochure.yaml:1:18: number-invalid: 'booklet.paper' is out of range: \"10\""
            " (write 0.02 to 1 (mm); office paper of 80 g is 0.1)",
        ),
        (
            "booklet: {paper: thick}\n",
            "brochure.yaml:1:18: number-invalid: 'booklet.paper' is no thickness: \"thick\""
            " (write 0.02 to 1 (mm); office paper of 80 g is 0.1)",
        ),
        (
            "booklet: {marks: perhaps}\n",
            "brochure.yaml:1:18: value-unknown: 'booklet.marks' must be true or false, not \"perhaps\""
            " (write true or false)",
        ),
    ],
)
def test_what_is_wrong(text: str, said: str) -> None:
    """One problem each, with its place and a hint; the schema refuses the same, but for what needs the page size."""
    with pytest.raises(BrochureError) as caught:
        read_project(Source("brochure.yaml", text))
    (problem,) = caught.value.problems
    assert f"{problem.place}: {problem.code}: {problem.message} ({problem.hint})" == said
    refused = not Draft202012Validator(project_schema()).is_valid(safe_load(text))
    assert refused or problem.code == "sheet-too-small" or "50x60" in text
