"""Put a finished PDF into place: under a temporary name first, so that no half of one is ever left."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from brochure.job import Job, Output
from brochure.model.project import Project
from brochure.presets import Preset
from brochure.problems import BrochureError, Exit, Place, Problem, Severity
from brochure.sources import name_of


def write(job: Job, preset: Preset, pdf: bytes, pages: int, project: Project) -> Output:
    """Write under a temporary name and move into place, so that the last good file is never half of a new one."""
    target = job.out / f"{job.content.stem}{preset.suffix}.pdf"
    try:
        job.out.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=job.out)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(0o666 & ~umask)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _machine_failed(error, target) from error
    trim = (project.format.width, project.format.height)
    return Output(target, preset.name, hashlib.sha256(pdf).hexdigest(), len(pdf), pages, trim)


def _machine_failed(error: OSError, target: Path) -> BrochureError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    code, hint = ("disk-full", "free some room") if full else ("out-not-writable", "check the folder and its rights")
    message = f"the PDF cannot be written: {error.strerror or error}"
    return BrochureError([Problem(code, Severity.ERROR, message, Place(name_of(target)), hint)], Exit.MACHINE)
