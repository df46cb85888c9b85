"""Finds the sections, shipped and of a project, and puts them in order; no list of them is kept anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from brochure.load.text import read_text
from brochure.model.brochure import Brochure, content_keys
from brochure.model.project import Project
from brochure.model.spec import Keys
from brochure.model.values import Text
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group
from brochure.render.section import Section
from brochure.sections.declared import declare, no_view
from brochure.vocabulary.problems import BrochureError, Problem, Severity, name_of
from brochure.vocabulary.suggest import did_you_mean

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

    def texts(self, brochure: Brochure, project: Project) -> dict[str, tuple[Text, ...]]:
        """Give the values whose words each section owes, in the order of its page; none for one that owes nothing."""
        found = {section.name: _given(section.texts(brochure, project)) for section in self.sections}
        return {name: texts for name, texts in found.items() if texts}

    def bold(self, brochure: Brochure) -> tuple[Text, ...]:
        """Give the texts whose bold percentages are drawn, in the order of the brochure."""
        return tuple(text for section in self.sections for text in _given(section.bold(brochure)))

    def groups(self, desk: Desk) -> dict[str, tuple[Group, ...]]:
        """Give the groups of pages of each section in the order of the brochure; what is absent leaves no hole."""
        made = {section.name: tuple(section.groups(desk)) for section in self.sections}
        return {name: groups for name, groups in made.items() if groups}

    def atoms(self, desk: Desk) -> list[Atom]:
        """Give the pieces of a leaflet in their order."""
        return [atom for section in self.sections for atom in section.atoms(desk)]

    def cover_of(self, desk: Desk, where: str) -> Group:
        """Give the group of the cover ("front") or of the back cover ("back")."""
        return next(group for section in self.sections if section.where == where for group in section.groups(desk))


def _given(texts: Iterable[Text | None]) -> tuple[Text, ...]:
    return tuple(text for text in texts if text)


@cache
def shipped() -> Registry:
    """Give the sections that come with the tool."""
    found = [section for name in _modules() if (section := getattr(import_module(name), "SECTION", None)) is not None]
    for path in sorted(_FOLDER.glob("*.yaml")):
        # What its words do not say of their layout is a module of its name.
        beside = import_module(f"brochure.sections.{path.stem}") if path.with_suffix(".py").is_file() else None
        section, _ = declare(read_text(path, path.name), path.stem, False, getattr(beside, "view", no_view))
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
            message = f"there is a section '{section.name}' already"
            hint = "take another name; to change how it looks, write a template or a style of that name"
            problems.append(_problem("section-exists", section, message, hint))
    sound = [section for section in own if section.name not in taken]
    placed = _registry([*shipped().all, *sound])
    anchors = [section.name for section in (*shipped().sections, *sound) if section.where != "back"]
    for section in sound:
        if section not in placed.sections:
            circular = section.after in anchors
            meant = did_you_mean(section.after, anchors)
            message = (
                f"'after' leads in a circle: '{section.after}'"
                if circular
                else f"there is no section '{section.after}'"
            )
            hint = f"did you mean '{meant}'?" if meant and not circular else f"name one of {', '.join(anchors)}"
            problems.append(_problem("section-invalid", section, message, hint))
    return replace(placed, files=files, problems=tuple(problems))


def _problem(code: str, section: Section, message: str, hint: str) -> Problem:
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
