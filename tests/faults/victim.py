"""A build that is killed at one moment: `victim.py PHASE EVENT ARGUMENTS…`, or that only counts: `victim.py count 0 …`.

The moments are counted in events of Python's profiler (calls and returns, also of built-in functions such as
`write` and `replace`), phase by phase, so that a number means nearly the same moment on every run. A build that
reaches the end of the phase first is killed there. `victim.py bytes N …` is killed by the kernel at the Nth byte of
the PDF (SIGXFSZ, which nothing handles), so that the file is truly half written.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

BEGINS = {
    "reading": ("brochure.project.sources", "read"),
    "loading": ("brochure.engine.loading", "load"),
    "layout": ("brochure.compose.booklet", "level"),
    "binding": ("brochure.engine.binding", "bind"),
    "writing": ("brochure.store.manifest", "write"),
}
PHASES = ("starting", *BEGINS)


class Watch:
    """Counts the events of the phases, and kills the process at the one it is told."""

    def __init__(self, fatal: str, event: int) -> None:
        self.counts = dict.fromkeys(PHASES, 0)
        self.phase = ""
        self._fatal, self._event, self._count = fatal, event, 0

    def enter(self, phase: str) -> None:
        """Begin a phase, unless a later one has begun; the fatal one does not end alive."""
        if self.phase and PHASES.index(phase) <= PHASES.index(self.phase):
            return
        self.leave()
        self.phase, self._count = phase, 0
        if phase == "writing" and self._fatal == "bytes":
            limit_files(self._event)
        if phase == self._fatal or self._fatal == "count":
            sys.setprofile(self._event_seen)

    def leave(self) -> None:
        """End the present phase."""
        sys.setprofile(None)
        if self.phase:
            self.counts[self.phase] = self._count
        if self.phase == self._fatal:
            die()

    def begin_with(self, phase: str, module: Any, name: str) -> None:
        """Have a phase begin where a function of the package is first called."""
        function: Callable[..., Any] = getattr(module, name)

        def watched(*values: Any, **options: Any) -> Any:
            self.enter(phase)
            return function(*values, **options)

        setattr(module, name, watched)

    def _event_seen(self, *_: object) -> None:
        self._count += 1
        if self._count == self._event and self._fatal != "count":
            die()


def die() -> None:
    """End as a process ends that is killed with -9: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def limit_files(size: int) -> None:
    """Have the kernel end this process at the byte of that number of any file."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def main() -> None:
    """Run the command under watch."""
    fatal, event, arguments = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    watch = Watch(fatal, event)
    watch.enter("starting")
    for phase, (module, name) in BEGINS.items():
        watch.begin_with(phase, importlib.import_module(module), name)
    from brochure.cli.commands import main as run
    from brochure.worker import pool
    from tests.worker.inside import Inside

    # Caller and worker die at once: what either does alone, test_workers tries.
    pool.Worker = Inside  # type: ignore[assignment,misc]
    code = run(arguments)
    watch.leave()
    if fatal == "count":
        Path("counts.json").write_text(json.dumps(watch.counts), encoding="utf-8")
    os._exit(code)


if __name__ == "__main__":
    main()
