"""Start the process that works, before its caller knows what there is to do: it loads what it needs meanwhile.

This file is imported before all others when the command starts, so it uses the least there is.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import sys
from _socket import AF_UNIX, SOCK_STREAM, socketpair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from brochure.vocabulary.records import NamedTuple

    class Started(NamedTuple):
        """A process that was started: the handle of the way to it, and of what it says on standard error."""

        process: int
        way: int
        said: int
else:
    from collections import namedtuple

    Started = namedtuple("Started", "process way said")

# Where the worker finds the way to its caller.
WAY = 3
_spare: list[tuple[str, Started]] = []


def start(subject: str) -> Started:
    """Start a worker that loads what a subject needs ("build", "check", …). Raises OSError."""
    ours, theirs = (_high(end.detach()) for end in socketpair(AF_UNIX, SOCK_STREAM))
    said, says = (_high(end) for end in os.pipe())
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, says, 1),
        (os.POSIX_SPAWN_DUP2, says, 2),
        (os.POSIX_SPAWN_DUP2, theirs, WAY),
    ]
    # In a group of its own, so that Ctrl-C reaches the caller alone, which ends the worker.
    call = [sys.executable, "-P", "-m", "brochure.worker", subject]
    usual = [signal.SIGINT, signal.SIGPIPE, signal.SIGXCPU, signal.SIGXFSZ, signal.SIGCHLD]
    try:
        process = os.posix_spawn(
            sys.executable, call, _environment(), file_actions=actions, setpgroup=0, setsigmask=(), setsigdef=usual
        )
    except BaseException:
        os.close(ours)
        os.close(said)
        raise
    finally:
        os.close(theirs)
        os.close(says)
    return Started(process, ours, said)


def start_early(subject: str) -> None:
    """Start a worker for whoever asks for one first."""
    _spare.append((subject, start(subject)))


def taken(subject: str) -> Started:
    """Give the worker that was started early for a subject, else a new one. Raises OSError."""
    if _spare and _spare[-1][0] == subject:
        return _spare.pop()[1]
    return start(subject)


def end(process: int) -> int:
    """Kill a process of ours, with what it started, and give its status once it is gone."""
    kill(process)
    try:
        return os.waitpid(process, 0)[1]
    except OSError:
        return 0


def kill(process: int) -> None:
    """Have a process of ours end, with what it started; to give back its memory takes it a while."""
    try:
        os.killpg(process, signal.SIGKILL)
    except OSError:
        # It is not yet in a group of its own, or no more.
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)


def _high(handle: int) -> int:
    """Move a handle out of the way of those that have a meaning in the worker."""
    if handle > WAY:
        return handle
    moved = fcntl.fcntl(handle, fcntl.F_DUPFD_CLOEXEC, WAY + 1)
    os.close(handle)
    return moved


def _environment() -> dict[str, str]:
    """Give the environment of a worker that finds this very package, wherever it was found.

    What it makes does not depend on the language of messages (by which Pango would choose fonts).
    """
    inherited = {name: value for name, value in os.environ.items() if name != "LANGUAGE"}
    home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    if os.path.basename(home) in ("site-packages", "dist-packages"):
        return inherited
    known = os.environ.get("PYTHONPATH")
    return {**inherited, "PYTHONPATH": os.pathsep.join((home, known) if known else (home,))}
