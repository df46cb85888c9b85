"""Stops builds of one process at moments given as shares of a whole build, and builds again after each.

python -m tests.faults.stopping CONTENT MOMENT…    prints as JSON what each stop came to, and the PDFs' checksums
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError
from brochure.worker import guard

ROOT = Path(__file__).resolve().parents[2]
# Often enough to hit any phase.
PERIOD = 0.004


class Stopper(guard.Watch):
    """A watch that finds its limit exceeded after `after` seconds of processor time."""

    after = 0.0

    def _excess(self) -> str:
        return "seconds" if time.process_time() - self._began > self.after else ""


def checksum(job: Job) -> str:
    """Build, and give the SHA-256 of the PDF; what the build needs is loaded on the way, so that a stop can hit it."""
    from brochure.pipeline import build

    pdf = build(job, keep=False).pdf
    assert pdf is not None
    return hashlib.sha256(pdf).hexdigest()


def stopped(job: Job, after: float) -> str:
    """Build, to be stopped; give the code of the problem, or the checksum where it was done before."""
    Stopper.after = after
    with patch.object(guard, "Watch", Stopper), patch.object(guard, "_PERIOD", PERIOD):
        try:
            return checksum(job)
        except BrochureError as error:
            return error.problems[0].code


def main(content: str, cold: float, *moments: float) -> None:
    """Stop the first build of the process after `cold` seconds, later ones at shares of a whole build."""
    with tempfile.TemporaryDirectory() as out:
        path = ROOT / content
        job = Job(path, path.parent, None, Path(out))
        told = [(stopped(job, cold), checksum(job))]
        began = time.process_time()
        checksum(job)
        whole = time.process_time() - began
        told += [(stopped(job, moment * whole), checksum(job)) for moment in moments]
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], *map(float, sys.argv[2:]))
