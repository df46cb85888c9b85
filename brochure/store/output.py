"""Put a finished PDF into place, and say what was written."""

from __future__ import annotations

import hashlib

from brochure.store.folder import opened
from brochure.vocabulary.job import Job, Output


def write(job: Job, pdf: bytes, pages: int, trim: tuple[float, float]) -> Output:
    """Put the PDF under its final name, whole or not at all; `trim` is in mm. Raises as `Folder.place` does."""
    with opened(job.out, job.ground) as out:
        out.sweep()
        out.place(job.pdf_name, pdf)
    return Output(job.out / job.pdf_name, job.preset, hashlib.sha256(pdf).hexdigest(), len(pdf), pages, trim)
