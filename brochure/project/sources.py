"""Read what a job is made from: content, settings and styles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from brochure.load.text import read_text
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.model.validate import draft_brochure, draft_project
from brochure.vocabulary.job import Job
from brochure.vocabulary.limits import DEFAULT, lower
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import BrochureError, Problem, Severity, name_of
from brochure.vocabulary.shipped import STYLES

_SHEETS = (
    "page", "type", "layout",
    "parts/cover", "parts/figures", "parts/phases", "parts/quote", "parts/back", "parts/notes",
)  # fmt: skip


def read(job: Job) -> tuple[Brochure, Project, list[Problem]]:
    """Read both files as far as they can be understood; gives the problems of both, errors included.

    Raises BrochureError with all of them where either file cannot be parsed.
    """
    failed: list[Problem] = []
    problems: list[Problem] = []
    brochure, project = None, None
    try:
        source = read_text(job.project, name_of(job.project), within=job.project.parent) if job.project else None
        project, told = draft_project(source, job.root / "styles", job.templates)
        problems += told
        if not job.templates:
            project, told = _tamed(project)
            problems += told
    except BrochureError as error:
        failed += error.problems
    try:
        limits = project.limits if project else DEFAULT
        text = read_text(job.content, name_of(job.content), limits, job.root)
        brochure, told = draft_brochure(text, job.name, limits)
        problems += told
    except BrochureError as error:
        failed += error.problems
    if brochure is None or project is None:
        raise BrochureError([*problems, *failed])
    return brochure, project, problems


def _tamed(project: Project) -> tuple[Project, tuple[Problem, ...]]:
    """Take from the settings of a project that is not trusted what would let it do more than the defaults do."""
    tame = replace(project, limits=lower(project.limits, DEFAULT), remote=())
    if (tame.limits, tame.remote) == (project.limits, project.remote) or project.source is None:
        return tame, ()
    message = "limits above the defaults and 'remote' have no effect with --no-project-templates"
    hint = "build without the option where you trust whoever wrote these settings"
    return tame, (project.source.problem("setting-ignored", Severity.WARNING, message, None, hint),)


def styles(job: Job, project: Project) -> tuple[list[str], list[Path]]:
    """Give the texts and the paths of the style files, each the project's own where it has one.

    After the styles that every brochure has come those of a folded format, then those of the theme, of paper and of
    the preset, where there are any, the project's `project.css` last. Raises BrochureError as `read_text` does.
    """
    own = job.root / "styles"
    texts, files = [], []
    paper = () if PRESETS[job.preset].links else ("presets/paper",)
    leaflet = ("formats/leaflet",) if project.format.panels else ()
    names = (*_SHEETS, *leaflet, f"themes/{project.theme}/theme", *paper, f"presets/{job.preset}", "project")
    for name in names:
        mine, shipped = own / f"{name}.css", STYLES / f"{name}.css"
        if job.templates and mine.exists():
            texts.append(read_text(mine, name_of(mine), project.limits, job.root, blank=True).text)
            files.append(mine)
        elif name in _SHEETS or shipped.is_file():
            texts.append(shipped.read_text(encoding="utf-8"))
            files.append(shipped)
    return texts, files
