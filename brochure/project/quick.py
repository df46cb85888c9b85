"""Answer "up to date" for a whole project without importing more than os, re and json."""

from __future__ import annotations

import os
import sys

from brochure.project.nearest import contents, root_of, site_of, stem_of
from brochure.store import freshness
from brochure.vocabulary.speech import Said, spoken


def answer(strict: bool, quiet: bool, language: str = "en") -> int | None:
    """Say that every brochure of the project is up to date, with the warnings it was built with; give the exit code.

    None where any has to be built, or looked at more closely.
    """
    here = os.getcwd()
    root = root_of(here) or site_of(here)
    try:
        return _answer(root, strict, quiet, language)
    except (AttributeError, KeyError, TypeError):
        return None


def _answer(root: str, strict: bool, quiet: bool, language: str) -> int | None:
    lines: list[str] = []
    warned = False
    names = contents(root)
    for name in names:
        output = os.path.join(root, "out", f"{stem_of(name)}.pdf")
        record = freshness.read(output)
        if record is None or not _is_of(record, root, name) or not freshness.unchanged(record, output):
            return None
        if (record["problems"] and not isinstance(record["told"], str)) or (record["told"] and language != "en"):
            return None
        warned = warned or any(problem["severity"] == "warning" for problem in record["problems"])
        lines += [record["told"]] if record["told"] else []
        lines += [] if quiet else [spoken(Said("{name} is up to date", name=_shown(output)), language)]
    for line in lines:
        print(line, file=sys.stderr)
    return (3 if strict and warned else 0) if names else None


def _is_of(record: freshness.Record, root: str, name: str) -> bool:
    path = os.path.realpath(os.path.join(root, "content", name))
    return record.get("content") == path and record.get("preset") == "screen" and record.get("templates") is True


def _shown(path: str) -> str:
    here = os.getcwd() + os.sep
    return path[len(here) :] if path.startswith(here) else path
