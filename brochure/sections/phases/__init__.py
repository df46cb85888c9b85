"""The phases: one timeline across the spread, and the phases set under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, pairwise
from typing import NamedTuple

from brochure.figures import artwork
from brochure.figures.covers.facts import Facts
from brochure.load.markdown.convert import inner_html, to_html
from brochure.load.quantity import read_duration
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.render import theme
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Group, Way
from brochure.render.record import Record
from brochure.render.section import Section, Texts
from brochure.sections.phases.bar import across, strip
from brochure.sections.phases.content import Phase, Steps

# A bar with more segments than this cannot be read; the phases are then told in several spreads.
_MOST = 9
# So many stand beside each other, on two pages.
_IN_COLUMNS = 4
# What closes pages of one phase each, in turn.
_SCENES: tuple[artwork.SceneKind, ...] = ("way", "street")
_ICONS = 9
# What a phase weighs on its page besides its letters.
_WEIGHT = 200


class Block(NamedTuple):
    """A phase as its template sees it: in the colour of its segment, with that of text on it."""

    number: int
    colour: str
    on_colour: str
    icon: Record
    length: int
    step: str
    duration: str
    title: str
    dates: str
    desc: str


Parts = list[list[Block]]


def _groups(desk: Desk) -> Iterable[Group]:
    """Give a group for every spread of phases."""
    for steps in _found(desk):
        for phases, start in _spreads(steps.phases):
            yield _spread(desk, _heading(desk, steps), phases, start, steps.phases)


def _spreads(phases: tuple[Phase, ...]) -> list[tuple[tuple[Phase, ...], int]]:
    """Split the phases into spreads as even as can be, each with the index of its first."""
    count = -(-len(phases) // _MOST)
    bounds = [round(number * len(phases) / count) for number in range(count + 1)]
    return [(phases[low:high], low) for low, high in pairwise(bounds)]


def _spread(desk: Desk, heading: object, phases: tuple[Phase, ...], start: int, whole: tuple[Phase, ...]) -> Group:
    name = "phases" if start == 0 else f"phases-{start}"
    colours = theme.ramp(desk.project, len(phases))
    blocks = [_block(desk, phase, start + n, *colours[n]) for n, phase in enumerate(phases)]
    if len(phases) == 1:
        alone = {"bar": None, "parts": [blocks]}
        return Group(name, desk.ways("phases", (("columns", 1), ("flow", None)), heading, alone))
    values = {"bar": across(desk, phases, start, colours, whole)}
    return Group(name, tuple(_ways(desk, heading, blocks, values)), "left", _SCENES)


def _ways(desk: Desk, heading: object, blocks: list[Block], values: Mapping[str, object]) -> Iterable[Way]:
    """Give the columns where two stand on a page at most, then rows on two pages, then on more, then one a page."""

    def way(name: str, pages: int | None, parts: Parts) -> Way:
        return desk.way("phases", name, pages, heading, {**values, "parts": parts}, level=name == "columns")

    if len(blocks) <= _IN_COLUMNS:
        yield way("columns", 2, partition(blocks, 2))
    for pages in range(2, max(3, len(blocks) + 1)):
        yield way("rows", pages, partition(blocks, pages))
    alone = partition(blocks, len(blocks))

    def close() -> str:
        """Set the phases one a page; the scenes that close the pages are drawn only here."""
        scenes = [desk.scene(f"phases-{kind}", kind) for kind in _SCENES]
        return desk.page("phases", "close", heading, {**values, "parts": alone, "scenes": scenes})

    yield Way("close", len(blocks), close, much_denser=True)
    yield way("flow", None, alone)


def partition(blocks: list[Block], pages: int) -> Parts:
    """Split blocks into runs, in order, so that the fullest page is as light as can be; no page is empty."""
    inner = combinations(range(1, len(blocks)), min(pages, len(blocks)) - 1)
    runs = ([blocks[low:high] for low, high in pairwise((0, *cuts, len(blocks)))] for cuts in inner)
    return min(runs, key=lambda split: sorted(map(_weight, split), reverse=True))


def _weight(blocks: list[Block]) -> int:
    return sum(_WEIGHT + block.length for block in blocks)


def _block(desk: Desk, phase: Phase, index: int, colour: str, on_colour: str) -> Block:
    elements = desk.reader.elements(phase.desc) if phase.desc else []
    one = len(elements) == 1 and elements[0].tag == "p"
    return Block(
        number=index + 1,
        colour=colour,
        on_colour=on_colour,
        icon=desk.picture(phase.icon, f"icon-{index % _ICONS}"),
        length=len(phase.desc.markdown) if phase.desc else 0,
        step=desk.text(phase.step),
        duration=desk.text(phase.duration),
        title=desk.text(phase.title),
        dates=desk.text(phase.dates),
        desc=safe(f"<p>{inner_html(elements[0])}</p>" if one else to_html(elements)),
    )


def _atoms(desk: Desk) -> Iterable[Atom]:
    for steps in _found(desk):
        colours = theme.ramp(desk.project, len(steps.phases))
        drawn = strip(desk, steps.phases, colours) if len(steps.phases) > 1 else None
        for index, phase in enumerate(steps.phases):
            place = next((text.place for text in (*phase.texts, steps.title) if text), desk.brochure.title.place)
            heading = _heading(desk, steps) if index == 0 else ""
            parts = [[_block(desk, phase, index, *colours[index])]]
            values = {"parts": parts, "bar": drawn, "strip": None if index else drawn}
            html = desk.fragment("phases", "leaflet", heading, values)
            yield Atom("phases", f"phase-{index}", f"steps.list[{index}]", place, html, joined=True)


def _heading(desk: Desk, steps: Steps) -> object:
    return desk.heading("phases", desk.text(steps.title))


def _found(desk: Desk) -> tuple[Steps, ...]:
    steps = desk.brochure.content("steps", Steps)
    return (steps,) if steps and steps.phases else ()


def _texts(brochure: Brochure, *_: object) -> Texts:
    steps = brochure.content("steps", Steps)
    if steps is None or not steps.phases:
        return ()
    return (steps.title, *(text for phase in steps.phases for text in phase.texts))


def _tells(desk: Desk) -> Facts:
    read = [read_duration(desk.plain(one.duration), desk.language) for steps in _found(desk) for one in steps.phases]
    known = tuple(length for length in read if length is not None)
    return Facts(lengths=known if len(known) == len(read) else ())


SECTION = Section(
    "phases", "The timeline.", _groups, _atoms, _texts, tells=_tells, keys={"steps": keys_of(Steps)}, after="numbers"
)
