"""Write down what each output was built from, and recall it while nothing has changed."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import stat
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brochure.store import cache, freshness, reading
from brochure.store.folder import Folder, opened
from brochure.vocabulary.job import Job, KeyRow, Outcome, Output
from brochure.vocabulary.problems import BrochureError
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.report import problem_of, problem_record
from brochure.vocabulary.shipped import STYLES, TEMPLATES
from brochure.vocabulary.speech import Said
from brochure.vocabulary.version import VERSION

_SHIPPED = tuple(dict.fromkeys((Path(__file__).resolve().parents[1], TEMPLATES, STYLES)))
# As many records as a cache keeps; each has about 50 kB.
_KEPT = 500
_LIBRARIES = ("weasyprint", "markdown", "pikepdf", "pillow", "zxing_cpp", "jinja2")
# A file that has stood for so long is told from what may come after it by its stamp, in nanoseconds.
_STILL = 2_000_000_000
# What a file says of itself, and when it was last written or moved.
Seen = tuple[os.stat_result, int]
_digests: dict[str, tuple[tuple[int, ...], str]] = {}


@dataclass(frozen=True, slots=True)
class Shipped:
    """The shipped files as they were before a build, and how many each of their folders holds."""

    seen: Mapping[str, Seen]
    folders: tuple[tuple[str, int], ...]


def recall(job: Job) -> Outcome | None:
    """Give the result of the last build where nothing has changed since, else None."""
    output = job.out / job.pdf_name
    record = freshness.read(str(output))
    if record is None or not _is_of(record, job) or not freshness.unchanged(record, str(output), _digest):
        return None
    try:
        problems, ran = tuple(map(problem_of, record["problems"])), tuple(record["ran"])
        size, _, sha256 = record["file"]
        width, height = record["trim"]
        made = Output(output, job.preset, sha256, size, record["pages"], (width, height))
        keys = tuple(
            KeyRow(key, words, section, Said.made(why), page, line)
            for key, words, section, why, page, line in record["keys"]
        )
        return Outcome(job, made, problems, fresh=False, ran=ran, keys=keys)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def remember(result: Outcome, started: int, told: str = "", known: Shipped | None = None) -> None:
    """Write down what a build was made from; `started` is when it began, in nanoseconds; `known` was foreseen then.

    `told` are the errors and warnings in print, as they are to be told again. Nothing is kept where an input
    vanished or changed after `started`: the PDF may hold the older text; nor where another build has put its own PDF
    in place of this one. A cache that is not there or refuses costs the next build its shortcut, no more.
    """
    folder = cache.folder(freshness.FOLDER)
    if result.output is None or folder is None:
        return
    with contextlib.suppress(OSError, BrochureError), opened(Path(folder)) as kept:
        name = freshness.name(str(result.output.path))
        kept.remove(name)
        kept.sweep()
        shipped = known or _shipped()
        read = _read(result, shipped)
        record = _record(result, result.output, read, shipped) | {"told": told}
        if all(last < started for _, last in read.values()) and record["file"][-1] == result.output.sha256:
            kept.place(name, freshness.sealed(record), lasting=False)
        _forget_oldest(kept)


def _forget_oldest(kept: Folder) -> None:
    names = kept.files()
    if len(names) > _KEPT:
        ages = sorted((os.stat(name, dir_fd=kept.handle).st_mtime_ns, name) for name in names)
        for _, name in ages[:-_KEPT]:
            kept.remove(name)


def _is_of(record: freshness.Record, job: Job) -> bool:
    wanted = (str(job.content.resolve()), str(job.project), job.preset, job.templates)
    return tuple(record.get(key) for key in ("content", "project", "preset", "templates")) == wanted


def foresee(job: Job) -> Shipped | None:
    """Read what is known before a build to be a part of it, so that no time is lost on that when it is over.

    Gives the shipped files as they are; None where one of them vanishes meanwhile.
    """
    _note(str(job.out / job.pdf_name))
    shipped = None
    with contextlib.suppress(OSError):
        shipped = _shipped()
        for path, (status, _) in shipped.seen.items():
            _entry(path, status)
    for path in _own(job):
        with contextlib.suppress(OSError):
            _entry(path, _seen(path)[0])
    return shipped


def _note(output: str) -> None:
    """Take over what the last build noted of files that nobody has touched since."""
    with contextlib.suppress(OSError, KeyError, TypeError, ValueError):
        record, written = freshness.read(output), os.stat(freshness.place(output)).st_mtime_ns
        for path, size, changed, sha256 in record["inputs"] if record else ():
            status, last = _seen(path)
            if (status.st_size, status.st_mtime_ns) == (size, changed) and last + _STILL < written:
                _digests.setdefault(path, (_stamp(status), sha256))


def _read(result: Outcome, shipped: Shipped) -> dict[str, Seen]:
    """Look at the files that a build was made from, those of the libraries included; add the shipped ones.

    By the names they were read by: a link that comes to lead elsewhere is another file. Raises OSError.
    """
    job = result.job
    named = [job.content, *([job.project] if job.project else []), *result.inputs, *_versions(job)]
    paths = {str(path.absolute()) for path in named}.union(shipped.seen, _own(job))
    return {path: shipped.seen.get(path) or _seen(path) for path in sorted(paths)}


def _seen(path: str) -> Seen:
    """Look at a file; give as well when it was last written, or moved to its place. Raises OSError."""
    itself = os.lstat(path)
    status = os.stat(path) if stat.S_ISLNK(itself.st_mode) else itself
    return status, max(status.st_mtime_ns, status.st_ctime_ns, itself.st_ctime_ns)


def _record(result: Outcome, output: Output, read: Mapping[str, Seen], shipped: Shipped) -> freshness.Record:
    job = result.job
    return {
        "version": VERSION,
        "content": str(job.content.resolve()),
        "project": str(job.project),
        "preset": job.preset,
        "templates": job.templates,
        "epoch": freshness.circumstances(),
        "inputs": [[path, *_entry(path, status)] for path, (status, _) in read.items()],
        "absent": sorted({str(path.absolute()) for path in (*result.absent, *_settings_sought(job))}),
        "searched": [[str(folder), freshness.named(str(folder))] for folder in result.searched],
        "folders": [*map(list, shipped.folders), *([str(folder), freshness.count(str(folder))] for folder in job.own)],
        "file": _entry(str(output.path), os.stat(output.path)),
        "pages": output.pages,
        "trim": list(output.trim),
        "ran": list(result.ran),
        "keys": [[row.key, row.words, row.section, row.why.parts, row.page, row.line] for row in result.keys],
        "problems": [problem_record(problem) for problem in result.problems],
    }


def _settings_sought(job: Job) -> list[Path]:
    """A brochure.yaml that appears nearer to the content than the present one would make another project."""
    folders = [job.content.resolve().parent, *job.content.resolve().parent.parents]
    nearer = folders[: folders.index(job.root)] if job.root in folders else []
    return [folder / "brochure.yaml" for folder in (nearer if job.project else [*nearer, job.root])]


def _shipped() -> Shipped:
    """Look at the shipped files; one that comes or changes from now on is told from these. Raises OSError."""
    seen: dict[str, Seen] = {}
    folders: list[tuple[str, int]] = []
    for folder in map(str, _SHIPPED):
        count = 0
        for top, names in reading.walked(folder):
            count += len(names)
            found = ((path, _seen(path)) for path in (os.path.join(top, name) for name in names))
            seen |= {path: its for path, its in found if stat.S_ISREG(its[0].st_mode)}
        folders.append((folder, count))
    return Shipped(seen, tuple(folders))


def _own(job: Job) -> list[str]:
    """List the project's own files; not those that a link leads to out of it, which no build reads."""
    found: list[str] = []
    for top, names in (step for folder in job.own for step in reading.walked(folder.absolute())):
        paths, sound = [os.path.join(top, name) for name in names], reading.inside(top, job.root)
        paths = [path for path in paths if (sound and not os.path.islink(path)) or reading.inside(path, job.root)]
        found += filter(os.path.isfile, paths)
    return found


def _versions(job: Job) -> list[Path]:
    """Files that change with the libraries that shape the PDF, and with the commit that may date it."""
    found = [_description(name) for name in _LIBRARIES]
    logs = [folder / ".git" / "logs" / "HEAD" for folder in (job.root, *job.root.parents)]
    return [path for path in found if path] + [path for path in logs if path.is_file()][:1]


def _description(library: str) -> Path | None:
    """Give the file that an installer writes of a library, its version in the name of the folder (PEP 376)."""
    for folder in sys.path:
        for name in _installed(folder):
            if name.partition("-")[0].lower() == library:
                return Path(folder, name, "METADATA")
    return None


@functools.cache
def _installed(folder: str) -> tuple[str, ...]:
    try:
        return tuple(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))
    except OSError:
        return ()


def _entry(path: str, status: os.stat_result) -> list[Any]:
    """Give the size of a file, when it was written, and its digest, which is not worked out twice."""
    stamp, known = _stamp(status), _digests.get(path)
    if known is None or known[0] != stamp:
        known = stamp, _digest(path)
        # A file that is being written may be written again with the same stamp.
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > _STILL:
            _digests[path] = known
    return [status.st_size, status.st_mtime_ns, known[1]]


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev


def _digest(path: str) -> str:
    return hashlib.sha256(reading.read(path)).hexdigest()


def write(job: Job, pdf: bytes, pages: int, trim: tuple[float, float]) -> Output:
    """Put the PDF under its final name, whole or not at all; `trim` is in mm. Raises as `Folder.place` does."""
    with opened(job.out, job.ground) as out:
        out.sweep()
        out.place(job.pdf_name, pdf)
    return Output(job.out / job.pdf_name, job.preset, hashlib.sha256(pdf).hexdigest(), len(pdf), pages, trim)
