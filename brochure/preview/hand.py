"""The worker of a preview, kept warm."""

from __future__ import annotations

import select
from collections.abc import Callable

from brochure.worker.call import Call
from brochure.worker.process import Answer, Worker

# Milliseconds.
_PERIOD = 30
# A worker that has grown to so many bytes is exchanged for a new one.
_FULL = 700_000_000


class Hand:
    """The one worker of a preview, kept warm; a new one where the last one is no more."""

    def __init__(self, isolation: str) -> None:
        self._isolation = isolation
        self._worker: Worker | None = None

    def ask(self, call: Call, stop: Callable[[], bool]) -> object:
        """Have something done. Raises BrochureError, OSError as it comes to."""
        known = self._worker
        if known is not None and (not known.alive or known.folders != call.folders or known.held > _FULL):
            self.close()
        self._worker = worker = self._worker or Worker(call.subject, self._isolation)
        worker.ask(call)
        answer = _answer(worker, stop)
        if answer.error is not None:
            raise answer.error
        return answer.value

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def _answer(worker: Worker, stop: Callable[[], bool]) -> Answer:
    poll, stopped = select.poll(), False
    for handle in (worker.way, worker.said):
        poll.register(handle, select.POLLIN)
    while True:
        answer = (worker.hear() if poll.poll(_PERIOD) else None) or worker.look()
        if answer is not None:
            return answer
        if not stopped and stop():
            stopped = True
            worker.stop()
