"""The panels of a leaflet: the pieces that stand on each, and what fills its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Way
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.scale import AT_FOLD, scale_of

# The panels that text runs over: the flap, then the three of the inner page.
TEXT_PANELS = 4
# What a picture goes on beyond the trim, in mm.
_BLEED = 3.0
# How much of the room that is left goes to what stands over panels, and by how much pieces below it are first set
# further apart, in mm.
HANDED, APART = 0.98, 2.0
# What of the type of a panel beside a stage may be as large as on pages, most of it first: titles and all leads; titles
# and what items begin with; titles alone. For each, by how many fine steps other text may be smaller.
LARGE = {"leads": 0, "names": 0, "titles": 2}
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
    """A panel as its template sees it; `foot` is the address of what is drawn at its foot, "" for its ground alone.

    It is `below` what stands over several, so many of which are `level`: their rows begin at one height, and `lined`
    where what is said in a few words stands below lines. On a `roomy` one tiles stand beside their words; `large` says
    what of its type is as large as on pages.
    """

    number: int
    runs: Sequence[Run]
    gaps: int
    foot: str
    kind: str
    below: bool = False
    roomy: bool = False
    level: int = 0
    lined: bool = False
    large: str = ""


def column(desk: Desk, atoms: Sequence[Atom]) -> str:
    """Give the document of all atoms one under the other, to be measured."""
    return _document(desk, "flow", [_panel(atoms, _ANY)])


def stacked(desk: Desk, atoms: Sequence[Atom], wider: str = "") -> str:
    """Give the document of all atoms as they are below a stage, one under the other, to be measured.

    Those of a section that is `wider` are as wide as columns are below a stage over two panels.
    """
    paper, scale = desk.project.format, scale_of(desk.project.format)
    size = f"{paper.width:g}mm {_WHOLE:g}mm"
    more = paper.panels[1] - paper.panels[0] + scale.margin - AT_FOLD
    wide = f".run.{wider} {{ margin-right: {-more:g}mm }}" if wider else ""
    style = safe(f"<style>@page leaf {{ size: {size} }} {wide}</style>")
    return _document(desk, "over", [replace(_panel(atoms, _ANY), below=True, lined=True)], style)


def panels(desk: Desk, groups: Sequence[Sequence[Atom]]) -> Way:
    """Give the way to set the atoms in which each group has a panel of its own; an empty group is a picture."""

    def html() -> str:
        made = [_footed(desk, _panel(group, number)) for number, group in enumerate(groups, 1)]
        return _document(desk, "panels", made)

    return Way("panels-" + "-".join(str(len(group)) for group in groups), TEXT_PANELS, html)


def flowing(desk: Desk, atoms: Sequence[Atom], count: int) -> Way:
    """Give the way to set the atoms in which they run on over so many panels."""
    return Way(f"flow-{count}", count, lambda: _document(desk, "flow", [_footed(desk, _panel(atoms, _ANY))]))


@dataclass(frozen=True, slots=True)
class Shared:
    """Pieces shared out over the flap and the panels of the inner page, of which the first few are `under` a stage.

    These run on from panel to panel, or have each a panel of their own, with rows that are `level` or not.
    """

    flap: Sequence[Atom]
    inner: Sequence[Sequence[Atom]]
    under: int
    run_on: bool
    level: bool = False

    @property
    def stands_over(self) -> int:
        """Tell how many panels with pieces there are below the stage."""
        return sum(map(bool, self.inner[: self.under]))

    @property
    def keeps(self) -> tuple[float, ...]:
        """Give what pieces take, in mm, to be clearly apart on each panel below the stage."""
        return tuple(APART * (len(group) - 1) for group in self.inner[: self.under] if group)

    def taken(self, slack: Sequence[float], most: float) -> float:
        """Give how much of the room that is left on the panels, in mm, goes to the stage, `most` of it."""
        rooms = [room - keeps for room, keeps in zip(slack[1:], self.keeps, strict=False)]
        return HANDED * max(0.0, min([most, *rooms])) if len(rooms) == len(self.keeps) else 0.0

    @property
    def is_narrow(self) -> bool:
        """Tell whether the stage leaves a panel of the inner page to what follows."""
        return self.under < TEXT_PANELS - 1

    @property
    def tiled(self) -> bool:
        """Tell whether there are tiles on a panel of the inner page that has all of its height."""
        return any(atom.tiled for group in self.inner[self.under :] for atom in group)


def under(desk: Desk, shared: Shared, head: float, most: float, roomy: bool = False, large: str = "") -> Way:
    """Give the way to set pieces below what stands over panels of the inner page, which ends so many mm below the head.

    What room all panels below it have left when their pieces are clearly apart goes to it, as far as it may be higher,
    `most` mm. A panel beside it begins at the head of the page; tiles stand beside their words there where it is
    `roomy`, and `large` is one of LARGE.
    """

    def html() -> str:
        below, beside = shared.inner[: shared.under], shared.inner[shared.under :]
        numbers = [(_ANY, [atom for group in below for atom in group])] if shared.run_on else list(enumerate(below, 2))
        made = [_footed(desk, _panel(shared.flap, 1))]
        level = shared.under if shared.level else 0
        rows = [replace(_panel(group, at), below=True, lined=not shared.run_on) for at, group in numbers if group]
        # Rows stay level where each panel sets its own as far apart as the one with the most of them.
        gaps = max(panel.gaps for panel in rows)
        made += [replace(panel, level=level, gaps=gaps) for panel in rows] if level else rows
        for number, group in enumerate(beside, 2 + shared.under):
            made.append(replace(_footed(desk, _panel(group, number)), roomy=roomy, large=large))
        last = "--head-last:var(--head)" if beside else ""
        rooms = (f"calc(var(--slack-{at},0pt) - {keeps:g}mm)" for at, keeps in enumerate(shared.keeps, 2))
        taken = f"--taken: calc({HANDED:g} * max(0mm, min({most:.2f}mm, {', '.join(rooms)})))"
        near = f"--at-fold: {AT_FOLD:g}mm; " if shared.is_narrow else ""
        style = f"<style>html {{ {near}{taken}; --head-inside: calc({head:.2f}mm + var(--taken)); {last} }}</style>"
        return _document(desk, "over", made, safe(style))

    counts = "run-on" if shared.run_on else "-".join(str(len(group)) for group in (shared.flap, *shared.inner))
    name = "-".join(filter(None, (f"over-{shared.under}-{counts}", "roomy" * roomy, large)))
    return Way(name, 1 + shared.stands_over + len(shared.inner[shared.under :]), html)


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
