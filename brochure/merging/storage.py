"""Copies in a storage elsewhere, by its address: object storage, or whatever else fsspec speaks to.

What is noted of the copies lies beside them, so that any machine goes on where another was. An object storage takes an
object whole or not at all; where a file grows, it grows under a passing name.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from fsspec.core import url_to_fs

from brochure.merging.places import Failures, without
from brochure.store.folder import PREFIX
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.problems import BrochureError, Exit, refusal
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

# What puts an object into its place at once.
_WHOLE = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci", "obs", "memory"))
_FOLDER = ".make-brochure"
# In bytes, of a piece of the notes.
_LARGEST = 16_000_000
# Objects that are on their way at the same time.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class _Seen:
    """An object as the storage lists it: its size, and the MD5 of what is in it, "" where that is not told."""

    size: int
    md5: str


class Storage:
    """A storage by its address; copies of one kind (`what`) have their notes apart. Raises BrochureError."""

    at_once = _AT_ONCE

    def __init__(self, address: str, what: str = "") -> None:
        # Who has the keys need not show them.
        self.label = re.sub(r"//[^/@]*@", "//", address).rstrip("/")
        try:
            self._files, base = url_to_fs(address, use_listings_cache=False)
        except ModuleNotFoundError as error:
            raise without(error, "storage", "--out") from error
        except (ImportError, ValueError) as error:
            message = Said("no address of a storage: {address}", address=self.label)
            hint = Said("write it as s3://bucket/folder; the storage said: {why}", why=error)
            raise refusal("storage-unknown", message, "--out", hint, Exit.USAGE) from error
        except Exception as error:
            raise self._refusal(error) from error
        self._base = str(base).rstrip("/")
        kinds = self._files.protocol
        self._whole = bool(_WHOLE & {kinds, *(kinds if isinstance(kinds, tuple) else ())})
        self._seen: dict[str, _Seen] | None = None
        self.lines = _Notes(self, what)

    def place(self, copies: Mapping[str, Halves]) -> Failures:
        """Put copies under their names. Raises BrochureError: storage-failed."""
        try:
            if self._whole:
                self._files.pipe({self._path(name): data.whole for name, data in copies.items()})
            else:
                for name, data in copies.items():
                    self._grow(self._path(name), data.whole)
        except Exception as error:
            raise self._refusal(error) from error
        return {}

    def _grow(self, path: str, data: bytes) -> None:
        """Write a file under a passing name, then give it its own."""
        folder, _, _ = path.rpartition("/")
        passing = f"{folder}/{PREFIX}{os.urandom(8).hex()}"
        self._files.makedirs(folder, exist_ok=True)
        try:
            self._files.pipe_file(passing, data)
            self._files.mv(passing, path)
        except BaseException:
            if self._files.exists(passing):
                self._files.rm_file(passing)
            raise

    def read(self, name: str) -> bytes:
        """Give what stands under a name. Raises BrochureError: storage-failed."""
        try:
            return bytes(self._files.cat_file(self._path(name)))
        except Exception as error:
            raise self._refusal(error) from error

    def holds(self, name: str, entry: Mapping[str, Any]) -> bool:
        """Tell whether an object is what was noted of it; it is read only where the storage tells no checksum of it."""
        if self._seen is None:
            self._seen = dict(self._listed())
        found = self._seen.get(name)
        if found is None or found.size != entry.get("bytes"):
            return False
        if found.md5 and found.md5 == entry.get("md5"):
            return True
        return hashlib.sha256(self.read(name)).hexdigest() == entry.get("sha256")

    def found(self, folder: str) -> dict[str, Any]:
        """Give what the storage tells of the files in a folder, by their paths. Raises BrochureError."""
        try:
            return dict(self._files.find(self._path(folder) if folder else self._base, maxdepth=1, detail=True))
        except FileNotFoundError:
            return {}
        except Exception as error:
            raise self._refusal(error) from error

    def remove(self, folder: str, names: list[str]) -> None:
        """Take files of a folder away, as far as they are there."""
        try:
            for name in names:
                path = self._path(f"{folder}/{name}")
                if self._files.exists(path):
                    self._files.rm_file(path)
        except Exception as error:
            raise self._refusal(error) from error

    def _listed(self) -> Iterator[tuple[str, _Seen]]:
        for path, told in self.found("").items():
            yield path.rpartition("/")[2], _Seen(int(told.get("size") or 0), _md5(told))

    def _path(self, name: str) -> str:
        return f"{self._base}/{name}"

    def _refusal(self, error: Exception) -> BrochureError:
        if isinstance(error, BrochureError):
            return error
        message = Said("the storage refused: {why}", why=str(error) or type(error).__name__)
        hint = Said("look at its address, and at the keys that this machine has for it; what stands is kept")
        return refusal("storage-failed", message, self.label, hint, Exit.MACHINE)


class _Notes:
    """What is noted of copies, in pieces beside them: who writes at the same time writes other pieces."""

    def __init__(self, storage: Storage, what: str) -> None:
        self._storage, self._folder = storage, f"{_FOLDER}/{what}"
        self._run, self._number = os.urandom(4).hex(), 0
        self._known: list[str] = []
        self._new: list[bytes] = []

    def read(self) -> Iterator[dict[str, Any]]:
        """Give what was noted, the later of two notes last; what is damaged is left out."""
        found = self._storage.found(self._folder)
        self._known = sorted(path.rpartition("/")[2] for path in found)
        self._number = max((int(name[:6]) for name in self._known if name[:6].isdigit()), default=0)
        sizes = {path.rpartition("/")[2]: int(told.get("size") or 0) for path, told in found.items()}
        for name in self._known:
            if sizes[name] <= _LARGEST:
                yield from _entries(self._storage.read(f"{self._folder}/{name}"))

    def add(self, entry: dict[str, Any]) -> None:
        """Note a copy; it lasts after `flush`."""
        self._new.append(json.dumps(entry).encode("ascii") + b"\n")

    def begin(self) -> None:
        """Forget what was noted."""
        self._storage.remove(self._folder, self._known)
        self._known = []

    def flush(self) -> None:
        """Write a piece."""
        if self._new:
            self._number += 1
            name = f"{self._folder}/{self._number:06}-{self._run}.jsonl"
            self._storage.place({name: Halves(tail=b"".join(self._new))})
            self._new = []

    def close(self) -> None:
        """Write what is left."""
        self.flush()


def _entries(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            yield entry


def _md5(told: Mapping[str, Any]) -> str:
    """Give the MD5 of an object, where the storage tells it: the entity tag of S3, the hash of Google's."""
    found = re.fullmatch(r'"?([0-9a-f]{32})"?', str(told.get("ETag") or ""))
    if found:
        return found[1]
    try:
        return base64.b64decode(told.get("md5Hash") or "").hex()
    except (ValueError, TypeError):
        return ""
