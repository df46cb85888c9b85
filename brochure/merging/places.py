"""Where copies stand: what such a place can do, and the one that is a folder of this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from brochure.store import reading
from brochure.store.folder import opened
from brochure.store.ledger import Ledger
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Exit, name_of, refusal
from brochure.vocabulary.speech import Said

# What could not be placed, by its name, and why.
Failures = Mapping[str, Exception]


class Lines(Protocol):
    """What was noted of copies, an entry each."""

    def read(self) -> Iterator[dict[str, Any]]:
        """Give what was noted."""

    def add(self, entry: dict[str, Any]) -> None:
        """Note a copy that is in its place."""

    def begin(self) -> None:
        """Forget what was noted."""

    def flush(self) -> None:
        """See to it that what was noted lasts."""

    def close(self) -> None:
        """Note nothing more."""


class Shelf(Protocol):
    """A place of copies; `label` is what it is called, for people, `lines` what is noted of them.

    `at_once` is how many copies are best put there together.
    """

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def at_once(self) -> int:
        """How many are put there together."""

    @property
    def lines(self) -> Lines:
        """What is noted of the copies."""

    def place(self, copies: Mapping[str, Halves]) -> Failures:
        """Put copies under their names, each whole or not at all.

        Raises OSError and BrochureError where none can be placed.
        """

    def read(self, name: str) -> bytes:
        """Give what stands under a name. Raises OSError, BrochureError."""

    def holds(self, name: str, entry: Mapping[str, Any]) -> bool:
        """Tell whether under a name stands what was noted of it."""


class Folder:
    """The folder of a job's outputs; what is noted of them lies in this user's cache."""

    # Each time, the folder is entered anew; what is not yet placed is made again after a crash.
    at_once = 8

    def __init__(self, job: Job) -> None:
        self._job = job
        self.label = name_of(job.out)
        self._swept = False
        self.lines: Lines = Ledger(f"{job.content.absolute()} {job.preset} {job.out.absolute()}")

    def place(self, copies: Mapping[str, Halves]) -> Failures:
        """Put copies under their names; what a run that was killed left in the making is taken away first."""
        failures: dict[str, Exception] = {}
        with opened(self._job.out, self._job.ground) as folder:
            if not self._swept:
                folder.sweep()
                self._swept = True
            for name, data in copies.items():
                try:
                    # What a power cut left in pieces has another checksum than was noted, and is made again.
                    folder.place(name, data.head, data.tail, lasting=False)
                except (OSError, BrochureError) as error:
                    failures[name] = error
        return failures

    def read(self, name: str) -> bytes:
        """Give what stands under a name."""
        return reading.read(self._job.out / name, within=self._job.ground)

    def holds(self, name: str, entry: Mapping[str, Any]) -> bool:
        """Tell whether a file is what was noted of it."""
        try:
            return hashlib.sha256(reading.read(self._job.out / name)).hexdigest() == entry.get("sha256")
        except OSError:
            return False


def without(error: ModuleNotFoundError, extra: str, place: str) -> BrochureError:
    """Say that a library is not there, and which extra has it."""
    message = Said("this needs a library that is not installed: {name}", name=error.name)
    return refusal(
        "extra-missing", message, place, Said("pip install 'make-brochure[{extra}]'", extra=extra), Exit.USAGE
    )


def at_address(written: str) -> tuple[Path | None, str]:
    """Tell a folder of this machine from the address of a storage."""
    from urllib.parse import unquote, urlsplit

    if "://" not in written:
        return Path(written), ""
    return (Path(unquote(urlsplit(written).path)), "") if written.startswith("file://") else (None, written)
