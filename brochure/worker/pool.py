"""Several workers at once: what is to be done is dealt to them in turn, and what came of it is given in that order."""

from __future__ import annotations

import os
import select
from collections.abc import Generator, Iterable, Iterator
from typing import Generic, TypeVar

from brochure.vocabulary.problems import BrochureError
from brochure.worker.call import Call
from brochure.worker.process import Answer, Worker

Done = TypeVar("Done")
# The steps of a piece of work: each call that it gives is answered, or raises what came of it.
Script = Generator[Call, object, Done]

_PERIOD, _HURRIED = 50, 10
# So many results wait at most for one that comes before them.
AHEAD = 200
# A worker that holds more bytes than this after its work is not given any more.
_FULL = 500_000_000


def cores() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool(Generic[Done]):
    """So many workers at most; they are started when there is something for them, and end with the run."""

    def __init__(self, size: int = 0, isolation: str = "auto") -> None:
        self.peak = 0
        self._size = size or cores()
        self._isolation = isolation

    def run(self, scripts: Iterable[Script[Done]]) -> Iterator[Done]:
        """Do all of it, and give the results in the order of the scripts. Raises what a script raises."""
        waiting, done, turn = enumerate(scripts), dict[int, Done](), 0
        seats = [_Seat[Done](self._isolation) for _ in range(self._size)]
        try:
            while True:
                for seat in seats:
                    while seat.script is None and len(done) < AHEAD and (dealt := next(waiting, None)) is not None:
                        seat.begin(*dealt, done)
                while turn in done:
                    yield done.pop(turn)
                    turn += 1
                busy = [seat for seat in seats if seat.script is not None]
                if not busy:
                    return
                _wait(busy, done)
        finally:
            for seat in seats:
                seat.close()
                self.peak = max(self.peak, seat.peak)


class Hand:
    """One worker, which is kept for the next call; to be closed."""

    def __init__(self, isolation: str = "auto") -> None:
        self._seat = _Seat[Answer](isolation)

    def do(self, call: Call) -> Answer:
        """Have something done, and give what came of it."""
        done: dict[int, Answer] = {}
        self._seat.begin(0, _answered(call), done)
        while not done:
            _wait([self._seat], done)
        return done[0]

    def close(self) -> None:
        """End the worker."""
        self._seat.close()


def _answered(call: Call) -> Script[Answer]:
    try:
        return Answer((yield call))
    except (BrochureError, OSError) as error:
        return Answer(error=error)


class _Seat(Generic[Done]):
    """A place for a worker, and what is being done at it."""

    def __init__(self, isolation: str) -> None:
        self.script: Script[Done] | None = None
        self.worker: Worker | None = None
        self.peak = 0
        self._isolation = isolation
        self._number = 0

    def begin(self, number: int, script: Script[Done], done: dict[int, Done]) -> None:
        """Take the first step of a script."""
        self._number, self.script = number, script
        self.go_on(Answer(), done)

    def go_on(self, answer: Answer | None, done: dict[int, Done]) -> None:
        """Answer the last call of the script, and ask the next one; note what the whole came to."""
        while answer is not None and self.script is not None:
            try:
                asked = self.script.send(answer.value) if answer.error is None else self.script.throw(answer.error)
            except StopIteration as end:
                self.script, done[self._number] = None, end.value
                return
            answer = self._ask(asked)

    def close(self) -> None:
        """End the worker, and the script in the middle of its work."""
        if self.worker is not None:
            self.peak = max(self.peak, self.worker.peak)
            self.worker.close()
            self.worker = None
        if self.script is not None:
            self.script.close()
            self.script = None

    def _ask(self, call: Call) -> Answer | None:
        known = self.worker
        if known is not None and (not known.alive or known.folders != call.folders or known.peak > _FULL):
            self.peak = max(self.peak, known.peak)
            known.close()
            self.worker = None
        try:
            self.worker = self.worker or Worker(call.subject, self._isolation)
            self.worker.ask(call)
        except OSError as error:
            return Answer(error=error)
        return None


def _wait(busy: list[_Seat[Done]], done: dict[int, Done]) -> None:
    """Wait until a worker says something or a moment has passed, and hold them all to their limits."""
    poll = select.poll()
    for seat in busy:
        assert seat.worker is not None
        for handle in (seat.worker.way, seat.worker.said):
            poll.register(handle, select.POLLIN)
    period = _HURRIED if any(seat.worker.hurried for seat in busy if seat.worker) else _PERIOD
    ready = poll.poll(period)
    for seat in busy:
        assert seat.worker is not None
        answer = seat.worker.hear() if ready else None
        answer = answer or seat.worker.look()
        seat.go_on(answer, done)
