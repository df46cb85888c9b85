"""The phases: one timeline across the spread, and the phases set under it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from brochure.figures import artwork, lane, timeline
from brochure.load import quantity
from brochure.load.markdown.convert import inner_html, to_html
from brochure.model.brochure import Phase
from brochure.render import theme
from brochure.render.environment import safe
from brochure.render.group import Group, Way
from brochure.vocabulary.colour import legible, mix

if TYPE_CHECKING:
    from brochure.render.desk import Desk

# A bar with more segments than this cannot be read; the phases are then told in several spreads.
_MOST = 9
# The bar is drawn for A5 and scaled with the page: width, outer margin, and what shows beyond the fold in true mm.
_WIDTH, _OUTER, _BEYOND = 148.0, 13.0, 3.0
# What closes pages of one phase each, in turn.
_SCENES: tuple[artwork.SceneKind, ...] = ("way", "street")


def phase_sections(tools: Desk) -> list[Group]:
    """Give a section for every spread of phases; none where there are no phases."""
    steps = tools.brochure.steps
    if steps is None or not steps.phases:
        return []
    groups = _groups(steps.phases)
    return [_spread(tools, group, start) for group, start in groups]


def _groups(phases: tuple[Phase, ...]) -> list[tuple[tuple[Phase, ...], int]]:
    """Split the phases into groups as even as can be, each with the index of its first."""
    count = -(-len(phases) // _MOST)
    bounds = [round(number * len(phases) / count) for number in range(count + 1)]
    return [(phases[low:high], low) for low, high in pairwise(bounds)]


def _spread(tools: Desk, phases: tuple[Phase, ...], start: int) -> Group:
    name = "phases" if start == 0 else f"phases-{start}"
    colours = theme.ramp(tools.project, len(phases))
    blocks = [phase_values(tools, phase, start + n, *colours[n]) for n, phase in enumerate(phases)]
    steps = tools.brochure.steps
    heading = tools.text(steps.title) if steps and steps.title else tools.words["phases"]
    common = {"heading": heading, "continued": start > 0}
    if len(phases) == 1:
        values = common | {"bar": None, "sheets": [blocks]}
        ways = (tools.way("phases", "columns", 1, **values), tools.way("phases", "flow", None, **values))
        return Group(name, ways)
    values = common | {"bar": _bar(tools, phases, start, colours)}
    return Group(name, tuple(_ways(tools, blocks, values)), "left")


def _ways(tools: Desk, blocks: list[dict[str, Any]], values: dict[str, Any]) -> list[Way]:
    """Give the columns where two stand on a page at most, then rows on two pages, then on more, then one a page."""
    made = []
    if len(blocks) <= 4:
        made.append(tools.way("phases", "columns", 2, sheets=partition(blocks, 2), **values))
    for pages in range(2, max(3, len(blocks) + 1)):
        made.append(tools.way("phases", "rows", pages, sheets=partition(blocks, pages), **values))
    alone = partition(blocks, len(blocks))
    made.append(Way("close", len(blocks), lambda: _close(tools, alone, values), much_denser=True))
    made.append(tools.way("phases", "flow", None, sheets=alone, **values))
    return made


def _close(tools: Desk, alone: list[list[dict[str, Any]]], values: dict[str, Any]) -> str:
    """Render the phases one a page; the scenes that close the pages are drawn only here."""
    scenes = [tools.scene(f"phases-{kind}", kind) for kind in _SCENES]
    return tools.render("phases", layout="close", sheets=alone, scenes=scenes, **values)


def partition(blocks: list[dict[str, Any]], pages: int) -> list[list[dict[str, Any]]]:
    """Split blocks into runs, in order, so that the fullest page is as light as can be; no page is empty."""
    inner = combinations(range(1, len(blocks)), min(pages, len(blocks)) - 1)
    runs = ([blocks[low:high] for low, high in pairwise((0, *cuts, len(blocks)))] for cuts in inner)
    return min(runs, key=lambda split: sorted(map(_weight, split), reverse=True))


def _weight(blocks: list[dict[str, Any]]) -> int:
    return sum(200 + int(block["length"]) for block in blocks)


def phase_values(tools: Desk, phase: Phase, index: int, colour: str, on_colour: str) -> dict[str, Any]:
    """Give what the template of a phase is filled with; the colours are those of its segment and of text on it."""
    if phase.icon:
        icon = tools.shelf.picture(phase.icon, f"icon-{index}")
    else:
        icon = tools.shelf.draw(f"icon-{index % 9}", artwork.icon(index % 9, tools.palette))
    elements = tools.reader.elements(phase.desc) if phase.desc else []
    length = len(phase.desc.markdown) if phase.desc else 0
    one = len(elements) == 1 and elements[0].tag == "p"
    desc = f"<p>{inner_html(elements[0])}</p>" if one else to_html(elements)
    return {
        "number": index + 1,
        "colour": colour,
        "on_colour": on_colour,
        "icon": icon,
        "length": length,
        "step": tools.text(phase.step),
        "duration": tools.text(phase.duration),
        "title": tools.text(phase.title),
        "dates": tools.text(phase.dates),
        "desc": safe(desc),
    }


@dataclass(frozen=True, slots=True)
class Bar:
    """What a timeline is drawn from, whatever its width: `title` says in words what it shows, `total` its length."""

    spans: tuple[timeline.Span, ...]
    ink: timeline.Ink
    units: dict[str, str]
    title: str
    total: str


def bar_of(tools: Desk, phases: tuple[Phase, ...], start: int, colours: tuple[tuple[str, str], ...]) -> Bar:
    """Read the durations of phases, the first of which has the index `start`; the colours are as `theme.ramp`'s."""
    labels = [tools.plain(phase.duration) for phase in phases]
    read = [quantity.read_duration(label, tools.language) for label in labels]
    names = [tools.plain(phase.step) or tools.plain(phase.title) for phase in phases]
    told = ", ".join(
        f"{name or label or n}" + (f" ({label})" if name and label else "")
        for n, (name, label) in enumerate(zip(names, labels, strict=True), 1)
    )
    units = {name: tools.words[f"unit-{name}"] for name in ("day", "week", "month", "year")}
    words = _sum_in_words(tools, lane.total(read), units)
    if words:
        told = tools.words["timeline-total"].format(phases=told, total=words)
    title = tools.words["timeline" if all(read) else "timeline-equal"].format(phases=told)
    spans = tuple(
        timeline.Span(start + n + 1, label, duration, *colours[n])
        for n, (label, duration) in enumerate(zip(labels, read, strict=True))
    )
    brand = tools.project.brand.colours
    ink = brand.ink.screen
    # The pages of a theme may be tinted.
    muted = legible(mix(ink, brand.paper.screen, 0.45), brand.tint.screen, ink, 7.0)
    return Bar(spans, timeline.Ink(muted, ink, "Brochure Small"), units, title, words)


def _bar(tools: Desk, phases: tuple[Phase, ...], start: int, colours: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Draw the timeline across the spread."""
    bar = bar_of(tools, phases, start, colours)
    unit = tools.project.format.width / _WIDTH
    drawn = timeline.spread_timeline(
        bar.spans,
        timeline.Spread(_WIDTH, _OUTER, max(_BEYOND, tools.project.press.settings.bleed) / unit),
        bar.ink,
        bar.units,
        bar.title,
    )
    return {
        "left": tools.shelf.draw(f"timeline-{start}-left", drawn.left),
        "right": tools.shelf.draw(f"timeline-{start}-right", drawn.right),
        "height": drawn.height,
        "alt": bar.title,
        "total": bar.total,
    }


def _sum_in_words(tools: Desk, total: quantity.Duration | None, units: dict[str, str]) -> str:
    """Say how long all phases take, "10 months"; empty where that is not known."""
    if total is None:
        return ""
    count = f"{total.low:g}" if total.low == total.high else f"{total.low:g} {tools.words['range']} {total.high:g}"
    return f"{count}\u00a0{units[total.unit]}"
