"""The panels of a leaflet: the pieces that stand on each, and what fills its foot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import field, replace

from brochure.figures import artwork
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Way
from brochure.vocabulary.records import dataclass

# The panels that text runs over: the flap, then the three of the inner page.
TEXT_PANELS = 4
# As high as the page and its bleed, for a pattern as wide as the panel, in mm on A5.
_BAND = 340.0
# As high as no leaflet's text is, in mm.
_WHOLE = 9000.0
# The empty panel that shows a scene among patterns.
_CALM = 3
# What stands for the panel where texts run on over several.
_ANY = 0
_SCENES: tuple[artwork.SceneKind, ...] = ("way", "street", "way", "street", "growth")


@dataclass(slots=True)
class Run:
    """The pieces of one section that stand together on a panel."""

    section: str
    joined: bool
    grounded: bool
    atoms: list[Atom] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel as its template sees it; `foot` is the address of what is drawn at its foot, "" for nothing.

    `scene` names what that shows, "" for a pattern.
    """

    number: int
    runs: Sequence[Run]
    gaps: int
    foot: str
    kind: str
    scene: str = ""


def column(desk: Desk, atoms: Sequence[Atom], whole: bool = False) -> str:
    """Give the document of all atoms one under the other, to be measured; the `whole` of it as it is below a stage."""
    size = f"{desk.project.format.width:g}mm {_WHOLE:g}mm"
    style = safe(f"<style>@page leaf {{ size: {size} }}</style>" if whole else "")
    return _document(desk, "over" if whole else "flow", [_panel(atoms, _ANY)], style)


def panels(desk: Desk, groups: Sequence[Sequence[Atom]]) -> Way:
    """Give the way to set the atoms in which each group has a panel of its own; an empty group is a picture."""
    shown = {scene for group in groups for atom in group for scene in atom.scenes}

    def html() -> str:
        made, taken = [], set(shown)
        for number, group in enumerate(groups, 1):
            panel = _footed(desk, _panel(group, number), taken)
            taken |= {panel.scene}
            made.append(panel)
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
    shown = {scene for atom in flap for scene in atom.scenes}

    def html() -> str:
        first = _footed(desk, _panel(flap, 1), shown)
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
    # Under the figures their ground goes on; a pattern fills what has no text, but not all of a page of three.
    grounded = bool(atoms) and atoms[-1].grounded and number != _ANY
    kind = "ground" if grounded else "band" if not atoms and number != _CALM else "scene"
    return Panel(number, runs, max(1, len(atoms) - 1), "", kind)


def _footed(desk: Desk, panel: Panel, shown: Collection[str] = ()) -> Panel:
    """Draw what stands at the foot of a panel, but no scene that is shown already: a pattern where all are."""
    if panel.kind == "ground":
        return panel
    if panel.kind == "band":
        return replace(panel, foot=desk.band(f"panel-{panel.number}", "ink", height=_BAND))
    kinds = (_SCENES[panel.number], *_SCENES, *artwork.TILES)
    kind = next((one for one in kinds if one not in shown), None)
    if kind is None:
        return replace(panel, foot=desk.band(f"panel-{panel.number}", "ink", height=_BAND), kind="band")
    return replace(panel, foot=desk.scene(f"panel-{panel.number}", kind), scene=kind)
