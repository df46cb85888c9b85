"""The panels of a leaflet: the pieces that stand on each, and what fills its foot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from brochure.figures import artwork
from brochure.render.desk import Desk
from brochure.render.group import Atom, Way

# The panels that text runs over: the flap, then the three of the inner page.
TEXT_PANELS = 4
# As high as the page and its bleed, for a pattern as wide as the panel, in mm on A5.
_BAND = 340.0
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
    """A panel as its template sees it; `foot` is the address of what is drawn at its foot, "" for nothing."""

    number: int
    runs: Sequence[Run]
    gaps: int
    foot: str
    kind: str


def column(desk: Desk, atoms: Sequence[Atom]) -> str:
    """Give the document of all atoms one under the other, to be measured."""
    return _document(desk, "flow", [_panel(atoms, _ANY)])


def panels(desk: Desk, groups: Sequence[Sequence[Atom]]) -> Way:
    """Give the way to set the atoms in which each group has a panel of its own; an empty group is a picture."""
    shown = {scene for group in groups for atom in group for scene in atom.scenes}

    def html() -> str:
        made = [_footed(desk, _panel(group, number), shown) for number, group in enumerate(groups, 1)]
        return _document(desk, "panels", made)

    return Way("panels-" + "-".join(str(len(group)) for group in groups), TEXT_PANELS, html)


def flowing(desk: Desk, atoms: Sequence[Atom], count: int) -> Way:
    """Give the way to set the atoms in which they run on over so many panels."""
    return Way(f"flow-{count}", count, lambda: _document(desk, "flow", [_footed(desk, _panel(atoms, _ANY))]))


def grounds(desk: Desk, name: str, colours: Sequence[str]) -> Way:
    """Give the page that lies under three panels, whose grounds have these colours, from the left."""
    seen = {"layout": name, "colours": colours}
    return Way(name, 1, lambda: desk.document("grounds", name, desk.shop.render("grounds", seen)))


def _document(desk: Desk, layout: str, made: Sequence[Panel]) -> str:
    return desk.document("leaf", layout, desk.shop.render("leaflet", {"layout": layout, "panels": made}))


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
    """Draw what stands at the foot of a panel, but no scene that is shown already."""
    if panel.kind == "ground":
        return panel
    if panel.kind == "band":
        return replace(panel, foot=desk.band(f"panel-{panel.number}", "ink", height=_BAND))
    kind = _SCENES[_ANY if _SCENES[panel.number] in shown else panel.number]
    return replace(panel, foot=desk.scene(f"panel-{panel.number}", kind))
