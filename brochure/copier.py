"""Makes copies of one content file: the engine warm, and only what a row changes laid out anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from brochure.compose.memory import Memory
from brochure.engine.engine import Engine
from brochure.model.project import Project
from brochure.pictures.assets import Assets
from brochure.pipeline import Plan, finish, gathered, known_of, lay_out, plan, start
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Made:
    """A copy as it was made: its PDF, empty where an error stands among the problems, and its pages by section.

    `inputs` are the files that it was made from, `trim` is the size of its pages, in mm.
    """

    pdf: bytes
    problems: tuple[Problem, ...]
    pages: tuple[tuple[str, int], ...]
    inputs: tuple[Path, ...]
    trim: tuple[float, float]


class Copier:
    """Makes one copy after the other; to be closed."""

    def __init__(self) -> None:
        self._assets: Assets | None = None
        self._engine: Engine | None = None
        self._memory: Memory | None = None
        self._css = ""

    def make(self, job: Job, heed: Callable[[Project], None] = lambda project: None) -> Made:
        """Make the copy of a job that has the values of a row, as a build would. Raises BrochureError as one."""
        planned = plan(job, self._assets_of, heed)
        engine, memory = self._warm(planned)
        memory.begin(lambda: False)
        planned = gathered(planned, memory.open)
        memory.listen()
        laid = list(lay_out(planned, memory.open))
        memory.tell()
        pdf, found = finish(planned, engine, laid)
        told = (*known_of(planned, engine, laid), *found)
        sound = all(problem.severity is not Severity.ERROR for problem in told)
        pages = tuple((group.name, len(part.pages)) for group, part in laid)
        inputs = (job.content, *((job.project,) if job.project else ()), *planned.files, *planned.assets.inputs)
        trim = (planned.project.format.width, planned.project.format.height)
        return Made(pdf if sound else b"", told, pages, inputs, trim)

    def close(self) -> None:
        """Let go of the engine and its temporary files."""
        if self._engine is not None:
            self._engine.close()
            self._engine = self._memory = None

    def _assets_of(self, root: Path, folders: tuple[str, ...], shipped: Path) -> Assets:
        if self._assets is None:
            self._assets = Assets(root, folders, shipped)
        self._assets.begin_again(())
        return self._assets

    def _warm(self, planned: Plan) -> tuple[Engine, Memory]:
        """Give the engine; the styles of a row that has other sections are taken anew."""
        engine, memory = self._engine, self._memory
        if engine is None or memory is None or engine.faces != planned.faces:
            self.close()
            engine = start(planned)
            memory = Memory(engine)
        elif planned.css != self._css:
            memory.restyle(planned.css)
        self._engine, self._memory, self._css = engine, memory, planned.css
        return engine, memory
