"""Templates of a project: what fails in them is told at their own file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.render.environment import blaming, environment
from brochure.store.kept import Kept
from brochure.vocabulary.problems import BrochureError, Place


def rendered(own: Path, text: str) -> str:
    (own / "own.html.j2").write_text(text, encoding="utf-8")
    with blaming(own):
        return environment(own).get_template("own.html.j2").render()


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("<p>\n\n{{ nothing.here }}", 3, "'nothing' is undefined"),
        ("{{ 1 + 'a' }}", 1, "unsupported operand"),
        ("<p>\n{% include 'absent.j2' %}", 2, "absent.j2"),
    ],
)
def test_what_fails_in_a_template_of_the_project_is_told_there(tmp_path: Path, text: str, line: int, word: str) -> None:
    """Grammar, names, values and other templates: file and line of the project's template, never a fault of ours."""
    with pytest.raises(BrochureError) as caught:
        rendered(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.code == "template-broken"
    assert problem.place == Place(str(tmp_path / "own.html.j2"), line)
    assert word in problem.message
    assert problem.excerpt in text


def test_what_fails_elsewhere_passes(tmp_path: Path) -> None:
    """A fault of the tool is not laid on the project's templates."""
    with pytest.raises(ZeroDivisionError), blaming(tmp_path):
        _ = 1 / 0
    assert rendered(tmp_path, "<p>") == "<p>"


def test_a_template_in_the_working_folder_has_a_short_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As every other file is told."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BrochureError) as caught:
        rendered(tmp_path, "{% if %}")
    assert caught.value.problems[0].place.file == "own.html.j2"


def test_a_template_is_taken_as_it_is_now(tmp_path: Path) -> None:
    """What was loaded before serves only while its text is the same."""
    assert [rendered(tmp_path, text) for text in ("a", "b", "b", "a")] == ["a", "b", "b", "a"]


def test_a_template_is_loaded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Environments come and go with each plan: compiled templates stay."""
    name = "pieces/passage.html.j2"
    environment(None).get_template(name)
    monkeypatch.setattr(Kept, "get", lambda kept, key: pytest.fail(f"{key} was read again"))
    assert environment(None).get_template(name).root_render_func is not None
