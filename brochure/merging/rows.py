"""Tables of rows: CSV with any delimiter, JSON as a list or a line a row."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path

from brochure.load.text import read_bytes
from brochure.vocabulary.problems import Place, Problem, Severity, name_of, refusal
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said

_DELIMITERS = ",;\t|"
# What office programs write on many machines, where it is no UTF-8.
_ELSEWHERE = "cp1252"
# In bytes: a million rows of some two hundred letters.
_LARGEST = 512_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its `number`, from 1, the `line` of its file on which it begins, and its values by their columns."""

    number: int
    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and what is wrong with those that are none; `name` is how the author knows the file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    def problem(self, row: Row, code: str, severity: Severity, message: Said, hint: Said = NOTHING) -> Problem:
        """Make a problem of a row."""
        return Problem(code, severity, message, Place(self.name, row.line, 1), hint)


def read_rows(path: Path) -> Table:
    """Read a table. Raises BrochureError: rows-unread, and what `read_bytes` raises where it is no file."""
    name = name_of(path)
    if not path.exists():
        raise refusal("rows-unread", Said("there is no such file"), name, Said("write the path of a CSV or JSON file"))
    data = read_bytes(path, name, _LARGEST, Said("split it into several files"))
    text, told = _decoded(data, name)
    opening = text.lstrip()[:1]
    table = _json(name, text) if opening in ("[", "{") else _csv(name, text)
    if not table.rows and not table.problems:
        raise refusal(
            "rows-unread", Said("the table has no rows"), name, Said("write a line of column names, then a line a row")
        )
    return Table(name, table.columns, table.rows, (*told, *table.problems))


def table_of(rows: Iterable[Mapping[str, object]]) -> Table:
    """Make a table of mappings from columns to single values."""
    kept = [{key: _said(value) for key, value in row.items()} for row in rows]
    columns = tuple(dict.fromkeys(key for row in kept for key in row))
    full = ({key: row.get(key, "") for key in columns} for row in kept)
    return Table("rows", columns, tuple(Row(number, number, row) for number, row in enumerate(full, 1)), ())


def _decoded(data: bytes, name: str) -> tuple[str, list[Problem]]:
    for encoding in ("utf-8-sig", *(("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ())):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError as error:
            at = error.start
    line = data.count(b"\n", 0, at) + 1
    message, hint = Said("the table is no UTF-8; it is read as Windows-1252"), Said("save it as UTF-8")
    return data.decode(_ELSEWHERE, "replace"), [
        Problem("rows-encoding", Severity.WARNING, message, Place(name, line, 1), hint)
    ]


def _csv(name: str, text: str) -> Table:
    """Read lines of cells, the columns' names in the first; the delimiter is the one that parts those most."""
    head = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda sign: len(next(csv.reader([head], delimiter=sign), [])))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    problems: list[Problem] = []
    columns: tuple[str, ...] = ()
    number, begins = 0, 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = tuple(cell.strip() for cell in cells)
                problems += _unlike(name, columns, line)
                continue
            number += 1
            if len(cells) != len(columns):
                message = Said(
                    "row {number} has {cells}, the table has {columns}",
                    number=number,
                    cells=Said("{count} cell", "{count} cells", count=len(cells)),
                    columns=Said("{count} column", "{count} columns", count=len(columns)),
                )
                problems.append(_row_problem(name, line, message))
                continue
            rows.append(Row(number, line, dict(zip(columns, cells, strict=True))))
    except csv.Error as error:
        problems.append(_row_problem(name, reader.line_num, Said("the table cannot be read on: {error}", error=error)))
    return Table(name, columns, tuple(rows), tuple(problems))


def _unlike(name: str, columns: tuple[str, ...], line: int) -> Iterator[Problem]:
    for column, times in Counter(columns).items():
        if times > 1 or not column:
            what = Said("two columns are called '{column}'", column=column) if column else Said("a column has no name")
            yield Problem(
                "columns-unclear",
                Severity.ERROR,
                what,
                Place(name, line, 1),
                Said("give each column a name of its own"),
            )


def _row_problem(name: str, line: int, message: Said) -> Problem:
    return Problem(
        "row-invalid", Severity.ERROR, message, Place(name, line, 1), Said("its copy is not made; mend the row")
    )


def _json(name: str, text: str) -> Table:
    """Read a list of objects, or an object a line."""
    try:
        whole = json.loads(text)
        found = [(1, item) for item in whole] if isinstance(whole, list) else [(1, whole)]
        lines = _lines(text, len(found))
        found = [(line, item) for line, (_, item) in zip(lines, found, strict=True)]
    except ValueError:
        found = []
        for line, written in enumerate(text.splitlines(), 1):
            if written.strip():
                found.append((line, _parsed(written)))
    rows, problems = [], []
    for number, (line, item) in enumerate(found, 1):
        if isinstance(item, dict) and all(not isinstance(value, (dict, list)) for value in item.values()):
            rows.append(Row(number, line, {key: _said(value) for key, value in item.items()}))
        else:
            problems.append(_row_problem(name, line, Said("row {number} is no object of single values", number=number)))
    columns = tuple(dict.fromkeys(key for row in rows for key in row.values))
    full = tuple(Row(row.number, row.line, {key: row.values.get(key, "") for key in columns}) for row in rows)
    return Table(name, columns, full, tuple(problems))


def _parsed(written: str) -> object:
    try:
        return json.loads(written)
    except ValueError:
        return None


def _lines(text: str, count: int) -> list[int]:
    """Tell on which line each item of a list begins: where its brace opens, one level deep."""
    decoder, at, lines = json.JSONDecoder(), text.find("[") + 1, []
    for _ in range(count):
        while text[at : at + 1] in (" ", "\n", "\t", "\r", ","):
            at += 1
        lines.append(text.count("\n", 0, at) + 1)
        _, at = decoder.raw_decode(text, at)
    return lines


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
