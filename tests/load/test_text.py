"""Files are read as text, or refused in words that tell where and why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.load.text import Source, read_text
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity
from brochure.vocabulary.report import excerpt_with_caret


def refusal(path: Path, limits: Limits = DEFAULT) -> Problem:
    with pytest.raises(BrochureError) as caught:
        read_text(path, "content/x.md", limits)
    (problem,) = caught.value.problems
    assert problem.severity is Severity.ERROR
    return problem


def test_reads_utf8_with_bom_and_any_line_ends(tmp_path: Path) -> None:
    """A byte order mark and Windows or old Macintosh line ends leave no trace in text, lines or places."""
    (tmp_path / "x").write_bytes("\ufeffé\r\nb\rc\n".encode())
    source = read_text(tmp_path / "x", "x.md")
    assert source == Source("x.md", "é\nb\nc\n")
    assert source.lines == ("é", "b", "c", "")
    assert source.place(source.text.index("c")) == Place("x.md", 3, 1)


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "file-empty", "the file is empty"),
        (b"\xef\xbb\xbf \r\n\t", "file-empty", "the file is empty"),
        (b"PK\x00\x01", "file-binary", "the file is not text: it holds zero bytes"),
    ],
)
def test_refuses_what_is_no_text(tmp_path: Path, data: bytes, code: str, message: str) -> None:
    """Empty and binary files are told apart."""
    (tmp_path / "x").write_bytes(data)
    problem = refusal(tmp_path / "x")
    assert (problem.code, problem.message, problem.place) == (code, message, Place("content/x.md"))
    assert problem.hint


def test_points_at_the_byte_that_is_not_utf8(tmp_path: Path) -> None:
    """The place is the line and column of the first wrong byte, and the excerpt shows the line."""
    (tmp_path / "x").write_bytes("\ufefftitre\r\nété ".encode() + b"\xe9t\xe9 fin\r\nsuite")
    problem = refusal(tmp_path / "x")
    assert problem.code == "file-not-utf8"
    assert problem.message == "the file is not UTF-8: byte 0xE9 does not fit"
    assert problem.place == Place("content/x.md", 2, 5)
    assert problem.excerpt == "été \ufffdt\ufffd fin"


def test_tells_missing_files_from_folders(tmp_path: Path) -> None:
    """A name that leads nowhere and a name of a folder have codes of their own."""
    (tmp_path / "f").write_text("x")
    assert refusal(tmp_path / "none").message == "there is no file 'content/x.md'"
    assert refusal(tmp_path / "f" / "below").code == "file-missing"
    assert refusal(tmp_path).message == "'content/x.md' is a folder, not a file"
    assert refusal(tmp_path).code == "file-is-folder"


def test_tells_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A loop of links and a name with a zero byte are refused, not crashed upon."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refusal(tmp_path / "loop").code == "file-unreadable"
    assert refusal(tmp_path / "a\0b").code == "file-unreadable"


def test_refuses_files_over_the_limit(tmp_path: Path) -> None:
    """The limit itself is allowed, one byte more is not."""
    (tmp_path / "x").write_bytes(b"1" * 1_000_000)
    assert len(read_text(tmp_path / "x", "x", Limits(file=1)).text) == 1_000_000
    (tmp_path / "x").write_bytes(b"1" * 1_000_001)
    problem = refusal(tmp_path / "x", Limits(file=1))
    assert (problem.code, problem.message) == ("file-too-large", "'content/x.md' is larger than 1 MB")
    assert problem.hint == "split it into several files, or raise 'limits.file' in brochure.yaml"


def test_refuses_pipes(tmp_path: Path) -> None:
    """A pipe is no file: whoever reads it may wait for ever."""
    os.mkfifo(tmp_path / "x")
    assert refusal(tmp_path / "x").message == "'content/x.md' is a pipe or a device, not a file"


@settings(max_examples=60)
@given(st.text(alphabet="a\n\u2028😀\x85"), st.data())
def test_places_agree_with_a_count_of_newlines(text: str, data: st.DataObject) -> None:
    """Only a newline begins a line; columns count characters."""
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset].split("\n")
    assert Source("x", text).place(offset) == Place("x", len(before), len(before[-1]) + 1)


def test_shows_the_line_with_a_caret() -> None:
    """The caret stands under the column, also after tabs."""
    problem = Source("x", "one\n\ttwo: x").problem("c", Severity.ERROR, "m", 9)
    assert excerpt_with_caret(problem) == "\ttwo: x\n\t    ^"


def test_cuts_long_lines_around_the_caret() -> None:
    """A line of thousands of characters shows a hundred of them, the caret under the right one."""
    problem = Source("x", "a" * 500 + "!" + "b" * 500).problem("c", Severity.ERROR, "m", 500)
    line, caret = excerpt_with_caret(problem).split("\n")
    assert len(line) == 100
    assert line[caret.index("^")] == "!"


def test_a_problem_of_the_whole_file_has_no_excerpt() -> None:
    """Where there is no line there is nothing to show."""
    problem = Source("x", "text").problem("c", Severity.NOTE, "m")
    assert (problem.place, excerpt_with_caret(problem)) == (Place("x"), "")
