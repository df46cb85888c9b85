"""Builds one brochure after the other of one project: what has not changed is neither read nor laid out again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from brochure.compose.memory import Memory
from brochure.engine.engine import Engine
from brochure.model.project import Project
from brochure.pictures.assets import Assets
from brochure.pipeline import Plan, finish, gathered, lay_out, plan, start
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Made:
    """A brochure as it was made: its PDF, empty where an error stands among the problems, and its pages by section.

    `inputs` are the files that it was made from, `trim` is the size of its pages, in mm.
    """

    pdf: bytes
    problems: tuple[Problem, ...]
    pages: tuple[tuple[str, int], ...]
    inputs: tuple[Path, ...]
    trim: tuple[float, float]


class Warm:
    """The pictures as they were judged, the engine with its fonts, the sections as they were laid out; to be closed."""

    def __init__(self) -> None:
        self.assets: Assets | None = None
        self.engine: Engine | None = None
        self._memory: Memory | None = None
        self._css = ""

    def plan(self, job: Job, heed: Callable[[Project], None], changed: Collection[Path] = ()) -> Plan:
        """Plan a job; of the files, those that have `changed` are read again. Raises as the pipeline does."""

        def assets_of(root: Path, folders: tuple[str, ...], shipped: Path) -> Assets:
            known = self.assets
            if known is None or (known.root, known.folders, known.shipped) != (root.absolute(), folders, shipped):
                self.assets = known = Assets(root, folders, shipped)
            known.begin_again(changed)
            return known

        return plan(job, assets_of, heed)

    def loaded(self, planned: Plan, changed: Collection[Path] = ()) -> tuple[Engine, Memory]:
        """Give an engine with the stylesheet of the plan; fonts are loaded again only where they have `changed`."""
        engine, memory = self.engine, self._memory
        stale = engine is None or engine.assets is not planned.assets or engine.faces != planned.faces
        stale = stale or any(face.path in changed for face in planned.faces)
        if engine is None or memory is None or stale or "@font-face" in planned.css + self._css:
            self.close()
            engine = start(planned)
            memory = Memory(engine)
        elif planned.css != self._css:
            memory.restyle(planned.css)
        self.engine, self._memory, self._css = engine, memory, planned.css
        return engine, memory

    def build(self, job: Job, heed: Callable[[Project], None] = lambda project: None) -> Made:
        """Make what a build of the job makes. Raises BrochureError as one."""
        planned = self.plan(job, heed)
        engine, memory = self.loaded(planned)
        memory.begin(lambda: False)
        planned = gathered(planned, memory.open)
        memory.listen()
        laid = list(lay_out(planned, memory.open))
        memory.tell()
        pdf, told = finish(planned, engine, laid)
        sound = all(problem.severity is not Severity.ERROR for problem in told)
        pages = tuple((group.name, len(part.pages)) for group, part in laid)
        inputs = (job.content, *((job.project,) if job.project else ()), *planned.files, *planned.assets.inputs)
        trim = (planned.project.format.width, planned.project.format.height)
        return Made(pdf if sound else b"", told, pages, inputs, trim)

    def close(self) -> None:
        """Let go of the engine and its temporary files."""
        if self.engine is not None:
            self.engine.close()
            self.engine = self._memory = None
