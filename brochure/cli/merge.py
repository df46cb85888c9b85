"""`make-brochure merge`: a brochure a row."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

import click

from brochure.cli import terminal
from brochure.cli.progress import Bar, wanted
from brochure.merging.copying import ALL, Copy, Order, Range, longest, merge, order, sample
from brochure.merging.rows import read_rows
from brochure.runner import told_of
from brochure.store.folder import opened
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Exit, Problem, Severity, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.report import FileReport, problem_data, worst
from brochure.vocabulary.speech import NOTHING, Said, joined
from brochure.vocabulary.version import VERSION

# How many rows a dry run lays out, and in how many pixels an inch it shows them.
_SAMPLE, _DPI = 12, 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options say, beside the job, the table and the names."""

    one: Path | None = None
    part_size: int = 0
    dask: str = ""
    check: bool = False
    strict: bool = False
    force: bool = False
    json: bool = False
    hands: int = 0
    isolation: str = "auto"
    quiet: bool = False
    verbose: bool = False


def range_of(written: str) -> Range:
    """Read `A:B`, both ends in, either left out. Raises click.BadParameter."""
    found = re.fullmatch(r"\s*(\d*)\s*:\s*(\d*)\s*", written)
    first, last = (int(found[1] or 1), int(found[2]) if found[2] else None) if found else (0, 0)
    if found is None or first < 1 or (last is not None and last < first):
        fault = Said("'{rows}' is no range of rows: write 1:100, or 101: for all from there", rows=written)
        raise click.BadParameter(terminal.words(fault))
    return first, last


def run(job: Job, data: Path, pattern: str, wish: Wish, rows: Range = ALL, away: str = "") -> Exit:
    """Make the copies, and tell of each row that something is to be said of; gives how it ended."""
    # A line a row, which may be a million: not in memory.
    with tempfile.TemporaryFile() as lines:
        report = _Report(job, wish, lines)
        try:
            asked = order(job, read_rows(data), pattern, rows, away)
            report.tell(asked.problems)
            if wish.check:
                _dry(asked, report)
            else:
                _make(asked, report)
        except BrochureError as error:
            report.tell(error.problems)
            report.codes.append(error.exit_code)
    return report.end()


class _Report:
    """Says what is to be said, each problem once, and keeps the exit codes."""

    def __init__(self, job: Job, wish: Wish, lines: IO[bytes]) -> None:
        self.wish = wish
        self.lines = lines
        self.job = job
        self.codes = [Exit.BUILT]
        self.states: Counter[str] = Counter()
        # For who asks for one object.
        self._rows: list[dict[str, object]] = []
        self._told: dict[Problem, None] = {}

    def tell(self, problems: Sequence[Problem], row: Said = NOTHING) -> None:
        """Tell what was not told before; `row` is the row that it was met in."""
        fresh = tuple(problem for problem in problems if problem not in self._told)
        loud = [one for one in fresh if one.severity is not Severity.NOTE or self.wish.verbose]
        if row and loud:
            terminal.say(Said("{row}:", row=row))
        self._told |= dict.fromkeys(fresh)
        terminal.print_report(FileReport(self.job.content, (), fresh), self.wish.quiet, self.wish.verbose)
        severities = {problem.severity for problem in problems}
        self.codes += [Exit.INVALID] if Severity.ERROR in severities else []
        self.codes += [Exit.STRICT] if self.wish.strict and Severity.WARNING in severities else []

    def note(self, copy: Copy) -> None:
        """Note what became of a row."""
        line = _line(copy)
        self.states[str(line["state"])] += 1
        self.codes.append(copy.code)
        self.lines.write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
        if self.wish.json:
            self._rows.append(line)

    def end(self) -> Exit:
        """Say how it ended, to machines too; gives the exit code."""
        code = worst(self.codes)
        if self.wish.json:
            problems = [problem_data(problem) for problem in self._told]
            said = {"version": VERSION, "content": name_of(self.job.content), "rows": self._rows}
            click.echo(json.dumps({**said, "problems": problems, "exit": int(code)}, ensure_ascii=False))
        return code


def _make(asked: Order, report: _Report) -> None:
    wish = report.wish
    bound = _Bound(asked, wish.one, wish.part_size) if wish.one is not None else None
    try:
        with Bar(sum(1 for _ in asked.wanted), wanted(wish.quiet)) as bar:
            copies = merge(
                asked, wish.force, hands=wish.hands, isolation=wish.isolation, dask=wish.dask, held=bound is not None
            )
            for copy in copies:
                _tell(copy, report, bar)
                if bound is not None and copy.standing is not None:
                    bound.add(copy)
                if wish.strict and any(problem.severity is not Severity.NOTE for problem in copy.problems):
                    terminal.say(Said("stopped at row {number}: it needs a look (--strict)", number=copy.row.number))
                    break
    finally:
        # Also of a run that is interrupted.
        _write_lines(asked, report)
    lines = bound.end() if bound is not None else []
    if not wish.quiet:
        states = report.states
        counts = [Said("{count} copy made", "{count} copies made", count=states["made"])]
        counts += [Said("{count} up to date", count=states["kept"])] if states["kept"] else []
        counts += [Said("{count} failed", count=states["failed"])] if states["failed"] else []
        sum_of = Said("{folder}/: {counts}", folder=asked.shelf.label, counts=joined(", ", counts))
        for line in (*lines, sum_of):
            terminal.say(line)


def _tell(copy: Copy, report: _Report, bar: Bar) -> None:
    row = Said("row {number}", number=copy.row.number)
    if copy.name:
        row = joined(", ", (row, copy.name))
    bar.follow(terminal.words(row), 0, 1)
    if copy.problems:
        bar.hide()
    report.tell(copy.problems, row)
    report.note(copy)
    bar.follow(terminal.words(row), 0, 0)


def _line(copy: Copy) -> dict[str, object]:
    standing = copy.standing
    state = "failed" if standing is None else "kept" if copy.kept else "made"
    said: dict[str, object] = {"row": copy.row.number, "line": copy.row.line, "name": copy.name, "state": state}
    if standing is not None:
        said |= {"sha256": standing.sha256, "bytes": standing.bytes, "pages": standing.pages}
    return said | {"problems": [problem_data(problem) for problem in copy.problems]}


def _write_lines(asked: Order, report: _Report) -> None:
    """Write what became of the rows, a line of JSON each, beside the copies; tell where that cannot be."""
    report.lines.seek(0)
    try:
        failures = asked.shelf.place({lines_name(asked): Halves(tail=report.lines.read())})
    except (OSError, BrochureError) as error:
        failures = {"": error}
    for failure in failures.values():
        problems, code = told_of(failure, asked.job.content, asked.job.out)
        report.tell(problems)
        report.codes.append(code)


def lines_name(asked: Order) -> str:
    """Name the file with a line a row; that of some rows alone has their numbers, for there may be others."""
    first, last = asked.rows
    some = f"-{first}-{last or ''}".rstrip("-") if asked.rows != ALL else ""
    return f"{asked.job.content.stem}-rows{some}.jsonl"


class _Bound:
    """Copies bound into one PDF for the printer, or into several of so many copies."""

    def __init__(self, asked: Order, one: Path, size: int) -> None:
        from brochure.merging.gathering import Gathering

        self._one, self._size, self._job, self._shelf = one, size, asked.job, asked.shelf
        self._new = Gathering
        self._open = Gathering(f"{asked.job.name} 1" if size else asked.job.name)
        self._written: list[Said] = []

    def add(self, copy: Copy) -> None:
        """Add a copy that was made, or stood."""
        made = copy.made.pdf if copy.made is not None else b""
        self._open.add(made or self._shelf.read(copy.name), copy.name)
        if self._size and len(self._open) == self._size:
            self._write()

    def end(self) -> list[Said]:
        """Write what is left; gives what to say of the files."""
        if len(self._open):
            self._write()
        return self._written

    def _write(self) -> None:
        number = f"-{len(self._written) + 1}" if self._size else ""
        path = self._one.with_name(f"{self._one.stem}{number}{self._one.suffix or '.pdf'}").absolute()
        within = self._job.ground if path.is_relative_to(self._job.ground) else path.parent
        data, copies = self._open.written(), len(self._open)
        with opened(path.parent, within) as folder:
            folder.place(path.name, data)
        self._written.append(Said("{path}: {count} copy", "{path}: {count} copies", path=name_of(path), count=copies))
        self._open = self._new(f"{self._job.name} {len(self._written) + 1}")


def _dry(asked: Order, report: _Report) -> None:
    """Say which slots and columns there are, and lay out the rows that are likeliest to need a look."""
    for name, row in longest(asked).items():
        value = row.values[name]
        terminal.say(
            Said(
                "{{{{ {name} }}}}: at most {letters} letters, row {number}: {text}",
                name=name,
                letters=len(value),
                number=row.number,
                text=_shortened(value),
            )
        )
    rows = sample(asked, _SAMPLE)
    numbers = {row.number for row in rows}
    usual: list[int] = []
    tried = replace(
        asked, table=replace(asked.table, rows=tuple(row for row in asked.table.rows if row.number in numbers))
    )
    for copy in merge(tried, force=True, keep=False, hands=report.wish.hands, isolation=report.wish.isolation):
        report.tell(copy.problems, Said("row {number}", number=copy.row.number))
        report.note(copy)
        if copy.made is None:
            continue
        pages = [count for _, count in copy.made.pages]
        usual = usual or pages
        if pages != usual:
            said = _said(copy.made.pages)
            terminal.say(
                Said(
                    "row {number} takes {pages} pages, the first one tried {usual}: {said}",
                    number=copy.row.number,
                    pages=sum(pages),
                    usual=sum(usual),
                    said=said,
                )
            )
        _show(asked.job, copy)
    if not report.wish.quiet:
        terminal.say(
            Said(
                "{number} rows tried; pictures of them in {folder}/",
                number=len(rows),
                folder=name_of(asked.job.out / "check"),
            )
        )


def _said(pages: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} {count}" if count > 1 else name for name, count in pages)


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _show(job: Job, copy: Copy) -> None:
    """Draw the pages of a copy in out/check/."""
    assert copy.made is not None
    with opened(job.out / "check", job.ground) as folder:
        for name, picture in _drawn(copy.made.pdf):
            folder.place(f"row-{copy.row.number}-{name}", picture, lasting=False)


def _drawn(pdf: bytes) -> Iterator[tuple[str, bytes]]:
    from brochure.compare.drawn import draw

    return ((name, picture) for name, picture in draw(pdf, _DPI) if name.startswith("page"))
