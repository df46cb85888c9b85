"""The folded leaflet: its cover, its back, and the atoms of text that its other panels are made up from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from brochure.figures import artwork, timeline
from brochure.model.values import Text
from brochure.render import theme
from brochure.render.environment import safe
from brochure.render.group import Group, Way
from brochure.sections.covers import back, cover
from brochure.sections.numbers import figure_values, statistics
from brochure.sections.phases import bar_of, phase_values
from brochure.sections.texts import introduced, quote_values, shown_tiles, text_values
from brochure.vocabulary.problems import Place

if TYPE_CHECKING:
    from brochure.render.desk import Desk

# The panels that text runs over: the flap, then the three of the inner page.
TEXT_PANELS = 4
# The bar is as wide as the column, in mm.
_COLUMN = 83.0
_TILES_A_ROW = 2
# As high as the page and its bleed, for a pattern as wide as the panel, in mm on A5.
_BAND = 340.0
# The empty panel that shows a scene among patterns.
_CALM = 3
# What stands for the panel where texts run on over several.
_ANY = 0
_SCENES: tuple[artwork.SceneKind, ...] = ("way", "street", "way", "street", "growth")

Kind = Literal["introduction", "figures", "phases", "how", "then", "quote", "body"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of the content that no planned fold parts.

    `mark` tells it from all others; `key` is how the content names it, `place` where it begins.
    """

    kind: Kind
    mark: str
    key: str
    place: Place
    html: str


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What a leaflet is composed from."""

    cover: Group
    back: Group
    atoms: tuple[Atom, ...]


def leaflet(tools: Desk) -> Leaflet:
    """Make the cover, the back and the atoms, in the order of the content; what is absent leaves no hole."""
    atoms = [*_introduction(tools), *_figures(tools), *_phases(tools), *_how(tools), *_then(tools)]
    return Leaflet(cover(tools), back(tools), (*atoms, *_quote(tools), *_body(tools)))


def column(tools: Desk, atoms: Sequence[Atom]) -> str:
    """Give the document of all atoms one under the other, to be measured."""
    return tools.render("leaflet", layout="flow", panels=[_panel(tools, atoms, _ANY, foot=False)])


def panels(tools: Desk, groups: Sequence[Sequence[Atom]]) -> Way:
    """Give the way to set the atoms in which each group has a panel of its own; an empty group is a picture."""

    def html() -> str:
        made = [_panel(tools, group, number) for number, group in enumerate(groups, 1)]
        return tools.render("leaflet", layout="panels", panels=made)

    return Way("panels-" + "-".join(str(len(group)) for group in groups), TEXT_PANELS, html)


def flowing(tools: Desk, atoms: Sequence[Atom], count: int) -> Way:
    """Give the way to set the atoms in which they run on over so many panels."""
    return Way(
        f"flow-{count}",
        count,
        lambda: tools.render("leaflet", layout="flow", panels=[_panel(tools, atoms, _ANY)]),
    )


def grounds(tools: Desk, name: str, colours: Sequence[str]) -> Way:
    """Give the page that lies under three panels, whose grounds have these colours, from the left."""
    return Way(name, 1, lambda: tools.render("grounds", layout=name, colours=colours))


def _panel(tools: Desk, atoms: Sequence[Atom], number: int, foot: bool = True) -> dict[str, Any]:
    """Describe a panel to the template: its atoms, those of the phases together, and what fills its foot."""
    runs: list[dict[str, Any]] = []
    for atom in atoms:
        if not runs or runs[-1]["kind"] != atom.kind or atom.kind != "phases":
            runs.append({"kind": atom.kind, "atoms": []})
        runs[-1]["atoms"].append(atom)
    # The pattern carries the figures' ground on, and fills what has no text; a page of three of them is loud.
    figures = bool(atoms) and atoms[-1].kind == "figures" and number != _ANY
    kind = "band" if figures or (not atoms and number != _CALM) else "scene"
    drawn = _drawn(tools, number, kind) if foot else ""
    return {"number": number, "runs": runs, "gaps": max(1, len(atoms) - 1), "foot": drawn, "kind": kind}


def _drawn(tools: Desk, number: int, kind: str) -> str:
    """Draw what stands at the foot of a panel, and give its URL."""
    if kind == "band":
        return tools.band(f"panel-{number}", "ink", height=_BAND)
    # Tiles are drawn with the last scene: beside them it would be seen twice.
    tiles = tools.brochure.how.tiles if tools.brochure.how else ()
    return tools.scene(f"panel-{number}", _SCENES[_ANY if tiles and number == TEXT_PANELS else number])


def _introduction(tools: Desk) -> list[Atom]:
    text = tools.brochure.desc
    if not text:
        return []
    passage, values = introduced(tools, text)
    return [_text(tools, "introduction", "desc", text.place, text_values(tools, "introduction", passage, **values))]


def _text(tools: Desk, kind: Kind, key: str, place: Place, values: dict[str, Any]) -> Atom:
    return Atom(kind, values["name"], key, place, tools.block("text", **(values | {"layout": "plain"})))


def _figures(tools: Desk) -> list[Atom]:
    stats = statistics(tools)
    if not stats:
        return []
    numbers = tools.brochure.numbers
    place = numbers[0].num.place if numbers else tools.brochure.title.place
    html = tools.block("figures", layout="leaflet", **figure_values(tools, stats))
    return [Atom("figures", "figures", "numbers", place, html)]


def _phases(tools: Desk) -> list[Atom]:
    steps = tools.brochure.steps
    if steps is None or not steps.phases:
        return []
    colours = theme.ramp(tools.project, len(steps.phases))
    heading = tools.text(steps.title) if steps.title else tools.words["phases"]
    drawn, made = None, []
    if len(steps.phases) > 1:
        bar = bar_of(tools, steps.phases, 0, colours)
        strip = timeline.band_timeline(bar.spans, _COLUMN, bar.ink, bar.units, bar.title)
        drawn = {"url": tools.shelf.draw("timeline", strip), "alt": bar.title}
    for index, phase in enumerate(steps.phases):
        texts = (phase.step, phase.duration, phase.title, phase.dates, phase.desc, steps.title)
        place = next((text.place for text in texts if text), tools.brochure.title.place)
        blocks = [phase_values(tools, phase, index, *colours[index])]
        head = {"heading": heading, "strip": drawn} if index == 0 else {"heading": "", "strip": None}
        html = tools.block("leaflet-phase", layout="leaflet", blocks=blocks, bar=drawn, **head)
        made.append(Atom("phases", f"phase-{index}", f"steps.list[{index}]", place, html))
    return made


def _how(tools: Desk) -> list[Atom]:
    content = tools.brochure.how
    if content is None or not (content.desc or content.tiles):
        return []
    tiles = shown_tiles(tools, content.tiles)
    rows = [tiles[at : at + _TILES_A_ROW] for at in range(0, len(tiles), _TILES_A_ROW)]
    texts = (content.desc, *(tile.title for tile in content.tiles))
    place = next((text.place for text in texts if text), tools.brochure.title.place)
    values = text_values(tools, "how", tools.reader.passage(content.desc), rows=rows)
    return [_text(tools, "how", "how", place, values)]


def _then(tools: Desk) -> list[Atom]:
    content = tools.brochure.then
    if content is None:
        return []
    values = text_values(tools, "then", tools.reader.passage(content.desc))
    return [_text(tools, "then", "then", content.desc.place, values)]


def _quote(tools: Desk) -> list[Atom]:
    content = tools.brochure.quote
    if content is None or not content.quote:
        return []
    values = quote_values(tools, content, content.quote)
    layout = "picture" if content.photo else "large"
    html = tools.block("quote", layout=layout, **values)
    return [Atom("quote", "quote", "quote", content.quote.place, html)]


def _body(tools: Desk) -> list[Atom]:
    text = tools.brochure.body
    if text is None:
        return []
    made = []
    for number, passage in enumerate(tools.reader.pages(text), 1):
        values = text_values(tools, f"body-{number}", passage, heading=safe(passage.title))
        made.append(_text(tools, "body", "body", _begins(text, passage.title), values))
    return made


def _begins(text: Text, heading: str) -> Place:
    """Find where a page of the body begins."""
    return text.locate(heading) if heading else text.place
