"""A worker as its caller sees it: asked, heard, and held to its limits from outside."""

from __future__ import annotations

import contextlib
import math
import os
import sys
import tempfile
import time
from _socket import AF_UNIX, MSG_PEEK, SOCK_STREAM, socket
from dataclasses import replace
from pathlib import Path

from brochure.store.folder import opened
from brochure.vocabulary.limits import DEFAULT, Limits, lower
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Exit, Place, Problem
from brochure.vocabulary.records import dataclass
from brochure.worker import start, wire
from brochure.worker.call import Call, crashed, patience, stopped
from brochure.worker.usage import Gauge, Usage

# A worker that takes nothing in for so many seconds is dead.
_DEAF = 60.0
_PIECE = 1 << 18
# The system counts addresses, of which a process has far more than memory; and seconds, whole ones.
_ADDRESSES, _LATE = 1_000_000_000, 3
_WORDS = 4000
# What is handed over may come to be called so.
_NAME = compiled(r"[a-z0-9][a-z0-9.-]{0,99}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: what it gave, or the exception to be raised of it."""

    value: object = None
    error: BrochureError | OSError | None = None


class Worker:
    """A process that works. `call` is what it is at; `isolation` is how it was told to hold itself."""

    def __init__(self, subject: str, isolation: str = "off") -> None:
        self.call: Call | None = None
        self.folders: tuple[Path, ...] = ()
        self.held = self.peak = 0
        self._isolation = isolation
        self._process, way, self.said = start.taken(subject)
        self._way = socket(AF_UNIX, SOCK_STREAM, 0, way)
        self._way.setblocking(False)
        self._gauge: Gauge | None = Gauge(self._process)
        self._heard, self._words = bytearray(), bytearray()
        self._heads = wire.Heads()
        self._limits, self._told = DEFAULT, False
        self._began, self._clock = 0.0, 0.0
        self._own = contextlib.ExitStack()
        self._folder = ""
        os.set_blocking(self.said, False)

    @property
    def way(self) -> int:
        """The handle that is ready when the worker has something to say."""
        return self._way.fileno()

    def ask(self, call: Call) -> None:
        """Have something done. Raises OSError where there is no room for what it makes in passing."""
        if not self._folder:
            temporary = self._own.enter_context(opened(Path(tempfile.gettempdir())))
            temporary.sweep()
            self._folder = str(self._own.enter_context(temporary.passing(0o700)).path)
        self.call, self.folders = call, call.folders
        self._heads = wire.Heads()
        self._limits, self._told = DEFAULT, False
        used = self._usage()
        self._began, self._clock = used.seconds, time.monotonic()
        self._fence()
        self._say((call.task, call.values, call.content, self._folder, call.folders, self._isolation))

    def stop(self) -> None:
        """Tell the worker that what it does is no longer wanted; it ends when it comes to it."""
        self._say(wire.STOP)

    def hear(self) -> Answer | None:
        """Take in what the worker has said since; gives what came of the call, once it is done or dead."""
        self._listen()
        try:
            piece = self._way.recv(_PIECE)
        except BlockingIOError:
            return None
        except OSError:
            piece = b""
        if not piece:
            return self._ended()
        self._heard += piece
        try:
            for message in wire.unpacked(self._heard):
                if (answer := self._taken(message)) is not None:
                    return answer
        except wire.Garbled:
            return self._ended()
        return None

    def look(self) -> Answer | None:
        """Hold the worker to its limits; gives the answer of one that had to be ended."""
        if self.call is None:
            return None
        used = self._usage()
        limits, name = self._limits, ""
        if used.memory > limits.memory * 1_000_000:
            name = "memory"
        elif used.seconds - self._began > limits.seconds:
            name = "seconds"
        elif time.monotonic() - self._clock > patience(limits):
            name = "wall"
        if not name:
            return None
        content = self.call.content
        self.close()
        return Answer(error=stopped(content, limits, name))

    @property
    def hurried(self) -> bool:
        """Tell whether it takes so much memory that it is to be looked at more often."""
        return self.peak > self._limits.memory * 300_000

    @property
    def alive(self) -> bool:
        """Tell whether it can be asked: it may have been killed while it waited."""
        if self._gauge is None:
            return False
        try:
            return bool(self._way.recv(1, MSG_PEEK))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def close(self) -> None:
        """End the process, and take away what it left."""
        if self._gauge is not None:
            self._gauge.close()
            self._gauge = None
            start.end(self._process)
            self._leave()

    def _say(self, message: tuple[object, ...]) -> None:
        # Where it is dead, what is heard of it says so.
        with contextlib.suppress(OSError):
            self._way.settimeout(_DEAF)
            self._way.sendall(wire.pack(message))
        self._way.setblocking(False)

    def _leave(self) -> None:
        self.call = None
        self._way.close()
        os.close(self.said)
        self._own.close()

    def _usage(self) -> Usage:
        assert self._gauge is not None
        used = self._gauge.read() or Usage(0.0, 0)
        self.held, self.peak = used.memory, max(self.peak, used.memory)
        return used

    def _fence(self) -> None:
        """Have the system hold the worker, too, should its caller be stopped or slow."""
        if sys.platform == "linux":
            import resource

            seconds = math.ceil(self._began + self._limits.seconds) + _LATE
            for kind, most in (
                (resource.RLIMIT_CPU, seconds),
                (resource.RLIMIT_AS, self._limits.memory * 1_000_000 + _ADDRESSES),
                (resource.RLIMIT_CORE, 0),
            ):
                with contextlib.suppress(OSError, ValueError):
                    _, hard = resource.prlimit(self._process, kind)
                    resource.prlimit(self._process, kind, (most if hard < 0 else min(most, hard), hard))

    def _taken(self, message: object) -> Answer | None:
        """Take in a message: (kind, value, …)."""
        assert self.call is not None
        if not isinstance(message, tuple) or not message:
            raise wire.Garbled(str(message))
        match message:
            case ("limits", Limits() as limits) if not self._told:
                self._told = True
                self._limits = lower(limits, DEFAULT) if self.call.tame else limits
                self._fence()
            case ("told", int() as done, int() as total):
                self.call.tell(done, total)
            case ("part", str() as name, bytes() as body) if _NAME.fullmatch(name):
                self.call.take(name, body)
            case ("head" | "share", *_):
                if (shared := self._heads.heard(message)) is not None:
                    if not _NAME.fullmatch(shared[0]):
                        raise wire.Garbled(shared[0])
                    self.call.share(*shared)
            case ("said", value):
                self.call.hear(value)
            case ("done", value):
                if self.call.last:
                    start.kill(self._process)
                self.call = None
                return Answer(value)
            case ("failed", tuple() as problems, Exit() as code) if all(isinstance(one, Problem) for one in problems):
                self.call = None
                return Answer(error=BrochureError([self._kept(one) for one in problems], code))
            case ("refused", int() as number, str() as why, str() as name):
                self.call = None
                return Answer(error=OSError(number, why, name) if name else OSError(number, why))
            case _:
                raise wire.Garbled(str(message)[:99])
        return None

    def _kept(self, problem: Problem) -> Problem:
        """Keep a file that a problem names in the worker's own folder, which is taken away with it."""
        if self._folder not in problem.place.file:
            return problem
        made = Path(problem.place.file)
        with contextlib.suppress(OSError):
            kept = Path(tempfile.gettempdir(), made.name)
            kept.write_bytes(made.read_bytes())
            place = Place(str(kept))
            return replace(problem, place=place, hint=problem.hint.of(name=kept))
        return problem

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while piece := os.read(self.said, _WORDS):
                self._words += piece
                del self._words[:-_WORDS]

    def _ended(self) -> Answer:
        """Say of a worker that is no more, or sends nonsense, how it ended."""
        assert self._gauge is not None
        content = self.call.content if self.call else ""
        self._gauge.close()
        self._gauge = None
        status = _gone(self._process)
        self._listen()
        said = self._words.decode("utf-8", "replace")
        self._leave()
        return Answer(error=crashed(content, self._limits, status, said))


def _gone(process: int) -> int:
    """Give the status of a process that ends; one that does not is ended."""
    for _ in range(20):
        with contextlib.suppress(OSError):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                return status
        time.sleep(0.005)
    return start.end(process)
