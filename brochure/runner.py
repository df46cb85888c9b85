"""Do jobs, by workers of their own, and turn whatever happens into a report."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from brochure.project import dating, discover
from brochure.store import manifest
from brochure.store.folder import opened
from brochure.store.reading import read
from brochure.vocabulary.job import PDF, Job, Outcome, Tell
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity, internal_problem, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.report import FileReport, Ruling, problem_text, summary, worst
from brochure.vocabulary.speech import Said, joined
from brochure.worker.call import Call
from brochure.worker.pool import Pool, Script

Done = TypeVar("Done")
# Hears of a job how many of how many steps of it are done; of none where it ends.
Follow = Callable[[Job, int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to become of each job.

    `keep` writes its PDF, `force` also where nothing has changed; `dpi` asks for pictures of its pages in that many
    pixels an inch, `handoff` for a folder with all that goes to the print shop; `html` writes the report as a page
    beside the PDF; `judging` tells which rules it passed; `pdfua`
    holds it to PDF/UA, too. `strict` makes warnings count. `hands` are the workers at most, 0 one a processor;
    `isolation` is how they are held; the page is in the `language`.
    """

    keep: bool = True
    force: bool = False
    dpi: int = 0
    handoff: bool = False
    html: bool = False
    judging: bool = False
    pdfua: bool = False
    strict: bool = False
    hands: int = 0
    isolation: str = "auto"
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Share:
    """What became of one job, for the report of its file."""

    problems: tuple[Problem, ...]
    result: Outcome | None
    codes: tuple[Exit, ...]
    sentences: tuple[Said, ...] = ()


def run(jobs: Iterable[Job], order: Order, follow: Follow = lambda job, done, total: None) -> Iterator[FileReport]:
    """Do all jobs and report file by file, in their order; a file that fails stops no other one."""
    files = [list(of_file) for _, of_file in groupby(jobs, key=lambda job: job.content)]
    turns = [_longest_first(of_file) for of_file in files]
    dealt = [job for turn in turns for job in turn]
    shares = _pool(order, len(dealt)).run(_share(job, order, follow, job is dealt[-1]) for job in dealt)
    for of_file, turn in zip(files, turns, strict=True):
        done = {id(job): share for job, share in zip(turn, shares, strict=False)}
        yield _report(of_file[0].content, [(job, done[id(job)]) for job in of_file], order)


def _longest_first(jobs: Iterable[Job]) -> list[Job]:
    """Order the jobs of a file so that no long one is begun while all others end: inks and sheets take longer."""
    return sorted(jobs, key=lambda job: (PRESETS[job.preset].press, PRESETS[job.preset].imposed), reverse=True)


def _pool(order: Order, count: int) -> Pool[Any]:
    """Give the workers of an order, for a number of things to do."""
    return Pool(min(order.hands, count), order.isolation)


def _report(content: Path, done: list[tuple[Job, _Share]], order: Order) -> FileReport:
    problems = [problem for _, share in done for problem in share.problems]
    results = [share.result for _, share in done if share.result is not None]
    kept = merged(problems)
    codes = [Exit.BUILT, *(code for _, share in done for code in share.codes)]
    if order.strict and any(problem.severity is Severity.WARNING for problem in kept):
        codes.append(Exit.STRICT)
    return FileReport(
        content,
        tuple(result.output for result in results if result.output is not None),
        kept,
        tuple(sentence for _, share in done for sentence in share.sentences),
        worst(codes),
        tuple(Ruling(result.job.preset, result.ran, result.skipped) for result in results),
        next((result.keys for result in results if result.keys), ()),
    )


def _share(job: Job, order: Order, follow: Follow, last: bool) -> Script[_Share]:
    """Do one job, the `last` or not; whatever it raises, save an interruption, becomes problems and an exit code."""
    follow(job, 0, 1)
    made = _made(job, order, follow, last and not order.html)
    result, problems, code = yield from caught(made, job.content, job.out)
    sentences, codes = [], [code]
    if result is not None:
        problems = result.problems
        codes = [Exit.INVALID if result.failed else Exit.BUILT]
        sentences += [sentence(result)] if result.output is not None else []
        if order.judging:
            ruling = Ruling(job.preset, result.ran, result.skipped)
            sentences.append(checked(f"{name_of(job.content)} ({job.preset})", problems, ruling))
    if order.html:
        page, told, code = yield from caught(_written(job, problems, result, order.language), job.content, job.out)
        sentences += [page] if page else []
        problems, codes = (*problems, *told), [*codes, code]
    follow(job, 0, 0)
    return _Share(problems, result, tuple(codes), tuple(sentences))


def _made(job: Job, order: Order, follow: Follow, last: bool) -> Script[Outcome]:
    """Make what is asked for of a job, or recall its last build where nothing has changed since.

    It is the `last` thing that is made by its worker, or not.
    """
    if order.keep and not order.force and not order.dpi and not order.handoff:
        remembered = manifest.recall(job)
        if remembered is not None:
            return remembered
    started = time.time_ns()
    job = dating.looked_up(job)
    tell = partial(follow, job)
    if order.dpi:
        return (yield from _drawn(job, order, tell))
    if order.handoff:
        return (yield from _handed(job, tell))
    known = manifest.foresee(job) if order.keep else None
    result = yield from _built(job, order, tell, last)
    if order.keep:
        told = "\n".join(problem_text(found) for found in result.problems if found.severity is not Severity.NOTE)
        manifest.remember(result, started, told, known)
    if order.pdfua:
        from brochure.preflight import conformity

        result = conformity.of_result(result)
    return result


def _built(job: Job, order: Order, tell: Tell, last: bool) -> Script[Outcome]:
    made: dict[str, bytes] = {}
    whole = order.html or order.pdfua
    result = yield from _asked("build", job, (job, order.keep, whole), tell, made.__setitem__, last)
    return _placed(job, made, result)


def _drawn(job: Job, order: Order, tell: Tell) -> Script[Outcome]:
    """Build the PDF, then its pictures in out/pages/<stem>/, in place of all that stood there."""
    made: dict[str, bytes] = {}
    result = _placed(job, made, (yield from _asked("pages", job, (job, order.dpi), tell, made.__setitem__)))
    if result.output is None:
        return result
    with opened(job.out / "pages", job.ground) as pages:
        pages.sweep()
        with pages.passing() as pictures:
            for name, picture in made.items():
                pictures.place(name, picture)
            pages.place_folder(pictures, job.content.stem)
    return replace(result, pictures=job.out / "pages" / job.content.stem)


def _handed(job: Job, tell: Tell) -> Script[Outcome]:
    """Build the PDF, then the folder for the print shop, in place of an earlier one; without the PDF that one stays."""
    made: dict[str, bytes] = {}
    result = _placed(job, made, (yield from _asked("handoff", job, (job,), tell, made.__setitem__)))
    if result.output is None:
        return result
    name = f"{job.content.stem}-handoff"
    with opened(job.out, job.ground) as out:
        out.sweep()
        with out.passing() as folder:
            for part, data in made.items():
                folder.place(part, data)
            out.place_folder(folder, name)
    return replace(result, handed=job.out / name)


def _asked(
    task: str,
    job: Job,
    values: tuple[object, ...],
    tell: Tell,
    take: Callable[[str, bytes], None],
    last: bool = False,
) -> Script[Outcome]:
    """Have a worker do something with a job. Raises what came of it."""
    name, asked = name_of(job.content), f"brochure.tasks:{task}"
    result = yield Call(asked, values, name, job.root, not job.templates, last, tell=tell, take=take)
    if not isinstance(result, Outcome):
        raise TypeError(f"a worker gave {type(result).__name__}")
    return replace(result, job=job)


def _placed(job: Job, made: dict[str, bytes], result: Outcome) -> Outcome:
    """Put the PDF that a worker has made under its name; what it says of it is nothing that is believed."""
    told, pdf = result.output, made.pop(PDF, None)
    if told is None or pdf is None:
        return replace(result, output=None)
    return replace(result, output=manifest.write(job, pdf, told.pages, told.trim))


def caught(script: Script[Done], content: Path, out: Path) -> Script[tuple[Done | None, tuple[Problem, ...], Exit]]:
    """Give what some work gives, or what became of it in problems and an exit code; an interruption passes."""
    try:
        return (yield from script), (), Exit.BUILT
    except Exception as error:
        return None, *told_of(error, content, out)


def told_of(error: Exception, content: Path, out: Path) -> tuple[tuple[Problem, ...], Exit]:
    """Give what an exception comes to, in problems and an exit code."""
    if isinstance(error, BrochureError):
        return error.problems, error.exit_code
    if isinstance(error, OSError):
        return (machine_problem(error, out),), Exit.MACHINE
    if isinstance(error, MemoryError):
        place = Place(name_of(content))
        hint = Said("Close other programs, or build fewer files at once.")
        return (Problem("out-of-memory", Severity.ERROR, Said("the memory is full"), place, hint),), Exit.MACHINE
    return (internal_problem(error, name_of(content)),), Exit.ENGINE


def once(script: Script[Done], isolation: str = "auto") -> Done:
    """Do the steps of one piece of work."""
    return next(Pool[Done](1, isolation).run([script]))


@dataclass(frozen=True, slots=True)
class Finished:
    """A PDF from anywhere: `html` is where the page of its report goes; below `ground` not through a link."""

    path: Path
    html: Path | None = None
    ground: Path | None = None


def run_files(files: Sequence[Finished], preset: str, order: Order) -> Iterator[FileReport]:
    """Check PDFs from anywhere, with veraPDF too if asked, and report one by one, in their order."""
    return _pool(order, len(files)).run(_file_report(file, preset, order) for file in files)


def _file_report(file: Finished, preset: str, order: Order) -> Script[FileReport]:
    path, html = file.path, file.html
    seen, problems, code = yield from caught(_inspected(path, preset, order, html is not None), path, path.parent)
    if seen is None:
        return FileReport(path, (), problems, (), code)
    ruling, problems, pdf = seen
    sentences = [checked(name_of(path), problems, ruling)]
    severities = {problem.severity for problem in problems}
    codes = [Exit.INVALID] if Severity.ERROR in severities else [Exit.BUILT]
    if order.strict and Severity.WARNING in severities:
        codes.append(Exit.STRICT)
    if html is not None:
        roots = [discover.project_of(folder) for folder in (Path(os.path.realpath(path)).parent, Path.cwd())]
        settings = next((own for _, own in roots if own is not None), None)
        values = (name_of(path), "", pdf, problems, ruling.ran, ruling.skipped, (), settings, order.language)
        page = _page(values, html, file.ground, name_of(path), path.parent, tuple(root for root, _ in roots))
        said, more, code = yield from caught(page, path, html.parent)
        sentences += [said] if said else []
        problems, codes = (*problems, *more), [*codes, code]
    return FileReport(path, (), problems, tuple(sentences), worst(codes), (ruling,))


def _inspected(
    path: Path, preset: str, order: Order, html: bool
) -> Script[tuple[Ruling, tuple[Problem, ...], bytes | None]]:
    values = (path, preset, html or order.pdfua)
    here = discover.project_of(Path.cwd())[0]
    there = discover.project_of(Path(os.path.realpath(path)).parent)[0]
    seen = yield Call("brochure.tasks:inspect", values, name_of(path), path.absolute().parent, reads=(there, here))
    match seen:
        case (tuple() as problems, tuple() as ran, tuple() as skipped, bytes() | None as pdf):
            ruling = Ruling("", ran, skipped)
        case _:
            raise TypeError("a worker gave something else")
    if order.pdfua:
        from brochure.preflight import conformity

        assert isinstance(pdf, bytes)
        ruling, problems = conformity.of_file(ruling, problems, pdf, name_of(path))
    return ruling, problems, pdf


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


def checked(name: str, problems: Iterable[Problem], ruling: Ruling) -> Said:
    """Say what the rules found, and which they were."""
    found = {"name": name, "summary": summary(problems), "rules": ", ".join(ruling.ran)}
    said = [Said("{name}: {summary}; checked by these rules: {rules}", **found)]
    whys: dict[Said, list[str]] = {}
    for code, why in ruling.skipped:
        whys.setdefault(why, []).append(code)
    said += [Said("  not checked: {rules} ({why})", rules=", ".join(codes), why=why) for why, codes in whys.items()]
    return joined("\n", said)


def _written(job: Job, problems: tuple[Problem, ...], result: Outcome | None, language: str) -> Script[Said]:
    """Write the report of a job as a page beside its PDF, and say so."""
    pdf = result.pdf if result is not None else None
    if pdf is None and result is not None and result.output is not None:
        pdf = read(result.output.path, within=job.ground)
    ran, skipped, keys = (result.ran, result.skipped, result.keys) if result is not None else ((), (), ())
    values = (name_of(job.content), job.preset, pdf, problems, ran, skipped, keys, job.project, language)
    path = job.out / f"{job.pdf_name.removesuffix('.pdf')}-report.html"
    return (yield from _page(values, path, job.ground, name_of(job.content), job.root))


def _page(
    values: tuple[object, ...], path: Path, ground: Path | None, name: str, root: Path, reads: tuple[Path, ...] = ()
) -> Script[Said]:
    text = yield Call("brochure.tasks:report", values, name, root, reads=reads)
    with opened(path.parent, ground) as folder:
        folder.place(path.name, str(text).encode("utf-8", "replace"))
    return Said("{path} written", path=name_of(path))


_MADE = Said("{name}: {count} page, {size} KiB", "{name}: {count} pages, {size} KiB")


def sentence(result: Outcome) -> Said:
    """Say in one line what was made."""
    assert result.output is not None
    name = name_of(result.output.path)
    if not result.fresh:
        return Said("{name} is up to date", name=name)
    size = max(1, round(result.output.bytes / 1024))
    made = _MADE.of(name=name, count=result.output.pages, size=size)
    if result.pictures:
        made = Said("{made}; pictures of them in {folder}/", made=made, folder=name_of(result.pictures))
    if result.handed:
        made = Said("{made}; all for the print shop in {folder}/", made=made, folder=name_of(result.handed))
    return made


def machine_problem(error: OSError, out: Path) -> Problem:
    """Put a refusal of the operating system into the author's terms; `out` is where the outputs go."""
    place = Place(name_of(Path(str(error.filename)) if error.filename else out))
    why = error.strerror or str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = Said("Free some space, then build again; the last good PDF is untouched.")
        return Problem("disk-full", Severity.ERROR, Said("the output cannot be written: {why}", why=why), place, hint)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        hint = Said("Check what stands there and its rights, or take another folder: --out.")
        return Problem(
            "out-not-writable", Severity.ERROR, Said("the output cannot be written: {why}", why=why), place, hint
        )
    hint = Said("Check the disk and the rights, then build again.")
    return Problem("machine-failed", Severity.ERROR, Said("the machine refused: {why}", why=why), place, hint)
