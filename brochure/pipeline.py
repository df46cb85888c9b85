"""From a job to its result: read, find pictures, set, fit, bind, write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brochure import __version__, sources
from brochure.check import setting
from brochure.dating import date_of
from brochure.figures import artwork
from brochure.job import Job, Result
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.pdf.assets import Assets
from brochure.pdf.engine import Engine
from brochure.pdf.fit import fit
from brochure.pdf.laid import About, Laid
from brochure.presets import PRESETS
from brochure.problems import BrochureError, Problem, Severity
from brochure.render.page import desk, plain_text_of, sections, stylesheet
from brochure.render.section import Section, Variant
from brochure.resources import STYLES
from brochure.shelf import Shelf
from brochure.sources import name_of
from brochure.writing import write

if TYPE_CHECKING:
    from brochure.render.page import Desk


def build(job: Job, keep: bool = True) -> Result:
    """Make the PDF of a job; without `keep` everything but the file is made.

    Raises BrochureError with every problem found, and the exit code that tells of the worst.
    """
    brochure, project, problems = sources.read(job)
    preset = PRESETS[job.preset]
    assets = Assets(job.root, project.assets, STYLES)
    colours = project.brand.colours
    palette = artwork.Palette(colours.ink.screen, colours.signal.screen, colours.tint.screen, colours.paper.screen)
    assert brochure.source is not None
    shelf = Shelf(assets, brochure.source, job.content.parent, palette, brochure.stem)
    own = job.root / "templates" if job.templates else None
    tools = desk(brochure, project, shelf, own)
    planned = sections(tools)
    problems += shelf.problems
    _stop_on_errors(problems)
    styles, files = sources.styles(job)
    engine = Engine(assets, stylesheet(project, preset, styles))
    try:
        problems += setting.missing_glyphs(engine, brochure)
        _stop_on_errors(problems)
        laid = list(_lay_out(engine, planned, tools))
        pdf = engine.bind(laid, _about(brochure, project), preset.tagged)
        problems += [*engine.notes(), *setting.heard(engine, name_of(job.content)), *setting.overset(laid, brochure)]
    finally:
        engine.close()
    output = write(job, preset, pdf, sum(len(part.pages) for _, part in laid), project) if keep else None
    inputs = (job.content, *((job.project,) if job.project else ()), *files, *assets.inputs)
    return Result(job, output, tuple(problems), inputs, tuple(assets.absent))


def _stop_on_errors(problems: list[Problem]) -> None:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise BrochureError(problems)


def _lay_out(engine: Engine, planned: list[Section], tools: Desk) -> Iterator[tuple[Section, Laid]]:
    """Fit the sections in turn; where one must start on the other side, a picture page comes before it."""
    folio = 1
    for section in planned:
        if section.side != "any" and (folio % 2 == 0) != (section.side == "left"):
            picture = _picture_page(tools, folio)
            yield picture, fit(picture, engine.open, folio)
            folio += 1
        laid = fit(section, engine.open, folio)
        yield section, laid
        folio += len(laid.pages)


def _picture_page(tools: Desk, folio: int) -> Section:
    band = tools.band(f"page-{folio}", "ink", height=tools.project.format.height / tools.project.format.width * 148.0)
    variant: Variant = tools.variant("picture", "picture", 1, band=band)
    return Section("picture", (variant,))


def _about(brochure: Brochure, project: Project) -> About:
    language = brochure.language or project.language
    title = plain_text_of(brochure.title, language)
    name = project.organisation.name
    return About(
        title=f"{title} – {name}" if name else title,
        language=language,
        author=name,
        subject="",
        date=date_of(project).isoformat(),
        generator=f"make-brochure {__version__}",
    )
