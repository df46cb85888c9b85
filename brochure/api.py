"""The public face in Python: what `brochure` gives by name. It stays as it is from one minor version to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from brochure.project import discover
from brochure.runner import Finished, Order, run, run_files
from brochure.vocabulary.job import Job, Output
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import BrochureError, Exit, Problem, refusal
from brochure.vocabulary.problems import Place as Place
from brochure.vocabulary.problems import Severity as Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.report import FileReport, worst
from brochure.vocabulary.speech import Said

PresetName = Literal["screen", "press", "booklet", "all"]


@dataclass(frozen=True, slots=True)
class Result:
    """The PDFs of a call, by content file and preset, and the warnings and notes, each once."""

    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]


def build(
    path: str | PathLike[str],
    preset: PresetName = "screen",
    *,
    out: str | PathLike[str] | None = None,
    strict: bool = False,
    force: bool = False,
    templates: bool = True,
) -> Result:
    """Build a content file, or every content file of the project that a folder belongs to.

    The PDFs go to `out`, else to the folder out/ of the project. One that is up to date stays, unless `force`.
    Without `templates`, those of the project and its styles, which are code, are not used.

    Raises BrochureError with all problems where one is an error, or with `strict` a warning; what is without an
    error is built all the same.
    """
    jobs = _jobs(path, preset, out, templates)
    reports = list(run(jobs, Order(force=force, strict=strict)))
    problems, code = _told(reports)
    if code is not Exit.BUILT:
        raise BrochureError(problems, code)
    return Result(tuple(output for report in reports for output in report.outputs), problems)


def check(
    path: str | PathLike[str],
    preset: PresetName = "all",
    *,
    templates: bool = True,
) -> tuple[Problem, ...]:
    """Examine a content file, a folder's project, or any PDF by the rules of preflight; no PDF is kept.

    Gives all that is wrong, errors too. Raises BrochureError where nothing could be judged: a folder without
    content, or the engine or the machine failed.
    """
    if Path(path).suffix.lower() == ".pdf":
        known = _known("preset", preset, (*PRESETS, "all"))
        reports = list(run_files([Finished(Path(path))], known, Order(keep=False)))
    else:
        jobs = _jobs(path, preset, None, templates)
        reports = list(run(jobs, Order(keep=False)))
    problems, code = _told(reports)
    if code not in (Exit.BUILT, Exit.INVALID):
        raise BrochureError(problems, code)
    return problems


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a row: its number, from 1, its PDF, None where there is none, and what is wrong with it.

    `kept` tells a copy that stood already for the same content and the same row.
    """

    row: int
    output: Output | None
    problems: tuple[Problem, ...]
    kept: bool


def merge(
    content: str | PathLike[str],
    rows: str | PathLike[str] | Iterable[Mapping[str, object]],
    name: str,
    preset: Literal["screen", "press", "booklet"] = "screen",
    *,
    out: str | PathLike[str] | None = None,
    force: bool = False,
    templates: bool = True,
    jobs: int = 0,
    dask: str = "",
) -> Iterator[Copied]:
    """Make a brochure a row, and give each as soon as it and those before it are there.

    `rows` are the path of a CSV or JSON file, or mappings from columns to values; `name` is the pattern of file names,
    such as "{column}.pdf". So many `jobs` are done at once, by default one a processor. `dask` is the address of a
    scheduler whose workers make them instead. `out` may be the address of a storage, such as "s3://bucket/folder"; the
    path of an output is then its name there. A row that fails stops no other. Raises BrochureError where content, rows
    and pattern do not fit each other, and where the cluster or the storage cannot go on.
    """
    from brochure.merging.copying import merge as made
    from brochure.merging.copying import order
    from brochure.merging.places import at_address
    from brochure.merging.rows import read_rows, table_of

    folder, away = at_address(out) if isinstance(out, str) else (out, "")
    (job,) = _jobs(content, _known("preset", preset, PRESETS), folder, templates)
    table = read_rows(Path(rows)) if isinstance(rows, (str, PathLike)) else table_of(rows)
    for copy in made(order(job, table, name, away=away), force, hands=jobs, dask=dask):
        told = copy.standing
        output = None
        if told is not None:
            path = Path(copy.name) if away else job.out / copy.name
            output = Output(path, preset, told.sha256, told.bytes, told.pages, told.trim)
        yield Copied(copy.row.number, output, copy.problems, copy.kept)


def schema(subject: Literal["content", "project"], folder: str | PathLike[str] = ".") -> dict[str, Any]:
    """Give the JSON Schema of the front matter of a content file, or of brochure.yaml.

    The sections and the themes of the project that the folder belongs to are in it.
    """
    from brochure.model.schema import content_schema, project_schema
    from brochure.sections.registry import sections_of

    root, _ = discover.project_of(Path(folder).absolute())
    if _known("subject", subject, ("content", "project")) == "content":
        return content_schema(sections_of(root).keys)
    return project_schema(root / "styles")


def _jobs(path: str | PathLike[str], preset: str, out: str | PathLike[str] | None, templates: bool) -> list[Job]:
    known = _known("preset", preset, (*PRESETS, "all"))
    presets = list(PRESETS) if known == "all" else [known]
    here = Path(path).absolute()
    named, folder = ([], here) if here.is_dir() else ([here], None)
    return discover.jobs(named, presets, Path(out).absolute() if out is not None else None, templates, folder)


_UNKNOWN = {"preset": Said("there is no preset '{value}'"), "subject": Said("there is no subject '{value}'")}


def _known(name: str, value: str, words: Iterable[str]) -> str:
    """Hold an argument to the words that it takes. Raises BrochureError (Exit.USAGE)."""
    known = list(words)
    if value in known:
        return value
    hint = Said("write one of {known}", known=", ".join(known))
    raise refusal("value-unknown", _UNKNOWN[name].of(value=value), name, hint, Exit.USAGE)


def _told(reports: Iterable[FileReport]) -> tuple[tuple[Problem, ...], Exit]:
    """Give the problems of all files, each once, and the gravest exit code."""
    kept = list(reports)
    problems = dict.fromkeys(problem for report in kept for problem in report.problems)
    return tuple(problems), worst(report.exit_code for report in kept)
