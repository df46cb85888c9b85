"""Answer "up to date" for a whole project without importing more than os and json."""

from __future__ import annotations

import os
import sys

from brochure.store import freshness


def answer(strict: bool, quiet: bool) -> int | None:
    """Say that every brochure of the project is up to date, with the warnings it was built with; give the exit code.

    None where any has to be built, or looked at more closely.
    """
    root = _root(os.getcwd())
    names = _contents(root)
    out = os.path.join(root, "out")
    records = freshness.read(out) if names else {}
    try:
        return _answer(root, names, records, strict, quiet)
    except (AttributeError, KeyError, TypeError):
        return None


def _answer(root: str, names: list[str], records: dict[str, freshness.Record], strict: bool, quiet: bool) -> int | None:
    lines: list[str] = []
    warned = False
    for name in names:
        record = records.get(name[:-3] + ".pdf")
        if record is None or not _is_of(record, root, name) or not freshness.unchanged(record):
            return None
        if record["problems"] and not isinstance(record.get("told"), str):
            return None
        warned = warned or any(problem["severity"] == "warning" for problem in record["problems"])
        lines += [record["told"]] if record.get("told") else []
        lines += [] if quiet else [f"{_shown(record['output']['path'])} is up to date"]
    if not names:
        return None
    for line in lines:
        print(line, file=sys.stderr)
    return 3 if strict and warned else 0


def _root(folder: str) -> str:
    nearest = folder
    while not os.path.isfile(os.path.join(nearest, "brochure.yaml")):
        above = os.path.dirname(nearest)
        if above == nearest:
            return folder
        nearest = above
    return nearest


def _contents(root: str) -> list[str]:
    try:
        names = os.listdir(os.path.join(root, "content"))
    except OSError:
        return []
    return sorted(name for name in names if name.endswith(".md") and name[:-3].lower() != "readme" and name[0] != ".")


def _is_of(record: freshness.Record, root: str, name: str) -> bool:
    path = os.path.realpath(os.path.join(root, "content", name))
    return record.get("content") == path and record.get("preset") == "screen" and record.get("templates") is True


def _shown(path: str) -> str:
    here = os.getcwd() + os.sep
    return path[len(here) :] if path.startswith(here) else path
