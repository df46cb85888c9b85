"""Check a PDF from anywhere, by the rules that a PDF alone can answer."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from brochure.load.text import read_text
from brochure.model.project import Project
from brochure.model.validate import draft_project
from brochure.pdfreader.opening import read_bytes
from brochure.preflight.build import of_file
from brochure.preflight.demands import FOREIGN, demands
from brochure.preflight.rulebook import Verdict
from brochure.project.discover import project_of
from brochure.vocabulary.presets import PRESETS, PRESS_RULES
from brochure.vocabulary.problems import BrochureError, Problem, Severity, name_of


def inspect(path: Path, preset: str) -> tuple[Verdict, bytes]:
    """Check a PDF as if it were made for a preset, and give its bytes; "all" means the press.

    What is asked for is what the project of the PDF's folder says, else that of the current one, else what most print
    shops ask for; no project says how large a PDF from elsewhere is to be. Raises BrochureError where the PDF cannot
    be opened, or the project's settings cannot be used.
    """
    name = name_of(path)
    pdf = read_bytes(path, name)
    project = _project(path)
    chosen = PRESETS.get(preset)
    if chosen is not None:
        asked, rules = replace(demands(chosen, project or Project()), trim=None), chosen.rules
    elif project is not None:
        asked, rules = replace(demands(PRESETS["press"], project), trim=None, facing=FOREIGN.facing), PRESS_RULES
    else:
        asked, rules = FOREIGN, PRESS_RULES
    return of_file(rules, project.preflight if project else {}, asked, pdf, name), pdf


def _project(path: Path) -> Project | None:
    for folder in (Path(os.path.realpath(path)).parent, Path.cwd()):
        _, settings = project_of(folder)
        if settings is not None:
            project, told = _read(settings)
            # What a slot of a merge stands for says its row, not these settings.
            wrong = [one for one in told if one.severity is Severity.ERROR and "{{" not in one.excerpt]
            if wrong:
                raise BrochureError(wrong)
            return project
    return None


def _read(settings: Path) -> tuple[Project, tuple[Problem, ...]]:
    source = read_text(settings, name_of(settings), within=settings.parent, blank=True)
    return draft_project(source, settings.parent / "styles")


def ink_limit(settings: Path | None) -> float:
    """Give the most ink on one point, in percent, that a brochure.yaml asks for; without one, what most print shops do.

    Raises BrochureError where it cannot be read.
    """
    asked = demands(PRESETS["press"], _read(settings)[0]) if settings is not None else FOREIGN
    return asked.ink or 0.0
