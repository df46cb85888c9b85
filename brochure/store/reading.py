"""Read files whole: regular ones, no larger than was foreseen, through no link that leads out of the project."""

from __future__ import annotations

import os
import stat

from brochure.vocabulary.speech import Said

# Checkers of types take it for true; see brochure.store.freshness.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

Path = str | os.PathLike[str]
# Size, time of the last change in nanoseconds, and file number.
Stamp = tuple[int, int, int]

# More than any PDF or font of a brochure has, in bytes.
LARGEST = 1_000_000_000


class Refused(OSError):
    """A file that is not to be read: `code` is that of the problem, `what` says what it is."""

    def __init__(self, code: str, what: Said) -> None:
        super().__init__(0, what)
        self.code, self.what = code, what


def read(path: Path, most: int = LARGEST, within: Path | None = None) -> bytes:
    """Read a file of at most `most` bytes. Raises OSError, and Refused as `hold` does."""
    hold(path, most, within)
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY), "rb") as file:
        # What bears the name may be another file than a moment ago.
        status = os.fstat(file.fileno())
        _judge(status, most)
        if within is not None and not (inside(path, within) and os.path.samestat(os.stat(path), status)):
            raise _outside()
        data = file.read(status.st_size + 1)
        if len(data) > status.st_size:
            data += file.read(most)
    if len(data) > most:
        raise _too_large(most)
    return data


def hold(path: Path, most: int = LARGEST, within: Path | None = None) -> None:
    """Look at a file without opening it: a pipe would wait for ever, a device may act.

    `within` is the folder that no link may lead out of. Raises OSError, and Refused: path-outside-project,
    file-is-folder, file-unreadable (neither file nor folder), file-too-large.
    """
    if within is not None and not inside(path, within):
        raise _outside()
    _judge(os.stat(path), most)


def inside(path: Path, folder: Path) -> bool:
    """Tell whether a path leads into a folder once all links are followed."""
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))


def walked(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Give a folder and those below it, each with the names of its files, but what Python caches.

    Nothing where a link leads out of the folder around it: what is there may be a whole disk.
    """
    if inside(folder, os.path.dirname(folder)):
        for top, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            yield top, names


def below(folder: Path) -> Iterator[str]:
    """Give all files in a folder and those below it, as `walked` does."""
    return (os.path.join(top, name) for top, names in walked(folder) for name in names)


def stamp(path: Path) -> Stamp | None:
    """Tell a file from what it was and will be; None where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _judge(status: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Refused("file-is-folder", Said("is a folder, not a file"))
    if not stat.S_ISREG(status.st_mode):
        raise Refused("file-unreadable", Said("is a pipe or a device, not a file"))
    if status.st_size > most:
        raise _too_large(most)


def _outside() -> Refused:
    return Refused("path-outside-project", Said("leads out of the project; it was not read"))


def _too_large(most: int) -> Refused:
    return Refused("file-too-large", Said("is larger than {most:,} MB", most=most // 1_000_000))
