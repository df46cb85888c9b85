"""From a job to its result: read, find pictures, set, fit, bind, write."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.compose.booklet import blank_pages, in_order, stapled
from brochure.compose.copyfit import Manuscript
from brochure.compose.sharing import shared
from brochure.engine.engine import Engine, hold_pages
from brochure.engine.fonts import Face, faces, own_fonts, stacked, usual
from brochure.engine.laid import About, Laid, Placed
from brochure.engine.signs import Signs
from brochure.engine.writings import faces_for
from brochure.figures.svg import mirrored
from brochure.load.text import Source, read_text
from brochure.model.brochure import Brochure
from brochure.model.project import USUAL_LANGUAGE, Project
from brochure.model.values import Text
from brochure.pictures.assets import Assets
from brochure.pictures.shelf import Shelf
from brochure.placing.account import REASONS
from brochure.preflight import engine_said
from brochure.preflight.build import of_build, on_pages
from brochure.preflight.demands import demands
from brochure.preflight.rule import Origins
from brochure.preflight.rulebook import applying, settle
from brochure.project import sources
from brochure.project.dating import date_of, is_dated, unread
from brochure.render.desk import Desk, desk
from brochure.render.direction import directed, is_rtl, is_turned
from brochure.render.group import Group
from brochure.render.theme import palette, variables
from brochure.sections.registry import Registry
from brochure.store.manifest import write
from brochure.vocabulary.job import Job, KeyRow, Outcome, Output, Tell
from brochure.vocabulary.paper import sheet_for
from brochure.vocabulary.presets import PRESETS, Preset
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.shipped import STYLES
from brochure.vocabulary.speech import NOTHING, Said
from brochure.vocabulary.version import VERSION
from brochure.worker.guard import guarded

if TYPE_CHECKING:
    from brochure.compose.leaflet import Leaflet
    from brochure.press.reprint import Reprint

# Takes what makes the groups of a section, by its name, alone.
Glance = Callable[[Callable[[str], Sequence[Group]]], None]
# Writes a PDF: the job, its bytes, the number of its pages, their trim size in mm.
Placing = Callable[[Job, bytes, int, tuple[float, float]], Output]


# So much of what is told is shown.
_STAMP = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is known of a brochure before it is laid out; `files` are the style files that were read.

    `parts` are the groups of each section in turn, `read` is what they were made from.

    `origins` tells by the address of a picture how the content names it, and where.
    """

    job: Job
    preset: Preset
    brochure: Brochure
    project: Project
    assets: Assets
    desk: Desk
    registry: Registry
    read: sources.Read
    parts: tuple[tuple[Group, ...], ...]
    css: str
    problems: tuple[Problem, ...]
    files: tuple[Path, ...]
    faces: tuple[Face, ...]
    origins: Mapping[str, tuple[str, Place]]
    leaflet: Leaflet | None

    @property
    def groups(self) -> tuple[Group, ...]:
        """Give the groups of pages in the order of the brochure; one that two sections share comes once."""
        return tuple({id(group): group for part in self.parts for group in part}.values())

    @property
    def trusted(self) -> bool:
        """Tell whether all styles are shipped ones, of which nothing need be told."""
        return all(path.is_relative_to(STYLES) for path in self.files)

    def between(self, section: str, folio: int) -> Group:
        """Give a page that no content asks for, by the name of its section, for a folio."""
        return next(iter(self.registry.between[section].groups(replace(self.desk, folio=folio))))


def build(
    job: Job,
    keep: bool = True,
    tell: Tell = lambda done, total: None,
    heed: Callable[[Project], None] = lambda project: None,
    place: Placing = write,
    show: Callable[[Plan], None] = lambda planned: None,
) -> Outcome:
    """Make the PDF of a job; without `keep` everything but the file is made, and `tell` hears of the progress.

    `heed` is told the project as soon as it is known, `show` the plan; `place` writes the file. Where preflight finds
    an error, that of the last good build stays.
    Raises BrochureError with every problem found, and the exit code that tells of the worst.
    """
    with guarded(name_of(job.content)) as watch:

        def heeded(project: Project) -> None:
            watch.heed(project.limits)
            heed(project)

        planned = plan(job, heed=heeded)
        show(planned)
        engine = start(planned)
        try:
            planned = gathered(planned, engine.open)
            laid = []
            for pair in lay_out(planned, engine.open):
                laid.append(pair)
                tell(len(laid), len(planned.groups) + 1)
            bound = bind(planned, engine, laid)
            pdf, told = finish(planned, engine, laid, bound)
        finally:
            engine.close()
    pages = sum(len(part.pages) for _, part in laid)
    sound = all(problem.severity is not Severity.ERROR for problem in told)
    trim = (planned.project.format.width, planned.project.format.height)
    output = place(job, pdf, pages, trim) if keep and sound else None
    inputs = (job.content, *((job.project,) if job.project else ()), *planned.files, *planned.assets.inputs)
    absent, searched = tuple(planned.assets.absent), tuple(planned.assets.searched)
    rules = tuple(rule.code for rule in applying(planned.preset.rules, planned.project.preflight))
    pdf = bound if planned.preset.imposed else pdf
    return Outcome(job, output, told, inputs, absent, searched, ran=rules, pdf=pdf, keys=key_rows(planned, laid))


def key_rows(planned: Plan, laid: Sequence[tuple[Group, Laid]]) -> tuple[KeyRow, ...]:
    """Say of every key of the content where it is printed, or why it is not."""
    known = _begins(planned, laid)
    rows = []
    for fate in planned.read.fates:
        if fate.made is None:
            rows.append(KeyRow(fate.path, fate.words, "", REASONS[fate.why], None, fate.place.line))
        else:
            section = planned.read.page.made[fate.made].order.section
            rows.append(KeyRow(fate.path, fate.words, section, NOTHING, known[fate.made], fate.place.line))
    return tuple(rows)


def _begins(planned: Plan, laid: Sequence[tuple[Group, Laid]]) -> list[int | None]:
    """Give the page on which each section begins, None for one that is nowhere."""
    if planned.leaflet is not None:
        from brochure.compose.leaflet import begins

        return begins(planned.leaflet, laid)
    folios: dict[int, int] = {}
    folio = 1
    for group, part in laid:
        folios.setdefault(id(group), folio)
        folio += len(part.pages)
    return [next((folios[id(group)] for group in groups if id(group) in folios), None) for groups in planned.parts]


def plan(
    job: Job,
    shelves: Callable[[Path, tuple[str, ...], Path], Assets] = Assets,
    heed: Callable[[Project], None] = lambda project: None,
    look: Glance | None = None,
) -> Plan:
    """Read everything, find the pictures and plan the sections.

    `shelves` gives the assets to find the pictures in; `heed` is told the project as soon as it is known, and `look`
    may have some sections before all are planned.

    Raises BrochureError where an error stands among the problems.
    """
    read = sources.read(job)
    brochure, project, registry, problems = read.brochure, read.project, read.registry, list(read.problems)
    heed(project)
    preset = PRESETS[job.preset]
    assets = shelves(job.root, project.assets, STYLES)
    assets.allow(project.limits, project.remote, preset.press)
    seen = project
    if preset.press:
        seen, unfit = _proofed(project, job.root, assets)
        problems += unfit
    own_files, told = own_fonts(project.brand.fonts, job.root)
    language = brochure.language or project.language or USUAL_LANGUAGE
    letters = faces(own_files, language)
    written = "".join(text.markdown for text in _texts(registry, brochure, project))
    letters = (*letters, *faces_for(language, written, letters))
    table, made, groups, problems = _on_the_desk(job, read, seen, assets, letters, [*problems, *told], look)
    _stop_on_errors(problems)
    assets.inputs += [path for paths in own_files.values() for path in paths]
    assets.inputs += [face.path for face in letters if face.weight == 0]
    leaflet = made is not None
    if not read.page.slips:
        problems += _empty(job, registry, groups, leaflet)
    styles, files = sources.styles(job, registry, project, [name for name, own in groups if own or leaflet])
    return Plan(
        job=job,
        preset=preset,
        brochure=brochure,
        project=project,
        assets=assets,
        desk=table,
        registry=registry,
        read=read,
        parts=tuple(tuple(of_section) for _, of_section in groups),
        css=stacked(directed(variables(seen, preset) + "".join(styles), language), letters),
        problems=tuple(problems),
        files=(*files, *registry.files),
        faces=letters,
        origins=table.shelf.origins,
        leaflet=made,
    )


def _on_the_desk(
    job: Job,
    read: sources.Read,
    seen: Project,
    assets: Assets,
    letters: tuple[Face, ...],
    problems: list[Problem],
    look: Glance | None,
) -> tuple[Desk, Leaflet | None, Groups, list[Problem]]:
    """Give the desk, what is composed on it, and the problems so far in order; `seen` has the colours as they print."""
    brochure, registry = read.brochure, read.registry
    texts = [source for source in (brochure.source, read.project.source) if source]
    seen_in = brochure.language or read.project.language or USUAL_LANGUAGE
    drawn = _drawn(Signs(letters), seen_in)
    own = job.root / "templates" if job.templates else None
    preset = PRESETS[job.preset]

    def shelf() -> Shelf:
        return Shelf(assets, texts, job.content, palette(seen), brochure.stem, drawn)

    def laid(shelf: Shelf) -> Desk:
        measured = usual(letters, "display", bold=True), usual(letters, "text"), usual(letters, "small")
        made_for = preset.resolution, not preset.links
        return desk(brochure, seen, shelf, own, registry.bold(brochure), *measured, *made_for)

    if look is not None and not seen.format.panels and not _has_errors(problems):
        # On a desk of its own: what is told there is told again, and numbers of drawings are as the order has them.
        with suppress(BrochureError):
            look(partial(registry.alone, laid(shelf())))
    shelved = shelf()
    try:
        table = laid(shelved)
        made, groups, lost = _composed(registry, table)
    except BrochureError as error:
        raise BrochureError(ordered([*problems, *shelved.problems, *error.problems]), error.exit_code) from None
    missing = engine_said.missing_scripts(letters, _texts(registry, brochure, read.project))
    return table, made, groups, ordered([*problems, *lost, *shelved.problems, *missing])


def _drawn(signs: Signs, language: str) -> Callable[[str, str], str]:
    """Give what makes of a drawing, by its name, what is shown: without signs that no font has, and turned about."""
    turned = is_rtl(language)

    def drawn(name: str, svg: str) -> str:
        shown = signs.drawn(svg)
        return mirrored(shown) if turned and is_turned(name) else shown

    return drawn


def _texts(registry: Registry, brochure: Brochure, project: Project) -> list[Text]:
    """Give the texts that are printed, section by section."""
    return [text for texts in registry.texts(brochure, project).values() for text in texts]


def _left_out(planned: Plan, signs: Collection[str]) -> list[Problem]:
    """Tell the signs without a font; not those of an earlier state of a content that is watched."""
    brochure, project = planned.brochure, planned.project
    texts = [source.text for source in (brochure.source, project.source) if source is not None]
    kept = [sign for sign in signs if any(engine_said.is_in(sign, text) for text in texts)]
    if not kept or brochure.source is None:
        return []
    return engine_said.left_out(kept, _texts(planned.registry, brochure, project), brochure.source)


def _dating(planned: Plan) -> Iterator[Problem]:
    """Tell a date that nothing says, or that is asked for and is none."""
    place, day = Place(name_of(planned.job.content)), date_of(planned.project, planned.job).isoformat()
    if stamp := unread():
        shown = stamp[:_STAMP]
        message = Said(
            "SOURCE_DATE_EPOCH is '{stamp}', which is no time: the PDF bears the date {day}", day=day, stamp=shown
        )
        hint = Said("give the seconds since 1970 in digits, such as 1793491200, or unset it")
        yield Problem("date-unread", Severity.WARNING, message, place, hint)
    if not is_dated(planned.project, planned.job):
        message = Said("nothing says when this is from: the PDF bears the date {day}", day=day)
        hint = Said("write 'date: 2026-11-01' in brochure.yaml, or keep the content in Git")
        yield Problem("pdf-undated", Severity.NOTE, message, place, hint)


Groups = Sequence[tuple[str, Sequence[Group]]]


def _empty(job: Job, registry: Registry, groups: Groups, leaflet: bool) -> list[Problem]:
    """Warn of a brochure that is its covers alone; the sections of a `leaflet` have no groups of their own."""
    covers = {section.name for section in registry.sections if section.where != "inside"}
    if any(own or leaflet for name, own in groups if name not in covers):
        return []
    hint = Said("write text below the front matter; 'build --explain' says what became of its keys")
    message = Said("nothing is printed but the covers")
    return [Problem("brochure-empty", Severity.WARNING, message, Place(name_of(job.content), 1, 1), hint)]


def _composed(registry: Registry, table: Desk) -> tuple[Leaflet | None, Groups, tuple[Problem, ...]]:
    """Make the leaflet, if it is one, and the groups of pages; tell the words that the project's templates lose."""
    told: tuple[Problem, ...] = ()
    if table.shop.has_own("sections"):
        from brochure.sections.lost import lost_words

        told = tuple(lost_words(registry, table))
    if not table.project.format.panels:
        return None, registry.groups(table), told
    from brochure.compose.leaflet import Leaflet

    cover, back = (registry.cover_of(table, where) for where in ("front", "back"))
    made = Leaflet(cover, back, registry.atoms(table))
    return made, made.groups, told


def start(planned: Plan) -> Engine:
    """Load the engine with the stylesheet and the fonts of a plan; the caller closes it."""
    return Engine(planned.assets, planned.css, planned.faces, planned.trusted)


def gathered(planned: Plan, open: Callable[[str], Manuscript]) -> Plan:
    """Let short sections share a page, and chapters run on."""
    if planned.leaflet is not None:
        return planned
    found = iter(shared(planned.groups, open, planned.desk.joined, planned.desk.running_on))
    return replace(planned, parts=tuple(tuple(next(found) for _ in part) for part in planned.parts))


def lay_out(planned: Plan, open: Callable[[str], Manuscript]) -> Iterator[tuple[Group, Laid]]:
    """Fit the sections in turn, on the pages that the binding asks for."""
    if planned.leaflet is not None:
        from brochure.compose.leaflet import compose

        return iter(compose(planned.leaflet, planned.desk, open))
    if planned.preset.links or planned.project.binding == "none":
        return in_order(planned.groups, planned.between, open)
    return iter(stapled(planned.groups, planned.between, open, planned.project.fillers))


def finish(
    planned: Plan,
    engine: Engine,
    laid: list[tuple[Group, Laid]],
    pages: bytes | None = None,
    reprint: Reprint | None = None,
) -> tuple[bytes, tuple[Problem, ...]]:
    """Make the PDF of the preset of the bound pages, and give all problems.

    `reprint` keeps what it takes to write pieces of the pages for the press again.
    What was told before the layout comes first, as the project weighs it, of pictures with their pages.
    """
    pdf = pages or bind(planned, engine, laid)
    flattened: list[Problem] = []
    if planned.preset.press:
        from brochure.press.presswork import finish_for_press

        pdf = finish_for_press(pdf, planned.job, planned.project, about(planned), flattened.append, reprint)
    name = name_of(planned.job.content)
    own = _own_styles(planned)
    elsewhere = sources.variables(planned.job) if own else frozenset()
    placed = engine.placed(laid)
    told = [*told_before(planned, placed), *engine.notes()]
    told += [*engine_said.heard(engine, name, own, elsewhere), *blank_pages(laid, name), *flattened]
    told += _preflight(planned, placed, pdf)
    told += _left_out(planned, engine.signs.left_out)
    told += _dating(planned)
    if planned.preset.imposed:
        pdf = _impose(pdf, planned.project, is_rtl(planned.desk.language))
    return pdf, tuple(told)


def told_before(planned: Plan, placed: Placed) -> tuple[Problem, ...]:
    """Give what was told before the layout, as the project weighs it, of pictures with their pages."""
    # Templates are filled where they are laid out: what they ask for may be wrong, too.
    late = (problem for problem in planned.desk.shelf.problems if problem not in planned.problems)
    return on_pages(settle((*planned.problems, *late), planned.project.preflight), placed, planned.origins)


def _own_styles(planned: Plan) -> list[tuple[int, Source]]:
    """Give the style files of the project, each with the line of the stylesheet on which it begins."""
    found, line = [], 1
    for path in planned.files if any(not path.is_relative_to(STYLES) for path in planned.files) else ():
        own = not path.is_relative_to(STYLES)
        within = planned.job.root if own else None
        source = read_text(path, name_of(path), planned.project.limits, within, blank=True)
        found += [(line, source)] if own else []
        line += source.text.count("\n")
    return found


def bind(planned: Plan, engine: Engine, laid: list[tuple[Group, Laid]]) -> bytes:
    """Bind the pages, one by one and in their order, into a PDF."""
    hold_pages(sum(len(part.pages) for _, part in laid), planned.project.limits)
    return engine.bind(laid, about(planned), planned.preset.tagged, resolution_of(planned))


def resolution_of(planned: Plan) -> float:
    """Give how many pixels to the inch pictures keep at most; 0 where the press or the sheet decides it later."""
    return planned.project.screen.resolution if planned.preset.links else 0.0


def _preflight(planned: Plan, placed: Placed, pdf: bytes) -> tuple[Problem, ...]:
    """Judge the pages by the rules of the preset, each as the project weighs it."""
    verdict = of_build(
        planned.preset.rules,
        planned.project.preflight,
        replace(demands(planned.preset, planned.project), rtl=is_rtl(planned.desk.language)),
        placed,
        Origins(planned.brochure.source, planned.origins),
        pdf,
        name_of(planned.job.content),
    )
    return verdict.problems


def _impose(pdf: bytes, project: Project, rtl: bool) -> bytes:
    from brochure.imposition.impose import impose, lay_flat
    from brochure.imposition.signature import Folding

    booklet, trim = project.booklet, project.format
    sheet = booklet.sheet or sheet_for(trim.leaf_width, trim.height)
    if trim.panels:
        return lay_flat(pdf, sheet, trim.folds_of(rtl) if booklet.marks else ())
    return impose(pdf, Folding(sheet, booklet.paper, booklet.creep, booklet.marks, rtl))


def _proofed(project: Project, root: Path, assets: Assets) -> tuple[Project, tuple[Problem, ...]]:
    """Give the project in the colours of the press; tell what is wrong with its profile, a sound one is an input."""
    from brochure.press.presswork import profile_of, proofed

    try:
        assets.inputs.append(profile_of(project, root))
    except BrochureError as error:
        return project, error.problems
    return proofed(project, root), ()


def ordered(problems: Sequence[Problem]) -> list[Problem]:
    """Put problems in the order of their places, file by file as they come."""
    files = list(dict.fromkeys(problem.place.file for problem in problems))
    return sorted(
        problems, key=lambda found: (files.index(found.place.file), found.place.line or 0, found.place.column or 0)
    )


def _has_errors(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _stop_on_errors(problems: list[Problem]) -> None:
    if _has_errors(problems):
        raise BrochureError(problems)


def about(planned: Plan) -> About:
    """Give what the PDF says of itself."""
    project = planned.project
    title = planned.desk.title
    name = project.organisation.name
    source = planned.brochure.source
    return About(
        title=f"{title} – {name}" if name else title,
        language=planned.desk.language,
        author=name,
        date=date_of(project, planned.job).isoformat(),
        generator=f"make-brochure {VERSION}",
        archive=project.archive,
        accessibility=int(project.accessibility.removeprefix("ua-")),
        source=(Path(source.name).name, source.text) if source is not None else ("", ""),
    )
