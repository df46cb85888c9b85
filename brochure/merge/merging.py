"""From rows to copies: what is asked for, what stands already, what is made, and what is told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from brochure.load.front_matter import front_matter, yaml_document
from brochure.load.slots import quoted, slots, slots_of
from brochure.load.text import Source, read_text
from brochure.merge import naming
from brochure.merge.copier import Copier, Made, Values
from brochure.merge.record import Record, Standing, used
from brochure.merge.rows import Row, Table
from brochure.model.validate import draft_project
from brochure.store.folder import opened
from brochure.vocabulary.job import Job
from brochure.vocabulary.limits import DEFAULT
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity, name_of
from brochure.vocabulary.suggest import did_you_mean

Range = tuple[int, int | None]
ALL: Range = (1, None)


@dataclass(frozen=True, slots=True)
class Order:
    """A merge: the job of the content file, the table, the pattern of names, and the slots that there are.

    `problems` are those of the whole, warnings alone; `rows` are the first and the last row wanted, from 1.
    """

    job: Job
    table: Table
    pattern: str
    slots: frozenset[str]
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

    `kept` tells one that stood already; `pdf` is what was made, empty for that.
    """

    row: Row
    name: str
    standing: Standing | None
    problems: tuple[Problem, ...]
    kept: bool = False
    made: Made | None = None


def order(job: Job, table: Table, pattern: str, rows: Range = ALL) -> Order:
    """Hold content, table and pattern to each other.

    Raises BrochureError: slot-unquoted, slot-unknown, columns-unclear, what the pattern is refused for, and all that
    the front matter is.
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
            "slot-unknown", Severity.ERROR, f"the table has no column '{name}'", place, _meant(name, table)
        )
        for name, place, file in reversed(found)
        if name not in table.columns
    }
    if unknown:
        raise BrochureError([*unknown.values()][::-1])
    names = frozenset(name for name, _, _ in found)
    return Order(job, table, pattern, names, (*_unused(table, names, pattern), *table.problems), rows)


def _settings(job: Job) -> Source | None:
    if job.project is None:
        return None
    return read_text(job.project, name_of(job.project), within=job.project.parent, blank=True)


def _meant(name: str, table: Table) -> str:
    close = did_you_mean(name, table.columns)
    return f"did you mean '{close}'?" if close else f"the columns are {', '.join(table.columns)}"


def _unused(table: Table, names: frozenset[str], pattern: str) -> Iterator[Problem]:
    """Warn of columns that nothing prints."""
    for column in table.columns:
        if column not in names and f"{{{column}}}" not in pattern:
            message, hint = f"nothing uses the column '{column}'", f"write {{{{ {column} }}}} where it is to stand"
            yield Problem("column-unused", Severity.WARNING, message, Place(table.name, 1, 1), hint)


Tell = Callable[[int, int], None]


def merge(asked: Order, force: bool = False, keep: bool = True) -> Iterator[Copy]:
    """Make the copies in turn; one that fails stops no other. Without `keep` none is written."""
    record, copier = Record(asked.job), Copier(asked.job)
    try:
        for row, name, problem in asked.wanted:
            if problem is not None:
                yield Copy(row, "", None, (problem,))
                continue
            values = used(row.values, asked.slots)
            standing = None if force or not keep else record.standing(name, values)
            if standing is not None:
                yield Copy(row, name, standing, (), kept=True)
            else:
                yield _made(asked, row, name, values, copier, record, keep)
    finally:
        copier.close()
        record.close()


def _made(asked: Order, row: Row, name: str, values: Values, copier: Copier, record: Record, keep: bool) -> Copy:
    try:
        made = copier.make(values)
    except BrochureError as error:
        return Copy(row, name, None, error.problems)
    if not made.pdf:
        return Copy(row, name, None, made.problems)
    pages = sum(count for _, count in made.pages)
    standing = Standing(hashlib.sha256(made.pdf).hexdigest(), len(made.pdf), pages)
    if keep:
        job = replace(asked.job, called=name)
        with opened(job.out, job.ground) as folder:
            folder.place(name, made.pdf)
        record.add(name, values, made, standing)
    return Copy(row, name, standing, made.problems, made=made)


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
