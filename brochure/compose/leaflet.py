"""Composes a folded leaflet: which piece stands on which panel, and the two pages that the panels make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from brochure.compose import stage
from brochure.compose.copyfit import Manuscript, fit
from brochure.compose.panels import TEXT_PANELS, column, flowing, grounds, panels
from brochure.engine.laid import Laid, Setting
from brochure.load.text import locate
from brochure.render.direction import is_rtl
from brochure.render.group import Atom, Group
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.units import MM

if TYPE_CHECKING:
    from brochure.load.text import Source
    from brochure.render.desk import Desk

Open = Callable[[str], Manuscript]
Pair = tuple[Group, Laid]

# At what size pieces are measured: their proportions change little with it.
_MEASURED_AT = 0.5
# A text that fills more panels than this at that size fills more than there are at the smallest.
_HOPELESS = 6.5
# How many ways to share out the pieces are tried before they run on from panel to panel.
_TRIED = 2
# More pieces than this come out as even when they run on, and the ways to share them out would be too many to weigh.
_SHARED = 30
# What it costs, as parts of a panel, to part the phases, and to set the figures under something else.
_PARTED, _UNDER = 0.06, 0.12


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What a leaflet is composed from; `sections` are those of the brochure in turn, each with its pieces."""

    cover: Group
    back: Group
    sections: tuple[tuple[str, tuple[Atom, ...]], ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """Give the pieces in their order."""
        return tuple(atom for _, atoms in self.sections for atom in atoms)

    @property
    def groups(self) -> tuple[tuple[str, tuple[Group, ...]], ...]:
        """Give the groups of pages that each of its sections has: none but the covers."""
        inside: list[tuple[str, tuple[Group, ...]]] = [(name, ()) for name, atoms in self.sections if atoms]
        return ((self.cover.name, (self.cover,)), *inside, (self.back.name, (self.back,)))


def compose(made: Leaflet, desk: Desk, open: Open) -> list[Pair]:
    """Lay a leaflet out on its two pages: the outer one with flap, back and cover, and the inner one.

    Raises BrochureError `leaflet-overflow` with the section, its place and by how much it is too long.
    """
    from brochure.engine.panels import ground_of, joined

    cover, back = fit(made.cover, open, 1), fit(made.back, open, 1)
    over = stage.under_a_stage(made.atoms, desk, open)
    text = over.text if over else _text(made.atoms, desk, open)
    if over is None and not stage.stands_apart(made.atoms, text):
        over = stage.under_a_stage(made.atoms, desk, open, own=False)
        text = over.text if over else text
    _hold(made, desk, cover, text, back)
    flap, *inner = [(text, at) for at in range(len(text.pages))] if over else _filled_up(text, desk, open)
    outer = [flap, (back, 0), (cover, 0)]
    pairs = []
    # The order in which a reader comes to them: the cover first, then the flap.
    for number, name, parts, order in ((1, "outer", outer, (2, 0, 1)), (2, "inner", inner, (0, 1, 2))):
        # A panel without pieces below what stands over all has the ground of the others.
        colours = [ground_of(*parts[min(at, len(parts) - 1)]) for at in range(len(order))]
        below = over is not None and name == "inner"
        way = grounds(desk, name, colours, over.html if over and below else "")
        ground = open(way.html()).lay(Setting(first_page=number))
        folds = [fold * MM for fold in desk.project.format.folds_of(is_rtl(desk.language))[number - 1]]
        laid = joined(ground, [parts[index] for index in order if index < len(parts)], number, folds, below)
        pairs.append((Group(name, (way,)), laid))
    return pairs


def begins(made: Leaflet, laid: Sequence[Pair]) -> list[int | None]:
    """Give the page on which each of its sections begins, None for one without pieces; the covers are on the first."""
    from brochure.engine.panels import heights

    pages: dict[str, int] = {}
    for number, (_, page) in enumerate(laid, 1):
        pages = {**dict.fromkeys(heights(page), number), **pages}
    covers = (made.cover.name, made.back.name)
    firsts = (next((pages[atom.mark] for atom in atoms if atom.mark in pages), None) for _, atoms in made.sections)
    return [1 if name in covers else first for (name, _), first in zip(made.sections, firsts, strict=True)]


def shares(atoms: Sequence[Atom], heights: Mapping[str, float], room: float) -> list[list[Sequence[Atom]]]:
    """Give the best ways to share out the pieces, in their order, over the panels, the evenest first.

    `heights` are in points by the marks of the pieces, `room` is the height of a column. A panel stays empty only where
    there are fewer pieces than panels: the flap then, and the last of the inner page.
    """
    filled = min(len(atoms), TEXT_PANELS)
    found = []
    for cuts in combinations(range(1, len(atoms)), max(0, filled - 1)):
        groups = [atoms[low:high] for low, high in pairwise((0, *cuts, len(atoms)))]
        found.append((_cost(groups, heights, room), cuts, groups))
    return [_spread(groups) for _, _, groups in sorted(found, key=lambda way: way[:2])[:_TRIED]]


def _spread(groups: list[Sequence[Atom]]) -> list[Sequence[Atom]]:
    """Put pictures on the panels that are left: on the flap first, then at the end of the inner page."""
    empty: Sequence[Atom] = ()
    left = TEXT_PANELS - len(groups)
    before = [empty] if left else []
    return [*before, *groups, *[empty] * (left - len(before))]


def _cost(groups: Sequence[Sequence[Atom]], heights: Mapping[str, float], room: float) -> float:
    fills = [sum(heights.get(atom.mark, 0.0) for atom in group) / room for group in groups]
    cost = sum(fill**2 for fill in fills) + 4 * max(0.0, max(fills) - 1)
    for before, after in pairwise(groups):
        cost += _PARTED * (before[-1].joined and before[-1].section == after[0].section)
    return cost + _UNDER * sum(atom.grounded for group in groups for atom in group[1:])


def _text(atoms: Sequence[Atom], desk: Desk, open: Open) -> Laid:
    """Lay out the panels of text: shared out as evenly as can be, or run on where the pieces do not come out so."""
    from brochure.engine.panels import heights

    if not atoms:
        return fit(Group("text", (panels(desk, _spread([])),), apart=True), open, 1)
    measured = open(column(desk, atoms)).lay(Setting(_MEASURED_AT))
    if measured.demand > _HOPELESS:
        return open(flowing(desk, atoms, TEXT_PANELS).html()).lay(Setting(0.0))
    room = measured.facts[0].area_bottom - measured.facts[0].area_top
    shared = shares(atoms, heights(measured), room) if len(atoms) <= _SHARED else []
    ways = [panels(desk, groups) for groups in shared]
    laid = fit(Group("text", (*ways, flowing(desk, atoms, TEXT_PANELS)), apart=True), open, 1)
    if len(laid.pages) >= TEXT_PANELS:
        return laid
    # A piece longer than a panel left less to the others than there are panels: set larger, they fill fewer.
    fewer = [flowing(desk, atoms, count) for count in range(TEXT_PANELS - 1, 0, -1)]
    return fit(Group("text", tuple(fewer), apart=True), open, 1)


def _filled_up(text: Laid, desk: Desk, open: Open) -> list[tuple[Laid, int]]:
    """Give the panels of text, with pictures in place of those that are left."""
    made = [(text, index) for index in range(len(text.pages))]
    if len(made) < TEXT_PANELS:
        pictures = open(panels(desk, _spread([])).html()).lay(Setting())
        made += [(pictures, index) for index in range(len(made), TEXT_PANELS)]
    return made


def _hold(made: Leaflet, desk: Desk, cover: Laid, text: Laid, back: Laid) -> None:
    """Raise BrochureError with a `leaflet-overflow` for each part that takes more than its panels."""
    content, settings = desk.brochure.source, desk.project.source
    pieces = {atom.mark: (atom.key, atom.place) for atom in made.atoms}
    title = desk.brochure.title.place
    problems = [
        *_overflow(cover, 1, Said("the cover"), {"": ("title", title)}, content),
        *_overflow(text, TEXT_PANELS, Said("the leaflet"), pieces, content),
        *_overflow(back, 1, Said("the back"), {"": ("back", Place(settings.name if settings else ""))}, settings),
    ]
    if problems:
        raise BrochureError(problems)


def _overflow(
    laid: Laid, panels: int, where: Said, pieces: Mapping[str, tuple[str, Place]], source: Source | None
) -> Iterator[Problem]:
    """Tell, of a layout that takes more panels than it may, what has no room, how much it is, and where it begins."""
    from brochure.engine.panels import words_beyond

    if len(laid.pages) <= panels:
        return
    mark, line, words = words_beyond(laid, panels)
    key, begins = pieces.get(mark) or next(iter(pieces.values()))
    height = sum(fact.lowest - fact.area_top for fact in laid.facts[panels:]) / MM
    place = locate(source, line)
    # The same words may stand in a piece before it.
    place = place if place and (place.line or 0) >= (begins.line or 0) else begins
    told = Said(
        "'{key}' does not fit on {where}: {count} word ({height:.0f} mm of a panel) has no room",
        "'{key}' does not fit on {where}: {count} words ({height:.0f} mm of a panel) have no room",
        key=key,
        where=where,
        count=words,
        height=height,
    )
    hint = Said("shorten it by as much, or take a format with more pages: 'format: a5' in brochure.yaml")
    if source is not None:
        yield source.problem("leaflet-overflow", Severity.ERROR, told, place, hint)
    else:
        yield Problem("leaflet-overflow", Severity.ERROR, told, place, hint)
