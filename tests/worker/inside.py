"""A worker that is none: it does its work in the process of the test, where its steps can be seen and changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from brochure.vocabulary.halves import Halves
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.problems import BrochureError, Exit, internal_problem
from brochure.worker import wire
from brochure.worker.call import Call
from brochure.worker.guard import guarded
from brochure.worker.link import function
from brochure.worker.process import Answer


class Inside:
    """Stands for a process; what passes is written and read as if there were one."""

    peak, alive, hurried = 0, True, False

    def __init__(self, subject: str, isolation: str = "off") -> None:
        self.folders: tuple[Path, ...] = ()
        self.notes = ()
        self.way, self._end = os.pipe()
        self.said = self.way
        self._call: Call | None = None
        self._answer: Answer | None = None

    def ask(self, call: Call) -> None:
        self._call, self.folders = call, call.folders
        try:
            with guarded(call.content):
                self._answer = Answer(passed(function(call.task)(*call.values, to=self)))
        except (BrochureError, OSError) as error:
            self._answer = Answer(error=error)
        except Exception as error:
            self._answer = Answer(error=BrochureError([internal_problem(error, call.content)], Exit.ENGINE))
        os.write(self._end, b".")

    def hear(self) -> Answer | None:
        os.read(self.way, 1)
        return self._answer

    def look(self) -> None:
        return None

    def close(self) -> None:
        os.close(self.way)
        os.close(self._end)

    def heed(self, limits: Limits, web: bool = False) -> None:
        assert passed(limits) == limits

    def tell(self, done: int, total: int) -> None:
        assert self._call is not None
        self._call.tell(done, total)

    def say(self, value: object) -> None:
        assert self._call is not None
        self._call.hear(passed(value))

    def part(self, name: str, body: bytes) -> None:
        assert self._call is not None
        self._call.take(name, body)

    def share(self, name: str, body: Halves) -> None:
        assert self._call is not None
        self._call.share(name, body)


def passed(value: object) -> object:
    """Give a value as it is once it has come from another process."""
    (told,) = wire.unpacked(bytearray(wire.pack(value)))
    return told


@pytest.fixture
def inside_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all work done in this process."""
    monkeypatch.setattr("brochure.worker.pool.Worker", Inside)
