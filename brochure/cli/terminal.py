"""What the command says: problems for people on standard error, one JSON object for machines on standard output."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from typing import Any

from brochure.vocabulary.job import Output
from brochure.vocabulary.problems import Exit, Problem, Severity, name_of
from brochure.vocabulary.report import FileReport, Ruling, as_json, key_data, key_table, problem_data, problem_text
from brochure.vocabulary.speech import CATALOGUES, DOMAIN, Said, spoken
from brochure.vocabulary.version import VERSION

_SPOKEN = {"language": "en"}
# That facts are not printed, and notes of how a page was read.
_LOST = "content-unprinted"
_EXPLAINING = ("key-guessed", "section-left-off")


def colourful() -> bool:
    """Tell whether standard error is a terminal that may be coloured (https://no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def speak(language: str) -> None:
    """Choose the language of all that is said from now on, the words of the library of options among it."""
    _SPOKEN["language"] = os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)


def language() -> str:
    """Give the language that is spoken."""
    return _SPOKEN["language"]


def words(text: str) -> str:
    """Give a message as it is said."""
    return spoken(text, language())


def say(text: Said) -> None:
    """Say a line on standard error, where people read."""
    show(words(text))


def show(text: str) -> None:
    """Print what is in the language of people already."""
    print(text, file=sys.stderr)


def tell(problem: Problem) -> None:
    """Print a problem."""
    show(problem_text(problem, colourful(), language()))


def print_report(report: FileReport, quiet: bool = False, verbose: bool = False, explain: bool = False) -> None:
    """Print the problems of a file in their order, what became of its keys where `explain` asks, then what was done.

    Notes are told only when asked for everything, those of guesses also to `explain`, and that of facts that are not
    printed always; `quiet` leaves errors and warnings alone.
    """
    for problem in report.problems:
        wanted = (explain and problem.code in _EXPLAINING) or (not quiet and (verbose or problem.code == _LOST))
        if problem.severity is not Severity.NOTE or wanted:
            tell(problem)
    if explain and report.keys:
        show(f"{name_of(report.content)}:\n{key_table(report.keys, language())}")
    for sentence in () if quiet else report.sentences:
        say(sentence)


def report_json(reports: Sequence[FileReport], exit_code: Exit) -> str:
    """Write the whole run as one JSON object."""
    files = [
        {
            "content": name_of(report.content),
            "outputs": [_output(output) for output in report.outputs],
            "problems": [problem_data(problem) for problem in report.problems],
            "checked": [_ruling(ruling) for ruling in report.rulings if ruling.ran],
        }
        | ({"keys": [key_data(row) for row in report.keys]} if report.keys else {})
        for report in reports
    ]
    return as_json({"version": VERSION, "files": files, "exit": int(exit_code)})


def _ruling(ruling: Ruling) -> dict[str, Any]:
    skipped = [{"code": code, "why": str(why)} for code, why in ruling.skipped]
    return {"preset": ruling.preset or None, "rules": list(ruling.ran), "skipped": skipped}


def _output(output: Output) -> dict[str, Any]:
    return {
        "path": name_of(output.path),
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

    from brochure.vocabulary.shipped import FONTS

    engine = metadata.version("weasyprint")
    fonts = ", ".join(sorted(path.stem for path in FONTS.glob("*.[to]tf")))
    return "\n".join(
        (
            f"make-brochure {VERSION}",
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
