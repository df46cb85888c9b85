"""From a job to its result: read, find pictures, set, fit, bind, write."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from brochure import __version__
from brochure.figures import artwork
from brochure.job import Job, Output, Result
from brochure.load.text import Source, read_text
from brochure.model.brochure import Brochure, Picture
from brochure.model.project import Project
from brochure.model.validate import read_brochure, read_project
from brochure.pdf.assets import Assets
from brochure.pdf.engine import Engine
from brochure.pdf.fit import fit
from brochure.pdf.laid import About, Laid
from brochure.presets import PRESETS, Preset
from brochure.problems import BrochureError, Exit, Place, Problem, Severity
from brochure.render.page import desk, plain_text_of, sections, stylesheet
from brochure.render.section import Section, Variant
from brochure.resources import STYLES

if TYPE_CHECKING:
    from brochure.render.page import Desk

# What a PDF says of its date where nobody gave one: never the clock (same input, same bytes).
_FIXED_DATE = date(2000, 1, 1)
_SHEETS = ("page", "type", "layout", "parts/cover", "parts/figures", "parts/phases", "parts/quote", "parts/back")


class Shelf:
    """Finds the content's pictures, and draws what is missing; keeps the problems met on the way."""

    def __init__(self, assets: Assets, source: Source, beside: Path, palette: artwork.Palette, stem: str) -> None:
        self.problems: list[Problem] = []
        self._assets, self._source, self._beside = assets, source, beside
        self._palette, self._stem = palette, stem

    def picture(self, picture: Picture, kind: str) -> str:
        """Give the URL of a picture, or of artwork of its kind drawn in its place."""
        if picture.path.strip():

            def report(code: str, severity: Severity, message: str, hint: str) -> None:
                problem = self._source.problem(code, severity, message, picture.place, hint)
                if problem not in self.problems:
                    self.problems.append(problem)

            asset = self._assets.find(picture.path.strip(), self._beside, report)
            if asset is not None:
                return asset.url
        return self.draw(kind, self._stand_in(kind))

    def draw(self, name: str, svg: str) -> str:
        """Give the URL of a drawing."""
        return self._assets.keep(name, svg)

    def _stand_in(self, kind: str) -> str:
        seed = f"{self._stem}-{kind}"
        if kind.startswith("icon"):
            return artwork.icon(int(kind.split("-")[1]) % 9, self._palette)
        if kind.startswith("tile"):
            return artwork.scene(seed, "tile", 120.0, 80.0, self._palette)
        if kind == "portrait":
            return artwork.scene(seed, "portrait", 120.0, 80.0, self._palette)
        return artwork.scene(seed, "cover", 148.0, 150.0, self._palette)


def build(job: Job, write: bool = True) -> Result:
    """Make the PDF of a job; without `write` everything but the file is made.

    Raises BrochureError with every problem found, and the exit code that tells of the worst.
    """
    brochure, project, problems = _read(job)
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
    styles, files = _styles(job)
    engine = Engine(assets, stylesheet(project, preset, styles))
    try:
        problems += _missing_glyphs(engine, brochure)
        _stop_on_errors(problems)
        laid = list(_lay_out(engine, planned, tools))
        pdf = engine.bind(laid, _about(brochure, project), preset.tagged)
        problems += [*engine.notes(), *_heard(engine, job), *_overset(laid, brochure)]
    finally:
        engine.close()
    output = _write(job, preset, pdf, sum(len(part.pages) for _, part in laid), project) if write else None
    inputs = (job.content, *((job.project,) if job.project else ()), *files, *assets.inputs)
    return Result(job, output, tuple(problems), inputs, tuple(assets.absent))


def _read(job: Job) -> tuple[Brochure, Project, list[Problem]]:
    """Read both files; the problems of both are told in one run."""
    failed: list[Problem] = []
    problems: list[Problem] = []
    brochure, project = None, None
    try:
        source = read_text(job.project, name_of(job.project)) if job.project else None
        project, told = read_project(source)
        problems += told
    except BrochureError as error:
        failed += error.problems
    try:
        brochure, told = read_brochure(read_text(job.content, name_of(job.content)), job.content.stem)
        problems += told
    except BrochureError as error:
        failed += error.problems
    if brochure is None or project is None:
        raise BrochureError([*problems, *failed])
    return brochure, project, problems


def name_of(path: Path) -> str:
    """Give the name that problems call a file by: from the current folder where it lies below it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _stop_on_errors(problems: list[Problem]) -> None:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise BrochureError(problems)


def _styles(job: Job) -> tuple[list[str], list[Path]]:
    """Read the style files, the project's own first, and `project.css` of the project last."""
    own = job.root / "styles"
    texts, files = [], []
    for name in _SHEETS:
        mine = own / f"{name}.css"
        path = mine if job.templates and mine.is_file() else STYLES / f"{name}.css"
        texts.append(path.read_text(encoding="utf-8"))
        files.append(path)
    extra = own / "project.css"
    if job.templates and extra.is_file():
        texts.append(extra.read_text(encoding="utf-8"))
        files.append(extra)
    return texts, files


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
        date=_date(project).isoformat(),
        generator=f"make-brochure {__version__}",
    )


def _date(project: Project) -> date:
    """Give the date told in the PDF: SOURCE_DATE_EPOCH, else the project's, else a fixed one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        from datetime import UTC, datetime

        return datetime.fromtimestamp(int(epoch), UTC).date()
    return project.date or _FIXED_DATE


def _missing_glyphs(engine: Engine, brochure: Brochure) -> list[Problem]:
    """Tell each character that no font can draw, and where it stands."""
    import unicodedata

    source = brochure.source
    assert source is not None
    found = []
    for character in engine.missing_glyphs(source.text):
        if not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf"):
            name = unicodedata.name(character, "unnamed")
            message = f"no font of the brochure has the character '{character}' (U+{ord(character):04X}, {name})"
            hint = "write it another way, or give a font that has it under brand.fonts in brochure.yaml"
            at = source.text.index(character)
            found.append(source.problem("glyph-missing", Severity.ERROR, message, at, hint))
    return found


def _heard(engine: Engine, job: Job) -> list[Problem]:
    place = Place(name_of(job.content))
    return [Problem("engine-warning", Severity.WARNING, line, place, "please report this") for line in engine.log]


def _overset(laid: list[tuple[Section, Laid]], brochure: Brochure) -> list[Problem]:
    """Warn of text that found no room even at its smallest."""
    problems, folio = [], 1
    for section, part in laid:
        for over in part.overset:
            message = f"text has no room in the section {section.name} ({over.kind}): {over.text[:60]!r}"
            problem = Problem("text-overset", Severity.WARNING, message, brochure.title.place, "shorten the text")
            problems.append(problem.on_page(folio + over.page - 1))
        folio += len(part.pages)
    return problems


def _write(job: Job, preset: Preset, pdf: bytes, pages: int, project: Project) -> Output:
    """Write under a temporary name and move into place, so that the last good file is never half of a new one."""
    target = job.out / f"{job.content.stem}{preset.suffix}.pdf"
    try:
        job.out.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=job.out)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(0o666 & ~umask)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _machine_failed(error, target) from error
    trim = (project.format.width, project.format.height)
    return Output(target, preset.name, hashlib.sha256(pdf).hexdigest(), len(pdf), pages, trim)


def _machine_failed(error: OSError, target: Path) -> BrochureError:
    import errno

    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    code, hint = ("disk-full", "free some room") if full else ("out-not-writable", "check the folder and its rights")
    message = f"the PDF cannot be written: {error.strerror or error}"
    return BrochureError([Problem(code, Severity.ERROR, message, Place(name_of(target)), hint)], Exit.MACHINE)
