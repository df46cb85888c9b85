"""The words around the content, one small catalogue a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from brochure.load.cldr import UNITS, tongue
from brochure.load.front_matter import yaml_document
from brochure.load.text import read_text
from brochure.load.yaml.nodes import Scalar
from brochure.vocabulary.problems import name_of
from brochure.vocabulary.shipped import TEMPLATES
from brochure.vocabulary.tongues import tongue_of

_FALLBACK, _REVIEWED = "en", "reviewed"
MANY = 100
"""A number with which a unit is named where no other one is given."""


def words(language: str, overrides: Mapping[str, str], own: Path | None) -> dict[str, str]:
    """Give the catalogue of a language, English where it has holes; `own` is the project's templates folder.

    The names of units, of which each number has its own form, and the initials of the week are CLDR's.
    """
    of = tongue(language)
    catalogue = {f"unit-{unit}": of.named(MANY, unit) for unit in UNITS} | {"weekdays": " ".join(of.week)}
    for path, within in _files(_FALLBACK, own) if tongue_of(language) != _FALLBACK else ():
        catalogue.update(_read(path, within))
    for path, within in _files(language, own):
        catalogue.update(_read(path, within))
    catalogue.pop(_REVIEWED, None)
    return catalogue | dict(overrides)


def reviewed(language: str, own: Path | None) -> bool | None:
    """Tell whether a speaker of a language has read its catalogue; None where it has none.

    One of the project's own is taken for read, where it does not say otherwise.
    """
    said = [_read(path, within).get(_REVIEWED, "true") for path, within in _files(language, own)]
    return said[-1] == "true" if said else None


def shop_words(language: str) -> tuple[str, Mapping[str, str]]:
    """Give the words of a sheet for the print shop, and their language: English where it is in no other."""
    spoken = tongue_of(language) or _FALLBACK
    path = TEMPLATES / "handoff" / f"{spoken}.yaml"
    if not path.is_file():
        spoken, path = _FALLBACK, path.with_name(f"{_FALLBACK}.yaml")
    return spoken, _shipped(path)


def _files(language: str, own: Path | None) -> Iterator[tuple[Path, Path | None]]:
    """Find the catalogues of a language: the shipped one, those of the project's templates folder."""
    known = tongue_of(language)
    if known:
        yield TEMPLATES / "words" / f"{known}.yaml", None
    if own is not None:
        names = [language.split("-")[0].lower(), known or language, language]
        for path in (own / "words" / f"{name}.yaml" for name in dict.fromkeys(names)):
            if path.exists():
                yield path, own.parent


def _read(path: Path, within: Path | None) -> Mapping[str, str]:
    # A shipped file is read once.
    return _shipped(path) if within is None else _parsed(path, within)


@cache
def _shipped(path: Path) -> Mapping[str, str]:
    return _parsed(path, None)


def _parsed(path: Path, within: Path | None) -> Mapping[str, str]:
    mapping = yaml_document(read_text(path, name_of(path), within=within)).data
    return {entry.key.text: entry.value.text for entry in mapping.entries if isinstance(entry.value, Scalar)}
