"""What a worker of the tests is asked to do: to take too much, to die, to say what is none."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from brochure.vocabulary.halves import Halves
from brochure.vocabulary.limits import LimitExceeded, Limits
from brochure.vocabulary.speech import Said
from brochure.worker.link import Link

HOLD: list[bytearray] = []


def echo(value: Any, *, to: Link) -> Any:
    to.tell(1, 2)
    to.part("piece", b"\0\xff")
    return value


def share_out(head: bytes, *, to: Link) -> int:
    """Hand over bodies of which all but one begin alike; gives how often something was said."""
    said: list[tuple[object, ...]] = []
    theirs = to._say
    to._say = lambda message: (said.append(message), theirs(message))[1]  # type: ignore[method-assign]
    for name, end in (("0", b"a"), ("1", b"b"), ("2", b"c")):
        to.share(name, Halves(head, end))
    count = len(said)
    to.share("x", Halves(tail=b"other"))
    del to._say
    return count


def spin(limits: Limits, *, to: Link) -> None:
    to.heed(limits)
    while True:
        pass


def match(limits: Limits, *, to: Link) -> None:
    """A pattern that takes for ever, in one call of the library."""
    to.heed(limits)
    re.match(r"(a*)*b", "a" * 40)


def wait(limits: Limits, *, to: Link) -> None:
    to.heed(limits)
    time.sleep(600)


def fill(limits: Limits, *, to: Link) -> None:
    """Take memory in bites that are each far below the limit, and use it."""
    to.heed(limits)
    while True:
        HOLD.append(bytearray(b"x") * 32_000_000)


def gulp(limits: Limits, *, to: Link) -> None:
    """Ask for more than there may be at once."""
    to.heed(limits)
    HOLD.append(bytearray(8_000_000_000))


def raise_the_limits(limits: Limits, *, to: Link) -> None:
    """Ask for little, then for more than was told first."""
    to.heed(limits)
    to.heed(Limits(seconds=600))


def nest(depth: int = 0, *, to: Link) -> None:
    nest(depth + 1, to=to)


def exceed(*, to: Link) -> None:
    raise LimitExceeded("pages", Said("the brochure has more than 3 pages"), Said("write less"))


def fall_over(*, to: Link) -> None:
    _ = 1 / 0


def refuse(*, to: Link) -> None:
    raise PermissionError(13, "Permission denied", "/nowhere/x")


def crash(*, to: Link) -> None:
    ctypes.string_at(0)


def end(signal_: int, *, to: Link) -> None:
    signal.raise_signal(signal_)
    time.sleep(600)


def leave(code: int, words: str, *, to: Link) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()
    os._exit(code)


def babble(text: bytes, *, to: Link) -> None:
    to._way.sendall(text)
    time.sleep(600)


def process(*, to: Link) -> int:
    return os.getpid()


def deaf_to_signals(*, to: Link) -> None:
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGXCPU):
        signal.signal(name, signal.SIG_IGN)
    while True:
        pass


def attempts(outside: str, inside: str, *, to: Link) -> dict[str, str]:
    """Try what no work needs; gives what came of each: "" for done, else the name of the error."""
    temporary = tempfile.gettempdir()
    tries: dict[str, Any] = {
        "read inside": lambda: Path(inside).read_bytes(),
        "read outside": lambda: Path(outside).read_bytes(),
        "list outside": lambda: os.listdir(Path(outside).parent),  # noqa: PTH208
        "write inside": lambda: Path(inside).with_name("new").write_bytes(b"x"),
        "write outside": lambda: Path(outside).write_bytes(b"x"),
        "write for the moment": lambda: Path(temporary, "x").write_bytes(b"x"),
        "remove": lambda: Path(inside).unlink(),
        "link": lambda: Path(temporary, "y").symlink_to(outside),
        "change rights": lambda: Path(inside).chmod(0o600),
        "change times": lambda: os.utime(inside),
        "start a program": lambda: subprocess.run(["/bin/true"], check=True),
        "signal": lambda: os.kill(os.getppid(), 0),
        "look into the caller": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "raise a limit": lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
        "ask for a limit": lambda: resource.getrlimit(resource.RLIMIT_CORE),
        "connect": lambda: socket.socket(socket.AF_INET),
    }
    found = {}
    for name, act in tries.items():
        try:
            act()
            found[name] = ""
        except Exception as error:
            found[name] = type(error).__name__
    to.heed(Limits())
    try:
        socket.socket(socket.AF_INET).close()
        found["connect, told not to"] = ""
    except OSError as error:
        found["connect, told not to"] = type(error).__name__
    return found


def keep(*, to: Link) -> None:
    """Fail as the engine does, with the page kept."""
    from brochure.engine.engine import _failed

    raise _failed(ValueError("x"), "the page")
