"""What is made once of the tool's own files, and kept in the user's cache.

Each file begins with the SHA-256 of the rest. Python runs what some of it holds without a look at it. So a damaged
file must not come so far, and a process that is to read content from anywhere keeps nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from brochure.store import cache
from brochure.store.folder import opened
from brochure.store.reading import read
from brochure.vocabulary.problems import BrochureError

Plain = TypeVar("Plain")
_closed: list[bool] = []


def close() -> None:
    """Keep nothing from now on: content of strangers may be read next."""
    _closed.append(True)


class Kept:
    """A folder of the user's cache."""

    def __init__(self, name: str) -> None:
        folder = cache.folder(name)
        self._folder = Path(folder) if folder is not None else None

    @property
    def open(self) -> bool:
        """Tell whether something can be kept."""
        return not _closed and self._folder is not None and os.access(self._folder, os.W_OK)

    def get(self, name: str) -> bytes | None:
        """Give what is kept under a name; None where nothing is, or it is damaged."""
        if self._folder is not None:
            with contextlib.suppress(OSError, ValueError):
                data = read(self._folder / name)
                if data[:32] == hashlib.sha256(data[32:]).digest():
                    return data[32:]
        return None

    def put(self, name: str, data: bytes) -> None:
        """Keep something; a folder that refuses it costs the next build some time, no more."""
        if self._folder is not None and not _closed:
            with contextlib.suppress(OSError, BrochureError), opened(self._folder) as folder:
                folder.sweep()
                folder.place(name, hashlib.sha256(data).digest() + data, lasting=False)


def plain(name: str, sources: Iterable[Path], make: Callable[[], Plain]) -> Plain:
    """Give plain data made of files of the tool's own, `sources`, of which some say how; they are made once."""
    made_of = hashlib.sha256(repr(sys.version).encode())
    for path in sources:
        made_of.update(path.read_bytes())
    folder, called = Kept("tables"), f"{name}-{made_of.hexdigest()[:16]}"
    known = folder.get(called)
    if known is None:
        data: Any = make()
        known = marshal.dumps(data)
        folder.put(called, known)
    made: Plain = marshal.loads(known)
    return made
