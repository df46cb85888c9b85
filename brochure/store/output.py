"""Put a finished PDF into place, and say what was written."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

from brochure.store import atomic
from brochure.vocabulary.job import Job, Output
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity, name_of

_FREE = "free some room, then build again; the last good PDF is untouched"
_RIGHTS = "check the folder and its rights, or take another: --out"


def write(job: Job, pdf: bytes, pages: int, trim: tuple[float, float]) -> Output:
    """Put the PDF under its final name, whole or not at all; `trim` is in mm. Raises BrochureError (Exit.MACHINE)."""
    target = job.out / job.pdf_name
    try:
        job.out.mkdir(parents=True, exist_ok=True)
        atomic.sweep(job.out)
        atomic.place(target, pdf)
    except OSError as error:
        raise _machine_failed(error, target) from error
    return Output(target, job.preset, hashlib.sha256(pdf).hexdigest(), len(pdf), pages, trim)


def _machine_failed(error: OSError, target: Path) -> BrochureError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    code, hint = ("disk-full", _FREE) if full else ("out-not-writable", _RIGHTS)
    message = f"the PDF cannot be written: {error.strerror or error}"
    return BrochureError([Problem(code, Severity.ERROR, message, Place(name_of(target)), hint)], Exit.MACHINE)
