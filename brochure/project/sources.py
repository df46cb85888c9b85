"""Read what a job is made from: content, settings and styles."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from brochure.engine.cssvalues import set_in
from brochure.load import slots
from brochure.load.front_matter import FrontMatter, front_matter, yaml_document
from brochure.load.languages import language_of
from brochure.load.markdown.title import only_heading
from brochure.load.text import Source, read_text
from brochure.load.yaml.nodes import Mapping, Scalar
from brochure.model.brochure import Brochure
from brochure.model.kinds.forms import LANGUAGE
from brochure.model.overlay import own_settings
from brochure.model.paths import KeyPath
from brochure.model.project import PROJECT, USUAL_LANGUAGE, Project
from brochure.model.reading import Reading
from brochure.model.validate import draft_project, read_brochure
from brochure.model.values import Text
from brochure.placing.account import Fate, fates
from brochure.placing.arrange import Arranged, Asked, arranged, is_opened
from brochure.placing.landmarks import places_of, places_word, since_of
from brochure.placing.names import folded
from brochure.placing.opening import opening_of
from brochure.placing.telling import tell
from brochure.project.nearest import contents
from brochure.render.prose import on_the_web
from brochure.render.words import reviewed, words
from brochure.sections.registry import Registry, sections_of
from brochure.store.reading import read as read_bytes
from brochure.store.reading import walked
from brochure.vocabulary.job import Job
from brochure.vocabulary.limits import DEFAULT, Limits, lower
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.shipped import STYLES, TEMPLATES
from brochure.vocabulary.speech import NOTHING, Said
from brochure.vocabulary.suggest import did_you_mean
from brochure.vocabulary.tongues import language_in

_COMMON = ("page", "type", "prose", "layout")
# Where the first version looked for a project's own files, and where they belong now.
_MOVED = (
    ("templates/parts/*.html.j2", "templates/sections"),
    ("templates/blocks/*.html.j2", "templates/sections"),
    ("templates/base.html.j2", "templates/page.html.j2"),
    ("styles/parts/*.css", "styles/sections"),
)
# What the address of a site is called, folded.
_SITES = frozenset(("site", "url", "baseurl", "siteurl", "canonicalurl"))
_LOCALE = compiled(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2})?")
_RENAMED = {"figures": "numbers", "text": "introduction", "leaflet-phase": "phases"}


@dataclass(frozen=True, slots=True)
class Read:
    """What a job is made from, and what is wrong with it, errors included; `page` is how its keys were arranged,
    `fates` what became of each."""

    brochure: Brochure
    project: Project
    registry: Registry
    page: Arranged
    fates: tuple[Fate, ...]
    problems: tuple[Problem, ...]


def read(job: Job) -> Read:
    """Read both files, and the sections of the project, as far as they can be understood.

    Raises BrochureError with all that is wrong where either file cannot be parsed.
    """
    failed: list[Problem] = []
    registry = sections_of(job.root)
    problems: list[Problem] = [*registry.problems, *_moved(job), *_stale(job, registry)]
    project, text, front = None, None, None
    source: Source | None = None
    try:
        path = job.project
        source = read_text(path, name_of(path), within=path.parent, blank=True) if path else None
        project, told = draft_project(source, job.root / "styles", job.templates, values=dict(job.values))
    except BrochureError as error:
        failed += error.problems
    try:
        limits = project.limits if project else DEFAULT
        text = read_text(job.content, name_of(job.content), limits, job.root)
        front = slots.filled(front_matter(text, limits), dict(job.values))
    except BrochureError as error:
        failed += error.problems
    if project is not None and text is not None and front is not None and own_settings(front.data, PROJECT) is not None:
        project, told = draft_project(source, job.root / "styles", job.templates, (text, front.data), dict(job.values))
    if project is not None:
        problems += told
        if not job.templates:
            project, told = _tamed(project)
            problems += told
    if project is None or text is None or front is None:
        raise BrochureError([*problems, *failed])
    return _placed(job, project, registry, text, front, problems)


def _placed(
    job: Job, project: Project, registry: Registry, text: Source, front: FrontMatter, problems: list[Problem]
) -> Read:
    """Arrange the keys of the content as the settings ask for, and read it."""
    project = _sited(project, front)
    beside = [project.source] if project.source is not None else []
    reading = Reading(text, (), beside, local=True)
    language = _spoken(job, reading, front, project)
    asked = Asked(project.sections, project.ignore, language)
    titled = only_heading(front.body) is not None
    page = arranged(reading, front.data, registry.forms, asked, front.body, titled)
    opened = opening_of(front, text) if is_opened(page) else None
    if opened is not None:
        opening, front = opened
        reading = Reading(text, (), beside, local=True)
        language = _spoken(job, reading, front, project)
        page = arranged(reading, front.data, registry.forms, asked, front.body, titled, opening)
    for path in _nowhere(job, page.absent, project.limits):
        hint = Said("write a key path that the content has: team.members, blocks[2], blocks[type=hero]")
        message = Said("'from' leads to no key of the content: '{path}'", path=path)
        reading.report("unknown-key", message, path.place, hint, "warning")
    brochure, told = read_brochure(text, job.name, registry.keys, front, page.placed, beside)
    problems += _no_words(job, project, registry, language)
    spoken = brochure.language or language_in(job.name) or _of_site(front) or project.language or language
    called = places_word(front.data, spoken)
    brochure = replace(brochure, language=spoken, places=_places(front), places_word=called, since=since_of(front.data))
    _worded(job, reading, front, spoken)
    wrong = {problem.place for problem in told if problem.code in ("unknown-key", "wrong-type")}
    forms = {form.name: form for form in registry.forms}
    owed = [texts for _, texts in registry.owed(brochure, project)]
    found = fates(page, forms, owed, front.body, wrong)
    tell(reading, page, found, front.body)
    kept = (problem for problem in (*problems, *reading.problems, *told) if not _is_filled(job, problem))
    return Read(brochure, project, registry, page, found, tuple(kept))


def _sited(project: Project, front: FrontMatter) -> Project:
    """Give the settings with the address of the site, where they, or the page, say it in another way."""
    if project.organisation.site:
        return project
    own = yaml_document(project.source).data.entries if project.source is not None else ()
    said = [entry.value for entry in (*own, *front.data.entries) if folded(entry.key.text) in _SITES]
    whole = (value.text.strip() for value in said if isinstance(value, Scalar))
    site = next((text for text in whole if on_the_web(text, "")), "")
    return replace(project, organisation=replace(project.organisation, site=site)) if site else project


def _is_filled(job: Job, problem: Problem) -> bool:
    """Tell whether what is taken for markup of a site, in either file, is a slot that a row fills."""
    if problem.code != "foreign-markup" or not job.values:
        return False
    return slots.is_slot(problem.excerpt[(problem.place.column or 1) - 1 :], dict(job.values))


def _places(front: FrontMatter) -> tuple[Text, ...]:
    return tuple(Text(name.text.strip(), name.place) for name in places_of(front.data))


def _no_words(job: Job, project: Project, registry: Registry, language: str) -> Iterator[Problem]:
    """Warn of names under `words` that nothing prints; a template of the project's own may print any."""
    if not project.words or project.source is None:
        return
    own = job.root / "templates" if job.templates else None
    known = {*words(language, {}, own), *(name for section in registry.all for name in (section.name, *section.words))}
    tree = yaml_document(project.source).data.get("words")
    for entry in tree.entries if isinstance(tree, Mapping) else ():
        likely = did_you_mean(entry.key.text, known)
        if entry.key.text not in known and (likely or own is None or not own.is_dir()):
            hint = NOTHING if likely else Said("known are {known}", known=", ".join(sorted(known)))
            message = (
                Said("unknown key 'words.{key}': did you mean 'words.{likely}'?", key=entry.key.text, likely=likely)
                if likely
                else Said("unknown key 'words.{key}'", key=entry.key.text)
            )
            yield project.source.problem("unknown-key", Severity.WARNING, message, entry.key.place, hint)


def _nowhere(job: Job, absent: Sequence[KeyPath], limits: Limits) -> list[KeyPath]:
    """Give the key paths that lead to nothing in any content file of the project."""
    left = list(absent)
    for name in contents(str(job.root)) if left else ():
        path = job.root / "content" / name
        with suppress(BrochureError):
            front = front_matter(read_text(path, name_of(path), limits, job.root), limits).data
            # What a content file says of itself is of no other one.
            left = [one for one in left if one.place.file == name_of(job.content) or one.find(front) is None]
    return left


def _spoken(job: Job, reading: Reading, front: FrontMatter, project: Project) -> str:
    """Give the language that the content, its name or the settings say; else, with a note, that of its words."""
    said = next((entry.value for entry in front.data.entries if entry.key.text.casefold() == "lang"), None)
    read = LANGUAGE.read(reading.deaf(), said, "lang") if said is not None else None
    if isinstance(read, str):
        return read
    if known := language_in(job.name) or _of_site(front) or project.language:
        return known
    language = language_of(reading.source.text, USUAL_LANGUAGE)
    if language != USUAL_LANGUAGE:
        message = Said("nothing says the language; it is taken for '{language}'", language=language)
        reading.report(
            "language-guessed",
            message,
            0,
            Said("say so in the front matter: lang: {language}", language=language),
            "note",
        )
    return language


def _of_site(front: FrontMatter) -> str | None:
    """Give the language that a page says as other sites do: `language: fr`, `locale: fr_FR`."""
    said = {entry.key.text.casefold(): entry.value for entry in front.data.entries}
    texts = (value.text.strip() for value in map(said.get, ("language", "locale")) if isinstance(value, Scalar))
    return next((text.replace("_", "-") for text in texts if _LOCALE.fullmatch(text)), None)


def _worded(job: Job, reading: Reading, front: FrontMatter, language: str) -> None:
    """Tell of a language whose words around the content are English, or were read by no speaker of it."""
    seen = reviewed(language, job.root / "templates" if job.templates else None)
    key = next((entry.key.place for entry in front.data.entries if entry.key.text.casefold() == "lang"), 0)
    if seen is None:
        message = Said(
            "the words around the content are English: there is no catalogue of '{language}'", language=language
        )
        hint = Said(
            "write templates/words/{language}.yaml, or name the few that are printed under words: in brochure.yaml",
            language=language,
        )
        reading.report("words-missing", message, key, hint, "warning")
    elif not seen:
        message = Said("no speaker of '{language}' has read the words around the content yet", language=language)
        hint = Said("read the headings; name others under words: in brochure.yaml")
        reading.report("words-unreviewed", message, key, hint, "note")


def _moved(job: Job) -> Iterator[Problem]:
    """Warn of files of the project that stand where they had an effect in the first version."""
    for pattern, place in _MOVED if job.templates else ():
        for path in sorted(job.root.glob(pattern)):
            stem, dot, ending = path.name.partition(".")
            to = place if "." in place else f"{place}/{_RENAMED.get(stem, stem)}{dot}{ending}"
            message = Said("it has no effect here: it belongs to {to}", to=to)
            yield Problem("override-moved", Severity.WARNING, message, Place(name_of(path)), Said("move it there"))


def _stale(job: Job, registry: Registry) -> Iterator[Problem]:
    """Note that the editor's schema of the project does not know its sections, or those of this version."""
    path = job.root / ".schema" / "content.json"
    if path.is_file():
        from brochure.model.schema import content_schema

        kept = read_text(path, name_of(path), within=job.root).text
        if kept.strip() != json.dumps(content_schema(registry.keys), ensure_ascii=False, indent=2):
            message = Said("the schema is not that of the sections of this project and version")
            hint = Said("write it anew: make-brochure schema content > .schema/content.json")
            yield Problem("schema-stale", Severity.NOTE, message, Place(name_of(path)), hint)


def _tamed(project: Project) -> tuple[Project, tuple[Problem, ...]]:
    """Take from the settings of a project that is not trusted what would let it do more than the defaults do."""
    tame = replace(project, limits=lower(project.limits, DEFAULT), remote=())
    if (tame.limits, tame.remote) == (project.limits, project.remote) or project.source is None:
        return tame, ()
    message = Said("limits above the defaults and 'remote' have no effect with --no-project-templates")
    hint = Said("build without the option where you trust whoever wrote these settings")
    return tame, (project.source.problem("setting-ignored", Severity.WARNING, message, None, hint),)


def styles(job: Job, registry: Registry, project: Project, made: Collection[str]) -> tuple[list[str], list[Path]]:
    """Give the texts and the paths of the style files, each the project's own where it has one.

    After the styles that every brochure has come those of the sections that are `made`, in their order, those of a
    folded format, of the theme, of paper and of the preset, where there are any, the project's `project.css` last.
    Raises BrochureError as `read_text` does.
    """
    own = job.root / "styles"
    texts, files = [], []
    paper = () if PRESETS[job.preset].links else ("presets/paper",)
    leaflet = ("formats/leaflet",) if project.format.panels else ()
    shown = [section for section in registry.all if section.name in made or section.where == "between"]
    sections = [f"sections/{section.name}" for section in shown]
    theme = f"themes/{project.theme}/theme"
    names = (*_COMMON, *sections, *leaflet, theme, *paper, f"presets/{job.preset}", "project")
    for name in names:
        mine, shipped = own / f"{name}.css", STYLES / f"{name}.css"
        if job.templates and mine.exists():
            texts.append(read_text(mine, name_of(mine), project.limits, job.root, blank=True).text)
            files.append(mine)
        elif name in _COMMON or shipped.is_file():
            texts.append(shipped.read_text(encoding="utf-8"))
            files.append(shipped)
    return texts, files


def variables(job: Job) -> frozenset[str]:
    """Give the variables of the styles that templates set, also those that this brochure has no use for."""
    found: frozenset[str] = frozenset()
    for folder, within in ((TEMPLATES, None), *([(job.root / "templates", job.root)] if job.templates else [])):
        for path in (Path(top, name) for top, names in walked(folder) for name in names if name.endswith(".j2")):
            with suppress(OSError):
                found |= set_in(read_bytes(path, within=within).decode("utf-8", "replace"))
    return found
