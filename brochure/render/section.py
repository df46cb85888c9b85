"""What a section is: everything that the house asks of it, under its one name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Literal

from brochure.figures.covers.facts import Facts
from brochure.load.text import Source
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.model.spec import Spec
from brochure.model.values import Text
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass

Where = Literal["front", "inside", "back", "between"]
Texts = Iterable[Text | None]


def _no_texts(*_: object) -> Texts:
    return ()


def _no_atoms(_: Desk) -> Iterable[Atom]:
    return ()


def tells_nothing(_: Desk) -> Facts:
    """Tell nothing that a cover could be drawn from."""
    return Facts()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a brochure, shipped or a project's own.

    `keys` are the keys of the front matter that hold its content. `groups` gives its groups of pages, `atoms` its
    pieces for a leaflet, none where the content has nothing for it; `texts` are the values whose words it owes to the
    reader, in the order of the page, `bold` those whose bold percentages are drawn among the key figures. `tells` gives
    what a cover can be drawn from. `after` names the section that it follows. `where` is "front" or "back" for the
    covers, "between" for pages that no content asks for. `words` are the names of its own words around the content. A
    project's own has a `source`, in which `place` is where it says what it follows.
    """

    name: str
    about: str
    groups: Callable[[Desk], Iterable[Group]]
    atoms: Callable[[Desk], Iterable[Atom]] = _no_atoms
    texts: Callable[[Brochure, Project], Texts] = _no_texts
    bold: Callable[[Brochure], Texts] = _no_texts
    tells: Callable[[Desk], Facts] = tells_nothing
    keys: Mapping[str, Spec] = field(default_factory=dict)
    after: str = ""
    where: Where = "inside"
    words: frozenset[str] = frozenset()
    source: Source | None = field(default=None, repr=False)
    place: Place | None = None
