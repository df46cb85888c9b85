"""What another process has taken so far, as the system tells it."""

from __future__ import annotations

import os
import sys

from brochure.vocabulary.records import dataclass

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
# What follows the name in /proc/PID/stat (proc_pid_stat(5)), counted from the state.
_USER, _SYSTEM, _RESIDENT = 11, 12, 21


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds of processor time and bytes of memory."""

    seconds: float
    memory: int


class Gauge:
    """Reads what a process takes; a file of /proc is held open, so that it is never that of a later process."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._file = os.open(f"/proc/{process}/stat", os.O_RDONLY) if sys.platform == "linux" else None

    def read(self) -> Usage | None:
        """Give what the process has taken; None once it has ended."""
        if self._file is None:
            return _asked(self._process)
        try:
            told = os.pread(self._file, 1024, 0)
        except OSError:
            return None
        rest = told[told.rindex(b")") + 2 :].split()
        ticks = int(rest[_USER]) + int(rest[_SYSTEM])
        return Usage(ticks / _TICK, int(rest[_RESIDENT]) * _PAGE)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _asked(process: int) -> Usage | None:
    """Ask ps(1), where there is no /proc."""
    import subprocess

    call = ["ps", "-o", "rss=,time=", "-p", str(process)]
    told = subprocess.run(call, capture_output=True, text=True, check=False).stdout.split()
    return Usage(_spelt(told[1]), int(told[0]) * 1024) if len(told) == 2 else None


def _spelt(time: str) -> float:
    """Read [days-][hours:]minutes:seconds."""
    days, _, rest = time.rpartition("-")
    seconds = 0.0
    for part in rest.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds + 86_400 * int(days or 0)
