"""Builds a page of content as the command does, and keeps what it laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from brochure import pipeline
from brochure.engine.laid import Placed, PlacedPicture
from brochure.pipeline import Plan
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Problem, Severity

SETTINGS = "organisation: {name: Lakeside, site: https://example.org}\nlanguage: en\ndate: 2026-01-01\n"


@dataclass(frozen=True)
class Made:
    """What became of a content file."""

    plan: Plan
    placed: Placed
    pdf: bytes
    problems: tuple[Problem, ...]

    @property
    def codes(self) -> list[str]:
        """The codes of errors and warnings."""
        return [problem.code for problem in self.problems if problem.severity is not Severity.NOTE]

    @property
    def own(self) -> list[PlacedPicture]:
        """The pictures that the content names, as they are placed."""
        return [picture for picture in self.placed.pictures if picture.url in self.plan.origins]

    @property
    def drawn(self) -> list[tuple[int, str]]:
        """The pages and names of all drawings of the tool's own."""
        return [
            (picture.page, picture.url.rpartition("/")[2].removesuffix(".svg"))
            for picture in self.placed.pictures
            if "/-/" in picture.url
        ]

    def words(self, page: int) -> str:
        """Give the words on a page, a space between any two, whichever keeps them on a line."""
        return " ".join(word for run in self.placed.runs if run.page == page for word in run.text.split())


def write(folder: Path, text: str, files: Mapping[str, bytes | str] | None = None, settings: str = SETTINGS) -> Path:
    """Write a project with one content file; gives its path."""
    for name, body in {"content/a.md": text, "brochure.yaml": settings, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
    return folder / "content/a.md"


def photo(folder: Path, name: str, width: int, height: int) -> None:
    """Draw a picture of pixels."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(path)


def made(content: Path, preset: str = "screen") -> Made:
    """Build a content file of a project. Raises BrochureError as the pipeline does."""
    root = content.parents[1]
    plan = pipeline.plan(Job(content, root, root / "brochure.yaml", root / "out", preset))
    engine = pipeline.start(plan)
    try:
        laid = list(pipeline.lay_out(plan, engine.open))
        placed = engine.placed(laid)
        pdf, told = pipeline.finish(plan, engine, laid)
    finally:
        engine.close()
    return Made(plan, placed, pdf, told)
