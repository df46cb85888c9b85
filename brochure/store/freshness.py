"""Tell whether an output is up to date, at the cost of a few file stamps.

This file is imported before all others when the command starts, so it uses os and json alone, and plain values.
A record is one entry of the manifest; `brochure.manifest` writes it.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from collections.abc import Callable
from typing import Any

from brochure.vocabulary.version import VERSION

NAME = ".make-brochure.manifest"

Record = dict[str, Any]
Stamp = tuple[int, int]


def read(out: str) -> dict[str, Record]:
    """Read the records of an output folder, by the PDF's name; a missing, foreign or damaged manifest is empty."""
    try:
        with open(os.path.join(out, NAME), "rb") as file:
            data = json.loads(_opened(file.read()))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("outputs"), dict):
        return {}
    return {name: record for name, record in data["outputs"].items() if isinstance(record, dict)}


def sealed(text: str) -> bytes:
    """Put a checksum before the text of a manifest; it tells damage, not forgery."""
    data = text.encode("utf-8")
    return b"%08x " % crc32(data) + data


def _opened(data: bytes) -> bytes:
    if data[:9] != b"%08x " % crc32(data[9:]):
        raise ValueError("the manifest is damaged")
    return data[9:]


def stamp(path: str) -> Stamp | None:
    """Give the size in bytes and the time of the last change in nanoseconds, or None where there is no such file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def count(folder: str) -> int:
    """Count the files in a folder and below, without what Python caches."""
    total = 0
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        total += len(files)
    return total


def circumstances() -> str | None:
    """Give what else decides the bytes: the date that the environment asks for."""
    return os.environ.get("SOURCE_DATE_EPOCH")


def unchanged(record: Record, digest: Callable[[str], str] | None = None) -> bool:
    """Tell whether everything a record was made from, and the output itself, is as it was.

    A file whose stamp differs counts as changed, unless `digest` gives the same SHA-256 as then.
    """
    try:
        if record["epoch"] != circumstances():
            return False
        if any(stamp(path) is not None for path in record["absent"]):
            return False
        if any(count(folder) != number for folder, number in record["folders"]):
            return False
        return all(_same(file, digest) for file in (*record["inputs"], record["file"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _same(file: tuple[str, int, int, str], digest: Callable[[str], str] | None) -> bool:
    path, size, changed, sha256 = file
    now = stamp(path)
    if now == (size, changed):
        return True
    return digest is not None and now is not None and now[0] == size and digest(path) == sha256
