"""Read text files as authors save them, and point into them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from brochure.problems import BrochureError, Place, Problem, Severity

LIMIT = 4 * 1024 * 1024
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_EXCERPT_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file with line ends made `\\n` and without byte order mark; `name` is what problems call it."""

    name: str
    text: str
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    def place(self, offset: int) -> Place:
        """Give the line and column of a character offset; offsets outside the text point at its nearest end."""
        if not self._starts:
            self._starts.extend(_line_starts(self.text))
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return Place(self.name, line, offset - self._starts[line - 1] + 1)

    def problem(self, code: str, severity: Severity, message: str, where: int | Place, hint: str = "") -> Problem:
        """Make a problem at an offset or place, with the line it points at as its excerpt."""
        place = self.place(where) if isinstance(where, int) else where
        return Problem(code, severity, message, place, hint, self._line(place.line))

    def _line(self, number: int | None) -> str:
        lines = self.lines
        return lines[number - 1] if number is not None and 0 < number <= len(lines) else ""


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def read_text(path: Path, name: str, limit: int = LIMIT) -> Source:
    """Read a UTF-8 file of at most `limit` bytes; a byte order mark and Windows line ends are taken off.

    Raises BrochureError when there is no such text; the problem says which byte or file is at fault.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise _refusal("file-missing", name, "the file does not exist", "Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise _refusal("file-is-folder", name, "this is a folder, not a file", "Name a file inside it.") from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise _refusal("file-unreadable", name, f"the file cannot be read: {reason}", "Check its rights.") from error
    if len(data) > limit:
        size = f"{limit / 1048576:g} MiB" if limit >= 1048576 else f"{limit} bytes"
        raise _refusal("file-too-large", name, f"the file is larger than {size}", "Split it into smaller files.")
    text = _decoded(data, name).removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _refusal("file-empty", name, "the file is empty", "Write the content, or restore the file.")
    return Source(name, text)


def _decoded(data: bytes, name: str) -> str:
    if b"\0" in data:
        raise _refusal("file-binary", name, "the file holds binary data, not text", "Name a text file in UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02X} is not part of a character"
        problem = Problem("file-not-utf8", Severity.ERROR, message, place, "Save the file with the encoding UTF-8.")
        raise BrochureError([problem]) from error


def _refusal(code: str, name: str, message: str, hint: str) -> BrochureError:
    return BrochureError([Problem(code, Severity.ERROR, message, Place(name), hint)])


def excerpt_with_caret(problem: Problem) -> str:
    """Show the line of a problem with a caret under its column; long lines are cut around it, "" where none is known.

    Tabs become single spaces, so that the caret stands where it should.
    """
    if not problem.excerpt.strip():
        return ""
    line, column = problem.excerpt.replace("\t", " "), problem.place.column
    caret = max(0, min((column or 1) - 1, len(line)))
    first = max(0, caret - _EXCERPT_WIDTH * 2 // 3) if len(line) > _EXCERPT_WIDTH else 0
    shown = line[first : first + _EXCERPT_WIDTH]
    head, tail = "…" if first else "", "…" if first + _EXCERPT_WIDTH < len(line) else ""
    excerpt = f"{head}{shown}{tail}".rstrip()
    return excerpt if column is None else f"{excerpt}\n{' ' * (caret - first + len(head))}^"
