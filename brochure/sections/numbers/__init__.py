"""The key figures: each drawn after its kind, in one size a page, with the percentages of bold text among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from brochure.figures.covers import facts
from brochure.figures.covers.facts import Facts
from brochure.figures.discs import MANY
from brochure.figures.inks import Drawn, Inks
from brochure.load.cldr import tongue
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.spec import Items
from brochure.render.desk import Desk
from brochure.render.group import Atom, Group, Way
from brochure.render.section import Section, Texts
from brochure.sections.numbers.cells import (
    MOST,
    Cell,
    Piece,
    Room,
    Sheet,
    ems,
    grown,
    pages_of,
    panel_of,
    room_of,
    sheets,
)
from brochure.sections.numbers.keys import Number
from brochure.sections.numbers.labels import evenly
from brochure.sections.numbers.told import Stat, statistics
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import PT

# Less contrast than this with the ink, and the signal is drawn on paper.
_SEEN = 3.0
# About so many letters say what a mark stands for.
_NOTE = 22
# Content of fewer letters leaves panels of a leaflet open.
_LITTLE = 3000
# What is counted off from the left in any language.
_RULERS = ("range", "span")
# Not all room is handed out: lengths are rounded.
_HANDED = 0.99


def _groups(desk: Desk) -> Iterable[Group]:
    stats = statistics(desk, _found(desk.brochure))
    if not stats:
        return
    heading = desk.heading("numbers")
    room = room_of(desk.project.format)
    least = -(-len(stats) // MOST)

    def way(name: str, pages: int | None, close: bool = False) -> Way:
        parts = pages_of(len(stats), pages or least)
        # Drawings of one way are not those of another.
        mark = f"{name}-{len(parts)}"
        return Way(
            name, pages, lambda: desk.page("numbers", name, heading, _seen(desk, stats, mark, parts, room, close))
        )

    ways = [way("figures", least), way("close", least, close=True)]
    ways += [way("parted", pages) for pages in range(least + 1, min(len(stats), 2 * least + 2) + 1)]
    yield Group("numbers", (*ways, way("flow", None, close=True)))


def _atoms(desk: Desk) -> Iterable[Atom]:
    stats, source = statistics(desk, _found(desk.brochure)), desk.brochure.source
    if stats:
        place = next((text.place for text in _texts(desk.brochure) if text), desk.brochure.title.place)
        heading, parts = desk.heading("numbers"), pages_of(len(stats), 1)

        def seen(mark: str, roomy: bool, over: float | None = None) -> dict[str, object]:
            return _seen(desk, stats, mark, parts, panel_of(desk.project.format, roomy), over=over)

        def closer(over: float | None) -> str:
            mark = f"panel-grown-{over:.0f}" if over else "panel-shared"
            return desk.fragment("numbers", "leaflet", heading, seen(mark, False, over))

        roomy = source is None or len(source.text) < _LITTLE
        values = seen("panel", roomy)
        html = desk.fragment("numbers", "leaflet", heading, values)
        grounded = values["ground"] == "ink"
        yield Atom("numbers", "numbers", "numbers", place, html, grounded=grounded, closer=closer)


def _seen(
    desk: Desk,
    stats: Sequence[Stat],
    mark: str,
    parts: Sequence[range],
    room: Room,
    close: bool = False,
    over: float | None = None,
) -> dict[str, object]:
    """Give what the template is filled with: pages of rows of figures, with their lengths.

    On the flap they may be `over` mm higher than they are there at the least; None for any other panel.
    """
    ground, inks = _inks(desk)
    pieces = [
        Piece(stat.figure, ems(stat.figure, desk.display), _letters(stat), bool(stat.words) + bool(stat.link))
        for stat in stats
    ]
    made = sheets(pieces, parts, room, inks, close) if over is None else [grown(pieces, room, over, inks)]
    pages = [_page(desk, stats, mark + "-firm" * sheet.firm, sheet) for sheet in made]
    return {"ground": ground, "off": inks.off, "pages": pages}


def _letters(stat: Stat) -> int:
    """Count the letters of a label, with what is likely to be said of its marks."""
    noted = stat.figure.kind == "money" or (stat.figure.kind == "count" and stat.figure.values[0] > MANY)
    return len(stat.plain) + noted * _NOTE


def _inks(desk: Desk) -> tuple[str, Inks]:
    """Give the ground that the figures stand on, by its name, and the colours of their drawings."""
    colours = desk.palette
    seen = contrast(colours.signal, colours.ink) >= _SEEN
    ground = colours.ink if seen else colours.paper
    inks = Inks(colours.signal if seen else colours.shape, colours.dim(ground), colours.on(ground), ground)
    return ("ink" if seen else "paper"), inks


def _page(desk: Desk, stats: Sequence[Stat], mark: str, sheet: Sheet) -> dict[str, object]:
    rows = [
        {
            "width": f"{row.width:.3f}",
            "cells": [_cell(desk, stats[cell.at], mark, cell, row.width, sheet.beside) for cell in row.cells],
        }
        for row in sheet.rows
    ]
    gaps = max(1, len(rows) - 1)
    names = ("gap", "below", "between", "gutter", "beside")
    lengths = {name: f"{getattr(sheet, name):.3f}" for name in names}
    share = f"{_HANDED / gaps:.4f}"
    styles = {"leads": sheet.leads, "firm": sheet.firm, "aside": sheet.beside > 0}
    return {**lengths, **styles, "numeral": f"{sheet.numeral:g}", "rows": rows, "share": share}


def _cell(desk: Desk, stat: Stat, mark: str, cell: Cell, width: float, beside: float) -> dict[str, object]:
    drawn, size = cell.drawn, scale_of(desk.project.format).text * PT
    of_kind = f"{'ruler' if stat.figure.kind in _RULERS else 'figure'}-{stat.figure.kind}"
    name = f"{of_kind}-{cell.at + 1}-{mark}"
    url = desk.shelf.draw(name, drawn.svg(width)) if drawn else ""
    note = _note(desk.words, stat, drawn, desk.language) if drawn else ""
    return {
        "stat": stat,
        "url": url,
        "high": f"{drawn.height:.3f}" if drawn else "",
        "above": f"{cell.above:.3f}",
        "said": f"{evenly(stat.title + note, width - beside, desk.small, size):.2f}" if beside else "",
        "note": note,
    }


def _note(words: Mapping[str, str], stat: Stat, drawn: Drawn, language: str) -> str:
    """Say on one line what a mark stands for, where that is not one of what is counted."""
    amount, said = _grouped(drawn.per, language), ""
    if stat.figure.kind == "money":
        said = words["one-disc"].format(amount=stat.figure.unit.format(amount))
    elif drawn.per > 1:
        said = words["one-dot"].format(count=amount)
    return said.replace(" ", "\u00a0")


def _grouped(number: float, language: str) -> str:
    return f"{number:,.0f}".replace(",", tongue(language).group)


def _found(brochure: Brochure) -> tuple[Number, ...]:
    return brochure.content("numbers", tuple) or ()


def _tells(desk: Desk) -> Facts:
    numbers = tuple(facts.Number(desk.plain(one.num), desk.plain(one.title)) for one in _found(desk.brochure))
    return Facts(numbers=numbers, shares=(numbers,) if numbers else ())


def _texts(brochure: Brochure, *_: object) -> Texts:
    return [text for number in _found(brochure) for text in (number.num, number.title)]


SECTION = Section(
    "numbers",
    "The key figures.",
    _groups,
    _atoms,
    _texts,
    tells=_tells,
    keys={"numbers": Items("The key figures.", keys_of(Number))},
    after="introduction",
)
