"""What is asked of a worker, and how its end is told."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from brochure.vocabulary.halves import Halves
from brochure.vocabulary.limits import Limits, hint, told
from brochure.vocabulary.problems import BrochureError, Exit, refusal
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

# What libraries say where they got no memory, before they end the process.
_WANT_OF_MEMORY = ("failed to allocate", "MemoryError", "bad_alloc", "out of memory", "Out of memory")
# A worker that waits for something that never comes is ended after this many times the processor time it may take;
# a machine that is busy with other things is given a minute at least.
PATIENCE, LEAST = 10, 60.0


def _unheard(*_: object) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class Call:
    """Something to be done by a worker: a function, as `module:name`, and what it is given.

    `content` is what is worked on, as problems name it; `root` the folder that all is read from, but for what
    else it `reads`. Where `tame`, no setting raises a limit; the worker of the `last` one ends once it is done, while
    its caller goes on. `tell` hears of the progress, `take` of what is made on the way: its name and its bytes;
    `share` of what is one of many alike; `hear` of what else such work says.
    """

    task: str
    values: tuple[object, ...]
    content: str
    root: Path
    tame: bool = False
    last: bool = False
    reads: tuple[Path, ...] = ()
    tell: Callable[[int, int], None] = field(default=_unheard, compare=False)
    take: Callable[[str, bytes], None] = field(default=_unheard, compare=False)
    share: Callable[[str, Halves], None] = field(default=_unheard, compare=False)
    hear: Callable[[object], None] = field(default=_unheard, compare=False)

    @property
    def folders(self) -> tuple[Path, ...]:
        """All that may be read."""
        return self.root, *self.reads

    @property
    def subject(self) -> str:
        """What it is about, as a worker that is started early is told."""
        return self.task.partition(":")[2]


def patience(limits: Limits) -> float:
    """Give the seconds that may pass, by the clock on the wall."""
    return max(LEAST, PATIENCE * limits.seconds)


def stopped(content: str, limits: Limits, name: str) -> BrochureError:
    """Say that the work was ended at a limit: "seconds", "memory" or "wall", which goes by the seconds."""
    if name == "wall":
        message = Said(
            "the build was stopped: nothing came of it in {patience:,} seconds", patience=round(patience(limits))
        )
    else:
        most = told(limits, name)
        message = (
            Said("the build was stopped: it took more than {most} of processor time", most=most)
            if name == "seconds"
            else Said("the build was stopped: it took more than {most} of memory", most=most)
        )
    advice = Said("look for what is very large, deep or many in the content and its pictures")
    key = "memory" if name == "memory" else "seconds"
    return refusal(f"limit-{key}", message, content, hint(key, advice))


def crashed(content: str, limits: Limits, status: int, said: str) -> BrochureError:
    """Say that a worker came to its end by itself: `status` is as waitpid(2) gives it, `said` its last words."""
    ended = os.waitstatus_to_exitcode(status) if status else 0
    if ended == -signal.SIGXCPU:
        return stopped(content, limits, "seconds")
    if any(word in said for word in _WANT_OF_MEMORY):
        return stopped(content, limits, "memory")
    try:
        name = signal.Signals(-ended).name if ended < 0 else ""
        how = Said("by {name}", name=name) if name else Said("with {status}", status=ended)
    except ValueError:
        how = Said("by signal {number}", number=-ended)
    words = said.strip().splitlines()[-1:]
    message = (
        Said("the process that builds ended {how}; it said: {last}", how=how, last=words[0][:200])
        if words
        else Said("the process that builds ended {how}", how=how)
    )
    advice = Said(
        "look for a damaged picture or font; else report this line, with the content file if you can share it"
    )
    return refusal("engine-crashed", message, content, advice, Exit.ENGINE)
