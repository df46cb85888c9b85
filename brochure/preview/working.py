"""The preview's work: what its worker is asked to do. Brochures that were built stay warm in its process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from brochure.model.project import Project
from brochure.preview.drawing import Drawer, Prover, draw
from brochure.preview.session import Session, Wanted
from brochure.vocabulary.job import Job
from brochure.vocabulary.limits import DEFAULT
from brochure.worker.link import Link

# Sessions that are kept warm; each holds an engine and the laid-out pages of a brochure.
_KEPT = 4
_sessions: OrderedDict[tuple[Path, str], Session] = OrderedDict()


class _Sender(Drawer):
    """Draws, and hands over what it draws; each picture and each page once."""

    def __init__(self, to: Link) -> None:
        super().__init__()
        self._to = to
        self._sent: set[tuple[str, int]] = set()

    def add(self, pdf: bytes) -> list[str]:
        """Take the pages of a PDF, and hand them over."""
        ids = super().add(pdf)
        self._to.say(("pages", ids, pdf))
        return ids

    def prove(self, pdf: bytes, ways: Sequence[str], limit: float) -> tuple[tuple[str, ...], ...]:
        """Take a PDF for the press, and hand it over to be looked at in some ways."""
        ids = super().prove(pdf, ways, limit)
        self._to.say(("proofs", ids, pdf, tuple(ways), limit))
        return ids

    def announce(self, page_id: str, scale: int) -> None:
        """Say that the picture of a page will be handed over."""
        if (page_id, scale) not in self._sent:
            self._to.say(("coming", page_id, scale))

    def png(self, page_id: str, scale: int) -> bytes | None:
        """Hand over the picture of a page."""
        if (page_id, scale) in self._sent:
            return None
        picture = super().png(page_id, scale)
        if picture is not None:
            self._sent.add((page_id, scale))
            self._to.say(("picture", page_id, scale, picture))
        return picture


def build(job: Job, seen: tuple[int, ...], scale: int, *, to: Link) -> bool:
    """Bring a brochure up to date, and show it on the way; tells whether its inputs changed meanwhile.

    Raises as the session does.
    """
    to.hurry()
    key = (job.content, job.preset)
    session = _sessions.pop(key, None) or Session(job, _Sender(to))
    _sessions[key] = session
    while len(_sessions) > _KEPT:
        _sessions.popitem(last=False)[1].close()

    def heed(project: Project) -> None:
        to.heed(project.limits, bool(project.remote))

    wanted = Wanted(frozenset(seen), scale, to.stopped, lambda view: to.say(("view", view.but(pdf=None))), heed)
    try:
        again = session.build(wanted)
        to.say(("view", session.view))
        return again
    finally:
        to.say(("followed", *session.followed))


def drawn(pdf: bytes, index: int, scale: int, *, to: Link) -> bytes:
    """Draw one page of a PDF; the scale is in pixels per point times 100."""
    to.heed(DEFAULT)
    return draw(pdf, index, scale / 100)


_prover = Prover()


def proved(pdf: bytes, index: int, way: str, scale: int, limit: float, *, to: Link) -> bytes:
    """Draw one page of a PDF for the press as its inks are looked at; the scale is in pixels per point times 100."""
    to.heed(DEFAULT)
    return _prover.draw(pdf, index, way, scale / 100, limit)
