"""What work that goes beyond a limit without being ended comes to: a problem of the content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from brochure.vocabulary.limits import DEFAULT, LimitExceeded, Limits
from brochure.vocabulary.problems import refusal
from brochure.vocabulary.speech import Said
from brochure.worker.call import stopped


class Heeded:
    """The limits that hold, the project's as soon as they are known."""

    def __init__(self) -> None:
        self.limits: Limits = DEFAULT

    def heed(self, limits: Limits) -> None:
        """Go by other limits from now on."""
        self.limits = limits


@contextmanager
def guarded(content: str) -> Iterator[Heeded]:
    """Tell what is too deep, too much or too many of the content file called so.

    Raises BrochureError `limit-…`.
    """
    heeded = Heeded()
    try:
        yield heeded
    except MemoryError:
        raise stopped(content, heeded.limits, "memory") from None
    except RecursionError:
        message = Said("the content is nested too deep to be laid out")
        raise refusal(
            "limit-nesting", message, content, Said("put fewer lists, quotes or tags inside each other")
        ) from None
    except LimitExceeded as found:
        raise refusal(found.code, found.message, content, found.hint) from None
