"""Turn the JSON report into annotations of a pull request: `python -m brochure.annotations report.json`.

GitHub reads workflow commands from the lines that a step prints (docs.github.com, "Workflow commands for GitHub
Actions"). A file name or a message may hold whatever a stranger wrote, so what would end a command or begin another
is escaped as the runner unescapes it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def commands(report: Mapping[str, Any]) -> Iterator[str]:
    """Give one workflow command a problem, errors first, each problem once.

    GitHub shows ten of each kind a step, so the gravest must come first.
    """
    problems = [problem for file in report["files"] for problem in file["problems"]]
    for severity, command in _COMMANDS.items():
        found = (annotation(command, problem) for problem in problems if problem["severity"] == severity)
        yield from dict.fromkeys(found)


def annotation(command: str, problem: Mapping[str, Any]) -> str:
    """Write a problem as `::warning file=…,line=…,col=…,title=…::message`."""
    hint = f"\n{problem['hint']}" if problem["hint"] else ""
    page = f" (page {problem['page']})" if problem["page"] else ""
    named = {**_place(problem), "title": problem["code"]}
    properties = ",".join(f"{key}={escaped_property(str(value))}" for key, value in named.items())
    return f"::{command} {properties}::{escaped(problem['message'] + page + hint)}"


def _place(problem: Mapping[str, Any]) -> dict[str, Any]:
    """Give the place in the repository; a file outside it, or a line without a file, has none to be shown at."""
    file = problem["file"]
    if not file or PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
        return {}
    place = {"file": file, "line": problem["line"], "col": problem["column"] if problem["line"] else None}
    return {key: value for key, value in place.items() if value}


def escaped(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """Escape a property of a workflow command."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def main() -> None:
    """Print the annotations of the report named on the command line, or on standard input."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else sys.stdin.read()
    for line in commands(json.loads(text)):
        print(line)


if __name__ == "__main__":
    main()
