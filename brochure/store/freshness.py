"""Tell whether an output is up to date, at the cost of a few file stamps.

This file is imported before all others when the command starts, so it uses os and json alone, and plain values.
A record says what one PDF was built from; it lies in the user's cache, named by the path of that PDF, and
`brochure.store.manifest` writes it.
"""

from __future__ import annotations

import json
import os
from binascii import crc32

from brochure.store import cache, reading
from brochure.vocabulary.version import VERSION

# Checkers of types take it for true; the module of this name takes longer to load than the answer.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Record = dict[str, Any]
    Stamp = tuple[int, int]

FOLDER = "built"
_LARGEST = 16_000_000


def read(output: str) -> Record | None:
    """Read the record of a PDF; a missing, foreign or damaged one is None."""
    try:
        data = json.loads(_opened(reading.read(place(output), _LARGEST)))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.get("version") == VERSION else None


def place(output: str) -> str:
    """Give the path of the record of a PDF, whether it is there or not. Raises OSError where there is no cache."""
    folder = cache.folder(FOLDER)
    if folder is None:
        raise FileNotFoundError(FOLDER)
    return os.path.join(folder, name(output))


def name(output: str) -> str:
    """Name the record of a PDF: by a checksum, since two of one name do no more than replace each other."""
    return f"{crc32(os.fsencode(output)):08x}"


def sealed(record: Record) -> bytes:
    """Write a record, a checksum before it that tells damage."""
    data = json.dumps(record).encode("ascii")
    return b"%08x " % crc32(data) + data


def _opened(data: bytes) -> bytes:
    if data[:9] != b"%08x " % crc32(data[9:]):
        raise ValueError("the record is damaged")
    return data[9:]


def stamp(path: str) -> Stamp | None:
    """Give the size in bytes and the time of the last change in nanoseconds, or None where there is no such file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def count(folder: str) -> int:
    """Count the files in a folder and below, as `reading.walked` gives them."""
    return sum(len(names) for _, names in reading.walked(folder))


def named(folder: str) -> int | None:
    """Give a checksum of the names in a folder, or None where there is no such folder."""
    try:
        return crc32(b"/".join(sorted(map(os.fsencode, os.listdir(folder)))))
    except (OSError, ValueError):
        return None


def circumstances() -> str | None:
    """Give what else decides the bytes: the date that the environment asks for."""
    return os.environ.get("SOURCE_DATE_EPOCH")


def ask(stamp: str | None) -> None:
    """Have the environment ask for a date, or for none."""
    if stamp is None:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
    else:
        os.environ["SOURCE_DATE_EPOCH"] = stamp


def unchanged(record: Record, output: str, digest: Callable[[str], str] | None = None) -> bool:
    """Tell whether everything a PDF was made from, and the PDF itself, is as it was; no link leads to the PDF.

    A file whose stamp differs counts as changed, unless `digest` gives the same SHA-256 as then.
    """
    try:
        if record["epoch"] != circumstances() or os.path.realpath(output) != output:
            return False
        if any(stamp(path) is not None for path in record["absent"]):
            return False
        if any(count(folder) != number for folder, number in record["folders"]):
            return False
        if any(named(folder) != names for folder, names in record["searched"]):
            return False
        return all(_same(digest, *file) for file in (*record["inputs"], (output, *record["file"])))
    except (KeyError, TypeError, ValueError, AttributeError, OSError):
        return False


def _same(digest: Callable[[str], str] | None, path: str, size: int, changed: int, sha256: str) -> bool:
    now = stamp(path)
    if now == (size, changed):
        return True
    return digest is not None and now is not None and now[0] == size and digest(path) == sha256
