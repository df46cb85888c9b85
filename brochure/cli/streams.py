"""The streams of the command: what they do where they are closed, or take no more of what is said.

This file is imported before all others when the command starts, so it uses the least there is.
"""

from __future__ import annotations

import errno
import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Told = TypeVar("Told")
_ERRORS = 2


class Lost(OSError):
    """Standard output takes no more."""


class _Output(io.TextIOWrapper):
    """Standard output, whose refusals are told from those of files."""

    def write(self, text: str) -> int:
        """Say something. Raises Lost."""
        return _heard(super().write, text)

    def flush(self) -> None:
        """Have it out. Raises Lost."""
        _heard(super().flush)


class _Errors(io.TextIOWrapper):
    """Standard error: where it takes no more, the work goes on, and `unheard` tells."""

    unheard = False

    def write(self, text: str) -> int:
        """Say something, if anybody hears it."""
        try:
            return super().write(text)
        except OSError:
            self.unheard = True
            return len(text)

    def flush(self) -> None:
        """Have it out, if anybody hears it."""
        try:
            super().flush()
        except OSError:
            self.unheard = True


def _heard(say: Callable[..., Told], *given: str) -> Told:
    try:
        return say(*given)
    except OSError as error:
        raise Lost(error.errno, error.strerror) from error


def hold() -> None:
    """Put something in the place of streams that are closed: no file of ours may get their numbers, and be written to.

    What stands for standard output takes no word, and says so.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            while os.open(os.devnull, os.O_WRONLY if number == _ERRORS else os.O_RDONLY) < number:
                pass
            stream = os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False)
        if number:
            same = {key: getattr(stream, key) for key in ("encoding", "errors", "line_buffering", "write_through")}
            stream = (_Errors if number == _ERRORS else _Output)(stream.detach(), **same)
        setattr(sys, name, stream)


def flushed(code: int) -> int:
    """Have all out that was said; gives the exit code."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        return code or lost(error)
    return code or (6 if isinstance(sys.stderr, _Errors) and sys.stderr.unheard else 0)


def lost(error: OSError) -> int:
    """Say that what was to be said could not be; a reader who went away knows. Gives the exit code."""
    if error.errno != errno.EPIPE:
        from brochure.vocabulary.problems import Place, Problem, Severity
        from brochure.vocabulary.report import problem_text
        from brochure.vocabulary.speech import Said, language_of

        why = error.strerror or str(error)
        message = Said("not all that was to be said could be written: {why}", why=why)
        hint = Said("give the command a standard output that takes what it says, and run it again")
        problem = Problem("output-lost", Severity.ERROR, message, Place("standard output"), hint)
        print(problem_text(problem, language=language_of(sys.argv[1:], os.environ)), file=sys.stderr, flush=True)
    return 6
