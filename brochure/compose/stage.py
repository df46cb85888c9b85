"""The inner page of a leaflet where something stands over all of its panels: how high that is, and what is below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from brochure.compose.copyfit import Manuscript, fit
from brochure.compose.panels import TEXT_PANELS, column, under
from brochure.engine.laid import Laid, Setting
from brochure.render.group import Atom, Group, Over
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM

if TYPE_CHECKING:
    from brochure.render.desk import Desk

Open = Callable[[str], Manuscript]

# The sizes of type at which there may be room for it, and how high it is then at the least, in mm.
_TRIED = ((1.0, 38.0), (0.5, 30.0), (0.0, 19.0))
# How high it is when pieces are measured, and at the most, in mm; what pieces keep apart, and the guard of an estimate.
_USUAL, _MOST, _APART, _GUARD = 44.0, 130.0, 5.0, 2.0
# What lines that may not be parted leave open at the foot of a panel, in mm.
_OVERHANG = 4.0
# Pieces run on from panel to panel where the fullest one would be higher than the mean by more than this, in mm.
_UNEVEN = 16.0
_INNER = TEXT_PANELS - 1
# More pieces are not shared out in every way.
_WEIGHED = 30


@dataclass(frozen=True, slots=True)
class Staged:
    """The panels of text, the flap and those below what stands over all, and what that is, as HTML."""

    text: Laid
    html: str


def under_a_stage(atoms: Sequence[Atom], desk: Desk, open: Open) -> Staged | None:
    """Lay out the pieces with the stage of a section over the inner panels; None where it has none, or no room."""
    at = next((number for number, atom in enumerate(atoms) if atom.over is not None), None)
    if at is None or any(atom.grounded for atom in atoms[at:]):
        return None
    before, below = atoms[:at], atoms[at:]
    over = below[0].over
    assert over is not None
    for size, least in _TRIED:
        usual = over(_USUAL)
        measured = open(column(desk, [*before, *_below(below, usual)], whole=True)).lay(Setting(size))
        high, run_on, groups = _plan(_below(below, usual), desk, usual, measured, least)
        if high < least:
            continue
        made = over(high)
        marks = {atom.mark: atom for atom in _below(below, made)}
        shared = [before, *([marks[atom.mark] for atom in group] for group in groups)]
        ways = [under(desk, shared, made.head, False)] if not run_on else []
        ways.append(under(desk, shared, made.head, True))
        laid = fit(Group("text", tuple(ways), apart=True), open, 1)
        if len(laid.pages) <= TEXT_PANELS and not laid.overset and _on_the_flap(before, laid):
            return Staged(laid, made.html)
    return None


def _on_the_flap(before: Sequence[Atom], laid: Laid) -> bool:
    """Tell whether what comes before the stage has room on the flap."""
    from brochure.engine.panels import heights

    inside = heights(replace(laid, pages=laid.pages[1:]))
    return not any(atom.mark in inside for atom in before)


def _below(atoms: Sequence[Atom], over: Over) -> list[Atom]:
    """Give the pieces as they are below a stage."""
    pieces = [replace(atom, html=html) for atom, html in zip(atoms, over.pieces, strict=False)]
    return [*pieces, *atoms[len(pieces) :]]


def _plan(
    below: Sequence[Atom], desk: Desk, usual: Over, measured: Laid, least: float
) -> tuple[float, bool, list[Sequence[Atom]]]:
    """Find how high the stage may be, in mm, whether the pieces run on below it, and how they are shared out.

    They run on where a stage that is `least` high, or an even foot, cannot be had of whole pieces.
    """
    from brochure.engine.panels import heights

    found = {mark: high / MM for mark, high in heights(measured).items()}

    def weight(groups: Sequence[Sequence[Atom]]) -> tuple[int, list[float]]:
        """Give how high the fullest is, in mm; of ways that are alike in that, what comes first is the fuller."""
        highs = [_high(group, found) for group in groups]
        return round(max(highs)), [-high for high in highs]

    groups = min(_shares(below), key=weight)
    fullest, mean = max(_high(group, found) for group in groups), _high(below, found) / _INNER
    room = desk.project.format.height - scale_of(desk.project.format).foot - (usual.head - _USUAL) - _GUARD
    run_on = fullest > min(mean + _UNEVEN, room - least)
    return min(_MOST, room - (mean + _OVERHANG if run_on else fullest)), run_on, groups


def _high(atoms: Sequence[Atom], heights: Mapping[str, float]) -> float:
    return sum(heights.get(atom.mark, 0.0) for atom in atoms) + _APART * max(0, len(atoms) - 1)


def _shares(atoms: Sequence[Atom]) -> list[list[Sequence[Atom]]]:
    """Give the ways to share pieces out, in their order, over the panels below the stage."""
    filled = min(len(atoms), _INNER)
    if len(atoms) > _WEIGHED:
        bounds = [at * len(atoms) // filled for at in range(filled + 1)]
        return [[atoms[low:high] for low, high in pairwise(bounds)]]
    cuts = combinations(range(1, len(atoms)), filled - 1)
    return [[atoms[low:high] for low, high in pairwise((0, *cut, len(atoms)))] for cut in cuts]
