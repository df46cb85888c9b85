"""What the command says: problems for people on standard error, one JSON object for machines on standard output."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brochure import __version__
from brochure.job import Output
from brochure.load.text import excerpt_with_caret
from brochure.manifest import problem_data
from brochure.problems import Exit, Problem, Severity

# Controls but the tab, and what turns the reading direction.
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TINTS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36"}


@dataclass(frozen=True, slots=True)
class Ruling:
    """The preflight rules that judged a preset's PDF, and those that could not, with why."""

    preset: str
    ran: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one content file, over all presets asked for; `sentences` say what was done."""

    content: Path
    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()
    sentences: tuple[str, ...] = ()
    exit_code: Exit = Exit.BUILT
    rulings: tuple[Ruling, ...] = ()


def shown(path: Path) -> str:
    """Name a path as short as can be: relative to the working folder where it lies in it."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except (OSError, ValueError):
        return str(path)


def colourful() -> bool:
    """Tell whether standard error is a terminal that may be coloured (https://no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def problem_text(problem: Problem, colour: bool = False) -> str:
    """Write a problem as `file:line:column: severity[code]: message`, the line with a caret, and the hint."""
    label = f"{problem.severity}[{problem.code}]"
    if colour:
        label = f"\033[{_TINTS[problem.severity]}m{label}\033[0m"
    told = problem.page is None or re.search(r"\bpages? \d", problem.message)
    page = "" if told else f" (page {problem.page})"
    parts = [f"{_harmless(str(problem.place))}: {label}: {_harmless(problem.message)}{page}"]
    parts += [f"    {_harmless(line)}" for line in excerpt_with_caret(problem).split("\n") if line]
    if problem.hint:
        parts.append(f"  hint: {_harmless(problem.hint)}")
    return "\n".join(parts)


def _harmless(text: str) -> str:
    """Replace what would move the cursor, colour the terminal or turn the reading direction."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def say(text: str) -> None:
    """Print a line on standard error, where people read."""
    print(text, file=sys.stderr)


def print_report(report: FileReport, quiet: bool = False, verbose: bool = False) -> None:
    """Print the problems of a file in their order, then what was done.

    Notes are told only when asked for everything; `quiet` leaves errors and warnings alone.
    """
    colour = colourful()
    for problem in report.problems:
        if problem.severity is not Severity.NOTE or (verbose and not quiet):
            say(problem_text(problem, colour))
    for sentence in () if quiet else report.sentences:
        say(sentence)


def worst(codes: Iterable[Exit]) -> Exit:
    """Give the exit code that a run of several files ends with: the gravest one."""
    order = (
        Exit.BUILT,
        Exit.STRICT,
        Exit.DIFFERENT,
        Exit.INVALID,
        Exit.USAGE,
        Exit.ENGINE,
        Exit.MACHINE,
        Exit.INTERRUPTED,
    )
    return max(codes, key=order.index, default=Exit.BUILT)


def report_json(reports: Sequence[FileReport], exit_code: Exit) -> str:
    """Write the whole run as one JSON object."""
    files = [
        {
            "content": shown(report.content),
            "outputs": [_output(output) for output in report.outputs],
            "problems": [problem_data(problem) for problem in report.problems],
            "checked": [_ruling(ruling) for ruling in report.rulings if ruling.ran],
        }
        for report in reports
    ]
    return json.dumps({"version": __version__, "files": files, "exit": int(exit_code)}, ensure_ascii=False, indent=2)


def _ruling(ruling: Ruling) -> dict[str, Any]:
    skipped = [{"code": code, "why": why} for code, why in ruling.skipped]
    return {"preset": ruling.preset or None, "rules": list(ruling.ran), "skipped": skipped}


def _output(output: Output) -> dict[str, Any]:
    return {
        "path": shown(output.path),
        "preset": output.preset,
        "sha256": output.sha256,
        "bytes": output.bytes,
        "pages": output.pages,
        "trim": list(output.trim),
    }


def versions() -> str:
    """Give one line each for the package, Python, the engine, the text libraries and the shipped fonts."""
    import platform
    from importlib import metadata

    from brochure.resources import FONTS

    engine = metadata.version("weasyprint")
    fonts = ", ".join(sorted(path.stem for path in FONTS.glob("*.[to]tf")))
    return "\n".join(
        (
            f"make-brochure {__version__}",
            f"Python {platform.python_version()}",
            f"WeasyPrint {engine}",
            f"Pango {_shared('libpango-1.0.so.0', 'pango_version_string')}",
            f"HarfBuzz {_shared('libharfbuzz.so.0', 'hb_version_string')}",
            f"fonts: {fonts}",
        )
    )


def _shared(library: str, function: str) -> str:
    """Ask a shared library for its version; it is part of the system, not of the environment."""
    import ctypes

    try:
        ask = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return "not found"
    ask.restype = ctypes.c_char_p
    return str(ask().decode("ascii"))
