"""Finds the sections, shipped and of a project, and puts them in order; no list of them is kept anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from brochure.figures.covers.facts import Facts
from brochure.load.text import read_text
from brochure.model.brochure import Brochure, Part, content_keys
from brochure.model.project import Project
from brochure.model.spec import Keys
from brochure.model.values import Text
from brochure.placing.form import Form
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group
from brochure.render.section import Section
from brochure.sections.declared import as_written, declare, no_facts, no_view
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Problem, Severity, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean

_YEAR = compiled(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Registry:
    """The sections in the order of the brochure, the covers first and last, and those put between them.

    `files` are what a project declares its own in, `problems` what is wrong there.
    """

    sections: tuple[Section, ...]
    between: Mapping[str, Section]
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def all(self) -> tuple[Section, ...]:
        """Give every section."""
        return (*self.sections, *self.between.values())

    @property
    def keys(self) -> Keys:
        """Give the spec of the front matter."""
        return content_keys({name: spec for section in self.sections for name, spec in section.keys.items()})

    @property
    def forms(self) -> tuple[Form, ...]:
        """Give what each section takes, in the order of the brochure."""
        return tuple(Form(section.name, section.keys, section.where) for section in self.sections)

    def texts(self, brochure: Brochure, project: Project) -> dict[str, tuple[Text, ...]]:
        """Give the values whose words each section owes, in the order of its page; none for one that owes nothing."""
        found: dict[str, tuple[Text, ...]] = {}
        for name, texts in self.owed(brochure, project):
            found[name] = found.get(name, ()) + texts
        return {name: texts for name, texts in found.items() if texts}

    def owed(self, brochure: Brochure, project: Project) -> tuple[tuple[str, tuple[Text, ...]], ...]:
        """Give each section in turn with the values whose words it owes."""
        return tuple(
            (section.name, _given((part.heading, *section.texts(seen, project))))
            for section, part, seen in self._parts(brochure)
        )

    def bold(self, brochure: Brochure) -> tuple[Text, ...]:
        """Give the texts whose bold percentages are drawn, in the order of the brochure."""
        return tuple(text for section, _, seen in self._parts(brochure) for text in _given(section.bold(seen)))

    def facts(self, desk: Desk) -> Facts:
        """Give all that a cover can be drawn from, in the order of the brochure."""
        brochure, edition = desk.brochure, desk.plain(desk.project.edition)
        dated = [desk.project.date.year] if desk.project.date else []
        written = [int(year) for year in _YEAR.findall(edition)]
        later = (year for year in (*dated, *written) if year > brochure.since)
        places = tuple(desk.plain(place) for place in brochure.places)
        found = Facts(places=places, places_word=brochure.places_word, since=brochure.since, until=next(later, 0))
        for section, _, seen in self._parts(brochure):
            found |= section.tells(replace(desk, brochure=seen))
        return found

    def groups(self, desk: Desk) -> tuple[tuple[str, tuple[Group, ...]], ...]:
        """Give the groups of pages of each section in the order of the brochure, none for what is absent."""
        made = []
        for section, part, own, _ in self._desks(desk):
            groups = tuple(section.groups(own))
            if section.where != "inside":
                groups = tuple(replace(group, apart=True) for group in groups)
            made.append((section.name, _in_way(desk, part, groups)))
        return tuple(made)

    def alone(self, desk: Desk, name: str) -> tuple[Group, ...]:
        """Give the groups of pages of a section inside, made before any other; none of one that stands there again."""
        found = [one for one in self._parts(desk.brochure) if one[0].name == name and one[0].where == "inside"]
        if len(found) != 1:
            return ()
        ((section, part, seen),) = found
        own = replace(desk, brochure=seen, asked=part.heading)
        return _in_way(own, part, tuple(section.groups(own)))

    def atoms(self, desk: Desk) -> tuple[tuple[str, tuple[Atom, ...]], ...]:
        """Give the pieces of a leaflet of each section in the order of the brochure."""
        return tuple(
            (section.name, tuple(replace(atom, mark=f"{atom.mark}{mark}") for atom in section.atoms(own)))
            for section, _, own, mark in self._desks(desk)
        )

    def cover_of(self, desk: Desk, where: str) -> Group:
        """Give the group of the cover ("front") or of the back cover ("back"), a picture where it is left off."""
        for section, part, own, _ in self._desks(desk):
            if section.where == where:
                return replace(_in_way(desk, part, tuple(section.groups(own)))[0], apart=True)
        return next(iter(self.between["picture"].groups(desk)))

    def _parts(self, brochure: Brochure) -> Iterator[tuple[Section, Part, Brochure]]:
        """Give the sections in their order, each with the brochure as it is to see it."""
        known = {section.name: section for section in self.sections}
        for section in self.sections if not brochure.parts else ():
            yield section, Part(section.name, brochure.contents), brochure
        for part in brochure.parts:
            yield known[part.section], part, replace(brochure, contents=part.contents)

    def _desks(self, desk: Desk) -> Iterator[tuple[Section, Part, Desk, str]]:
        """Give the sections in their order, each with a desk of its own, and a mark where it stands there again."""
        turns: Counter[str] = Counter()
        facts: Facts | None = None
        for section, part, seen in self._parts(desk.brochure):
            turns[section.name] += 1
            own = replace(desk, brochure=seen, asked=part.heading)
            if section.where in ("front", "back"):
                facts = self.facts(desk) if facts is None else facts
                own = replace(own, brochure=replace(seen, parts=desk.brochure.parts), facts=facts)
            if (turn := turns[section.name]) == 1:
                yield section, part, own, ""
            else:
                # What is gathered from other sections is told once.
                yield section, part, replace(own, shelf=desk.shelf.again(turn), bold=()), f"-{turn}"


def _in_way(desk: Desk, part: Part, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Put the way that the settings ask for first; tell of one that the section has not."""
    if not part.way or not groups:
        return groups
    names = list(dict.fromkeys(way.name for group in groups for way in group.ways))
    if part.way in names:
        return tuple(_first(group, part.way) for group in groups)
    hint = (
        Said("did you mean '{meant}'?", meant=meant)
        if (meant := did_you_mean(part.way, names))
        else Said("write one of {known}", known=", ".join(names))
    )
    if part.place is not None:
        message = Said("'{section}' has no way '{way}': it is set as usual", section=part.section, way=part.way)
        desk.shelf.keep("setting-ignored", Severity.WARNING, message, part.place, hint)
    return groups


def _first(group: Group, way: str) -> Group:
    """Put a way first; a group that is asked for in one has its page for itself."""
    chosen = [one for one in group.ways if one.name == way]
    last = [one for one in group.ways[-1:] if one not in chosen]
    return replace(group, ways=(*chosen, *last), part=None) if chosen else group


def _given(texts: Iterable[Text | None]) -> tuple[Text, ...]:
    return tuple(text for text in texts if text)


@cache
def shipped() -> Registry:
    """Give the sections that come with the tool."""
    found = [section for name in _modules() if (section := getattr(import_module(name), "SECTION", None)) is not None]
    for path in sorted(_FOLDER.glob("*.yaml")):
        # What its words do not say of their layout is a module of its name.
        beside = import_module(f"brochure.sections.{path.stem}") if path.with_suffix(".py").is_file() else None
        view, tells = getattr(beside, "view", no_view), getattr(beside, "tells", no_facts)
        whole = getattr(beside, "whole", as_written)
        section, _ = declare(read_text(path, path.name), path.stem, False, view, tells, whole)
        found += [section] if section else []
    return _registry(found)


def _modules() -> list[str]:
    paths = (path for path in _FOLDER.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file())
    return [f"brochure.sections.{path.stem}" for path in sorted(paths) if not path.stem.startswith("__")]


def sections_of(root: Path) -> Registry:
    """Give the sections of a project: the shipped ones, and its own, declared in its folder `sections`.

    One that cannot be made is left out, and told.
    """
    files = sorted((root / "sections").glob("*.yaml"))
    if not files:
        return shipped()
    own: list[Section] = []
    problems: list[Problem] = []
    for path in files:
        try:
            section, reading = declare(read_text(path, name_of(path), within=root), path.stem, own=True)
        except BrochureError as error:
            problems += error.problems
            continue
        problems += reading.problems
        own += [section] if section else []
    return _joined(own, tuple(files), problems)


def _joined(own: list[Section], files: tuple[Path, ...], problems: list[Problem]) -> Registry:
    """Put a project's sections among the shipped ones, but for those that have no place there."""
    taken = {section.name for section in shipped().all}
    for section in own:
        if section.name in taken:
            message = Said("there is a section '{name}' already", name=section.name)
            hint = Said("take another name; to change how it looks, write a template or a style of that name")
            problems.append(_problem("section-exists", section, message, hint))
    sound = [section for section in own if section.name not in taken]
    placed = _registry([*shipped().all, *sound])
    anchors = [section.name for section in (*shipped().sections, *sound) if section.where != "back"]
    for section in sound:
        if section not in placed.sections:
            circular = section.after in anchors
            meant = did_you_mean(section.after, anchors)
            message = (
                Said("'after' leads in a circle: '{after}'", after=section.after)
                if circular
                else Said("there is no section '{after}'", after=section.after)
            )
            hint = (
                Said("did you mean '{meant}'?", meant=meant)
                if meant and not circular
                else Said("name one of {known}", known=", ".join(anchors))
            )
            problems.append(_problem("section-invalid", section, message, hint))
    return replace(placed, files=files, problems=tuple(problems))


def _problem(code: str, section: Section, message: Said, hint: Said) -> Problem:
    assert section.source is not None
    return section.source.problem(code, Severity.ERROR, message, section.place, hint)


def _registry(found: Iterable[Section]) -> Registry:
    """Order sections; what follows none of them, be it in a circle, is left out."""
    sections = tuple(found)
    inside = [section for section in sections if section.where == "inside"]
    # A project's own come directly after the section they name; those of one place stand by their names.
    inside.sort(key=lambda section: (section.source is None, section.name))

    def following(name: str) -> Iterable[Section]:
        for section in inside:
            if section.after == name:
                yield section
                yield from following(section.name)

    front = [section for section in sections if section.where == "front"]
    back = [section for section in sections if section.where == "back"]
    ordered = [*front, *(after for first in front for after in following(first.name)), *back]
    between = {section.name: section for section in sections if section.where == "between"}
    return Registry(tuple(ordered), MappingProxyType(between))
