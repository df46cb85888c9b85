"""Copies made on a cluster of Dask: rows go to the workers of a scheduler, which come and go, and copies come back.

Each piece of work is what a worker of this machine would be asked, as a task of the scheduler. What a lost worker was
at is given to another by the scheduler itself; where the scheduler was started anew, it is asked again for what it had
not given back. So each row is heard of once.
"""

from __future__ import annotations

import contextlib
import logging
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import field
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

import dask
from distributed import Client, Future, KilledWorker, get_worker

from brochure.merging import afar
from brochure.merging.bundle import Bundle, packed
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Exit, refusal
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.worker.call import Call
from brochure.worker.pool import AHEAD, Script
from brochure.worker.process import Answer

Done = TypeVar("Done")
# Seconds: until a scheduler answers, until workers are there, between two looks at both.
_CONNECT, _PATIENCE, _PERIOD = 30.0, 120.0, 2.0
# Pieces of work under way for each thread of a worker, so that it need not wait for the next one.
_QUEUED = 2
# So often a piece of work is given to others where its worker was lost again and again.
_AGAIN = 3
# What is told of the scheduler is told as problems.
_LOUD = ("distributed", "distributed.client", "distributed.core", "distributed.comm", "tornado.application", "asyncio")
# A project is larger than what the scheduler takes without a word.
_QUIET = {"distributed.admin.large-graph-warning-threshold": "1 GB"}


class _Silent(Exception):
    """No scheduler answers."""


@dataclass(slots=True)
class _Open(Generic[Done]):
    """A piece of work under way."""

    number: int
    script: Script[Done]
    call: Call
    future: Future
    lost: int = field(default=0)


class Cluster(Generic[Done]):
    """The workers of a scheduler, by its address; `hands` pieces of work at most are under way (0: two a thread).

    They put what they make into the storage at the address `away`, or give it back where that is "".
    """

    def __init__(self, address: str, job: Job, away: str = "", hands: int = 0, isolation: str = "auto") -> None:
        self._address, self._job, self._away = address, job, away
        self._hands, self._isolation = hands, isolation
        self._open: dict[int, _Open[Done]] = {}
        self._done: dict[int, Done] = {}
        self._told: SimpleQueue[tuple[int, Future]] = SimpleQueue()
        self._bundle: Bundle = packed(job)
        self._threads, self._looked = 0, 0.0
        self._client: Any = None

    def run(self, scripts: Iterable[Script[Done]]) -> Iterator[Done]:
        """Do all of it, and give the results in the order of the scripts.

        Raises what a script raises, and BrochureError: cluster-unreached, cluster-empty, cluster-differs, cluster-gone.
        """
        waiting, turn = enumerate(scripts), 0
        with _hushed():
            try:
                self._meet()
                while True:
                    self._deal(waiting)
                    while turn in self._done:
                        yield self._done.pop(turn)
                        turn += 1
                    if not self._open:
                        return
                    self._hear()
            finally:
                self._end()

    def _deal(self, waiting: Iterator[tuple[int, Script[Done]]]) -> None:
        """Begin what there is room for."""
        most = self._hands or _QUEUED * self._threads
        while len(self._open) < most and len(self._done) < AHEAD and (dealt := next(waiting, None)) is not None:
            self._go_on(*dealt, Answer())

    def _go_on(self, number: int, script: Script[Done], answer: Answer) -> None:
        """Answer the last call of a script, and ask the next one; note what the whole came to."""
        try:
            call = script.send(answer.value) if answer.error is None else script.throw(answer.error)
        except StopIteration as end:
            self._done[number] = end.value
            return
        self._open[number] = _Open(number, script, call, self._submit(number, call))

    def _submit(self, number: int, call: Call) -> Future:
        message = afar.asked(call, self._job.root, self._isolation, self._bundle.digest, self._away)
        future = self._client.submit(_performed, self._parcel, message, key=f"make-brochure-{uuid.uuid4()}", pure=False)
        future.add_done_callback(lambda done: self._told.put((number, done)))
        return future

    def _hear(self) -> None:
        """Wait until a piece of work is done, or a moment has passed, and see to what came of it."""
        try:
            number, future = self._told.get(timeout=_PERIOD)
        except Empty:
            self._look()
            return
        one = self._open.get(number)
        if one is None or one.future is not future:
            return
        if time.monotonic() - self._looked > _PERIOD:
            self._look()
        if one.future is not future:
            return
        answer = self._answer(one)
        if answer is not None:
            del self._open[number]
            future.release()
            self._go_on(number, one.script, answer)

    def _answer(self, one: _Open[Done]) -> Answer | None:
        """Give what came of a piece of work; None where it has to be done again. Raises BrochureError."""
        try:
            return afar.heard(one.future.result(timeout=_PATIENCE), one.call, self._job.root)
        except KilledWorker:
            one.lost += 1
            if one.lost < _AGAIN:
                one.future = self._submit(one.number, one.call)
                return None
            message = Said("the machines that made it were lost, {count} times", count=one.lost)
            hint = Said("run the merge again: what stands is kept")
            return Answer(error=refusal("cluster-lost", message, one.call.content, hint, Exit.MACHINE))
        except (afar.Differs, ImportError, AttributeError) as error:
            message = Said("a machine of the cluster has not what this one has: {why}", why=error)
            hint = Said("install the same version of make-brochure, and of its libraries, on all of them")
            raise refusal("cluster-differs", message, self._address, hint, Exit.MACHINE) from error
        except Exception as error:
            if one.future.status == "error":
                message = Said("a machine of the cluster failed: {why}", why=error)
                hint = Said("run the merge again: what stands is kept")
                return Answer(error=refusal("cluster-failed", message, one.call.content, hint, Exit.MACHINE))
            self._begin_again()
            return None

    def _look(self) -> None:
        """See which workers there are; find the scheduler again where it is no more. Raises BrochureError."""
        threads = self._counted()
        if threads is None:
            self._begin_again()
        else:
            self._note(threads)

    def _note(self, threads: int) -> None:
        """Keep how many threads there are. Raises BrochureError where there were none for too long."""
        now = time.monotonic()
        if threads:
            self._looked = now
        elif now - self._looked > _PATIENCE:
            message = Said("no worker has come to the scheduler for {seconds} seconds", seconds=round(_PATIENCE))
            hint = Said("start some: dask worker {address}", address=self._address)
            raise refusal("cluster-empty", message, self._address, hint, Exit.MACHINE)
        self._threads = threads or self._threads

    def _counted(self) -> int | None:
        """Count the threads of all workers; None where the scheduler does not answer."""
        try:
            known: dict[str, int] = self._client.sync(self._client.scheduler.ncores, callback_timeout=_CONNECT)
            return sum(known.values()) if self._client.status == "running" else None
        except Exception:
            return None

    def _meet(self) -> None:
        """Find the scheduler for the first time. Raises BrochureError."""
        try:
            self._connect()
        except _Silent as error:
            message = Said("no scheduler answers at {address}", address=self._address)
            hint = Said("is it running, and is this its address?")
            raise refusal("cluster-unreached", message, "--dask", hint, Exit.MACHINE) from error
        except ValueError as error:
            message = Said("no address of a scheduler: {address}", address=self._address)
            hint = Said("write it as the scheduler tells it, such as tcp://192.0.2.7:8786")
            raise refusal("cluster-unreached", message, "--dask", hint, Exit.USAGE) from error

    def _begin_again(self) -> None:
        """Ask a scheduler that was started anew for all that is under way. Raises BrochureError where it is not."""
        self._leave()
        try:
            self._connect()
        except _Silent as error:
            message = Said("the scheduler at {address} is gone", address=self._address)
            hint = Said("start it, and run the merge again: what stands is kept")
            raise refusal("cluster-gone", message, "--dask", hint, Exit.MACHINE) from error
        for one in self._open.values():
            one.future = self._submit(one.number, one.call)

    def _connect(self) -> None:
        """Give the scheduler the project, and wait for workers. Raises ValueError for no address, _Silent."""
        try:
            self._client = self._reached()
            with dask.config.set(_QUIET):
                key = f"{self._bundle.digest}-{uuid.uuid4()}"
                self._parcel = self._client.submit(_carried, self._bundle.data, key=key)
        except ValueError:
            raise
        except Exception as error:
            raise _Silent from error
        self._looked, self._threads = time.monotonic(), 0
        while not self._threads:
            threads = self._counted()
            if threads is None:
                raise _Silent
            self._note(threads)
            if not threads:
                time.sleep(_PERIOD / 10)

    def _reached(self) -> Client:
        """Open the way to the scheduler. What minds it has ten seconds to begin; it is asked twice."""

        def reached() -> Client:
            return Client(self._address, timeout=_CONNECT, set_as_default=False, name="make-brochure")

        try:
            return reached()
        except AssertionError:
            return reached()

    def _end(self) -> None:
        """Leave nothing behind: what is under way is not wanted, and the project goes from the workers."""
        for one in self._open.values():
            one.script.close()
        if self._client is not None and self._client.status == "running":
            with contextlib.suppress(Exception):
                self._client.cancel([one.future for one in self._open.values()], force=True)
                self._client.run(afar.dismissed, self._bundle.digest, on_error="ignore")
        self._leave()

    def _leave(self) -> None:
        with contextlib.suppress(Exception):
            if self._client is not None:
                self._client.close(timeout=_PERIOD)
        self._client = None


def _carried(data: bytes) -> bytes:
    """Hold the project on a worker; others have it from there, once each."""
    return data


def _performed(data: bytes, message: bytes) -> bytes:
    """Do a piece of work on a worker."""
    return afar.performed(data, message, get_worker().local_directory)


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Keep the library's log off the terminal: what matters of it is told as a problem."""
    loggers = [logging.getLogger(name) for name in _LOUD]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)
