"""Do jobs one after the other, and turn whatever happens into a report."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from brochure import manifest
from brochure.job import Job, Result
from brochure.problems import BrochureError, Exit, Place, Problem, Severity
from brochure.terminal import FileReport, problem_text, shown, worst

Build = Callable[[Job], Result]


def build_once(job: Job, force: bool = False, write: bool = True) -> Result:
    """Build a job, or recall its last build where nothing has changed since.

    Raises BrochureError as the pipeline does.
    """
    if write and not force:
        remembered = manifest.recall(job)
        if remembered is not None:
            return remembered
    from brochure.pipeline import build

    started = time.time_ns()
    result = build(job, write)
    if write:
        told = "\n".join(problem_text(found) for found in result.problems if found.severity is not Severity.NOTE)
        manifest.remember(result, started, told)
    return result


def run(jobs: Iterable[Job], build: Build, strict: bool = False) -> Iterable[FileReport]:
    """Do all jobs and report file by file; a file that fails stops no other one."""
    for content, of_file in groupby(jobs, key=lambda job: job.content):
        yield _report(content, list(of_file), build, strict)


def _report(content: Path, jobs: list[Job], build: Build, strict: bool) -> FileReport:
    problems: dict[Problem, None] = {}
    outputs, sentences, codes = [], [], [Exit.BUILT]
    for job in jobs:
        found, result, code = attempt(job, build)
        problems.update(dict.fromkeys(found))
        codes.append(code)
        if result is not None and result.output is not None:
            outputs.append(result.output)
            sentences.append(sentence(result))
    if strict and any(problem.severity is Severity.WARNING for problem in problems):
        codes.append(Exit.STRICT)
    return FileReport(content, tuple(outputs), tuple(problems), tuple(sentences), worst(codes))


def sentence(result: Result) -> str:
    """Say in one line what was made."""
    assert result.output is not None
    name = shown(result.output.path)
    if not result.fresh:
        return f"{name} is up to date"
    pages = "1 page" if result.output.pages == 1 else f"{result.output.pages} pages"
    return f"{name}: {pages}, {max(1, round(result.output.bytes / 1024))} KiB"


def attempt(job: Job, build: Build) -> tuple[tuple[Problem, ...], Result | None, Exit]:
    """Do one job; whatever it raises, save an interruption, becomes problems and an exit code."""
    try:
        result = build(job)
    except BrochureError as error:
        return error.problems, None, error.exit_code
    except OSError as error:
        return (machine_problem(error, job.out),), None, Exit.MACHINE
    except MemoryError:
        place = Place(shown(job.content))
        hint = "Close other programs, or build fewer files at once."
        return (Problem("out-of-memory", Severity.ERROR, "the memory is full", place, hint),), None, Exit.MACHINE
    except Exception as error:
        return (internal_problem(error, shown(job.content)),), None, Exit.ENGINE
    return result.problems, result, Exit.INVALID if result.failed else Exit.BUILT


def machine_problem(error: OSError, out: Path) -> Problem:
    """Put a refusal of the operating system into the author's terms; `out` is where the outputs go."""
    place = Place(shown(Path(str(error.filename))) if error.filename else shown(out))
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "Free some space, then build again; the last good PDF is untouched."
        return Problem("disk-full", Severity.ERROR, "the disk is full", place, hint)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        message = f"the output folder cannot be written: {error.strerror}"
        return Problem("out-not-writable", Severity.ERROR, message, place, "Check its rights, or take another: --out.")
    message = f"the machine refused: {error.strerror or error}"
    return Problem("machine-failed", Severity.ERROR, message, place, "Check the disk and the rights, then build again.")


def internal_problem(error: Exception, file: str) -> Problem:
    """Say that the tool itself is at fault, and where in it."""
    trace, where = error.__traceback__, ""
    while trace is not None:
        where = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})"
        trace = trace.tb_next
    message = f"{type(error).__name__}: {error}{where}"
    hint = "This is a fault of make-brochure: please report this line, with the content file if you can share it."
    return Problem("internal-error", Severity.ERROR, message, Place(file), hint)
