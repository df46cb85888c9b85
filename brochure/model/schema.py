"""JSON Schema of the content and of brochure.yaml, made from the table that validation walks."""

from __future__ import annotations

from typing import Any

from brochure.model.bookletforms import BINDINGS, FILLER_WORDS, SHEET_SIZE, THICKEST, THICKNESS, THINNEST
from brochure.model.forms import ADDRESS, COLOUR, DATE, LANGUAGE, SIZE, WEIGHTS
from brochure.model.limitforms import limit_form
from brochure.model.pressforms import CHOICES, MEASURES
from brochure.model.project import FORMATS, THEMES
from brochure.model.table import CONTENT, PROJECT, Items, Spec, Value
from brochure.vocabulary.paper import SHEETS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# YAML reads 206 and 2026-11-01 as numbers and dates; both are taken as the text that stands there.
_TEXT = ["string", "number", "boolean", "null"]

_PRESENT = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def content_schema() -> dict[str, Any]:
    """Give the schema of a content file's front matter (JSON Schema 2020-12)."""
    return {"$schema": _DIALECT, "title": "Content of a brochure", **_schema(CONTENT)}


def project_schema() -> dict[str, Any]:
    """Give the schema of brochure.yaml (JSON Schema 2020-12)."""
    return {"$schema": _DIALECT, "title": "Settings of a brochure project", **_schema(PROJECT)}


def _schema(spec: Spec) -> dict[str, Any]:
    if isinstance(spec, Value):
        return _value(spec)
    if isinstance(spec, Items):
        made: dict[str, Any] = {"description": spec.about, "type": ["array", "null"], "items": _schema(spec.item)}
        return made if spec.default is None else made | {"default": spec.default}
    made = {
        "description": spec.about,
        "type": "object" if spec.required else ["object", "null"],
        "properties": {name: _schema(inner) for name, inner in spec.keys.items()},
    }
    if spec.required:
        made["required"] = list(spec.required)
        for name in spec.required:
            made["properties"][name] |= _PRESENT
    if spec.closed:
        return made | {"additionalProperties": False}
    return made if spec.others is None else made | {"additionalProperties": _schema(spec.others)}


def _value(spec: Value) -> dict[str, Any]:
    made: dict[str, Any] = {"description": spec.about, **_form(spec.form)}
    if spec.examples:
        made["examples"] = list(spec.examples)
    return made if spec.default is None else made | {"default": spec.default}


def _form(form: str) -> dict[str, Any]:
    patterns = {"language": LANGUAGE, "address": ADDRESS, "date": DATE}
    if form in patterns:
        return {"type": ["string", "null"], "pattern": patterns[form]}
    if form == "format":
        return {"anyOf": [{"enum": [*FORMATS, None]}, {"type": "string", "pattern": SIZE}]}
    if form == "theme":
        return {"enum": [*THEMES, None]}
    if form == "weight":
        # YAML 1.1 reads a bare off as false.
        return {"enum": [*WEIGHTS, False, None]}
    if form == "colour":
        screen = {"type": "string", "pattern": COLOUR}
        ink = {"type": "number", "minimum": 0, "maximum": 100}
        press = {"type": ["array", "null"], "items": ink, "minItems": 4, "maxItems": 4}
        both = {"type": "object", "properties": {"screen": screen, "press": press}, "required": ["screen"]}
        return {"anyOf": [{"type": "null"}, screen, both]}
    if form in CHOICES:
        return {"enum": [*CHOICES[form], None]}
    if form in MEASURES:
        measure = MEASURES[form]
        number = {"type": "number", "minimum": measure.least, "maximum": measure.most}
        return {"anyOf": [{"type": "null"}, number, {"type": "string", "pattern": measure.pattern}]}
    return _booklet_form(form) or limit_form(form) or {"type": _TEXT}


def _booklet_form(form: str) -> dict[str, Any] | None:
    thickness = {"type": "number", "minimum": THINNEST, "maximum": THICKEST}
    forms: dict[str, dict[str, Any]] = {
        "binding": {"enum": [*BINDINGS, None]},
        "fillers": {"type": ["array", "null"], "items": {"description": "A page.", "enum": [*FILLER_WORDS]}},
        "sheet": {"anyOf": [{"enum": [*SHEETS, None]}, {"type": "string", "pattern": SHEET_SIZE}]},
        "thickness": {"anyOf": [{"type": "null"}, thickness, {"type": "string", "pattern": THICKNESS}]},
        "switch": {"type": ["boolean", "null"]},
    }
    return forms.get(form)
