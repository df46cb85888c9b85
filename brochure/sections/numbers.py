"""The key figures: counts set huge, percentages drawn to scale, those in bold text among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brochure.figures import ring
from brochure.load import quantity
from brochure.load.cldr import tongue
from brochure.load.markdown.convert import plain_text
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.spec import Items
from brochure.model.values import NOTHING, Text
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group
from brochure.render.prose import on_the_web, printed_address
from brochure.render.section import Section, Texts
from brochure.vocabulary.colour import mix
from brochure.vocabulary.keys import key

# Up to so many figures, the first of them is set huge; a percentage only where it has no more than one beside it.
_WITH_HERO = 7
_ALONE = 3
_IN_PAIRS = 6
_FEW_COLUMNS, _MANY_COLUMNS = 2, 3
# As high as the page of any format, in mm on A5.
_BAND_HEIGHT = 210.0
_RING, _RING_LINE = 50.0, 6.5
_TRACK = 0.2
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd"})


@dataclass(frozen=True, slots=True)
class Number:
    """A key figure."""

    num: Text = key("The figure itself.", NOTHING, examples=("206", "60 %"))
    title: Text | None = key("What it counts.", examples=("Entrepreneurs",))
    btn_title: str | None = key("The words of the website's button.", name="btnTitle", examples=("Discover them",))
    btn_url: str | None = key("The address that the button leads to.", name="btnUrl", examples=("/talents",))


class Drawing(NamedTuple):
    """A drawing to scale, and what it says in words."""

    url: str
    alt: str


class Link(NamedTuple):
    """Where a figure leads: its address, as it is printed too, and its words."""

    address: str
    shown: str
    text: str


class Stat(NamedTuple):
    """A figure as its template sees it; `length` counts the characters that are set large."""

    num: str
    title: str
    length: int
    ring: Drawing | None
    link: Link | None = None


Rows = Sequence[Sequence[Stat]]


def _groups(desk: Desk) -> Iterable[Group]:
    stats = _statistics(desk)
    if not stats:
        return
    values, rows = _values(desk, stats)
    heading = desk.heading("numbers")
    names = ("huge", "dense") if values["columns"] == _FEW_COLUMNS else ("dense",)
    ways = [desk.way("numbers", name, 1, heading, values) for name in names]
    for pages in range(2, len(rows) + 1):
        ways.append(desk.way("numbers", "parted", pages, heading, values | {"parts": _parted(rows, pages)}))
    yield Group("numbers", (*ways, desk.way("numbers", "flow", None, heading, values)))


def _atoms(desk: Desk) -> Iterable[Atom]:
    stats = _statistics(desk)
    if stats:
        place = next((text.place for text in _texts(desk.brochure) if text), desk.brochure.title.place)
        html = desk.fragment("numbers", "leaflet", desk.heading("numbers"), _values(desk, stats)[0])
        yield Atom("numbers", "numbers", "numbers", place, html, grounded=True)


def _statistics(desk: Desk) -> list[Stat]:
    """Give the key figures in the order of the content, those in bold text last."""
    numbers = _found(desk.brochure)
    told = {quantity.read_percent(desk.plain(number.num), desk.language) for number in numbers}
    return [*(_number(desk, number) for number in numbers), *_bold_statistics(desk, told)]


def _values(desk: Desk, stats: list[Stat]) -> tuple[dict[str, object], Rows]:
    """Give what the template is filled with, the first of few set huge, and the rows that the others stand in."""
    hero = stats.pop(0) if len(stats) <= _WITH_HERO and (len(stats) < _ALONE or not stats[0].ring) else None
    columns = _FEW_COLUMNS if len(stats) <= _IN_PAIRS else _MANY_COLUMNS
    rows = [stats[at : at + columns] for at in range(0, len(stats), columns)]
    values: dict[str, object] = {
        "hero": hero,
        "parts": [rows],
        "gaps": max(1, len(rows) - 1),
        "columns": columns,
        "band": desk.band("numbers", "ink", height=_BAND_HEIGHT),
    }
    return values, rows


def _parted(rows: Rows, pages: int) -> list[Rows]:
    """Split rows into pages as even as can be; what is over goes to the last ones, which bear no heading."""
    bounds = [number * len(rows) // pages for number in range(pages + 1)]
    return [rows[low:high] for low, high in pairwise(bounds)]


def _number(desk: Desk, number: Number) -> Stat:
    address = on_the_web(number.btn_url, desk.project.organisation.site) if number.btn_url else ""
    link = None
    if number.btn_title and address:
        link = Link(address, printed_address(address), number.btn_title)
    num = desk.plain(number.num)
    return Stat(
        desk.text(number.num),
        desk.text(number.title),
        len(num),
        _ring(desk, quantity.read_percent(num, desk.language)),
        link,
    )


def _bold_statistics(desk: Desk, told: Collection[float | None]) -> Iterable[Stat]:
    """Give the percentages in bold text, each once, but for those that are `told` already."""
    seen: set[tuple[float, str]] = set()
    for text in desk.bold:
        for before, strong, after in (run for top in desk.reader.elements(text) for run in _runs(top)):
            found = quantity.bold_statistic(strong, before, after, desk.language)
            if found is None or found.percent in told or (found.percent, found.caption.casefold()) in seen:
                continue
            seen.add((found.percent, found.caption.casefold()))
            num = tongue(desk.language).percent(found.percent)
            yield Stat(num, found.caption, len(num), _ring(desk, found.percent))


def _runs(top: Element) -> Iterator[tuple[str, str, str]]:
    """Give the bold passages of an element, each with what stands before and after it in its block."""
    parents = {child: parent for parent in top.iter() for child in parent}
    ends: dict[Element, int] = {}
    for strong in top.iter("strong"):
        block = strong
        while block is not top and block.tag not in _BLOCKS:
            block = parents[block]
        whole, words = plain_text(block), plain_text(strong)
        at = max(whole.find(words, ends.get(block, 0)), 0)
        ends[block] = at + len(words)
        yield whole[:at], words, whole[ends[block] :]


def _ring(desk: Desk, percent: float | None) -> Drawing | None:
    if percent is None:
        return None
    colours = desk.palette
    title = desk.words["ring"].format(percent=desk.number(percent))
    track = mix(colours.ink, colours.paper, _TRACK)
    drawing = ring.ring(percent, _RING, _RING_LINE, colours.figure, track, title)
    return Drawing(desk.shelf.draw(f"ring-{percent:g}", drawing), title)


def _found(brochure: Brochure) -> tuple[Number, ...]:
    return brochure.content("numbers", tuple) or ()


def _texts(brochure: Brochure, *_: object) -> Texts:
    return [text for number in _found(brochure) for text in (number.num, number.title)]


SECTION = Section(
    "numbers",
    "The key figures.",
    _groups,
    _atoms,
    _texts,
    keys={"numbers": Items("The key figures.", keys_of(Number))},
    after="introduction",
)
