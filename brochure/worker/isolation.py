"""What a worker gives up, by the means of the kernel: Linux alone has them all."""

from __future__ import annotations

import ctypes
import signal

# prctl(2)
_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends."""
    ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
