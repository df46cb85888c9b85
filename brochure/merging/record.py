"""What became of rows before: a copy that stands for the same content and the same values is not made again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from brochure.merging.places import Shelf
from brochure.store import freshness, reading
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.job import Job
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.shipped import STYLES, TEMPLATES
from brochure.vocabulary.version import VERSION

Values = tuple[tuple[str, str], ...]
_CODE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Standing:
    """A copy that is there: its SHA-256, its size in bytes, its pages and their size in mm."""

    sha256: str
    bytes: int
    pages: int
    trim: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stored:
    """What was put into its place: SHA-256 and MD5 in hexadecimal, and the size in bytes.

    The MD5 is what storages tell of what they hold; it is "" where there is none.
    """

    sha256: str
    md5: str
    bytes: int


def stored(data: Halves, away: bool = True) -> Stored:
    """Tell this of data; `away` where it goes to a storage."""
    digest = _begun(data.head).copy()
    digest.update(data.tail)
    md5 = hashlib.md5(data.whole, usedforsecurity=False).hexdigest() if away else ""
    return Stored(digest.hexdigest(), md5, len(data))


@lru_cache(32)
def _begun(head: bytes) -> Any:
    return hashlib.sha256(head)


class Record:
    """The copies of a job that were made before, and stand on a shelf; to be closed."""

    def __init__(self, job: Job, shelf: Shelf) -> None:
        self._job, self._shelf = job, shelf
        self._digests: dict[str, str] = {}
        self._fixed = frozenset(map(str, _made_from(job)))
        self._template = self._digest_of_all()
        self._last: tuple[tuple[Path, ...], list[list[str]]] = ((), [])
        self._lines = shelf.lines
        known = {str(entry.get("name")): entry for entry in self._lines.read()}
        self._known = {name: entry for name, entry in known.items() if entry.get("template") == self._template}
        if not self._known:
            self._lines.begin()

    def standing(self, name: str, values: Values) -> Standing | None:
        """Give the copy of that name where it is of these values, and it and all it was made from is as it was."""
        entry = self._known.get(name)
        if entry is None or entry.get("row") != _digest_of(values):
            return None
        try:
            width, height = map(float, entry["trim"])
            found = Standing(str(entry["sha256"]), int(entry["bytes"]), int(entry["pages"]), (width, height))
            same = all(self._digest(str(self._job.root / path)) == digest for path, digest in entry["inputs"])
            return found if same and self._shelf.holds(name, entry) else None
        except (KeyError, TypeError, ValueError):
            return None

    def add(self, name: str, values: Values, inputs: Iterable[Path], standing: Standing, md5: str) -> None:
        """Write a copy down that is in its place; it lasts after `flush`."""
        entry: dict[str, object] = {
            "name": name,
            "template": self._template,
            "row": _digest_of(values),
            "sha256": standing.sha256,
        }
        entry |= {
            "md5": md5,
            "bytes": standing.bytes,
            "pages": standing.pages,
            "trim": standing.trim,
            "inputs": self._read(tuple(inputs)),
        }
        self._lines.add(entry)

    def _read(self, inputs: tuple[Path, ...]) -> list[list[str]]:
        """Give what was read for a copy alone, with the digests; most copies are made from the same files."""
        if inputs != self._last[0]:
            others = sorted({str(path.absolute()) for path in inputs} - self._fixed)
            self._last = inputs, [[_called(path, self._job), self._digest(path)] for path in others]
        return self._last[1]

    def flush(self) -> None:
        """See to it that what was written down lasts."""
        self._lines.flush()

    def close(self) -> None:
        """Let go of what it is written in."""
        self._lines.close()

    def _digest_of_all(self) -> str:
        """Give a digest of what every copy is made from."""
        digest = hashlib.sha256(f"{VERSION} {freshness.circumstances()} {self._job.templates}".encode())
        for path in sorted(self._fixed):
            digest.update(f"{_called(path, self._job)} {self._digest(path)}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def _digest(self, path: str) -> str:
        """Give the SHA-256 of a file, read once a run; "" for one that is not there."""
        if path not in self._digests:
            self._digests[path] = _digest_at(Path(path))
        return self._digests[path]


def _called(path: str, job: Job) -> str:
    """Call a file as it is called on every machine that has the project and the tool."""
    for place in (job.root, _CODE, TEMPLATES, STYLES):
        with contextlib.suppress(ValueError):
            return str(Path(path).relative_to(place))
    return path


def _made_from(job: Job) -> Iterator[Path]:
    """Give the files that every copy is made from."""
    yield from (path.absolute() for path in (job.content, job.project) if path)
    for folder in dict.fromkeys((*job.own, _CODE, TEMPLATES, STYLES)):
        yield from (Path(top, name) for top, names in reading.walked(folder) for name in names)


def _digest_at(path: Path) -> str:
    try:
        return hashlib.sha256(reading.read(path)).hexdigest()
    except OSError:
        return ""


def _digest_of(values: Values) -> str:
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def used(values: Mapping[str, str], slots: frozenset[str]) -> Values:
    """Give the values that the content has a slot for, in the order of the columns."""
    return tuple((name, value) for name, value in values.items() if name in slots)
