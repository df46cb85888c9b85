"""Stops a build that takes more time or memory than it may: a thread looks on, and interrupts the one that works.

The time is the processor's, so that a busy machine stops nothing. Looking costs some microseconds, twenty times a
second.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from brochure.vocabulary.limits import DEFAULT, LimitExceeded, Limits, hint, told
from brochure.vocabulary.problems import BrochureError, refusal

_PERIOD = 0.05
# An interruption that some library swallows is repeated.
_AGAIN = 20
_IMPORT = "<frozen importlib._bootstrap>"
_STATM = Path("/proc/self/statm")


class Exhausted(BaseException):
    """Raised in the thread that works; no handler of ordinary exceptions takes it."""


class Watch:
    """Looks on while a build goes on in the thread that made it; `limits` may change meanwhile."""

    def __init__(self) -> None:
        self.limits: Limits = DEFAULT
        self.exceeded = ""
        self._worker = threading.get_ident()
        self._began, self._had = time.process_time(), memory()
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._look, name="guard", daemon=True)
        self._thread.start()

    def heed(self, limits: Limits) -> None:
        """Go by other limits from now on."""
        self.limits = limits

    def stop(self) -> None:
        """Look on no longer; an interruption that is under way is taken back."""
        with self._lock:
            self._over.set()
            if self.exceeded:
                _interrupt(self._worker, None)

    def _look(self) -> None:
        rest = 0
        while not self._over.wait(_PERIOD):
            self.exceeded = self.exceeded or self._excess()
            rest -= 1
            if self.exceeded and rest < 0:
                with self._lock:
                    if not self._over.is_set() and not _importing(self._worker):
                        _interrupt(self._worker, Exhausted)
                        rest = _AGAIN

    def _excess(self) -> str:
        if time.process_time() - self._began > self.limits.seconds:
            return "seconds"
        return "memory" if memory() - self._had > self.limits.memory * 1_000_000 else ""


@contextmanager
def guarded(content: str) -> Iterator[Watch]:
    """Watch over a build of the content file called so.

    Raises BrochureError `limit-…` where it goes beyond a limit: of the content, of time or of memory.
    """
    watch = Watch()
    try:
        try:
            with _unraised():
                yield watch
        finally:
            watch.stop()
        if watch.exceeded:
            # The engine takes every exception in a drawing for a fault of the drawing, and goes on without it.
            raise Exhausted
    except Exhausted:
        watch.stop()
        raise _stopped(content, watch.limits, watch.exceeded) from None
    except MemoryError:
        raise _stopped(content, watch.limits, "memory") from None
    except RecursionError:
        message = "the content is nested too deep to be laid out"
        raise refusal("limit-nesting", message, content, "put fewer lists, quotes or tags inside each other") from None
    except LimitExceeded as found:
        raise refusal(found.code, found.message, content, found.hint) from None


@contextmanager
def _unraised() -> Iterator[None]:
    """Say nothing of a stop that falls into the clearing away of an object, where Python prints it and goes on."""
    theirs = sys.unraisablehook
    sys.unraisablehook = lambda told: None if told.exc_type is Exhausted else theirs(told)
    try:
        yield
    finally:
        sys.unraisablehook = theirs


def memory() -> int:
    """Give the bytes of memory that the process holds; where the system does not tell, the most it ever held."""
    try:
        return int(_STATM.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


def _importing(thread: int) -> bool:
    """Tell whether a thread is loading a module: one left half loaded would spoil every later build of the process."""
    frame = sys._current_frames().get(thread)
    while frame is not None and frame.f_code.co_filename != _IMPORT:
        frame = frame.f_back
    return frame is not None


def _interrupt(thread: int, kind: type[BaseException] | None) -> None:
    """Raise an exception in another thread, at its next step; None takes back one that was not raised yet."""
    raised = None if kind is None else ctypes.py_object(kind)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _stopped(content: str, limits: Limits, name: str) -> BrochureError:
    what = "processor time" if name == "seconds" else "memory"
    message = f"the build was stopped: it took more than {told(limits, name)} of {what}"
    advice = "look for what is very large, deep or many in the content and its pictures"
    return refusal(f"limit-{name}", message, content, hint(name, advice))
