"""The schemas: valid themselves, true to the model content, and at one with the validation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from brochure.model.schema import content_schema, project_schema

ROOT = Path(__file__).parents[2]


def strings(schema: Any) -> list[dict[str, Any]]:
    """Every schema of a value inside a schema."""
    inner = (
        [*schema.get("properties", {}).values(), schema["items"]]
        if "items" in schema
        else [*schema.get("properties", {}).values()]
    )
    return [schema, *(found for child in inner for found in strings(child))]


@pytest.mark.parametrize("schema", [content_schema(), project_schema()], ids=["content", "project"])
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
    validator = Draft202012Validator(content_schema())
    assert list(validator.iter_errors(front)) == []
    assert [error.json_path for error in validator.iter_errors(front | {"numbers": {"num": 1}})] == ["$.numbers"]


def test_the_settings_schema_refuses_what_validation_refuses() -> None:
    """A colour by name, a format that does not exist."""
    validator = Draft202012Validator(project_schema())
    settings = {"format": "a6", "brand": {"colours": {"ink": "blue", "paper": "#ffffff"}}}
    assert sorted(error.json_path for error in validator.iter_errors(settings)) == ["$.brand.colours.ink", "$.format"]
