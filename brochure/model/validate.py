"""From a file's text to the model: all problems of a file in one run."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from brochure.load.front_matter import FrontMatter, front_matter
from brochure.load.markdown.foreign import unwrap
from brochure.load.markdown.title import only_heading
from brochure.load.slots import filled_at
from brochure.load.text import Source
from brochure.load.yaml.document import yaml_document
from brochure.load.yaml.nodes import Document, Mapping
from brochure.model.brochure import Brochure, Part
from brochure.model.keys import keys_of
from brochure.model.kinds.plain import markdown
from brochure.model.overlay import laid_over, own_settings
from brochure.model.placed import Order, Placed
from brochure.model.project import Brand, Project, settings
from brochure.model.reading import Reading
from brochure.model.spec import Keys
from brochure.model.themes import over_theme, themed
from brochure.model.together import check_settings, inside
from brochure.model.values import Text
from brochure.vocabulary.limits import DEFAULT, Limits
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity
from brochure.vocabulary.speech import Said

Values: TypeAlias = abc.Mapping[str, str]
Model = TypeVar("Model", Brochure, Project)


def draft_brochure(
    source: Source, stem: str, keys: Keys, limits: Limits = DEFAULT
) -> tuple[Brochure, tuple[Problem, ...]]:
    """Read a content file as `read_brochure` does, its keys as they are written.

    Raises BrochureError where the front matter cannot be parsed.
    """
    front = front_matter(source, limits)
    return read_brochure(source, stem, keys, front, Placed(front.data))


def read_brochure(
    source: Source, stem: str, keys: Keys, front: FrontMatter, placed: Placed, beside: Iterable[Source] = ()
) -> tuple[Brochure, tuple[Problem, ...]]:
    """Read as much of a content file as can be understood; gives the brochure and all problems, errors included.

    `keys` are those of its front matter, which was split off as `front`, and in which everything was `placed`; values
    may also come from files `beside` it. What is wrong is absent.
    """
    reading = Reading(source, front.problems, beside, local=True)
    read = keys.read(reading, placed.tree, "")
    brochure = read if isinstance(read, Brochure) else Brochure()
    body = front.body
    if not brochure.title or not unwrap(brochure.title.markdown).strip():
        title, body = _title(reading, front, stem)
        brochure = replace(brochure, title=title)
    parts = tuple(_part(reading, keys, order) for order in placed.orders)
    text = _body(reading, body, front.body_offset)
    return replace(brochure, parts=parts, stem=stem, body=text, source=source), _settled(reading)


def _part(reading: Reading, keys: Keys, order: Order) -> Part:
    read = keys.read(reading, order.tree, "")
    contents = read.contents if isinstance(read, Brochure) else {}
    return Part(order.section, contents, order.heading, order.way, order.place)


def read_project(source: Source | None, own: Path | None = None) -> tuple[Project, tuple[Problem, ...]]:
    """Read brochure.yaml, None where there is none; gives the settings and their warnings and notes.

    `own` are the styles of the project, which may bring themes. Raises BrochureError with all problems, warnings
    included, when one of them is an error.
    """
    return _sound(*draft_project(source, own))


def draft_project(
    source: Source | None,
    own: Path | None = None,
    trusted: bool = True,
    content: tuple[Source, Mapping] | None = None,
    values: Values = MappingProxyType({}),
) -> tuple[Project, tuple[Problem, ...]]:
    """Read as much of brochure.yaml as can be understood; gives the settings and all problems, errors included.

    `own` are the styles of the project; they are used where it is `trusted`. The settings in the front matter of a
    `content` file are laid over it. The `values` of a row stand in the slots of the call on the back cover. What is
    wrong has its default. Raises BrochureError where the file cannot be
    parsed.
    """
    spec = settings(own)
    front = own_settings(content[1], spec) if content else None
    if source is None and (content is None or front is None):
        return Project(), ()
    document = yaml_document(source) if source is not None else Document(Mapping((), Place("")))
    document = replace(document, data=filled_at("back", document.data, values))
    beside = [content[0]] if content is not None and front is not None else []
    reading = Reading(source or beside[0], document.problems, beside)
    tree = laid_over(reading, document.data, front, spec)
    read = spec.read(reading, tree, "")
    project = themed(reading, tree, read if isinstance(read, Project) else Project(), own, trusted)
    project = replace(_settings(reading, project, tree), source=source)
    check_settings(reading, tree, project)
    return project, _settled(reading)


def _settled(reading: Reading) -> tuple[Problem, ...]:
    return tuple(sorted(reading.problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0)))


def _sound(model: Model, problems: tuple[Problem, ...]) -> tuple[Model, tuple[Problem, ...]]:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise BrochureError(problems)
    return model, problems


def _title(reading: Reading, parts: FrontMatter, stem: str) -> tuple[Text, str]:
    """Find a title where no key gives one: the one great heading of the body, else the file's name; and the body."""
    source, offset = reading.source, parts.body_offset
    if (found := only_heading(parts.body)) is not None:
        start, end = offset + found.start, offset + found.end
        return Text(found.markdown, source.place(start), source, start, end), found.rest
    entry = next((entry for entry in parts.data.entries if entry.key.text.casefold() == "title"), None)
    place = entry.key.place if entry else Place(source.name, 1, 1)
    name = " ".join(re.split(r"[\s_-]+", stem)).strip() or stem
    name = name[:1].upper() + name[1:]
    message = Said("the brochure has no 'title': it is called after its file, '{name}'", name=name)
    hint = Said("add a line 'title: …' to the front matter")
    reading.report("title-missing", message, place, hint, "warning")
    return Text(name, place), parts.body


def _body(reading: Reading, body: str, offset: int) -> Text | None:
    start = offset + len(body) - len(body.lstrip())
    end = len(reading.source.text)
    text = Text(body, reading.source.place(start), reading.source, offset, end)
    return markdown(reading, text) if body.strip() else None


def _settings(reading: Reading, read: Project, tree: Mapping) -> Project:
    """Lay the brand over the theme's, and tell where the printing condition is chosen."""
    theme, press = read.brand, inside(tree, "press")
    # What is wrong with it has been told.
    brand = keys_of(Brand, theme).read(reading.deaf(), inside(tree, "brand"), "brand")
    brand = over_theme(theme, brand) if isinstance(brand, Brand) else theme
    chosen = press.get("condition") or press.get("settings") or press.get("profile")
    return replace(
        read,
        brand=brand,
        press=replace(read.press, place=chosen.place if chosen else None),
    )
