"""The words around the content, one small catalogue a language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from brochure.load.cldr import UNITS, tongue
from brochure.load.front_matter import yaml_document
from brochure.load.text import read_text
from brochure.load.yaml.nodes import Scalar
from brochure.vocabulary.problems import name_of
from brochure.vocabulary.shipped import TEMPLATES
from brochure.vocabulary.tongues import tongue_of

_FALLBACK = "en"
MANY = 100
"""A number with which a unit is named where no other one is given."""


def words(language: str, overrides: Mapping[str, str], own: Path | None) -> dict[str, str]:
    """Give the catalogue of a language, English where it has holes; `own` is the project's templates folder.

    The names of units, of which each number has its own form, and the initials of the week are CLDR's.
    """
    of = tongue(language)
    catalogue = {f"unit-{unit}": of.named(MANY, unit) for unit in UNITS} | {"weekdays": " ".join(of.week)}
    for code in dict.fromkeys((_FALLBACK, tongue_of(language) or language.split("-")[0].lower())):
        for folder, within in ((TEMPLATES, None), (own, own and own.parent)):
            path = folder / "words" / f"{code}.yaml" if folder is not None else None
            if path is not None and path.exists():
                catalogue.update(_read(path, within))
    return catalogue | dict(overrides)


def _read(path: Path, within: Path | None) -> dict[str, str]:
    mapping = yaml_document(read_text(path, name_of(path), within=within)).data
    return {entry.key.text: entry.value.text for entry in mapping.entries if isinstance(entry.value, Scalar)}
