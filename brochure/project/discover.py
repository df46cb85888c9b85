"""Find the content files of a project, and the project of a content file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from brochure.project import nearest
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity, name_of
from brochure.vocabulary.speech import Said


def project_of(folder: Path) -> tuple[Path, Path | None]:
    """Give the nearest folder upwards that holds a brochure.yaml, and that file; else the website's folder and None."""
    root = nearest.root_of(str(folder))
    return (Path(nearest.site_of(str(folder))), None) if root is None else (Path(root), Path(root, nearest.SETTINGS))


def contents(root: Path) -> list[Path]:
    """List the content of a project, by name. Raises BrochureError `content-missing` where there is none."""
    if names := nearest.contents(str(root)):
        return [root / "content" / name for name in names]
    hint = Said("Name a content file, or start a project with: make-brochure new DIR")
    message = Said("no content file: content/*.md and content/*.mdx match nothing here")
    raise BrochureError([Problem("content-missing", Severity.ERROR, message, Place("content"), hint)])


def jobs(
    named: Sequence[Path],
    presets: Sequence[str],
    out: Path | None = None,
    templates: bool = True,
    cwd: Path | None = None,
) -> list[Job]:
    """Make one job for every content file and preset; without names, for every content file of the project.

    Outputs go to `out`, whatever links lead there, else to the folder out/ of each project. Raises BrochureError when
    nothing is found, or when two content files would write the same PDF.
    """
    here = cwd or Path.cwd()
    files = [_plain(here / path) for path in named] or contents(project_of(here)[0])
    chosen = _real(here / out) if out else None
    made = [_job(path, preset, chosen, templates) for path in dict.fromkeys(files) for preset in presets]
    _refuse_twins(made)
    return made


def _plain(path: Path) -> Path:
    """Take `..` out of a path without following links, so that one file has one name."""
    return Path(os.path.normpath(path))


def _real(path: Path) -> Path:
    """Follow all links; one that leads to itself, over which `Path.resolve` falls, stays."""
    return Path(os.path.realpath(path))


def _job(path: Path, preset: str, out: Path | None, templates: bool) -> Job:
    """Make a job. Whose file is built is said by the caller, never by a link in a folder of somebody else."""
    if not (real := _real(path)).is_relative_to(_real(project_of(path.parent)[0])):
        message = Said("the content leads out of the project by a link; it was not read")
        hint = Said("put a copy into the project, or name the file itself: {real}", real=real)
        raise BrochureError([Problem("path-outside-project", Severity.ERROR, message, Place(name_of(path)), hint)])
    root, project = project_of(real.parent)
    return Job(path, root, project, out or root / "out", preset, templates)


def _refuse_twins(made: Sequence[Job]) -> None:
    owners: dict[tuple[Path, str], Path] = {}
    problems = []
    for job in made:
        first = owners.setdefault((job.out, job.pdf_name), job.content)
        if first != job.content:
            message = Said(
                "two content files are called '{stem}': {first} and {content}",
                stem=job.content.stem,
                first=first,
                content=job.content,
            )
            if first.stem != job.content.stem:
                message = Said(
                    "two content files would both be built into {pdf}: {first} and {content}",
                    pdf=job.pdf_name,
                    first=first,
                    content=job.content,
                )
            hint = Said("Rename one of them, or give one another --out: both would write the same PDF.")
            problems.append(Problem("duplicate-stem", Severity.ERROR, message, Place(name_of(job.content)), hint))
    if problems:
        raise BrochureError(list(dict.fromkeys(problems)))
