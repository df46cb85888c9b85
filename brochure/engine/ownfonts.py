"""The project's own font files: found, read and judged before anything is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from brochure.engine.fonts import FAMILIES, fault
from brochure.model.project import Fonts
from brochure.model.values import FontFile
from brochure.pictures.flaws import Flaw
from brochure.store.reading import Refused, hold
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.shipped import FONTS

_CONVERT = "give a TTF or OTF file; web fonts (WOFF) and collections (TTC) must be converted first"


def own_fonts(fonts: Fonts, root: Path) -> tuple[Mapping[str, tuple[Path, ...]], list[Problem]]:
    """Give the sound files of each role, and a problem for each of the others, where brochure.yaml or a theme names it.

    Problems: font-missing, font-broken, path-outside-project; all are errors. `root` is the project's folder. A theme
    may name a shipped file, which is taken as it is.
    """
    problems: list[Problem] = []
    chosen: dict[str, tuple[Path, ...]] = {}
    for role in FAMILIES:
        found: list[Path] = []
        for file in getattr(fonts, role):
            sought = _sought(file, root)
            if isinstance(sought, Path):
                found.append(sought)
            else:
                assert file.source is not None
                told = file.source.problem(sought.code, sought.severity, sought.message, file.place, sought.hint)
                problems.append(told)
        if found:
            chosen[role] = tuple(found)
    return chosen, problems


def _sought(file: FontFile, root: Path) -> Path | Flaw:
    """Give the file, the shipped one that a theme means, or what is wrong."""
    folder, error = file.folder or root, Severity.ERROR
    path, shipped = folder / file.path, FONTS / Path(file.path).name
    try:
        if file.folder is not None and not path.exists() and shipped.is_file():
            return shipped
        hold(path, within=root)
        why = fault(path)
    except Refused as refused:
        why = str(refused.strerror)
        if refused.code == "path-outside-project":
            return Flaw(refused.code, error, f"the font '{file.path}' {why}", "copy it into the project")
    except (OSError, ValueError):
        return Flaw("font-missing", error, f"the font '{file.path}' was not found", f"it was sought in {folder.name}/")
    return Flaw("font-broken", error, f"the font '{file.path}' {why}", _CONVERT) if why else path
