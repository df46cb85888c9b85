"""Put a finished PDF into place, and say what was written."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

from brochure.load.text import name_of
from brochure.model.project import Project
from brochure.store import atomic
from brochure.vocabulary.job import Job, Output
from brochure.vocabulary.presets import Preset
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity

_FREE = "free some room, then build again; the last good PDF is untouched"
_RIGHTS = "check the folder and its rights, or take another: --out"


def write(job: Job, preset: Preset, pdf: bytes, pages: int, project: Project) -> Output:
    """Put the PDF under its final name, whole or not at all. Raises BrochureError (Exit.MACHINE)."""
    target = job.out / f"{job.content.stem}{preset.suffix}.pdf"
    try:
        job.out.mkdir(parents=True, exist_ok=True)
        atomic.sweep(job.out)
        atomic.place(target, pdf)
    except OSError as error:
        raise _machine_failed(error, target) from error
    trim = (project.format.width, project.format.height)
    return Output(target, preset.name, hashlib.sha256(pdf).hexdigest(), len(pdf), pages, trim)


def _machine_failed(error: OSError, target: Path) -> BrochureError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    code, hint = ("disk-full", _FREE) if full else ("out-not-writable", _RIGHTS)
    message = f"the PDF cannot be written: {error.strerror or error}"
    return BrochureError([Problem(code, Severity.ERROR, message, Place(name_of(target)), hint)], Exit.MACHINE)
