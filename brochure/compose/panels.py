"""The panels of a leaflet: the pieces that stand on each, and what fills its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Way
from brochure.vocabulary.records import dataclass

# The panels that text runs over: the flap, then the three of the inner page.
TEXT_PANELS = 4
# What a picture goes on beyond the trim, in mm.
_BLEED = 3.0
# As high as no leaflet's text is, in mm.
_WHOLE = 9000.0
# What stands for the panel where texts run on over several.
_ANY = 0


@dataclass(slots=True)
class Run:
    """The pieces of one section that stand together on a panel."""

    section: str
    joined: bool
    grounded: bool
    atoms: list[Atom] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel as its template sees it; `foot` is the address of what is drawn at its foot, "" for its ground alone."""

    number: int
    runs: Sequence[Run]
    gaps: int
    foot: str
    kind: str


def column(desk: Desk, atoms: Sequence[Atom], whole: bool = False) -> str:
    """Give the document of all atoms one under the other, to be measured; the `whole` of it as it is below a stage."""
    size = f"{desk.project.format.width:g}mm {_WHOLE:g}mm"
    style = safe(f"<style>@page leaf {{ size: {size} }}</style>" if whole else "")
    return _document(desk, "over" if whole else "flow", [_panel(atoms, _ANY)], style)


def panels(desk: Desk, groups: Sequence[Sequence[Atom]]) -> Way:
    """Give the way to set the atoms in which each group has a panel of its own; an empty group is a picture."""

    def html() -> str:
        made = [_footed(desk, _panel(group, number)) for number, group in enumerate(groups, 1)]
        return _document(desk, "panels", made)

    return Way("panels-" + "-".join(str(len(group)) for group in groups), TEXT_PANELS, html)


def flowing(desk: Desk, atoms: Sequence[Atom], count: int) -> Way:
    """Give the way to set the atoms in which they run on over so many panels."""
    return Way(f"flow-{count}", count, lambda: _document(desk, "flow", [_footed(desk, _panel(atoms, _ANY))]))


def under(desk: Desk, groups: Sequence[Sequence[Atom]], head: float, run_on: bool) -> Way:
    """Give the way to set the atoms below what stands over the inner panels, which ends so many mm below the head.

    The first group stands on the flap; the others have a panel each, or run on from the first of those.
    """
    flap, *inner = groups

    def html() -> str:
        first = _footed(desk, _panel(flap, 1))
        numbers = [(_ANY, [atom for group in inner for atom in group])] if run_on else list(enumerate(inner, 2))
        made = [first, *(_panel(group, number) for number, group in numbers if group)]
        head_inside = safe(f"<style>html {{ --head-inside: {head:.2f}mm }}</style>")
        return _document(desk, "over", made, head_inside)

    name = "over-run-on" if run_on else "over-" + "-".join(str(len(group)) for group in groups)
    return Way(name, 1 + sum(map(bool, inner)), html)


def grounds(desk: Desk, name: str, colours: Sequence[str], over: str = "") -> Way:
    """Give the page under three panels, whose grounds have these colours, from the left, and what is over all."""
    seen = {"layout": name, "colours": colours, "over": safe(over)}
    return Way(name, 1, lambda: desk.document("grounds", name, desk.shop.render("grounds", seen)))


def _document(desk: Desk, layout: str, made: Sequence[Panel], style: str = "") -> str:
    return desk.document("leaf", layout, style + desk.shop.render("leaflet", {"layout": layout, "panels": made}))


def _panel(atoms: Sequence[Atom], number: int) -> Panel:
    """Describe a panel to the template: its atoms, the joined ones together."""
    runs: list[Run] = []
    for atom in atoms:
        if not runs or runs[-1].section != atom.section or not atom.joined:
            runs.append(Run(atom.section, atom.joined, atom.grounded))
        runs[-1].atoms.append(atom)
    # Under the figures their ground goes on; large forms fill what has no text.
    grounded = bool(atoms) and atoms[-1].grounded and number != _ANY
    return Panel(number, runs, max(1, len(atoms) - 1), "", "ground" if grounded else "pattern")


def _footed(desk: Desk, panel: Panel) -> Panel:
    """Draw what stands at the foot of a panel that has no ground of its own."""
    if panel.kind == "ground":
        return panel
    size = desk.project.format
    return replace(panel, foot=desk.pattern(f"panel-{panel.number}", size.panels[0] + _BLEED, size.height + 2 * _BLEED))
