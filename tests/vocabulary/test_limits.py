"""The table of limits, and what brochure.yaml may say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.load.markdown.convert import inline, to_prose
from brochure.load.text import Source
from brochure.model.project import Project
from brochure.model.schema import project_schema
from brochure.model.validate import read_project
from brochure.project import sources
from brochure.vocabulary.job import Job
from brochure.vocabulary.limits import DEFAULT, ROWS, Limits, hint, lower, told
from brochure.vocabulary.problems import BrochureError, Problem


def project(text: str) -> Project:
    return read_project(Source("brochure.yaml", text))[0]


def fault(text: str) -> Problem:
    with pytest.raises(BrochureError) as caught:
        project(text)
    (problem,) = caught.value.problems
    return problem


def test_every_limit_can_be_set() -> None:
    """Each key of the table is one of brochure.yaml, and its highest value is taken."""
    lines = "".join(f"  {row.key}: {row.most}\n" for row in ROWS.values())
    assert project(f"limits:\n{lines}").limits == Limits(**{name: row.most for name, row in ROWS.items()})
    assert project("language: fr\n").limits == DEFAULT


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.key)
def test_every_limit_has_bounds(row: object) -> None:
    """Nothing below one, nothing above the highest value, no words; the schema says the same."""
    key, most = row.key, row.most  # type: ignore[attr-defined]
    for value in ("0", "-1", str(most + 1), "1.5", "many", "9" * 30):
        problem = fault(f"limits: {{{key}: {value}}}\n")
        assert (problem.code, f"'limits.{key}'" in problem.message) == ("number-invalid", True)
    schema = project_schema()["properties"]["limits"]["properties"][key]
    assert (schema["minimum"], schema["maximum"]) == (1, most)


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("example.org", True),
        ("Media.Example.ORG", True),
        ("example.org:8443", False),
        ("https://example.org", False),
        ("example.org/x", False),
        ("localhost", False),
        ("127.0.0.1", False),
        ("'[::1]'", False),
        ("2130706433", False),
        ("'*.example.org'", False),
        ("-x.org", False),
    ],
)
def test_remote_takes_names_of_machines_alone(value: str, good: bool) -> None:
    """Addresses, ports, paths and patterns are refused: a number may be a machine inside."""
    if good:
        assert project(f"remote: [{value}]\n").remote == (value.lower(),)
    else:
        assert fault(f"remote: [{value}]\n").code == "host-invalid"


def test_messages_name_limit_and_setting() -> None:
    """The words that messages are made from."""
    assert told(Limits(pixels=1200), "pixels") == "1,200 million pixels"
    assert hint("yaml_depth", "write less") == "write less, or raise 'limits.yaml-depth' in brochure.yaml"
    assert lower(Limits(pages=9, seconds=99), DEFAULT) == Limits(pages=9)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_project_that_is_not_trusted_moves_no_limit_upwards(tmp_path: Path, trusted: bool) -> None:
    """Without its templates, a project may lower limits, not raise them, and lists no machines."""
    (tmp_path / "x.md").write_text("---\ntitle: a\n---\n")
    settings = tmp_path / "brochure.yaml"
    settings.write_text("limits: {pages: 3, seconds: 600}\nremote: [example.org]\n")
    job = Job(tmp_path / "x.md", tmp_path, settings, tmp_path, templates=trusted)
    read = sources.read(job)
    found, problems = read.project, read.problems
    assert found.limits == Limits(pages=3, seconds=600 if trusted else DEFAULT.seconds)
    assert (found.remote, [problem.code for problem in problems]) == (
        (("example.org",), []) if trusted else ((), ["setting-ignored"])
    )


def test_a_language_that_is_none_is_left_out() -> None:
    """What is no language tag would break the tags of the PDF."""
    (element,) = to_prose('<p lang="no tag!">a <span lang="en-GB">b</span></p>', "fr")
    assert (element.get("lang"), element[0].get("lang")) == (None, "en-GB")


def test_a_conversion_cut_short_leaves_the_next_one_alone() -> None:
    """What stops one text must not change another one."""
    before = inline("*a*", "fr")
    with pytest.raises(Exception, match="nested more than 40 levels deep"):
        to_prose("".join("    " * depth + "- a\n" for depth in range(400)), "fr")
    assert inline("*a*", "fr") == before
