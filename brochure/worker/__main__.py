"""The process that works: `python -m brochure.worker SUBJECT`, started by its caller and asked by it alone.

What it reads may come from anybody. So it can do nothing that its work does not need, and what it says is plain data.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from brochure.worker.start import WAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Load what the work needs, then do what is asked, until the caller is no more."""
    _end_with_the_caller()
    # Its garbage is looked for between two pieces of work.
    gc.disable()
    from importlib import import_module

    tasks = import_module("brochure.tasks")
    tasks.prepare(sys.argv[1] if len(sys.argv) > 1 else "")
    from brochure.worker.link import Link

    with contextlib.suppress(OSError):
        Link(WAY).serve()
    os._exit(0)


def _end_with_the_caller() -> None:
    """Have the system end this process with the one that started it; where it cannot, look for that now and then."""
    if sys.platform == "linux":
        from brochure.worker.isolation import die_with_parent

        die_with_parent()
        return
    from threading import Thread

    Thread(target=_look_out, daemon=True).start()


def _look_out() -> None:
    import time

    while os.getppid() != 1:
        time.sleep(0.5)
    os._exit(0)


def roomily(work: Callable[[], None]) -> None:
    """Do something on a stack in one piece.

    Python takes its stack from the system in pieces of 16 KB, and gives each back when it is left: where a loop calls
    over the end of one, every turn of it does both. A frame that asks for much gets a piece that has room for the rest.
    """
    work()


# In values; the piece is of the next power of two, of which as much again is left.
roomily.__code__ = roomily.__code__.replace(co_stacksize=66_000)


if __name__ == "__main__":
    roomily(main)
