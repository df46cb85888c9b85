"""A table, written in the content or in a file beside it: text to the left, figures to the right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from brochure.load.rows import read_rows
from brochure.load.yaml import nodes
from brochure.load.yaml.nodes import Node, Scalar
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.kinds.plain import PATH, TEXT
from brochure.model.reading import Reading
from brochure.model.spec import Items, Json, Listed, Value
from brochure.model.values import NOTHING, Picture, Text
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.record import Record
from brochure.render.section import Section, Texts
from brochure.vocabulary.keys import key
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass

# A figure as a table has it: a sign and a unit where it has any, digits in between.
_FIGURE = compiled(r"[+\-−–±~≈<>]? ?[€$£]? ?\d[\d\s.,'’]{0,24}(?: ?[^\W\d_]{1,4}[.²³]?| ?[%‰€$£°])?")
_NONE = ("", "–", "—", "-", "…")
_TOTAL = compiled(r"(?:total|totaux|somme|sum|summe|gesamt)\b", re.IGNORECASE)
_MARKUP = compiled(r"([\\`*_\[\]])")
_FILE = compiled(r"\S[^\n]{0,200}\.(?:csv|tsv)", re.IGNORECASE)
# More columns than this are set smaller, then turned into a block a row.
_COLUMNS = 6


class Row(NamedTuple):
    """A row as it is written; `names` are those of its cells where it is a mapping."""

    cells: tuple[Text, ...]
    names: tuple[Text, ...] = ()


class _Row(Items):
    """A row: a list of cells, or a mapping of columns to cells. An empty cell keeps its place."""

    def read(self, reading: Reading, node: Node, key: str) -> tuple[object, ...] | None:
        """Read a row."""
        if isinstance(node, nodes.Mapping):
            names = tuple(Text(entry.key.text, entry.key.place) for entry in node.entries)
            return Row(tuple(_cell(reading, entry.value, key) for entry in node.entries), names)
        found = node.items if isinstance(node, nodes.Sequence) else (node,)
        return Row(tuple(_cell(reading, item, key) for item in found))

    def schema(self) -> Json:
        """Give the JSON Schema."""
        cells = {"type": ["object", "null"], "additionalProperties": TEXT.schema}
        return {"description": self.about, "anyOf": [Items.schema(self), cells, TEXT.schema]}


def _cell(reading: Reading, node: Node, key: str) -> Text:
    found = TEXT.read(reading, node, key) if not (isinstance(node, Scalar) and node.kind == "null") else None
    return found if isinstance(found, Text) else NOTHING


_ROWS = Items(
    "Its rows, each a list of cells, or a mapping of columns to cells.", _Row("A row.", Value("A cell.", TEXT))
)
_OF_FILE = Value("A CSV file beside the content, from which the rows are taken.", PATH, ("data.csv",))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, or a mapping of these keys."""

    title: Text | None = key("Its title.", examples=("The accounts",))
    text: Text | None = key("What it shows, above it.", examples=("Income has doubled.",))
    columns: tuple[Text, ...] = key("The names of the columns; without them, the first row.", (), item="A name.")
    caption: Text | None = key("What is printed below it.", examples=("Thousands of euros.",))
    rows: tuple[Row, ...] = ()
    file: Picture | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Give the columns that rows name, in the order in which they come."""
        return tuple(dict.fromkeys(name.markdown for row in self.rows for name in row.names))

    @property
    def head(self) -> tuple[Text, ...]:
        """Give the names of the columns."""
        if self.columns or not self.rows:
            return self.columns
        return tuple(Text(name, self.rows[0].cells[0].place) for name in self.named) or self.rows[0].cells

    @property
    def body(self) -> tuple[tuple[Text, ...], ...]:
        """Give the cells of the rows below the head."""
        rows = self.rows if self.columns or self.named else self.rows[1:]
        return tuple(_in_columns(row, self.named) for row in rows)

    @property
    def texts(self) -> Texts:
        """Give its texts in the order of the page."""
        cells = [cell for row in self.body for cell in row]
        return [text for text in (self.title, self.text, *self.head, *cells, self.caption) if text]


def _in_columns(row: Row, columns: Sequence[str]) -> tuple[Text, ...]:
    cells = {name.markdown: cell for name, cell in zip(row.names, row.cells, strict=True)} if row.names else {}
    return tuple(cells.get(name, NOTHING) for name in columns) if cells else row.cells


class _Table(Listed):
    """The keys of a table; its rows alone, or the name of a file, stand for it."""

    def opened(self, node: Node) -> Node:
        """Give the mapping for which the name of a file stands."""
        if not isinstance(node, Scalar) or not _FILE.fullmatch(node.text.strip()):
            return node
        name = Scalar("file", "text", node.place, 0, 0)
        return nodes.Mapping((nodes.Entry(name, node),), node.place)


def _spec() -> Listed:
    own = keys_of(Table)

    def make(values: dict[str, object], place: object) -> object:
        told = {name: value for name, value in values.items() if name in own.keys}
        made = own.make(told, place)  # type: ignore[arg-type]
        assert isinstance(made, Table)
        rows, file = values.get("list"), values.get("file")
        return replace(
            made, rows=rows if isinstance(rows, tuple) else (), file=file if isinstance(file, Picture) else None
        )

    keys = {**own.keys, "list": _ROWS, "file": _OF_FILE}
    return _Table(
        own.about, {name: keys[name] for name in ("title", "text", "file", "columns", "list", "caption")}, make
    )


def _groups(desk: Desk) -> Iterable[Group]:
    for content in _found(desk):
        named = ("small", "blocks") if len(content.head) > _COLUMNS else ("table", "small")
        ways = (*((way, 1) for way in named), ("flow", None))
        heading, values = _heading(desk, content), _values(desk, content)
        yield Group("table", desk.ways("table", ways, heading, values), part=desk.part("table", heading, values))


def _atoms(desk: Desk) -> Iterable[Atom]:
    for content in _found(desk):
        html = desk.fragment("table", "leaflet", _heading(desk, content), _values(desk, content))
        place = next(iter(content.texts)).place  # type: ignore[union-attr]
        yield Atom("table", "table", "table", place, html)


def _found(desk: Desk) -> tuple[Table, ...]:
    """Give the table with the rows of its file; none where it has no words at all."""
    content = desk.brochure.content("table", Table)
    if content is None:
        return ()
    if content.file is not None:
        place = content.file.place
        rows = read_rows(desk.shelf.beside(content.file))
        read = tuple(Row(tuple(Text(_literal(cell), place) for cell in row)) for row in rows)
        content = replace(content, rows=(*read, *content.rows))
    return (content,) if content.texts else ()


def _literal(cell: str) -> str:
    """Give the words of a file as Markdown: none of its signs is a mark."""
    return _MARKUP.sub(r"\\\1", cell).replace("<", "&lt;")


def _heading(desk: Desk, content: Table) -> object:
    return desk.heading("table", desk.text(content.title))


def _values(desk: Desk, content: Table) -> dict[str, object]:
    width = max([len(content.head), *map(len, content.body)])
    body = [[*row, *[NOTHING] * (width - len(row))] for row in content.body]
    figures = [at > 0 and _are_figures(desk, [row[at] for row in body]) for at in range(width)]
    head = [*content.head, *[NOTHING] * (width - len(content.head))]
    return {
        "text": safe(desk.reader.blocks(content.text)) if content.text else "",
        "caption": desk.text(content.caption),
        "columns": [
            Record({"name": desk.text(name), "figures": figure}) for name, figure in zip(head, figures, strict=True)
        ],
        "rows": [
            Record(
                {
                    "cells": [_shown(desk, cell, figure) for cell, figure in zip(row, figures, strict=True)],
                    "total": bool(_TOTAL.match(desk.plain(row[0]))),
                }
            )
            for row in body
        ],
    }


def _are_figures(desk: Desk, cells: Sequence[Text]) -> bool:
    told = [desk.plain(cell) for cell in cells]
    return any(map(_FIGURE.fullmatch, told)) and all(word in _NONE or _FIGURE.fullmatch(word) for word in told)


def _shown(desk: Desk, cell: Text, figure: bool) -> str:
    html = desk.text(cell)
    return safe(re.sub(r"^[-–](?=\s?[€$£]?\s?\d)", "−", html)) if figure else html


def _texts(brochure: Brochure, *_: object) -> Texts:
    content = brochure.content("table", Table)
    return content.texts if content else ()


SECTION = Section("table", "Rows and columns.", _groups, _atoms, _texts, keys={"table": _spec()}, after="body")
