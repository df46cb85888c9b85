"""What a worker has of its caller: the way that calls come by and answers go."""

from __future__ import annotations

import gc
import tempfile
from _socket import AF_UNIX, MSG_DONTWAIT, MSG_PEEK, SOCK_STREAM, socket
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from brochure.vocabulary.halves import Halves
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem, Severity, internal_problem
from brochure.vocabulary.speech import Said, listed
from brochure.worker import wire
from brochure.worker.guard import Heeded, guarded
from brochure.worker.isolation import hold, leave_the_web

_PIECE = 1 << 18
# Seconds that garbage waits for.
_REST = 0.2


class Link:
    """Gives a function that works what it may do with its caller: tell it something, hand something over."""

    def __init__(self, way: int) -> None:
        self._way = socket(AF_UNIX, SOCK_STREAM, 0, way)
        self._heard = bytearray()
        self._heeded = Heeded()
        self._mode, self._alone = "", False
        self._hurried = False
        self._heads = wire.Heads()
        self.notes: tuple[Problem, ...] = ()

    def heed(self, limits: Limits, web: bool = False) -> None:
        """Tell the limits of the project, before anything else is read, and whether pictures come from the `web`."""
        if not web and not self._alone and self._mode != "off":
            self._alone = True
            leave_the_web()
        self._heeded.heed(limits)
        self._say(("limits", limits))

    def tell(self, done: int, total: int) -> None:
        """Tell how much is done."""
        self._say(("told", done, total))

    def part(self, name: str, body: bytes) -> None:
        """Hand over something that was made on the way."""
        self._say(("part", name, body))

    def share(self, name: str, body: Halves) -> None:
        """Hand over one of many alike: what they begin with goes once a call."""
        for message in self._heads.said(name, body):
            self._say(message)

    def say(self, value: object) -> None:
        """Say something that the caller of this work understands."""
        self._say(("said", value))

    def hurry(self) -> None:
        """Say that somebody looks on: what is asked next is done before garbage is looked for, once in turn."""
        self._hurried = True

    def stopped(self) -> bool:
        """Tell whether the caller wants no more of this."""
        try:
            self._heard += self._way.recv(_PIECE, MSG_DONTWAIT)
        except BlockingIOError:
            return False
        return True

    def serve(self) -> None:
        """Do what is asked, one thing after the other. Raises OSError once the caller is no more."""
        swept = True
        while True:
            task, values, content, folder, reads, mode = cast(Any, self._asked())
            tempfile.tempdir = folder
            self._say(self._held(reads, mode, content) or self._done(task, values, content))
            swept = self._rest() or not self._hurried or not swept
            if swept:
                gc.collect()

    def _rest(self) -> bool:
        """Leave the machine to the caller while it writes down what was made; tells whether it asks for no more yet.

        Raises OSError once it is no more.
        """
        self._way.settimeout(_REST)
        try:
            if not self._way.recv(1, MSG_PEEK):
                raise ConnectionError
        except TimeoutError:
            return True
        finally:
            self._way.settimeout(None)
        return False

    def _held(self, reads: tuple[Path, ...], mode: str, content: str) -> tuple[object, ...] | None:
        """Give up, before the first work, what none needs; where that must be and cannot, say so."""
        if self._mode or mode == "off":
            self._mode = mode
            return None
        lacking = hold(reads, Path(tempfile.gettempdir()))
        message = Said(
            "the work is not held apart from the rest of the system, which lacks {lacking}",
            lacking=listed(lacking),
        )
        if lacking and mode == "required":
            hint = Said("build on Linux 5.13 or newer, or without --isolation required")
            problem = Problem("isolation-missing", Severity.ERROR, message, Place(content), hint)
            return ("failed", (problem,), Exit.MACHINE)
        self._mode = mode
        if lacking:
            hint = Said("build what strangers wrote on Linux 5.13 or newer, or in a container")
            self.notes = (Problem("isolation-missing", Severity.NOTE, message, Place("make-brochure"), hint),)
        return None

    def _done(self, task: str, values: tuple[object, ...], content: str) -> tuple[object, ...]:
        """Do one thing, and say what came of it."""
        self._heads = wire.Heads()
        try:
            with guarded(content) as self._heeded:
                return ("done", function(task)(*values, to=self))
        except BrochureError as error:
            return ("failed", error.problems, error.exit_code)
        except OSError as error:
            return ("refused", error.errno or 0, error.strerror or str(error), str(error.filename or ""))
        except Exception as error:
            return ("failed", (internal_problem(error, content),), Exit.ENGINE)

    def _say(self, message: tuple[object, ...]) -> None:
        self._way.sendall(wire.pack(message))

    def _asked(self) -> object:
        """Wait for a call. Raises OSError once there is nobody to make one."""
        while True:
            for message in wire.unpacked(self._heard):
                if message != wire.STOP:
                    return message
            piece = self._way.recv(_PIECE)
            if not piece:
                raise ConnectionError
            self._heard += piece


def function(task: str) -> Callable[..., object]:
    """Find what a task names: `module:name`."""
    module, _, name = task.partition(":")
    return cast(Callable[..., object], getattr(import_module(module), name))
