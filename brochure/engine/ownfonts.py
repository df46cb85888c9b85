"""The project's own font files: found, read and judged before anything is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from brochure.engine.fonts import FAMILIES, fault
from brochure.load.text import Source
from brochure.model.project import Fonts
from brochure.pictures.findings import Finding
from brochure.store.reading import Refused, hold
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.shipped import STYLES

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
            wrong = None if file.shipped else _judge(file.path, root)
            if wrong is None:
                found.append((STYLES if file.shipped else root) / file.path)
            else:
                assert source is not None
                problems.append(source.problem(wrong.code, wrong.severity, wrong.message, file.place, wrong.hint))
        if found:
            chosen[role] = tuple(found)
    return chosen, problems


def _judge(name: str, root: Path) -> Finding | None:
    error = Severity.ERROR
    try:
        hold(root / name, within=root)
        why = fault(root / name)
    except Refused as refused:
        why = str(refused.strerror)
        if refused.code == "path-outside-project":
            return Finding(refused.code, error, f"the font '{name}' {why}", "copy it into the project")
    except (OSError, ValueError):
        return Finding("font-missing", error, f"the font '{name}' was not found", f"it was sought in {root.name}/")
    return Finding("font-broken", error, f"the font '{name}' {why}", _CONVERT) if why else None
