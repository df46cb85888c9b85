"""A brochure that is looked at, and the worker that builds it: its caller's side."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from brochure.preview.gallery import Gallery
from brochure.preview.hand import Hand
from brochure.preview.view import View
from brochure.preview.watch import Following
from brochure.project.dating import looked_up
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Problem, name_of
from brochure.vocabulary.records import dataclass
from brochure.worker.call import Call


@dataclass(frozen=True, slots=True)
class Look:
    """How a brochure is looked at.

    `seen` are the indices of the pages in view, `scale` is what pictures are drawn at; `stop` tells whether the inputs
    have changed again, or nobody waits any more; `show` takes what there is to be seen so far.
    """

    seen: frozenset[int]
    scale: int
    stop: Callable[[], bool]
    show: Callable[[View], None]


class Sitting:
    """Has a brochure built again and again; `view` is what it looks like, `following` what it is made from."""

    def __init__(self, job: Job, hand: Hand, gallery: Gallery) -> None:
        self.view = View("building")
        self.following = Following()
        self._job, self._hand, self._gallery = job, hand, gallery
        self._followed: tuple[tuple[Path, ...], tuple[Path, ...]] = ((job.content,), tuple(job.own))
        self._show: Callable[[View], None] = lambda view: None

    def build(self, look: Look) -> bool:
        """Bring the view up to date; tells whether the inputs changed meanwhile, so that it is to be done again.

        Raises BrochureError as the pipeline does; the pages then stay as they are.
        """
        began, self._show = time.time_ns(), look.show
        # What is known is of the inputs as they were: nobody is to take it for finished.
        self.view = self.view.but(state="building")
        self.following.renew()
        job = looked_up(self._job)
        values = (job, tuple(look.seen), look.scale)
        name, tame = name_of(job.content), not job.templates
        call = Call("brochure.preview.working:build", values, name, job.root, tame, hear=self._hear)
        try:
            again = bool(self._hand.ask(call, look.stop))
        finally:
            self._gallery.expect_no_more()
            late = self.following.follow(*self._followed, began)
        return again or late

    def fail(self, problems: Iterable[Problem]) -> None:
        """Keep the last good pages, and say what is wrong with the present inputs."""
        self.view = self.view.but(state="broken", problems=tuple(problems))

    def _hear(self, said: object) -> None:
        match said:
            case ("view", View() as view):
                self.view = replace(view, pdf=view.pdf or None)
                if view.state == "building":
                    self._show(self.view)
            case ("pages", tuple() as ids, bytes() as pdf):
                self._gallery.keep([str(one) for one in ids], pdf)
            case ("proofs", tuple() as ids, bytes() as pdf, tuple() as ways, float() | int() as limit):
                self._gallery.prove([[str(one) for one in page] for page in ids], pdf, list(map(str, ways)), limit)
            case ("coming", str() as page, int() as scale):
                self._gallery.expect(page, scale)
            case ("picture", str() as page, int() as scale, bytes() as picture):
                self._gallery.hang(page, scale, picture)
            case ("followed", tuple() as files, tuple() as trees):
                self._followed = tuple(map(Path, files)), tuple(map(Path, trees))
