"""What a worker can be asked to do; each function is called in the worker's process, with the link to its caller."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.store import freshness, kept
from brochure.vocabulary import patterns
from brochure.vocabulary.job import PDF, Job, KeyRow, Outcome, Output
from brochure.vocabulary.limits import DEFAULT
from brochure.vocabulary.problems import BrochureError, Problem
from brochure.vocabulary.speech import LANGUAGES, NOTHING, Said
from brochure.worker.link import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from brochure.model.project import Project
    from brochure.pipeline import Plan
    from brochure.placing.account import Fate
    from brochure.project.sources import Read
    from brochure.warm import Warm

_BUILD = (
    "brochure.pipeline",
    "brochure.sections.registry",
    "brochure.engine.boxes",
    "brochure.engine.again",
    "brochure.engine.binding",
)
_SETTING = ("build", "pages", "handoff", "copies")
# What each kind of work is made of, so that it is there when the work comes.
_NEEDED = {
    "build": _BUILD,
    "copies": (*_BUILD, "brochure.warm", "brochure.engine.redrawing"),
    "pages": (*_BUILD, "pypdfium2"),
    "handoff": (*_BUILD, "brochure.handoff.packing"),
    "inspect": ("brochure.preflight.file", "pypdfium2"),
    "compare": ("brochure.compare.comparison", "brochure.compare.report"),
    "report": ("brochure.preflight.report",),
}


def prepare(subject: str) -> None:
    """Load what a kind of work needs; what cannot be loaded is told when it is wanted."""
    with contextlib.suppress(Exception), contextlib.closing(kept), _patterns(subject):
        if subject in _SETTING or subject == "report":
            from brochure.render.environment import prime

            prime()
        for name in _NEEDED.get(subject, ()):
            if name == "brochure.engine.boxes":
                from brochure.engine.loading import load

                load()
            module = import_module(name)
            if name == "brochure.sections.registry":
                module.shipped()
        if subject in _SETTING:
            _tabulate()


@contextlib.contextmanager
def _patterns(subject: str) -> Iterator[None]:
    """Have what is loaded meanwhile find its patterns translated, and keep them for the next of its kind."""
    known = kept.Kept("patterns")
    name = f"{subject}-{hashlib.sha256(sys.version.encode()).hexdigest()[:16]}"
    patterns.begin(known.get(name))
    try:
        yield
        if patterns.new() and subject in _SETTING:
            _speak()
    finally:
        met = patterns.end()
        if known.open and met is not None:
            known.put(name, met)


def _tabulate() -> None:
    """Read what the world calls things, and which icons there are."""
    from brochure.figures import icons
    from brochure.placing import tables

    tables.families()
    tables.silent()
    icons.names()


def _speak() -> None:
    """Read what makes the patterns of the languages that the tool itself speaks."""
    from brochure.load import calendar, keyfigure, quantity

    for language in LANGUAGES:
        keyfigure.read_figure("1", "", language)
        quantity.read_percent("1 %", language)
        quantity.read_duration("1", language)
        calendar.read_period("1", language)


def _heeding(to: Link) -> Callable[[Project], None]:
    """Give what tells the caller of a project's limits, and keeps from the web what asks nothing of it."""
    return lambda project: to.heed(project.limits, bool(project.remote))


def _unheeding(_: Project) -> None:
    """The limits were told."""


def build(job: Job, keep: bool, whole: bool, *, to: Link) -> Outcome:
    """Build a job, and hand over its PDF; `whole` gives it in reading order, too. Raises as the pipeline does."""
    from dataclasses import replace

    outcome = _built(job, keep, to)
    return replace(outcome, pdf=outcome.pdf if whole else None)


def _built(job: Job, keep: bool, to: Link, show: Callable[[Plan], None] = lambda planned: None) -> Outcome:
    from dataclasses import replace

    from brochure.pipeline import build as made

    def place(job: Job, pdf: bytes, pages: int, trim: tuple[float, float]) -> Output:
        to.part(PDF, pdf)
        return Output(job.out / job.pdf_name, job.preset, "", len(pdf), pages, trim)

    outcome = made(job, keep, to.tell, _heeding(to), place, show)
    return replace(outcome, problems=(*outcome.problems, *to.notes))


_WARM: dict[Job, Warm] = {}
# Of processor time, in seconds: after so much a worker is looked at, and what has gathered in it is let go.
_ENOUGH = 5.0
# What stands after a call stands long: garbage is looked for among the rest, and among all of it once in so many calls.
_SELDOM = 16
_CALLS = count(1)


def copies(
    job: Job,
    rows: tuple[tuple[tuple[tuple[str, str], ...], str], ...],
    spelling: str,
    stamp: str | None,
    *,
    to: Link,
) -> int:
    """Make the copies of rows, one after the other: each of values and a name; gives how many it came to.

    Of each is said what `warm.Made` holds but for the PDF, which is handed over before; its number alone, where the
    rest is what was said last. `spelling` are words with all letters of all rows; `stamp` is the date that the caller's
    environment asks for, which may be another machine.
    """
    from dataclasses import replace
    from time import process_time

    from brochure.warm import Warm

    if job not in _WARM:
        for known in _WARM.values():
            known.close()
        _WARM.clear()
        _WARM[job] = Warm()
    warm = _WARM[job]
    freshness.ask(stamp)
    (gc.freeze if next(_CALLS) % _SELDOM else gc.unfreeze)()
    began, heed, words = process_time(), _heeding(to), spelling.split()
    last: tuple[object, ...] = ()
    for number, (values, called) in enumerate(rows):
        if number and process_time() - began > _ENOUGH:
            return number
        try:
            made = warm.copy(replace(job, values=values, called=called), words, heed)
        except BrochureError as error:
            heed = _unheeding
            last = error.problems, (), (), (0.0, 0.0)
            to.say((number, *last))
            continue
        # The limits of a project are told once, before all else.
        heed = _unheeding
        if made.body:
            to.share(f"{number}.pdf", made.body)
        said = made.problems, made.pages, made.inputs, made.trim
        to.say((number,) if said == last else (number, *said))
        last = said
    return len(rows)


def pages(job: Job, dpi: int, *, to: Link) -> Outcome:
    """Build a job, and hand over pictures of its pages. Raises as the pipeline does."""
    from dataclasses import replace

    from brochure.compare.drawn import draw

    outcome = build(job, True, True, to=to)
    if outcome.output is not None and outcome.pdf is not None:
        for name, picture in draw(outcome.pdf, dpi):
            to.part(name, picture)
    return replace(outcome, pdf=None)


def handoff(job: Job, *, to: Link) -> Outcome:
    """Build a job for the press, and hand over what goes to the print shop with it. Raises as the pipeline does."""
    from dataclasses import replace

    from brochure.handoff.packing import packed
    from brochure.pipeline import about

    plans: list[Plan] = []
    outcome = _built(job, True, to, plans.append)
    if outcome.output is not None:
        for name, data in packed(outcome, plans[-1].project, about(plans[-1])):
            to.part(name, data)
    return replace(outcome, pdf=None)


def report(
    name: str,
    preset: str,
    pdf: bytes | None,
    problems: tuple[Problem, ...],
    ran: tuple[str, ...],
    skipped: tuple[tuple[str, Said], ...],
    keys: tuple[KeyRow, ...],
    settings: Path | None,
    language: str,
    *,
    to: Link,
) -> str:
    """Write the report of a PDF as one page of HTML; one for the press is shown in inks, too, as `settings` ask."""
    from brochure.preflight.file import ink_limit
    from brochure.preflight.report import html
    from brochure.vocabulary.presets import PRESETS

    limit = ink_limit(settings) if pdf and (not preset or PRESETS[preset].press) else 0.0
    return html(name, preset, pdf, problems, ran, skipped, keys, limit, language)


def inspect(path: Path, preset: str, whole: bool, *, to: Link) -> tuple[object, ...]:
    """Check a PDF from anywhere; gives problems, rules, those left out, and with `whole` its bytes.

    Raises BrochureError where it cannot be opened.
    """
    from brochure.preflight.file import inspect as inspected

    to.heed(DEFAULT)
    verdict, pdf = inspected(path, preset)
    return verdict.problems, verdict.ran, verdict.skipped, pdf if whole else None


def compare(old: Path, new: Path, dpi: int, language: str, *, to: Link) -> tuple[object, ...]:
    """Compare two PDFs, and hand over the files of the report; gives whether they differ, sentences, and the data.

    Raises BrochureError with the problems of both files.
    """
    from brochure.compare.comparison import compare as compared
    from brochure.compare.report import report_data, report_files, sentences

    to.heed(DEFAULT)
    comparison = compared(old, new, dpi)
    for name, body in report_files(comparison, language).items():
        to.part(name, body)
    return comparison.differs, sentences(comparison), report_data(comparison)


def adopt(job: Job, *, to: Link) -> tuple[object, ...]:
    """Read a page from anywhere; gives what is wrong, what becomes of its keys, and lines for brochure.yaml."""
    from brochure.placing.adopting import settings_of
    from brochure.project import sources

    read = sources.read(job)
    body = read.brochure.body.markdown if read.brochure.body is not None else ""
    forms = {form.name: form for form in read.registry.forms}
    lines = settings_of(read.page, forms, read.fates, body)
    return read.problems, tuple(_row(read, fate) for fate in read.fates), tuple(lines)


def _row(read: Read, fate: Fate) -> KeyRow:
    from brochure.placing.account import REASONS

    section = read.page.made[fate.made].order.section if fate.made is not None else ""
    return KeyRow(fate.path, fate.words, section, REASONS.get(fate.why, NOTHING), None, fate.place.line)
