"""What a machine of a cluster does: it unpacks a project once, and keeps workers for it, which make copies when asked.

Whatever runs the cluster is not known here. What passes is what passes between a caller and its worker.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

from brochure.merging import bundle
from brochure.merging.places import Shelf
from brochure.merging.record import stored
from brochure.merging.shelf import elsewhere
from brochure.store import reading
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.problems import BrochureError, name_of
from brochure.vocabulary.version import VERSION
from brochure.worker import wire
from brochure.worker.call import Call
from brochure.worker.pool import Hand
from brochure.worker.process import Answer

_CODE = Path(__file__).resolve().parents[1]
# What a copy's bytes depend on beside the package itself.
_LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "pillow", "zxing-cpp")
_camps: dict[str, _Camp] = {}
_lock = Lock()


class Differs(Exception):
    """This machine has another version of the tool, or of what it is made with, than the one that asks."""


class _Camp:
    """A project that was unpacked here, and its workers that wait; `number` counts all that ever were."""

    number = 0

    def __init__(self, data: bytes, base: str) -> None:
        self.folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="make-brochure-", dir=base)))
        self.root = self.folder / "project"
        self.waiting: list[Hand] = []
        self.users = 0
        self.wanted = True
        try:
            bundle.unpacked(data, self.root)
        except BaseException:
            self.close()
            raise
        _Camp.number += 1

    def close(self) -> None:
        """End the workers, and take the files away."""
        for hand in self.waiting:
            hand.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def asked(call: Call, root: Path, isolation: str, digest: str, away: str = "") -> bytes:
    """Write a call as it goes to another machine: paths below `root` are those of a project of that digest.

    What it makes goes to the storage at the address `away`, or back where that is "".
    """
    said = wire.pack((digest, outfit(), isolation, away, root, call.task, call.values, call.content, call.tame))
    # The words of all rows go with each call.
    return zlib.compress(said, 1)


def performed(data: bytes, message: bytes, base: str) -> bytes:
    """Do what is asked, of the project that is packed in `data`; folders in passing lie in `base`.

    Gives what `heard` reads. Raises Differs, OSError.
    """
    digest, wanted, isolation, away, root, task, values, content, tame = _read(zlib.decompress(message))
    if wanted != outfit():
        raise Differs(_differences(wanted, outfit()))
    camp = _entered(digest, data, base)
    said: list[tuple[object, ...]] = []
    parts: dict[str, Halves] = {}
    try:
        call = Call(
            task,
            bundle.moved(values, root, camp.root),
            content,
            camp.root,
            tame,
            share=parts.__setitem__,
            hear=lambda value: said.append(("said", value)),
        )
        hand = _hand(camp, isolation)
        try:
            answer = hand.do(call)
        finally:
            camp.waiting.append(hand)
        try:
            handed = _stored(away, [name for _, name in values[1]], parts) if away else _given(parts)
        except BrochureError as error:
            answer, handed, said = Answer(error=error), (), []
        names = tuple(dict.fromkeys((str(camp.root), name_of(camp.root))))
        return wire.pack((camp.root, names, (*handed, *said), *_plain(answer)))
    finally:
        _left(digest)


def heard(made: bytes, call: Call, root: Path) -> Answer:
    """Let a call hear what was said on another machine, and give what came of it."""
    there, names, said, problems, code, value = _read(made)
    heads = wire.Heads()
    for message in bundle.told(said, there, names, root):
        if message[0] == "said":
            call.hear(message[1])
        elif (shared := heads.heard(message)) is not None:
            call.share(*shared)
    if code is None:
        return Answer(value)
    return Answer(error=BrochureError(bundle.told(problems, there, names, root), code))


def _given(parts: dict[str, Halves]) -> tuple[tuple[object, ...], ...]:
    heads = wire.Heads()
    return tuple(message for name, body in parts.items() for message in heads.said(name, body))


def _stored(away: str, names: Sequence[str], parts: dict[str, Halves]) -> tuple[tuple[object, ...], ...]:
    """Put copies into their places in a storage, and say so of each by its number. Raises BrochureError."""
    copies = {int(part.partition(".")[0]): body for part, body in parts.items()}
    _shelf(away).place({names[number]: body for number, body in copies.items()})
    told = ((number, stored(body)) for number, body in copies.items())
    return tuple(("said", ("stored", number, one.sha256, one.md5, one.bytes)) for number, one in told)


@cache
def _shelf(away: str) -> Shelf:
    return elsewhere(away)(away, "")


def _read(message: bytes) -> Any:
    (said,) = wire.unpacked(bytearray(message))
    return said


def _plain(answer: Answer) -> tuple[object, ...]:
    """Write an answer: problems, an exit code where there are some, and the value. Raises what is the machine's own."""
    if isinstance(answer.error, OSError):
        raise answer.error
    if answer.error is not None:
        return answer.error.problems, answer.error.exit_code, None
    return (), None, answer.value


@cache
def outfit() -> tuple[tuple[str, str], ...]:
    """Give what decides how a copy looks on this machine: the tool, and what it is made with."""
    digest = hashlib.sha256()
    for top, names in sorted(reading.walked(_CODE)):
        for name in sorted(names):
            if name.endswith((".py", ".css", ".html", ".yaml")):
                digest.update(name.encode() + reading.read(Path(top, name)))
    return (
        ("make-brochure", f"{VERSION} {digest.hexdigest()[:8]}"),
        *((name, version(name)) for name in _LIBRARIES),
    )


def unpacked() -> int:
    """Count the projects that were unpacked on this machine so far."""
    return _Camp.number


def _differences(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> str:
    """Name the first thing of two outfits that is not the same."""
    here = dict(other)
    return next((f"{name} {here.get(name, '-')} / {known}" for name, known in one if here.get(name) != known), "")


def _entered(digest: str, data: bytes, base: str) -> _Camp:
    """Give the project, unpacked once; those that nobody uses any more are taken away."""
    with _lock:
        for known in [name for name, camp in _camps.items() if name != digest and not camp.users]:
            _camps.pop(known).close()
        if digest not in _camps:
            _camps[digest] = _Camp(data, base)
        camp = _camps[digest]
        camp.users += 1
        camp.wanted = True
        return camp


def _hand(camp: _Camp, isolation: str) -> Hand:
    with _lock:
        return camp.waiting.pop() if camp.waiting else Hand(isolation)


def _left(digest: str) -> None:
    with _lock:
        camp = _camps[digest]
        camp.users -= 1
        if not camp.wanted and not camp.users:
            _camps.pop(digest).close()


def dismissed(digest: str) -> None:
    """Take a project and its workers away, at once or when the last copy that is being made is done."""
    with _lock:
        camp: Any = _camps.get(digest)
        if camp is not None:
            camp.wanted = False
            if not camp.users:
                _camps.pop(digest).close()
