"""A ledger of the user's cache: a line for each thing that was made, added as soon as it is there."""

from __future__ import annotations

import contextlib
import json
import os
from binascii import crc32
from collections.abc import Iterator
from typing import Any

from brochure.store import cache

_FOLDER = "merged"
# In bytes: a million lines of some four hundred letters.
_LARGEST = 512_000_000


class Ledger:
    """The lines of one thing that is made in many pieces; without a cache nothing is kept, and all is made again."""

    def __init__(self, what: str) -> None:
        """Open the ledger of something, by its name."""
        folder = cache.folder(_FOLDER)
        self._path = os.path.join(folder, f"{crc32(os.fsencode(what)):08x}") if folder else ""
        self._handle = -1

    def read(self) -> Iterator[dict[str, Any]]:
        """Give what was written, a damaged line left out."""
        with contextlib.suppress(OSError), open(self._open(os.O_RDONLY), "rb") as file:
            if os.fstat(file.fileno()).st_size <= _LARGEST:
                for line in file:
                    with contextlib.suppress(ValueError):
                        if line[:9] == b"%08x " % crc32(line[9:]) and isinstance(data := json.loads(line[9:]), dict):
                            yield data

    def add(self, entry: dict[str, Any]) -> None:
        """Write a line down."""
        with contextlib.suppress(OSError):
            if self._handle < 0 and self._path:
                self._handle = self._open(os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            if self._handle >= 0:
                data = json.dumps(entry).encode("ascii") + b"\n"
                os.write(self._handle, b"%08x " % crc32(data) + data)

    def begin(self) -> None:
        """Forget what was written."""
        with contextlib.suppress(OSError):
            os.close(self._open(os.O_WRONLY | os.O_CREAT | os.O_TRUNC))

    def flush(self) -> None:
        """Each line is there as soon as it is added."""

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _open(self, flags: int) -> int:
        if not self._path:
            raise FileNotFoundError
        return os.open(self._path, flags | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
