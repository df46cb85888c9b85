"""The project's own font files: found, read and judged before anything is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from brochure.load.text import Source
from brochure.model.project import FontFile, Fonts
from brochure.pdf.fonts import FAMILIES, fault
from brochure.problems import Problem, Severity
from brochure.resources import STYLES

_CONVERT = "give a TTF or OTF file; web fonts (WOFF) and collections (TTC) must be converted first"


def own_fonts(fonts: Fonts, root: Path, source: Source | None) -> tuple[Mapping[str, tuple[Path, ...]], list[Problem]]:
    """Give the sound files of each role, and a problem for each of the others, where brochure.yaml names it.

    Problems: font-missing, font-broken, path-outside-project; all are errors. `root` is the project's folder. Shipped
    files are taken as they are.
    """
    problems: list[Problem] = []
    chosen: dict[str, tuple[Path, ...]] = {}
    for role in FAMILIES:
        found: list[Path] = []
        for file in getattr(fonts, role):
            problem = None if file.shipped else _judge(file, root)
            if problem is None:
                found.append((STYLES if file.shipped else root) / file.path)
            else:
                problems.append(_shown(problem, source))
        if found:
            chosen[role] = tuple(found)
    return chosen, problems


def _judge(file: FontFile, root: Path) -> Problem | None:
    path = root / file.path
    try:
        inside, there = path.resolve().is_relative_to(root.resolve()), path.is_file()
    except (OSError, ValueError, RuntimeError):
        inside, there = True, False
    error, place = Severity.ERROR, file.place
    if not inside:
        message = f"the font '{file.path}' lies outside the project; it was not read"
        return Problem("path-outside-project", error, message, place, "copy it into the project")
    if not there:
        message = f"the font '{file.path}' was not found"
        return Problem("font-missing", error, message, place, f"it was sought in {root.name}/")
    why = fault(path)
    return Problem("font-broken", error, f"the font '{file.path}' {why}", place, _CONVERT) if why else None


def _shown(problem: Problem, source: Source | None) -> Problem:
    """Give the problem with the line that names the file."""
    line = problem.place.line
    return replace(problem, excerpt=source.lines[line - 1]) if source and line else problem
