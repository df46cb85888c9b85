"""A bar on the terminal for work that takes longer than a second."""

from __future__ import annotations

import os
import sys
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# In seconds; what is done sooner needs no bar, and does not load the library that draws it.
DELAY = 1.0


def wanted(quiet: bool) -> bool:
    """Tell whether there is somebody to see a bar: standard error is a terminal that can move its cursor."""
    return not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Bar:
    """How far a number of jobs have come; used as a context, and seen while that lasts longer than a second.

    Lines are printed between `hide` and the next `follow`, so that they stand above the bar.
    """

    def __init__(self, count: int, shown: bool) -> None:
        self._count, self._finished = max(1, count), 0
        self._what, self._parts = "", dict[str, float]()
        self._lock = Lock()
        self._due = self._over = False
        self._bar: tuple[Progress, TaskID] | None = None
        self._timer = Timer(DELAY, self._wake) if shown else None

    def __enter__(self) -> Bar:
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._over = True
            self._take_down()

    def follow(self, what: str, done: int, total: int) -> None:
        """Say of a job how many of how many of its steps are done; of none, that it is finished."""
        with self._lock:
            if total:
                self._parts[what] = done / total
                self._what = what
            elif self._parts.pop(what, None) is not None:
                self._finished += 1
            if self._due and not self._over:
                self._show()

    def hide(self) -> None:
        """Take the bar from the terminal until there is something new to tell."""
        with self._lock:
            self._take_down()

    def _wake(self) -> None:
        """Load what draws the bar, beside the work."""
        import rich.progress  # noqa: F401

        with self._lock:
            self._due = True
            if not self._over:
                self._show()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        if self._bar is None:
            columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
            progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar = progress, progress.add_task("", total=self._count)
            progress.start()
        progress, task = self._bar
        progress.update(task, description=self._what, completed=self._finished + sum(self._parts.values()))

    def _take_down(self) -> None:
        if self._bar is not None:
            self._bar[0].stop()
            self._bar = None
