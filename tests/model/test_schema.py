"""The schemas: valid themselves, true to the model content, and at one with the validation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from brochure.load.text import Source
from brochure.model.kinds.picture import PICTURE
from brochure.model.project import PROJECT
from brochure.model.schema import content_schema, project_schema
from brochure.model.spec import Items, Keys, Spec, Value
from brochure.model.validate import read_project
from brochure.sections.registry import shipped
from brochure.vocabulary.problems import BrochureError
from tests.content import read_content
from tests.corpus import CONTENTS, FILES

ROOT = Path(__file__).parents[2]


def strings(schema: Any) -> list[dict[str, Any]]:
    """Every schema of a value inside a schema."""
    inner = (
        [*schema.get("properties", {}).values(), schema["items"]]
        if "items" in schema
        else [*schema.get("properties", {}).values()]
    )
    return [schema, *(found for child in inner for found in strings(child))]


@pytest.mark.parametrize("schema", [content_schema(shipped().keys), project_schema()], ids=["content", "project"])
def test_the_schemas_are_schemas_and_describe_every_key(schema: dict[str, Any]) -> None:
    """Valid under draft 2020-12; every key has a description, and examples fit their own schema."""
    Draft202012Validator.check_schema(schema)
    for part in strings(schema):
        assert part["description"]
        for example in part.get("examples", []):
            Draft202012Validator(part).validate(example)


def test_the_model_content_fits_its_schema() -> None:
    """And a mapping in place of the list of numbers does not."""
    front = yaml.safe_load((ROOT / "content" / "programme.md").read_text(encoding="utf-8").split("---\n")[1])
    validator = Draft202012Validator(content_schema(shipped().keys))
    assert list(validator.iter_errors(front)) == []
    assert [error.json_path for error in validator.iter_errors(front | {"numbers": {"num": 1}})] == ["$.numbers"]


def test_the_settings_schema_refuses_what_validation_refuses() -> None:
    """A colour without its sign, a format that does not exist."""
    validator = Draft202012Validator(project_schema())
    settings = {"format": "a6", "brand": {"colours": {"ink": "0055a4", "paper": "#ffffff"}}}
    assert sorted(error.json_path for error in validator.iter_errors(settings)) == ["$.brand.colours.ink", "$.format"]


SETTINGS = (
    ROOT / "brochure.yaml",
    *sorted((CONTENTS / "projects").glob("*.yaml")),
)


@pytest.mark.parametrize("path", [*FILES, *SETTINGS], ids=lambda path: path.name)
def test_every_file_that_the_tests_know_fits_its_schema(path: Path) -> None:
    """Every content file and every settings file, by a validator that is not ours."""
    text = path.read_text(encoding="utf-8")
    data = yaml.safe_load(text.split("---\n")[1] if path.suffix == ".md" else text)
    # A date of YAML is the text that stands there.
    data = json.loads(json.dumps(data, default=str))
    schema = content_schema(shipped().keys) if path.suffix == ".md" else project_schema()
    assert [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)] == []


Wrap = Callable[[Any], Any]
KEYS = shipped().keys
SCHEMAS = {
    "content": Draft202012Validator(content_schema(KEYS)),
    "project": Draft202012Validator(project_schema()),
}
VALUES = (
    "x", "fr", "en-GB", "#14213d", "#fff", "crimson", "rgb(0, 85, 164)", "hsl(120 100% 25%)", "#14213d80",
    "a5", "a4", "210x297", "420 x 297 mm", "https://example.org", "HTTPS://EXAMPLE.ORG/a", "example.org",
    "2026-11-01", "error", "stapled", "notes", "300 %", "300 dpi", "relative",
    "x-4", "1 MB", "50% 20%", "50 % 100.0%", "50% 101%",
    -1, 0, 0.1, 3, 250, 300, 1000, 10**9, True, False, None, [], ["x"], ["notes"], [1], [[]], [None], {},
    {"screen": "#14213d"}, {"press": [0, 0, 0, 0]}, {"screen": "#14213d", "press": None},
    {"screen": "#14213d", "press": [0, 0, 0, 101]}, {"screen": "#14213d", "press": [0, 0, 0]},
)  # fmt: skip
# What content does without, with a warning.
WRONG = {"wrong-type", "value-unknown", "language-unknown", "focus-invalid"}
# What no schema can say: how one value suits another.
TOGETHER = {"contrast-too-low", "sheet-too-small"}


def places(spec: Spec, wrap: Wrap = lambda value: value, path: str = "") -> Iterator[tuple[str, Wrap]]:
    """Every place where a value may stand, and what puts a value there."""
    yield path, wrap
    if isinstance(spec, Value) and spec.kind.name == "picture":
        spec = PICTURE
    if isinstance(spec, Items):
        yield from places(spec.item, lambda value: wrap([value]), f"{path}[]")
    if isinstance(spec, Keys):
        for name, inner in spec.keys.items():
            yield from places(inner, lambda value, name=name: wrap({name: value}), f"{path}.{name}")  # type: ignore[misc]


PLACES = [(kind, path, wrap) for kind, spec in (("content", KEYS), ("project", PROJECT)) for path, wrap in places(spec)]


def refused(kind: str, data: dict[str, Any]) -> set[str]:
    """The codes for which the model refuses data, or does without; of settings, what it does not know, too."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        if kind == "content":
            _, problems = read_content(Source("c.md", f"---\n{text}\n---\n"), "c")
        else:
            _, problems = read_project(Source("brochure.yaml", text))
    except BrochureError as error:
        problems = error.problems
    told = {"unknown-key"} if kind == "project" else WRONG
    return {problem.code for problem in problems if problem.severity == "error" or problem.code in told}


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(VALUES) | st.text("abx #-:").map(str.strip).filter(bool))
def test_schema_and_model_never_disagree(place: tuple[str, str, Wrap], value: Any) -> None:
    """What the schema takes the model takes, and what it refuses the model refuses, wherever a value stands.

    Apart: a word, which an editor cannot tell from a colour of CSS;
    an empty text, which the model takes for an absent value; spaces around a text, which it leaves out; a number
    in quotes, which it takes for the number;
    and a bare `off`, which YAML 1.1 reads as false.
    """
    kind, path, wrap = place
    if not path or (path.startswith(".preflight") and (value is False or isinstance(value, dict))):
        return
    data = ({"title": "t"} if kind == "content" else {}) | wrap(value)
    told = refused(kind, data) - TOGETHER
    if told != {"colour-invalid"} or not str(value).isalpha():
        assert SCHEMAS[kind].is_valid(data) == (not told), (path, value)


def test_the_comparison_sees_a_disagreement() -> None:
    """A list that is a text is refused by both; by a schema that only asked for its key it would be taken."""
    assert not SCHEMAS["content"].is_valid({"numbers": "x"})
    assert refused("content", {"numbers": "x"}) == {"wrong-type"}
    assert Draft202012Validator({"required": ["numbers"]}).is_valid({"numbers": "x"})
