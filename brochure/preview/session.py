"""One brochure in one preset, kept warm: the engine loaded, the sections laid out, the pages drawn."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.compose.memory import Memory, Superseded
from brochure.engine.engine import Engine
from brochure.engine.laid import About, Laid
from brochure.engine.unproven import Unproven
from brochure.model.project import Project
from brochure.pipeline import Plan, finish, gathered, lay_out
from brochure.preflight.proofing import ways
from brochure.preflight.rulebook import settle
from brochure.preview.drawing import Drawer
from brochure.preview.view import Page, View, facing
from brochure.preview.watch import Following
from brochure.project import discover
from brochure.project.nearest import SETTINGS
from brochure.render.direction import is_rtl
from brochure.render.group import Group
from brochure.render.theme import bleed_of
from brochure.vocabulary.conditions import STEPS
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import BrochureError, Problem, Severity, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.shipped import STYLES, TEMPLATES
from brochure.vocabulary.units import MM
from brochure.warm import Warm
from brochure.worker.guard import guarded

if TYPE_CHECKING:
    from brochure.copies.edited import Edits

# A PDF that is only drawn tells nothing of itself.
_NOBODY = About(title="preview", language="en")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How far along a build is asked for.

    `seen` are the indices of the pages in view, which are made first; `scale` is what pictures are drawn at for the
    browser; `stop` tells whether the inputs have changed again; `show` takes what there is to be seen so far; `heed` is
    told the project.
    """

    seen: frozenset[int]
    scale: int
    stop: Callable[[], bool]
    show: Callable[[View], None]
    heed: Callable[[Project], None] = lambda project: None


@dataclass(frozen=True, slots=True)
class _Bound:
    """A section as it was bound last: the way that was taken, and its pages as drawn.

    `planned` tells sections of the content from pages put between them, `turn` which group of its section it is, of how
    many; None where it is made of several sections.
    """

    name: str
    planned: bool
    turn: tuple[int, int] | None
    way: int
    folio: int
    laid: Laid
    pages: tuple[Page, ...]


class Session:
    """Builds a brochure again and again; `view` is what it looks like, `following` what it is made from.

    `followed` are those files, and the folders of which all is followed.
    """

    def __init__(self, job: Job, drawer: Drawer) -> None:
        self.view = View("building")
        self.following = Following()
        self.followed: tuple[tuple[Path, ...], tuple[Path, ...]] = ((job.content,), tuple(job.own))
        self._job = job
        self._drawer = drawer
        self._warm = Warm(hearing=True)
        self._files: tuple[Path, ...] = ()
        self._bound: list[_Bound] = []
        self._changed: set[Path] = set()
        self._drawn: dict[int, tuple[Laid, list[str]]] = {}
        # Pictures for the browser, which is told of the pages first: it takes as long to ask for them.
        self._announced: list[tuple[str, int]] = []
        # What edits are told apart from, in the memory and under the stylesheet that it was learned in.
        self._edits: tuple[tuple[Memory, int], Edits] | None = None
        # What the pages in view were seen to say before all was planned.
        self._glanced: set[str] = set()
        # The memory that knows of the build that is under way.
        self._begun: Memory | None = None

    def build(self, wanted: Wanted) -> bool:
        """Bring the view up to date; tells whether the inputs changed meanwhile, so that it is to be done again.

        Raises BrochureError as the pipeline does; the pages then stay as they are.
        """
        began, clock, pages = time.time_ns(), time.perf_counter(), self.view.pages
        self._changed |= self.following.renew()
        try:
            # A brochure.yaml may have come or gone.
            job = self._job
            found = discover.jobs([job.content], [job.preset], templates=job.templates)[0]
            self._job = replace(found, committed=job.committed)
            with guarded(name_of(self._job.content)) as watch:

                def heed(project: Project) -> None:
                    watch.heed(project.limits)
                    wanted.heed(project)

                self._make(wanted, clock, heed)
        except Superseded:
            return True
        except BrochureError:
            # What was seen of it at a glance is not the brochure, of which there is none.
            self.view = self.view.but(pages=pages)
            raise
        finally:
            self._announced.clear()
            self._glanced.clear()
            self._begun = None
            late = self._follow(began)
        return late

    def fail(self, problems: Iterable[Problem]) -> None:
        """Keep the last good pages, and say what is wrong with the present inputs."""
        self.view = self.view.but(state="broken", problems=tuple(problems))

    def close(self) -> None:
        """Let go of the engine and its temporary files."""
        self._warm.close()

    def _make(self, wanted: Wanted, clock: float, heed: Callable[[Project], None]) -> None:
        alone = self._changed == {self._job.content.absolute()}
        look = partial(self._glance, *self._warm.known, wanted) if self._warm.known and alone else None
        planned = self._warm.plan(self._job, heed, self._changed, look)
        engine, memory = self._warm.loaded(planned, self._changed)
        self._changed.clear()
        self._files = planned.files
        self._begin(memory, wanted)
        problems = settle(planned.problems, planned.project.preflight)
        bleed = bleed_of(planned.project, planned.preset) * MM
        # Before the first page of a folded sheet is there: pages that are laid out anew under the eye lose their place.
        spreads = self.view.spreads and not planned.project.format.panels
        rtl = is_rtl(planned.desk.language)
        self.view = self.view.but(state="building", bleed=bleed, spreads=spreads, rtl=rtl)
        with suppress(Unproven):
            self._edit(planned, engine, memory, wanted)
        turns = {id(group): (n, len(part)) for part in planned.parts for n, group in enumerate(part)}
        planned = gathered(planned, memory.open)
        self._draft(planned, engine, memory, wanted)
        memory.listen()
        laid = list(self._settle(planned, turns, engine, memory, wanted))
        memory.tell()
        self.view = self.view.but(problems=problems, seconds=time.perf_counter() - clock)
        wanted.show(self.view)
        if wanted.stop():
            raise Superseded
        pdf, told = finish(planned, engine, laid)
        self._prove(planned, pdf)
        sound = all(problem.severity is not Severity.ERROR for problem in told)
        self.view = self.view.but(state="ready", problems=told, pdf=pdf if sound else None)
        self._learn(engine, memory)

    def _prove(self, planned: Plan, pdf: bytes) -> None:
        """Let the pages be looked at in inks, where they are for the press; not a sound PDF alone."""
        if not planned.preset.press:
            return
        limit, steps = planned.project.press.settings.ink_limit, planned.project.press.settings.processing_steps
        lines = STEPS if planned.project.format.panels else STEPS[:1]
        named = ways((*planned.project.brand.colours.spots, *(lines if steps else ())))
        self.view = self.view.but(ways=named, proofs=self._drawer.prove(pdf, named, limit), ink_limit=limit)

    def _learn(self, engine: Engine, memory: Memory) -> None:
        """Remember what edits are told apart from, as long as nobody waits for their pages."""
        from brochure.copies.edited import Edits

        known = memory, memory.styles
        if self._edits is None or self._edits[0] != known:
            self._edits = known, Edits(engine, memory)
        self._edits[1].learn()

    def _begin(self, memory: Memory, wanted: Wanted) -> None:
        """Start a build in the memory, once: it counts them, and one that comes to nothing makes it forget nothing."""
        if memory is not self._begun:
            memory.begin(wanted.stop)
            self._begun = memory

    def _glance(
        self, engine: Engine, memory: Memory, wanted: Wanted, compose: Callable[[str], Sequence[Group]]
    ) -> None:
        """Show the pages in view that an edit has changed, before the sections that nobody sees are planned.

        It is the content that was edited. What it does to others is seen once all is planned.
        """
        self._begin(memory, wanted)
        for bound in self._bound:
            if bound.turn is None or not _in_view(bound, wanted.seen):
                continue
            at, count = bound.turn
            groups = compose(bound.name)
            if len(groups) != count or (html := _html(groups[at], bound)) == memory.html_of(bound.laid):
                continue
            self.view = self.view.but(state="building")
            try:
                self._redraw(groups[at], html, bound, engine, self._known(memory), wanted)
            except Unproven:
                self._lay(groups[at], html, bound, engine, memory, wanted)
            self._glanced.add(html)

    def _edit(self, planned: Plan, engine: Engine, memory: Memory, wanted: Wanted) -> None:
        """Show the pages in view with other words in their lines, where no more is another; nothing is laid out.

        Raises Unproven wherever that is not proven: then they are laid out.
        """
        edits = self._known(memory)
        for section, bound in self._pairs(gathered(planned, edits.open)):
            html = _html(section, bound) if _in_view(bound, wanted.seen) else ""
            if html and html not in self._glanced and not memory.knows(html):
                self._redraw(section, html, bound, engine, edits, wanted)

    def _known(self, memory: Memory) -> Edits:
        """Give what edits are told apart from. Raises Unproven where nothing is."""
        if self._edits is None or self._edits[0] != (memory, memory.styles):
            raise Unproven("nothing is remembered")
        self._edits[1].begin()
        return self._edits[1]

    def _redraw(self, section: Group, html: str, bound: _Bound, engine: Engine, edits: Edits, wanted: Wanted) -> None:
        """Show the pages of a section as they were laid out, with other words in their lines. Raises Unproven."""
        laid = edits.laid(html, bound.laid)
        with edits.drawn(laid):
            ids = self._draw(engine, section, laid)
        if self._place(bound.folio, self._shown(ids, section, bound.folio, laid, wanted)):
            self._show(wanted)

    def _lay(self, section: Group, html: str, bound: _Bound, engine: Engine, memory: Memory, wanted: Wanted) -> bool:
        """Show a section in the setting that fitted it last; tells whether it fits, on as many pages as before."""
        laid = memory.open(html).lay(replace(bound.laid.setting, first_page=bound.folio))
        if len(laid.pages) != len(bound.laid.pages) or laid.overset:
            return False
        if laid is not bound.laid:
            self._place(bound.folio, self._pages(engine, section, bound.folio, laid, wanted))
            self._show(wanted)
        return True

    def _show(self, wanted: Wanted) -> None:
        """Show what there is, then draw the pictures in it."""
        wanted.show(self.view)
        self._draw_announced()

    def _draw_announced(self) -> None:
        for page_id, scale in self._announced:
            self._drawer.png(page_id, scale)
        self._announced.clear()

    def _pairs(self, planned: Plan) -> list[tuple[Group, _Bound]]:
        """Give the sections with what they were bound as last; none where they are others."""
        known = [bound for bound in self._bound if bound.planned]
        same = [bound.name for bound in known] == [section.name for section in planned.groups]
        return list(zip(planned.groups, known, strict=True)) if same else []

    def _draft(self, planned: Plan, engine: Engine, memory: Memory, wanted: Wanted) -> None:
        """Show each changed section at once, in the setting that fitted it last; the pages in view come first.

        Only where the sections and their pages are as many as before; anything else is left to copyfitting.
        """
        for section, bound in sorted(self._pairs(planned), key=lambda pair: not _in_view(pair[1], wanted.seen)):
            if not self._lay(section, _html(section, bound), bound, engine, memory, wanted):
                return

    def _settle(
        self, planned: Plan, turns: Mapping[int, tuple[int, int]], engine: Engine, memory: Memory, wanted: Wanted
    ) -> Iterator[tuple[Group, Laid]]:
        """Fit every section as a build does; give them, and show those that look other than the draft.

        `turns` tell which groups of their sections those are that stand alone.
        """
        bound: list[_Bound] = []
        folio = 1
        for section, laid in lay_out(planned, memory.open):
            html = memory.html_of(laid)
            taken = next((n for n, way in enumerate(section.ways) if way.html() == html), 0)
            pages = self._pages(engine, section, folio, laid, wanted)
            planned_for = any(section is known for known in planned.groups)
            turn = turns.get(id(section))
            bound.append(_Bound(section.name, planned_for, turn, taken, folio, laid, pages))
            if self._place(folio, pages):
                self._show(wanted)
            self._draw_announced()
            folio += len(pages)
            yield section, laid
        self._bound = bound
        self._drawn = {id(part.laid): self._drawn[id(part.laid)] for part in bound}
        self.view = self.view.but(pages=self.view.pages[: folio - 1], spreads=facing(folio - 1))

    def _place(self, folio: int, pages: tuple[Page, ...]) -> bool:
        """Put pages into the view; tells whether that changes it."""
        before = self.view.pages
        after = (*before[: folio - 1], *pages, *before[folio - 1 + len(pages) :])
        self.view = self.view.but(pages=after)
        return after != before

    def _pages(self, engine: Engine, section: Group, folio: int, laid: Laid, wanted: Wanted) -> tuple[Page, ...]:
        """Draw the pages of a section, and announce those in view in the size that the browser wants."""
        if id(laid) not in self._drawn:
            self._drawn[id(laid)] = (laid, self._draw(engine, section, laid))
        return self._shown(self._drawn[id(laid)][1], section, folio, laid, wanted)

    def _draw(self, engine: Engine, section: Group, laid: Laid) -> list[str]:
        return self._drawer.add(engine.bind([(section, laid)], _NOBODY, tagged=False))

    def _shown(self, ids: list[str], section: Group, folio: int, laid: Laid, wanted: Wanted) -> tuple[Page, ...]:
        """Give the pages of a section by the names of their pictures, and announce those in view for the browser."""
        for index in range(folio - 1, folio - 1 + len(ids)):
            if index in wanted.seen:
                self._announced.append((ids[index - folio + 1], wanted.scale))
                self._drawer.announce(*self._announced[-1])
        return tuple(
            Page(page_id, fact.number, section.name, fact.width, fact.height, fact.areas, fact.folds)
            for page_id, fact in zip(ids, laid.facts, strict=True)
        )

    def _follow(self, began: int) -> bool:
        """Follow what the build has read and sought, also where it failed half-way."""
        job = self._job
        files = {job.content, *self._files, *_settings_sought(job)}
        if self._warm.assets is not None:
            files.update((*self._warm.assets.inputs, *self._warm.assets.absent))
        if self._warm.engine is not None:
            files.update(face.path for face in self._warm.engine.faces)
        self.followed = tuple(files), (TEMPLATES, STYLES, *job.own)
        return self.following.follow(*self.followed, began)


def _in_view(bound: _Bound, seen: frozenset[int]) -> bool:
    return any(bound.folio - 1 + index in seen for index in range(len(bound.pages)))


def _html(section: Group, bound: _Bound) -> str:
    """Give the document of a section in the way that was taken last."""
    return section.ways[min(bound.way, len(section.ways) - 1)].html()


def _settings_sought(job: Job) -> list[Path]:
    """Give every place where a brochure.yaml would belong to the content, from its folder up to the project's."""
    above = [job.content.absolute().parent, *job.content.absolute().parent.parents]
    top = above.index(job.root.absolute()) if job.root.absolute() in above else 0
    return [folder / SETTINGS for folder in above[: top + 1 if job.project else top + 2]]
