"""Tables of rows, as office programs and scripts write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.merging.naming import named, names
from brochure.merging.rows import Row, Table, read_rows
from brochure.vocabulary.problems import BrochureError

_SAME = [{"name": "Ada", "town": "Bath, East"}, {"name": "Zoë", "town": ""}]


@pytest.mark.parametrize(
    "text",
    [
        'name,town\nAda,"Bath, East"\nZoë,\n',
        "name;town\r\nAda;Bath, East\r\nZoë;\r\n",
        "\ufeffname\ttown\nAda\tBath, East\n\nZoë\t\n",
        '[{"name": "Ada", "town": "Bath, East"}, {"name": "Zoë", "town": null}]',
        '{"name": "Ada", "town": "Bath, East"}\n{"name": "Zoë"}\n',
    ],
    ids=["comma", "semicolon", "tab", "list", "lines"],
)
def test_tables_of_every_kind_are_read_alike(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_bytes(text.encode())
    table = read_rows(path)
    assert [dict(row.values) for row in table.rows] == _SAME
    assert [row.number for row in table.rows] == [1, 2]
    assert table.problems == ()


def test_rows_tell_their_lines(tmp_path: Path) -> None:
    """A cell may go over several lines; an empty line is no row."""
    path = tmp_path / "rows.csv"
    path.write_text('name,note\nAda,"two\nlines"\n\nZoë,one\n', encoding="utf-8")
    assert [(row.number, row.line) for row in read_rows(path).rows] == [(1, 2), (2, 5)]
    path.write_text('[\n  {"name": "Ada"},\n  {"name": "Zoë"}\n]', encoding="utf-8")
    assert [(row.number, row.line) for row in read_rows(path).rows] == [(1, 2), (2, 3)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("name,town\nAda\nZoë,Bath\n", "row-invalid", 2),
        ("name,town\nAda,Bath,more\n", "row-invalid", 2),
        ("name,name\nAda,Bath\n", "columns-unclear", 1),
        ("name,\nAda,Bath\n", "columns-unclear", 1),
        ('{"name": "Ada"}\n[1, 2]\n', "row-invalid", 2),
        ('[{"name": {"first": "Ada"}}]', "row-invalid", 1),
    ],
)
def test_a_row_that_is_none_is_told_at_its_line(text: str, code: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_text(text, encoding="utf-8")
    assert [(problem.code, problem.place.line) for problem in read_rows(path).problems] == [(code, line)]


def test_a_table_of_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes("name\nZoë\n".encode("cp1252"))
    table = read_rows(path)
    assert table.rows[0].values == {"name": "Zoë"}
    assert [(problem.code, problem.place.line) for problem in table.problems] == [("rows-encoding", 2)]
    path.write_bytes("name\nZoë\n".encode("utf-16"))
    assert read_rows(path).rows[0].values == {"name": "Zoë"}


@pytest.mark.parametrize("text", ["", "name,town\n", "[]"])
def test_a_table_without_rows_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rows"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrochureError) as told:
        read_rows(path)
    assert told.value.problems[0].code == "rows-unread"
    with pytest.raises(BrochureError):
        read_rows(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Lycée Ampère", "Lycée Ampère.pdf"), ("../../etc/passwd", "etc-passwd.pdf"), ("a/b\\c:d", "a-b-c-d.pdf"),
        ("  . ", ""), ("con", "con-.pdf"), ("x" * 400, "x" * 180 + ".pdf"), ("e\u0301", "é.pdf"), ("a\nb", "a b.pdf"),
    ],
)  # fmt: skip
def test_a_name_is_safe_on_any_system(value: str, name: str) -> None:
    assert named("{name}.pdf", Row(1, 2, {"name": value})) == name


def test_two_rows_of_one_name_are_told() -> None:
    """Also where a system takes two names for one."""
    rows = tuple(Row(number, number + 1, {"name": name}) for number, name in enumerate(("Ada", "ADA", "Bo", ""), 1))
    found = list(names(Table("rows.csv", ("name",), rows, ()), "{name}.pdf"))
    assert [name for _, name, _ in found] == ["Ada.pdf", "", "Bo.pdf", ""]
    assert [problem.code for _, _, problem in found if problem] == ["name-taken", "name-empty"]
