"""Builds one brochure after the other of one project: what has not changed is neither read nor laid out again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.compose.memory import Memory
from brochure.engine.engine import Engine
from brochure.engine.unproven import Unproven
from brochure.model.project import Project
from brochure.pictures.assets import Assets
from brochure.pipeline import Glance, Plan, finish, gathered, lay_out, plan, start
from brochure.vocabulary.halves import Halves
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.records import dataclass

if TYPE_CHECKING:
    from brochure.copies.alike import Kinds
    from brochure.copies.template import Template

# How many brochures that stand for others are kept; and how many are made where hardly a row is like another.
_KEPT, _FIRST = 24, 6


@dataclass(frozen=True, slots=True)
class Made:
    """A brochure as it was made: its PDF, empty where an error stands among the problems, and its pages by section.

    What many copies begin with is one object in all of them.

    `inputs` are the files that it was made from, `trim` is the size of its pages, in mm.
    """

    body: Halves
    problems: tuple[Problem, ...]
    pages: tuple[tuple[str, int], ...]
    inputs: tuple[Path, ...]
    trim: tuple[float, float]

    @property
    def pdf(self) -> bytes:
        """Give the PDF as a whole."""
        return self.body.whole


class Warm:
    """The pictures as they were judged, the engine with its fonts, the sections as they were laid out; to be closed.

    `copied` counts the copies that were made of a brochure that stands for them. One that is `hearing` remembers what
    layouts ask of their texts.
    """

    def __init__(self, hearing: bool = False) -> None:
        self._hearing = hearing
        self.assets: Assets | None = None
        self.engine: Engine | None = None
        self._memory: Memory | None = None
        self._css = ""
        self._templates: list[Template] = []
        self._kinds: Kinds[Made] | None = None
        self.copied = 0

    def plan(
        self,
        job: Job,
        heed: Callable[[Project], None],
        changed: Collection[Path] = (),
        look: Glance | None = None,
    ) -> Plan:
        """Plan a job; of the files, those that have `changed` are read again. Raises as the pipeline does.

        `look` may have some sections before all are planned.
        """

        def assets_of(root: Path, folders: tuple[str, ...], shipped: Path) -> Assets:
            known = self.assets
            if known is None or (known.root, known.folders, known.shipped) != (root.absolute(), folders, shipped):
                self.assets = known = Assets(root, folders, shipped)
            known.begin_again(changed)
            return known

        return plan(job, assets_of, heed, look)

    @property
    def known(self) -> tuple[Engine, Memory] | None:
        """Give the engine of the brochure that was made last, and what is remembered of it; None where none was."""
        return (self.engine, self._memory) if self.engine is not None and self._memory is not None else None

    def loaded(self, planned: Plan, changed: Collection[Path] = ()) -> tuple[Engine, Memory]:
        """Give an engine with the stylesheet of the plan; fonts are loaded again only where they have `changed`."""
        engine, memory = self.engine, self._memory
        stale = engine is None or engine.assets is not planned.assets or engine.faces != planned.faces
        stale = stale or any(face.path in changed for face in planned.faces)
        if engine is None or memory is None or stale or "@font-face" in planned.css + self._css:
            self.close()
            engine = start(planned)
            memory = Memory(engine, self._hearing)
        elif planned.css != self._css:
            memory.restyle(planned.css, planned.trusted)
        self.engine, self._memory, self._css = engine, memory, planned.css
        return engine, memory

    def copy(self, job: Job, spelling: Sequence[str], heed: Callable[[Project], None] = lambda project: None) -> Made:
        """Make what a build of a row makes: of a brochure that stands for it, where there is one, else by itself.

        `spelling` are words with all letters of the rows. Raises BrochureError as a build.
        """
        called = repr(job.values).encode()
        if self._kinds is None:
            return self._first(job, self.plan(job, heed), called, spelling)
        row = self._kinds.row(job.values)
        if (known := self._kinds.copy(row, called)) is not None:
            pdf, template, sketch, made = known
            heed(template.project)
            self.copied += 1
            return replace(made, body=pdf, problems=sketch.told)
        with self._kinds.listening(row) as heard:
            planned = self.plan(job, heed)
            self.loaded(planned)
            for template in self._templates:
                with suppress(Unproven):
                    pdf, alike = template.copy(planned, called)
                    made = _made(job, planned, pdf, alike.told, template.pages)
                    self._templates.remove(template)
                    self._templates.insert(0, template)
                    self.copied += 1
                    if self._kinds is not None:
                        self._kinds.learn(row, heard, template, alike, replace(made, body=Halves(), problems=()))
                    return made
        return self._first(job, planned, called, spelling)

    def _first(self, job: Job, planned: Plan, row: bytes, spelling: Sequence[str]) -> Made:
        """Make the first copy of its kind, which stands for others from now on, where it can; else by itself."""
        if len(self._templates) < _FIRST + self.copied:
            with suppress(Unproven):
                return self._standing(job, planned, row, spelling)
        return self._built(job, planned)

    def _standing(self, job: Job, planned: Plan, row: bytes, spelling: Sequence[str]) -> Made:
        """Make a copy of a brochure that stands for others from now on. Raises Unproven."""
        engine, memory = self.loaded(planned)
        from brochure.copies.alike import Kinds
        from brochure.copies.template import Template

        memory.listen()
        memory.tell()
        with engine.apart():
            template = Template(planned, engine, spelling, self._templates)
        pdf, alike = template.copy(planned, row)
        if self._kinds is None:
            sources = (planned.brochure.source, planned.project.source)
            self._kinds = Kinds([source.text for source in sources if source is not None])
        for old in self._templates[_KEPT:]:
            self._kinds.forget(old)
        self._templates[_KEPT:] = []
        self._templates.insert(0, template)
        return _made(job, planned, pdf, alike.told, template.pages)

    def build(self, job: Job, heed: Callable[[Project], None] = lambda project: None) -> Made:
        """Make what a build of the job makes. Raises BrochureError as one."""
        return self._built(job, self.plan(job, heed))

    def _built(self, job: Job, planned: Plan) -> Made:
        engine, memory = self.loaded(planned)
        memory.begin(lambda: False)
        planned = gathered(planned, memory.open)
        memory.listen()
        laid = list(lay_out(planned, memory.open))
        memory.tell()
        pdf, told = finish(planned, engine, laid)
        sound = all(problem.severity is not Severity.ERROR for problem in told)
        pages = tuple((group.name, len(part.pages)) for group, part in laid)
        return _made(job, planned, Halves(tail=pdf) if sound else Halves(), told, pages)

    def close(self) -> None:
        """Let go of the engine and its temporary files."""
        if self.engine is not None:
            self.engine.close()
            self.engine = self._memory = None
            self._templates.clear()
            self._kinds = None


def _made(job: Job, planned: Plan, body: Halves, told: tuple[Problem, ...], pages: tuple[tuple[str, int], ...]) -> Made:
    inputs = (job.content, *((job.project,) if job.project else ()), *planned.files, *planned.assets.inputs)
    trim = (planned.project.format.width, planned.project.format.height)
    return Made(body, told, pages, inputs, trim)
