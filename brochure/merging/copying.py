"""From rows to copies: what is asked for, what stands already, what is made, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.load.front_matter import front_matter, yaml_document
from brochure.load.slots import quoted, slots, slots_of
from brochure.load.text import Source, read_text
from brochure.merging import naming
from brochure.merging.places import Failures, Shelf, without
from brochure.merging.record import Record, Standing, Stored, Values, stored, used
from brochure.merging.rows import Row, Table
from brochure.merging.shelf import shelf_of
from brochure.model.validate import draft_project
from brochure.project.dating import looked_up
from brochure.runner import caught, told_of
from brochure.store import freshness
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.job import Job
from brochure.vocabulary.limits import DEFAULT
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean
from brochure.worker.call import Call
from brochure.worker.pool import Pool, Script, cores

if TYPE_CHECKING:
    from brochure.merging.cluster import Cluster

Range = tuple[int, int | None]
ALL: Range = (1, None)
# Rows that a worker is given at once, at the most; and words that are spelled out as they are.
_MANY, _WORDS = 64, 3000
_KILLED = "engine-crashed"
# After these no other row would fare better.
_ENDING = frozenset(("disk-full", "storage-failed", "storage-unknown", "extra-missing"))
# What typography makes of a sign.
_SET = str.maketrans({"'": "\u2019", '"': "\u201d", "-": "\u2011"})


@dataclass(frozen=True, slots=True)
class Order:
    """A merge: the job of the content file, the table, the pattern of names, and the slots that there are.

    `shelf` is where the copies go, `away` its address where that is no folder; `problems` are those of the whole,
    warnings alone; `rows` are the first and the last row wanted, from 1.
    """

    job: Job
    table: Table
    pattern: str
    slots: frozenset[str]
    shelf: Shelf
    away: str = ""
    problems: tuple[Problem, ...] = ()
    rows: Range = ALL

    @property
    def wanted(self) -> Iterator[tuple[Row, str, Problem | None]]:
        """Give the rows that are wanted with their names, or what is wrong with them."""
        first, last = self.rows
        for row, name, problem in naming.names(self.table, self.pattern):
            if first <= row.number and (last is None or row.number <= last):
                yield row, name, problem


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of a row: its file by name, "" where there is none, and what is to be said of it.

    `kept` tells one that stood already; `made` is what was made, None for that; `code` tells how what failed ends.
    """

    row: Row
    name: str
    standing: Standing | None
    problems: tuple[Problem, ...]
    kept: bool = False
    made: Made | None = None
    code: Exit = Exit.BUILT


def order(job: Job, table: Table, pattern: str, rows: Range = ALL, away: str = "") -> Order:
    """Hold content, table and pattern to each other; copies go to the storage at the address `away`, if there is one.

    Raises BrochureError: slot-unquoted, slot-unknown, columns-unclear, what the pattern and the address are refused
    for, and all that the front matter is.
    """
    unclear = [problem for problem in table.problems if problem.code == "columns-unclear"]
    if unclear:
        raise BrochureError(unclear)
    project = _settings(job)
    limits = draft_project(project, job.root / "styles", job.templates)[0].limits if project else DEFAULT
    source = read_text(job.content, name_of(job.content), limits, job.root)
    quoted(source)
    found = [(*slot, source) for slot in slots(front_matter(source, limits), source)]
    back = yaml_document(project).data.get("back") if project is not None else None
    if project is not None and back is not None:
        found += [(*slot, project) for slot in slots_of(back, project)]
    naming.held(pattern, table.columns)
    unknown = {
        name: file.problem(
            "slot-unknown",
            Severity.ERROR,
            Said("the table has no column '{name}'", name=name),
            place,
            _meant(name, table),
        )
        for name, place, file in reversed(found)
        if name not in table.columns
    }
    if unknown:
        raise BrochureError([*unknown.values()][::-1])
    names = frozenset(name for name, _, _ in found)
    told = (*_unused(table, names, pattern), *table.problems)
    return Order(job, table, pattern, names, shelf_of(job, away), away, told, rows)


def _settings(job: Job) -> Source | None:
    if job.project is None:
        return None
    return read_text(job.project, name_of(job.project), within=job.project.parent, blank=True)


def _meant(name: str, table: Table) -> Said:
    close = did_you_mean(name, table.columns)
    return (
        Said("did you mean '{close}'?", close=close)
        if close
        else Said("the columns are {columns}", columns=", ".join(table.columns))
    )


def _unused(table: Table, names: frozenset[str], pattern: str) -> Iterator[Problem]:
    """Warn of columns that nothing prints."""
    for column in table.columns:
        if column not in names and f"{{{column}}}" not in pattern:
            message, hint = (
                Said("nothing uses the column '{column}'", column=column),
                Said("write {{{{ {column} }}}} where it is to stand", column=column),
            )
            yield Problem("column-unused", Severity.WARNING, message, Place(table.name, 1, 1), hint)


def merge(
    asked: Order,
    force: bool = False,
    keep: bool = True,
    hands: int = 0,
    isolation: str = "auto",
    dask: str = "",
    held: bool = False,
) -> Iterator[Copy]:
    """Make the copies, by so many workers at once (0: one a processor); they are given in the order of the rows.

    One that fails stops no other. Without `keep` none is written, and each bears its PDF, as it does where they are to
    be `held`. `dask` is the address of a scheduler whose workers make them, "" for those of this machine.
    Raises BrochureError: what the cluster or the storage cannot go on for.
    """
    pool = _cluster(dask, asked, keep, hands, isolation) if dask else Pool[list[Copy]](hands, isolation)
    record = Record(asked.job, asked.shelf)
    work = _Work(asked, looked_up(asked.job), record, " ".join(spelling(asked)), keep, held or not keep)
    scripts = (_copied(work, batch, force) for batch in _batches(asked.wanted, hands or cores()))
    batches = pool.run(scripts)
    try:
        for batch in batches:
            yield from batch
    finally:
        record.close()


def _cluster(address: str, asked: Order, keep: bool, hands: int, isolation: str) -> Cluster[list[Copy]]:
    """Find what makes copies on other machines. Raises BrochureError: extra-missing."""
    try:
        from brochure.merging.cluster import Cluster
    except ModuleNotFoundError as error:
        raise without(error, "dask", "--dask") from error
    return Cluster(address, asked.job, asked.away if keep else "", hands, isolation)


Wanted = tuple[Row, str, Problem | None]


@dataclass(frozen=True, slots=True)
class _Work:
    """What all copies share."""

    asked: Order
    job: Job
    record: Record
    spelling: str
    keep: bool
    held: bool


def _batches(rows: Iterator[Wanted], hands: int) -> Iterator[list[Wanted]]:
    """Give rows in batches: small ones first, so that all hands have something to do."""
    size = 1
    while batch := list(islice(rows, size)):
        yield batch
        size = min(_MANY, size + 1) if size < hands else min(_MANY, size * 2)


def _copied(work: _Work, batch: list[Wanted], force: bool) -> Script[list[Copy]]:
    """Make the copies of some rows, where they do not stand already; what is raised becomes their problems."""
    copies: dict[int, Copy] = {}
    left: list[tuple[Row, str, Values]] = []
    again: set[int] = set()
    for row, name, problem in batch:
        if problem is not None:
            copies[row.number] = Copy(row, "", None, (problem,))
            continue
        values = used(row.values, work.asked.slots)
        standing = None if force or not work.keep else work.record.standing(name, values)
        if standing is not None:
            copies[row.number] = Copy(row, name, standing, (), kept=True)
        else:
            left.append((row, name, values))
    while left:
        placing = _Placing(work, left)
        _, problems, code = yield from caught(_asked(work, left, placing), work.job.content, work.job.out)
        copies |= placing.ended()
        left = left[placing.count :]
        if _ENDING & {problem.code for problem in problems}:
            raise BrochureError(problems, code)
        if problems and left:
            row, name, _ = left[0]
            # A worker may be killed by anyone: what it was at is tried again, once.
            if row.number not in again and all(problem.code == _KILLED for problem in problems):
                again.add(row.number)
                continue
            copies[row.number] = Copy(row, name, None, problems, code=code)
            del left[0]
    return [copies[row.number] for row, _, _ in batch]


class _Placing:
    """Puts the copies of some rows into their places as they are made: the worker makes the next ones meanwhile."""

    def __init__(self, work: _Work, rows: Sequence[tuple[Row, str, Values]]) -> None:
        self.count = 0
        self._work, self._rows = work, rows
        self._copies: dict[int, Copy] = {}
        self._waiting: list[Made] = []

    def add(self, number: int, made: Made) -> None:
        """Take one in, by its number from 0. Raises TypeError where it is not the next."""
        if number != self.count:
            raise TypeError("a worker gave another copy than the next")
        self.count += 1
        self._waiting.append(made)
        if len(self._waiting) >= self._work.asked.shelf.at_once:
            self._place()

    def ended(self) -> dict[int, Copy]:
        """Give all by their rows, once they are written down. Raises BrochureError where no more can be placed."""
        self._place()
        if self._work.keep:
            self._work.record.flush()
        for copy in self._copies.values():
            if _ENDING & {problem.code for problem in copy.problems}:
                raise BrochureError(copy.problems, copy.code)
        return self._copies

    def _place(self) -> None:
        work, first = self._work, self.count - len(self._waiting)
        rows = [*zip(self._rows[first : self.count], self._waiting, strict=True)]
        self._waiting = []
        fresh = {name: made.body for (_, name, _), made in rows if made.body}
        failures = _put(work, fresh) if work.keep and fresh else {}
        for (row, name, values), made in rows:
            if name in failures:
                told, code = told_of(failures[name], work.job.content, work.job.out)
                self._copies[row.number] = Copy(row, name, None, told, code=code)
            else:
                self._copies[row.number] = _noted(work, row, name, values, made)


def _put(work: _Work, copies: Mapping[str, Halves]) -> Failures:
    try:
        return work.asked.shelf.place(copies)
    except (OSError, BrochureError) as error:
        return dict.fromkeys(copies, error)


def _noted(work: _Work, row: Row, name: str, values: Values, made: Made) -> Copy:
    """Write down a copy that is in its place; its bytes are let go where nobody wants them."""
    placed = made.stored or (stored(made.body, bool(work.asked.away)) if made.body else None)
    if placed is None:
        return Copy(row, name, None, made.problems)
    pages = sum(count for _, count in made.pages)
    standing = Standing(placed.sha256, placed.bytes, pages, made.trim)
    # What is told of is made, and told, again: a picture that was missing may be there by then.
    if work.keep and all(problem.severity is Severity.NOTE for problem in made.problems):
        work.record.add(name, values, made.inputs, standing, placed.md5)
    return Copy(row, name, standing, made.problems, made=made if work.held else replace(made, body=Halves()))


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker has made of a row: the PDF, in the parts that it came in, empty where an error stands among the
    problems.

    `pages` counts those of each section in turn, `inputs` are the files that were read, `trim` is in mm. `stored` is
    what another machine has put into its place, which then gives no PDF.
    """

    body: Halves
    problems: tuple[Problem, ...]
    pages: tuple[tuple[str, int], ...]
    inputs: tuple[Path, ...]
    trim: tuple[float, float]
    stored: Stored | None = None

    @property
    def pdf(self) -> bytes:
        """Give the PDF as a whole."""
        return self.body.whole


def _asked(work: _Work, rows: list[tuple[Row, str, Values]], placing: _Placing) -> Script[None]:
    """Have a worker make copies, and place them. Raises what came of the next."""
    parts: dict[str, Halves] = {}
    elsewhere: dict[int, Stored] = {}
    last = Made(Halves(), (), (), (), (0.0, 0.0))

    def hear(said: object) -> None:
        nonlocal last
        match said:
            case (int() as number,):
                pass
            case (
                int() as number,
                tuple() as problems,
                tuple() as pages,
                tuple() as inputs,
                (float() | int() as width, float() | int() as height),
            ):
                last = Made(Halves(), problems, pages, inputs, (width, height))
            case ("stored", int() as number, str() as sha256, str() as md5, int() as size):
                elsewhere[number] = Stored(sha256, md5, size)
                return
            case _:
                raise TypeError("a worker gave something else")
        placing.add(
            number, replace(last, body=parts.pop(f"{number}.pdf", Halves()), stored=elsewhere.pop(number, None))
        )

    job = work.job
    given = tuple((values, name) for _, name, values in rows)
    call = Call(
        "brochure.tasks:copies",
        (job, given, work.spelling, freshness.circumstances()),
        name_of(job.content),
        job.root,
        not job.templates,
        share=parts.__setitem__,
        hear=hear,
    )
    yield call


def spelling(asked: Order) -> tuple[str, ...]:
    """Give words with all letters of the rows, in all combinations of up to three that are next to each other."""
    words = {
        word
        for row, _, problem in asked.wanted
        if problem is None
        for name in asked.slots
        for word in row.values[name].split()
    }
    if len(words) > _WORDS:
        words = {word[at : at + 3] for word in words for at in range(max(1, len(word) - 2))}
    words |= {word.translate(_SET) for word in words}
    return tuple(sorted(words))[: _WORDS * 4]


def longest(asked: Order) -> dict[str, Row]:
    """Give for each slot the wanted row that says most in it."""
    rows = [row for row, _, problem in asked.wanted if problem is None]
    return {name: max(rows, key=lambda row: len(row.values[name])) for name in sorted(asked.slots)} if rows else {}


def sample(asked: Order, count: int) -> list[Row]:
    """Give the rows that are likeliest to need a look: the longest of each slot, the emptiest, the first; so many."""
    rows = [row for row, _, problem in asked.wanted if problem is None]
    if not rows:
        return []
    emptiest = min(rows, key=lambda row: sum(len(row.values[name]) for name in asked.slots))
    found = {row.number: row for row in (*longest(asked).values(), emptiest, rows[0])}
    return list(islice(found.values(), count))
