"""Annotations: whatever a file is called and a message says, one problem is one workflow command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from brochure.cli.annotations import annotation, commands

PROBLEM: dict[str, Any] = {
    "code": "picture-missing",
    "severity": "warning",
    "file": "content/a.md",
    "line": 14,
    "column": 13,
    "page": None,
    "message": "no picture",
    "hint": "Add it.",
}


def report(*problems: dict[str, Any]) -> dict[str, Any]:
    return {"files": [{"content": "content/a.md", "outputs": [], "problems": list(problems)}]}


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does: the first `::` after the command ends its properties."""
    head, message = line.removeprefix("::").split("::", 1)
    command, _, properties = head.partition(" ")
    pairs = dict(pair.split("=", 1) for pair in properties.split(","))
    return command, {key: unescaped(value) for key, value in pairs.items()}, unescaped(message)


def unescaped(text: str) -> str:
    return (
        text.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    )  # the order in which the runner does it


def test_a_problem_is_a_command_at_its_place() -> None:
    """File, line, column, code, message and hint all come through."""
    assert list(commands(report(PROBLEM))) == [
        "::warning file=content/a.md,line=14,col=13,title=picture-missing::no picture%0AAdd it."
    ]


def test_what_would_end_the_command_is_escaped() -> None:
    """Percent signs, line ends, colons and commas of names and messages mean themselves."""
    odd = PROBLEM | {"file": "a,line=1::b.md", "message": "60 %\r\n::error::no", "hint": ""}
    line = annotation("warning", odd)
    assert line == ("::warning file=a%2Cline=1%3A%3Ab.md,line=14,col=13,title=picture-missing::60 %25%0D%0A::error::no")


@given(st.text(min_size=1), st.text())
def test_any_text_stays_one_line_and_comes_out_again(name: str, message: str) -> None:
    """No name and no message breaks the line, and the runner reads them as they were."""
    line = annotation("error", PROBLEM | {"file": f"content/{name}", "message": message, "hint": ""})
    assert re.search(r"[\r\n]", line) is None
    command, properties, said = parsed(line)
    assert (command, said) == ("error", message)
    if "file" in properties:
        assert properties["file"] == f"content/{name}"


def test_errors_first_and_each_once() -> None:
    """The gravest come first, because only ten of a kind are shown; notes become notices."""
    error, note = PROBLEM | {"severity": "error"}, PROBLEM | {"severity": "note"}
    names = [parsed(line)[0] for line in commands(report(note, PROBLEM, PROBLEM, error))]
    assert names == ["error", "warning", "notice"]


def test_a_file_outside_the_repository_has_no_place() -> None:
    """An absolute path, or one that leads upwards, is no file of the repository."""
    for file in ("/etc/passwd", "../a.md", ""):
        assert annotation("error", PROBLEM | {"file": file}).startswith("::error title=picture-missing::")


def test_a_problem_without_a_line_or_with_a_page() -> None:
    """A column without a line is left out; the page is told in the message."""
    line = annotation("error", PROBLEM | {"line": None, "page": 4, "hint": ""})
    assert line == "::error file=content/a.md,title=picture-missing::no picture (page 4)"


def test_the_module_reads_a_report(tmp_path: Path) -> None:
    """`python -m brochure.annotations report.json` prints the commands."""
    (tmp_path / "report.json").write_text(json.dumps(report(PROBLEM)), encoding="utf-8")
    command = [sys.executable, "-m", "brochure.cli.annotations", str(tmp_path / "report.json")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == list(commands(report(PROBLEM)))
