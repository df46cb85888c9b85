"""JSON Schema of the content and of brochure.yaml, from what validation reads by."""

from __future__ import annotations

from pathlib import Path

from brochure.model.project import settings
from brochure.model.spec import Json, Keys

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def content_schema(keys: Keys) -> Json:
    """Give the schema of a content file's front matter with these keys (JSON Schema 2020-12)."""
    return {"$schema": _DIALECT, "title": "Content of a brochure", **keys.schema()}


def project_schema(own: Path | None = None) -> Json:
    """Give the schema of brochure.yaml (JSON Schema 2020-12); `own` are the styles of its project."""
    return {"$schema": _DIALECT, "title": "Settings of a brochure project", **settings(own).schema()}
