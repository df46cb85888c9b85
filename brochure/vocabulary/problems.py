"""What can be wrong, and where: the vocabulary every room uses to speak to the author."""

from __future__ import annotations

import os
from enum import IntEnum, StrEnum
from pathlib import Path

from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said


class Severity(StrEnum):
    """How much a problem matters: an error stops a file, a warning counts under --strict, a note is only told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Exit(IntEnum):
    """Exit codes of the command."""

    BUILT = 0
    INVALID = 1
    USAGE = 2
    STRICT = 3
    ENGINE = 4
    DIFFERENT = 5
    MACHINE = 6
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a file; line and column count from 1, in characters; None where there is no such point."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


def name_of(path: Path) -> str:
    """Give the name that problems and reports call a file by: from the current folder where it lies below it."""
    relative = os.path.relpath(path)
    return str(path) if relative.split(os.sep, 1)[0] == ".." else relative


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, in the author's terms.

    `excerpt` is the line of the source that `place` points at, without its line end; `page` counts from 1; `box` is
    where on the page, in points from the top left corner of the trim (left, top, right, bottom); `clause` names the
    standard that a rule of preflight holds to.
    """

    code: str
    severity: Severity
    message: Said
    place: Place
    hint: Said = NOTHING
    excerpt: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    clause: str = ""


class BrochureError(Exception):
    """Work cannot go on; carries every problem known so far and the exit code that tells of them."""

    def __init__(self, problems: tuple[Problem, ...] | list[Problem], exit_code: Exit = Exit.INVALID) -> None:
        self.problems = tuple(problems)
        self.exit_code = exit_code
        super().__init__("; ".join(f"{problem.place}: {problem.code}: {problem.message}" for problem in self.problems))


def refusal(
    code: str, message: Said, place: Place | str, hint: Said = NOTHING, end: Exit = Exit.INVALID
) -> BrochureError:
    """Make the one error that stops the work; a place without a line may be told by the name of its file."""
    return BrochureError(
        [Problem(code, Severity.ERROR, message, Place(place) if isinstance(place, str) else place, hint)], end
    )


def internal_problem(error: Exception, file: str) -> Problem:
    """Say that the tool itself is at fault, and where in it."""
    trace, where = error.__traceback__, ""
    while trace is not None:
        where = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})"
        trace = trace.tb_next
    message = Said("{kind}: {error}{where}", kind=type(error).__name__, error=error, where=where)
    hint = Said("This is a fault of make-brochure: please report this line, with the content file if you can share it.")
    return Problem("internal-error", Severity.ERROR, message, Place(file), hint)
