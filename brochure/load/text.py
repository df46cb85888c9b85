"""Text files, and the way from a character in them to a place that an author can find."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from brochure.store import reading
from brochure.vocabulary.limits import DEFAULT, Limits, hint
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said

_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MB = 1_000_000
_HINTS = {
    "file-is-folder": Said("name a file inside it"),
    "file-unreadable": Said("name a file"),
    "path-outside-project": Said("put a copy into the project"),
}
_NO_TEXT = Said("give a Markdown or YAML text file; a document of a word processor must be saved as text first")
_RESAVE = Said("save it as UTF-8 in the editor (Save with encoding)")


@dataclass(frozen=True)
class Source:
    """The text of a file: without byte order mark, every line ended by one newline character.

    `name` is the file as the author knows it, relative to the project. Offsets count characters from 0.
    """

    name: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts[:-1]

    def place(self, offset: int) -> Place:
        """Tell the line and column of an offset; one outside the text is moved to its nearest end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return Place(self.name, line, offset - self._starts[line - 1] + 1)

    def problem(
        self, code: str, severity: Severity, message: Said, where: int | Place | None = None, hint: Said = NOTHING
    ) -> Problem:
        """Make a problem at an offset or a place of this text (None: the file as a whole), with its line as excerpt."""
        place = self.place(where) if isinstance(where, int) else where or Place(self.name)
        excerpt = self.lines[place.line - 1] if place.line and place.line <= len(self.lines) else ""
        return Problem(code, severity, message, place, hint, excerpt)


def read_text(
    path: Path, name: str, limits: Limits = DEFAULT, within: Path | None = None, blank: bool = False
) -> Source:
    """Read a UTF-8 file, no larger than the limits say, that may be `blank`; `name` is how problems call it.

    Raises BrochureError as `read_bytes` does, and file-empty, file-binary, file-not-utf8 (at the line and column of the
    first wrong byte).
    """
    advice = hint("file", Said("split it into several files"))
    data = read_bytes(path, name, limits.file * _MB, advice, within).removeprefix(_BOM)
    if not data.strip() and not blank:
        raise _failure(
            "file-empty", name, Said("the file is empty"), Said("write the content into it, or give another file")
        )
    if data.startswith(_WIDE):
        raise _failure("file-not-utf8", name, Said("the file is UTF-16, not UTF-8"), _RESAVE)
    if b"\0" in data:
        raise _failure("file-binary", name, Said("the file is not text: it holds zero bytes"), _NO_TEXT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(name, data, error.start) from None
    return Source(name, _with_newlines(text))


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _failure(code: str, name: str, message: Said, hint: Said) -> BrochureError:
    return BrochureError([Problem(code, Severity.ERROR, message, Place(name), hint)])


def read_bytes(path: Path, name: str, most: int, advice: Said, within: Path | None = None) -> bytes:
    """Read a file of at most `most` bytes; `advice` says what to do about a larger one.

    `within` is the folder that no link may lead out of. Raises BrochureError: file-missing, file-is-folder,
    file-unreadable, file-too-large, path-outside-project.
    """
    try:
        return reading.read(path, most, within)
    except (FileNotFoundError, NotADirectoryError):
        raise _failure(
            "file-missing", name, Said("there is no file '{name}'", name=name), Said("check the name and the folder")
        ) from None
    except reading.Refused as refused:
        what = Said("'{name}' {what}", name=name, what=refused.what)
        raise _failure(refused.code, name, what, _HINTS.get(refused.code, advice)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = Said("the file cannot be read: {reason}", reason=reason)
        raise _failure("file-unreadable", name, message, Said("check the name and the permissions")) from None


def _not_utf8(name: str, data: bytes, offset: int) -> BrochureError:
    head = _with_newlines(data[:offset].decode("utf-8"))
    line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
    rest = data[offset:].split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")
    excerpt = head[head.rfind("\n") + 1 :] + rest
    message = Said("the file is not UTF-8: byte 0x{byte:02X} does not fit", byte=data[offset])
    place = Place(name, line, column)
    return BrochureError([Problem("file-not-utf8", Severity.ERROR, message, place, _RESAVE, excerpt)])


# Fewer letters than this, a page number say, may stand anywhere.
_TELLING = 4


def locate(source: Source | None, text: str) -> Place | None:
    """Find words in a text, whatever signs and spaces stand between them; None where they are not in it."""
    import re

    words = re.findall(r"[^\W_]+", text.replace("\u00ad", ""))
    if source is None or len("".join(words)) < _TELLING:
        return None
    for count in (len(words), 6, 3):
        pattern = r"[\W_]+".join(map(re.escape, words[:count]))
        match = re.search(rf"(?<!\w){pattern}(?!\w)", source.text)
        if match is not None:
            return source.place(match.start())
    return None
