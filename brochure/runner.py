"""Do jobs one after the other, and turn whatever happens into a report."""

from __future__ import annotations

import errno
import gc
import re
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from brochure.store import manifest
from brochure.store.folder import opened
from brochure.store.reading import read
from brochure.vocabulary.job import Job, KeyRow, Outcome, Tell
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity, name_of
from brochure.vocabulary.report import FileReport, Ruling, problem_text, worst

Build = Callable[[Job], Outcome]
Done = TypeVar("Done")


def build_once(job: Job, tell: Tell, force: bool = False, write: bool = True) -> Outcome:
    """Build a job, or recall its last build where nothing has changed since.

    Raises BrochureError as the pipeline does.
    """
    if write and not force:
        remembered = manifest.recall(job)
        if remembered is not None:
            return remembered
    from brochure.pipeline import build

    started = time.time_ns()
    result = build(job, write, tell)
    if write:
        told = "\n".join(problem_text(found) for found in result.problems if found.severity is not Severity.NOTE)
        manifest.remember(result, started, told)
    return result


def run(
    jobs: Iterable[Job], build: Build, strict: bool = False, html: bool = False, judging: bool = False
) -> Iterable[FileReport]:
    """Do all jobs and report file by file; a file that fails stops no other one.

    `html` writes the report of each job as a page beside its PDF; `judging` tells of each job which rules it passed.
    """
    for number, (content, of_file) in enumerate(groupby(jobs, key=lambda job: job.content)):
        if number:
            # Garbage is not looked for during a build (`__main__`), so that many of them would fill the memory.
            gc.collect()
        yield _report(content, list(of_file), build, strict, html, judging)


def _report(content: Path, jobs: list[Job], build: Build, strict: bool, html: bool, judging: bool) -> FileReport:
    problems: list[Problem] = []
    outputs, sentences, codes, rules = [], [], [Exit.BUILT], []
    keys: tuple[KeyRow, ...] = ()
    for job in jobs:
        found, result, code = attempt(job, build)
        problems += found
        codes.append(code)
        if result is not None:
            rules.append(Ruling(job.preset, result.ran, result.skipped))
            keys = keys or result.keys
        if result is not None and result.output is not None:
            outputs.append(result.output)
            sentences.append(sentence(result))
        if judging and result is not None:
            sentences.append(checked(f"{name_of(content)} ({job.preset})", found, rules[-1]))
        if html:
            page, told, code = caught(partial(written, job, found, result), content, job.out)
            sentences += [page] if page else []
            problems += told
            codes.append(code)
    kept = merged(problems)
    if strict and any(problem.severity is Severity.WARNING for problem in kept):
        codes.append(Exit.STRICT)
    return FileReport(content, tuple(outputs), kept, tuple(sentences), worst(codes), tuple(rules), keys)


def run_file(
    path: Path,
    preset: str,
    strict: bool = False,
    html: Path | None = None,
    pdfua: bool = False,
    ground: Path | None = None,
) -> FileReport:
    """Check a PDF from anywhere, with veraPDF too if asked.

    `html` is where the page of its report goes; below `ground` it is not written through a link.
    """
    from brochure.preflight.file import inspect
    from brochure.preflight.report import html as page

    seen, problems, code = caught(partial(inspect, path, preset, pdfua), path, path.parent)
    if seen is None:
        return FileReport(path, (), problems, (), code)
    verdict, pdf = seen
    ruling = Ruling("", verdict.ran, verdict.skipped)
    sentences = [checked(name_of(path), verdict.problems, ruling)]
    severities = {problem.severity for problem in verdict.problems}
    codes = [Exit.INVALID] if Severity.ERROR in severities else [Exit.BUILT]
    if strict and Severity.WARNING in severities:
        codes.append(Exit.STRICT)
    if html is not None:
        text = page(name_of(path), "", pdf, verdict.problems, verdict.ran, verdict.skipped)
        said, problems, code = caught(partial(_write_page, html, text, ground), path, html.parent)
        sentences += [said] if said else []
        codes.append(code)
    return FileReport(path, (), (*verdict.problems, *problems), tuple(sentences), worst(codes), (ruling,))


def merged(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give each problem once, in the gravest of the weights that the presets gave it.

    Measures may differ a little between presets, since bleed and hyphens do; a number makes no other problem.
    """
    order = list(Severity)
    kept: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        key = (problem.code, problem.place, problem.page, re.sub(r"[\d.]+", "#", problem.message))
        known = kept.get(key)
        if known is None or order.index(problem.severity) < order.index(known.severity):
            kept[key] = problem
    return tuple(kept.values())


def checked(name: str, problems: Iterable[Problem], ruling: Ruling) -> str:
    """Say what the rules found, and which they were."""
    from brochure.preflight.report import summary

    said = f"{name}: {summary(problems)}; checked by these rules: {', '.join(ruling.ran)}"
    whys: dict[str, list[str]] = {}
    for code, why in ruling.skipped:
        whys.setdefault(why, []).append(code)
    return said + "".join(f"\n  not checked: {', '.join(codes)} ({why})" for why, codes in whys.items())


def written(job: Job, problems: tuple[Problem, ...], result: Outcome | None) -> str:
    """Write the report of a job as a page beside its PDF, and say so."""
    from brochure.preflight.report import html as page

    pdf = result.pdf if result is not None else None
    if pdf is None and result is not None and result.output is not None:
        pdf = read(result.output.path, within=job.ground)
    ran, skipped, keys = (result.ran, result.skipped, result.keys) if result is not None else ((), (), ())
    text = page(name_of(job.content), job.preset, pdf, problems, ran, skipped, keys)
    return _write_page(job.out / f"{job.pdf_name.removesuffix('.pdf')}-report.html", text, job.ground)


def _write_page(path: Path, text: str, ground: Path | None = None) -> str:
    with opened(path.parent, ground) as folder:
        folder.place(path.name, text.encode("utf-8", "replace"))
    return f"{name_of(path)} written"


def sentence(result: Outcome) -> str:
    """Say in one line what was made."""
    assert result.output is not None
    name = name_of(result.output.path)
    if not result.fresh:
        return f"{name} is up to date"
    pages = "1 page" if result.output.pages == 1 else f"{result.output.pages} pages"
    pictures = f"; pictures of them in {name_of(result.pictures)}/" if result.pictures else ""
    return f"{name}: {pages}, {max(1, round(result.output.bytes / 1024))} KiB{pictures}"


def attempt(job: Job, build: Build) -> tuple[tuple[Problem, ...], Outcome | None, Exit]:
    """Do one job; whatever it raises, save an interruption, becomes problems and an exit code."""
    result, problems, code = caught(partial(build, job), job.content, job.out)
    if result is None:
        return problems, None, code
    return result.problems, result, Exit.INVALID if result.failed else Exit.BUILT


def caught(work: Callable[[], Done], content: Path, out: Path) -> tuple[Done | None, tuple[Problem, ...], Exit]:
    """Give what some work gives, or what became of it in problems and an exit code; an interruption passes."""
    try:
        return work(), (), Exit.BUILT
    except BrochureError as error:
        return None, error.problems, error.exit_code
    except OSError as error:
        return None, (machine_problem(error, out),), Exit.MACHINE
    except MemoryError:
        place = Place(name_of(content))
        hint = "Close other programs, or build fewer files at once."
        return None, (Problem("out-of-memory", Severity.ERROR, "the memory is full", place, hint),), Exit.MACHINE
    except Exception as error:
        return None, (internal_problem(error, name_of(content)),), Exit.ENGINE


def machine_problem(error: OSError, out: Path) -> Problem:
    """Put a refusal of the operating system into the author's terms; `out` is where the outputs go."""
    place = Place(name_of(Path(str(error.filename)) if error.filename else out))
    why = error.strerror or str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "Free some space, then build again; the last good PDF is untouched."
        return Problem("disk-full", Severity.ERROR, f"the output cannot be written: {why}", place, hint)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        hint = "Check what stands there and its rights, or take another folder: --out."
        return Problem("out-not-writable", Severity.ERROR, f"the output cannot be written: {why}", place, hint)
    hint = "Check the disk and the rights, then build again."
    return Problem("machine-failed", Severity.ERROR, f"the machine refused: {why}", place, hint)


def internal_problem(error: Exception, file: str) -> Problem:
    """Say that the tool itself is at fault, and where in it."""
    trace, where = error.__traceback__, ""
    while trace is not None:
        where = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})"
        trace = trace.tb_next
    message = f"{type(error).__name__}: {error}{where}"
    hint = "This is a fault of make-brochure: please report this line, with the content file if you can share it."
    return Problem("internal-error", Severity.ERROR, message, Place(file), hint)
