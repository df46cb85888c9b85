"""The command that compares two PDFs: reads, writes the report, and tells of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from brochure.cli import terminal
from brochure.compare.comparison import Comparison, compare
from brochure.compare.report import report_data, sentences, write_report
from brochure.project import discover
from brochure.runner import caught
from brochure.vocabulary.problems import Exit, name_of
from brochure.vocabulary.report import as_json, problem_data, problem_text
from brochure.vocabulary.version import VERSION


def run(old: Path, new: Path, out: Path | None, dpi: int, report: str | None, quiet: bool) -> Exit:
    """Compare two PDFs and give the exit code; the report goes to `out`, else to out/compare/ of the project."""
    root = discover.project_of(Path.cwd())[0]
    folder = out or root / "out" / "compare"

    def work() -> tuple[Comparison, Path]:
        comparison = compare(old, new, dpi)
        return comparison, write_report(comparison, folder, None if out else root)

    done, problems, code = caught(work, new, folder)
    if done is None:
        for problem in problems:
            terminal.say(problem_text(problem, terminal.colourful()))
        if report:
            _print({"pages": [], "problems": [problem_data(problem) for problem in problems], "exit": int(code)})
        return code
    comparison, index = done
    code = Exit.DIFFERENT if comparison.differs else Exit.BUILT
    for line in () if quiet else [*sentences(comparison), f"{name_of(index)} written"]:
        terminal.say(line)
    if report:
        _print({**report_data(comparison), "index": name_of(index), "problems": [], "exit": int(code)})
    return code


def _print(data: dict[str, Any]) -> None:
    print(as_json({"version": VERSION, **data}))
