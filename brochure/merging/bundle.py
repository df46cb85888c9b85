"""A project in one parcel, for machines that do not have its files, and what they say of it told in names of here."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath
from typing import Any

from brochure.store import reading
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Exit, Place, Problem, name_of, refusal
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said

# What no build reads: tables, PDFs, programs' own folders; names that begin with a dot, but for the schema's.
_LEFT = (".csv", ".tsv", ".jsonl", ".pdf", ".zip", ".pyc")
_FOLDERS = frozenset(("node_modules", "__pycache__", "venv"))
_KEPT = ".schema"
# In bytes: each machine gets it once, and the scheduler holds it.
_LARGEST = 256_000_000
# A file without a date, so that the same project is the same parcel.
_NEVER = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of a project; `digest` names them."""

    digest: str
    data: bytes


def packed(job: Job) -> Bundle:
    """Pack what a build of the job may read. Raises BrochureError: cluster-too-large."""
    made, size = io.BytesIO(), 0
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parcel:
        for path in _files(job):
            try:
                data = reading.read(path, _LARGEST, job.root)
            except OSError:
                # A build would not read it either, and says so.
                continue
            size += len(data)
            if size > _LARGEST:
                raise _too_large(job)
            parcel.writestr(zipfile.ZipInfo(path.relative_to(job.root).as_posix(), _NEVER), data)
    whole = made.getvalue()
    return Bundle(hashlib.sha256(whole).hexdigest(), whole)


def unpacked(data: bytes, folder: Path) -> None:
    """Write the files of a parcel below a folder. Raises ValueError for a name that leads elsewhere, OSError."""
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        for name in parcel.namelist():
            parts = PurePosixPath(name).parts
            if not parts or name.startswith("/") or ".." in parts:
                raise ValueError(name)
            path = folder.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(parcel.read(name))


def _files(job: Job) -> Iterator[Path]:
    for top, folders, names in os.walk(job.root):
        wanted = [name for name in folders if name == _KEPT or (name[0] != "." and name not in _FOLDERS)]
        folders[:] = sorted(name for name in wanted if Path(top, name) != job.out)
        for name in sorted(names):
            if name[0] != "." and not name.lower().endswith(_LEFT):
                yield Path(top, name)


def _too_large(job: Job) -> Exception:
    message = Said("the project has more than {size} MB, too much to be sent to a cluster", size=_LARGEST // 1_000_000)
    hint = Said("keep what the brochure does not show outside its folder")
    return refusal("cluster-too-large", message, name_of(job.root), hint, Exit.USAGE)


def moved(value: Any, old: Path, new: Path) -> Any:
    """Give plain values with all paths below one folder as those below another."""
    return _walked(value, lambda path: _below(path, old, new), lambda text: text)


def told(value: Any, old: Path, names: tuple[str, ...], new: Path) -> Any:
    """Give what was said of files below a folder as if it were said of those below another.

    `names` are what problems call the old folder; they call the new one as it is seen from here.
    """
    here = name_of(new / "x")[:-1]

    def named(text: str) -> str:
        for name in names:
            text = text.replace(f"{name}{os.sep}", here)
        return text

    return _walked(value, lambda path: _below(path, old, new), named)


def _below(path: Path, old: Path, new: Path) -> Path:
    return new / path.relative_to(old) if path.is_relative_to(old) else path


def _walked(value: Any, place: Callable[[Path], Path], word: Callable[[str], str]) -> Any:
    """Change the paths of plain values, and the words of problems."""
    if isinstance(value, Path):
        return place(value)
    if isinstance(value, tuple):
        return tuple(_walked(part, place, word) for part in value)
    if isinstance(value, Said):
        return Said.made(_spoken(value.parts, word)) if value else NOTHING
    if isinstance(value, Place):
        return replace(value, file=word(value.file))
    if isinstance(value, (Job, Problem)):
        return replace(value, **{one.name: _walked(getattr(value, one.name), place, word) for one in fields(value)})
    return value


def _spoken(parts: list[Any], word: Callable[[str], str]) -> list[Any]:
    template, several, given = parts
    whole = {
        name: _spoken(one, word) if isinstance(one, list) else word(one) if isinstance(one, str) else one
        for name, one in given.items()
    }
    return [template, several, whole]
