"""Read what a job is made from: content, settings and styles."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from brochure.engine.cssvalues import set_in
from brochure.load.text import read_text
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.model.validate import draft_brochure, draft_project
from brochure.sections.registry import Registry, sections_of
from brochure.store.reading import read as read_bytes
from brochure.vocabulary.job import Job
from brochure.vocabulary.limits import DEFAULT, lower
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity, name_of
from brochure.vocabulary.shipped import STYLES, TEMPLATES

_COMMON = ("page", "type", "prose", "layout")
# Where the first version looked for a project's own files, and where they belong now.
_MOVED = (
    ("templates/parts/*.html.j2", "templates/sections"),
    ("templates/blocks/*.html.j2", "templates/sections"),
    ("templates/base.html.j2", "templates/page.html.j2"),
    ("styles/parts/*.css", "styles/sections"),
)
_RENAMED = {"figures": "numbers", "text": "introduction", "leaflet-phase": "phases"}


def read(job: Job) -> tuple[Brochure, Project, Registry, list[Problem]]:
    """Read both files, and the sections of the project, as far as they can be understood.

    Gives the problems of all, errors included.

    Raises BrochureError with all of them where either file cannot be parsed.
    """
    failed: list[Problem] = []
    registry = sections_of(job.root)
    problems: list[Problem] = [*registry.problems, *_moved(job), *_stale(job, registry)]
    brochure, project = None, None
    try:
        path = job.project
        source = read_text(path, name_of(path), within=path.parent, blank=True) if path else None
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
        brochure, told = draft_brochure(text, job.name, registry.keys, limits)
        problems += told
    except BrochureError as error:
        failed += error.problems
    if brochure is None or project is None:
        raise BrochureError([*problems, *failed])
    return brochure, project, registry, problems


def _moved(job: Job) -> Iterator[Problem]:
    """Warn of files of the project that stand where they had an effect in the first version."""
    for pattern, place in _MOVED if job.templates else ():
        for path in sorted(job.root.glob(pattern)):
            stem, dot, ending = path.name.partition(".")
            to = place if "." in place else f"{place}/{_RENAMED.get(stem, stem)}{dot}{ending}"
            message = f"it has no effect here: it belongs to {to}"
            yield Problem("override-moved", Severity.WARNING, message, Place(name_of(path)), "move it there")


def _stale(job: Job, registry: Registry) -> Iterator[Problem]:
    """Note that the editor's schema of the project does not know its sections, or those of this version."""
    path = job.root / ".schema" / "content.json"
    if path.is_file():
        from brochure.model.schema import content_schema

        kept = read_text(path, name_of(path), within=job.root).text
        if kept.strip() != json.dumps(content_schema(registry.keys), ensure_ascii=False, indent=2):
            message = "the schema is not that of the sections of this project and version"
            hint = "write it anew: make-brochure schema content > .schema/content.json"
            yield Problem("schema-stale", Severity.NOTE, message, Place(name_of(path)), hint)


def _tamed(project: Project) -> tuple[Project, tuple[Problem, ...]]:
    """Take from the settings of a project that is not trusted what would let it do more than the defaults do."""
    tame = replace(project, limits=lower(project.limits, DEFAULT), remote=())
    if (tame.limits, tame.remote) == (project.limits, project.remote) or project.source is None:
        return tame, ()
    message = "limits above the defaults and 'remote' have no effect with --no-project-templates"
    hint = "build without the option where you trust whoever wrote these settings"
    return tame, (project.source.problem("setting-ignored", Severity.WARNING, message, None, hint),)


def styles(job: Job, registry: Registry, project: Project, made: Collection[str]) -> tuple[list[str], list[Path]]:
    """Give the texts and the paths of the style files, each the project's own where it has one.

    After the styles that every brochure has come those of the sections that are `made`, in their order, those of a
    folded format, of the theme, of paper and of the preset, where there are any, the project's `project.css` last.
    Raises BrochureError as `read_text` does.
    """
    own = job.root / "styles"
    texts, files = [], []
    paper = () if PRESETS[job.preset].links else ("presets/paper",)
    leaflet = ("formats/leaflet",) if project.format.panels else ()
    shown = [section for section in registry.all if section.name in made or section.where == "between"]
    sections = [f"sections/{section.name}" for section in shown]
    theme = f"themes/{project.theme}/theme"
    names = (*_COMMON, *sections, *leaflet, theme, *paper, f"presets/{job.preset}", "project")
    for name in names:
        mine, shipped = own / f"{name}.css", STYLES / f"{name}.css"
        if job.templates and mine.exists():
            texts.append(read_text(mine, name_of(mine), project.limits, job.root, blank=True).text)
            files.append(mine)
        elif name in _COMMON or shipped.is_file():
            texts.append(shipped.read_text(encoding="utf-8"))
            files.append(shipped)
    return texts, files


def variables(job: Job) -> frozenset[str]:
    """Give the variables of the styles that templates set, also those that this brochure has no use for."""
    found: frozenset[str] = frozenset()
    for folder, within in ((TEMPLATES, None), *([(job.root / "templates", job.root)] if job.templates else [])):
        for path in folder.rglob("*.j2"):
            with suppress(OSError):
                found |= set_in(read_bytes(path, within=within).decode("utf-8", "replace"))
    return found
