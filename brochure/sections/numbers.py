"""The key figures: counts set huge, percentages drawn to scale."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from brochure.figures import ring
from brochure.load import quantity
from brochure.load.markdown.convert import plain_text
from brochure.model.brochure import Number
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.prose import on_the_web, printed_address
from brochure.vocabulary.colour import mix

# Up to so many figures, the first of them is set huge; a percentage only where it has no more than one beside it.
_WITH_HERO = 7
_ALONE = 3
_IN_PAIRS = 6
_FEW_COLUMNS, _MANY_COLUMNS = 2, 3
# As high as the page of any format, in mm on A5.
_BAND_HEIGHT = 210.0


def figures(tools: Desk) -> Group | None:
    """Make the key figures: counts set huge, percentages drawn to scale, those in bold text among them."""
    stats = statistics(tools)
    if not stats:
        return None
    values = figure_values(tools, stats)
    layouts = ("huge", "dense") if values["columns"] == _FEW_COLUMNS else ("dense",)
    ways = [tools.way("figures", layout, 1, **values) for layout in layouts]
    rows = values["sheets"][0]
    for pages in range(2, len(rows) + 1):
        ways.append(tools.way("figures", "parted", pages, **values | {"sheets": _parted(rows, pages)}))
    return Group("figures", (*ways, tools.way("figures", "flow", None, **values)))


def statistics(tools: Desk) -> list[dict[str, Any]]:
    """Give the key figures in the order of the content, those in bold text last."""
    return [_number(tools, number) for number in tools.brochure.numbers] + _bold_statistics(tools)


def figure_values(tools: Desk, stats: list[dict[str, Any]]) -> dict[str, Any]:
    """Give what the template of the key figures is filled with: the first of few set huge, the others in rows."""
    stats = list(stats)
    hero = stats.pop(0) if len(stats) <= _WITH_HERO and (len(stats) < _ALONE or not stats[0]["ring"]) else None
    columns = _FEW_COLUMNS if len(stats) <= _IN_PAIRS else _MANY_COLUMNS
    rows = [stats[at : at + columns] for at in range(0, len(stats), columns)]
    return {
        "hero": hero,
        "sheets": [rows],
        "gaps": max(1, len(rows) - 1),
        "columns": columns,
        "band": tools.band("figures", "ink", height=_BAND_HEIGHT),
    }


def _parted(rows: list[list[dict[str, Any]]], pages: int) -> list[list[list[dict[str, Any]]]]:
    """Split rows into pages as even as can be; what is over goes to the last ones, which bear no heading."""
    bounds = [number * len(rows) // pages for number in range(pages + 1)]
    return [rows[low:high] for low, high in pairwise(bounds)]


def _number(tools: Desk, number: Number) -> dict[str, Any]:
    address = on_the_web(number.btn_url, tools.project.organisation.site) if number.btn_url else ""
    link = None
    if number.btn_title and address:
        link = {"address": address, "shown": printed_address(address), "text": number.btn_title}
    num = tools.plain(number.num)
    return {
        "num": tools.text(number.num),
        "title": tools.text(number.title),
        "length": len(num),
        "link": link,
        "ring": _ring(tools, quantity.read_percent(num)),
    }


def _bold_statistics(tools: Desk) -> list[dict[str, Any]]:
    content = tools.brochure
    texts = (content.desc, content.how and content.how.desc, content.then and content.then.desc, content.body)
    found = []
    for text in texts:
        for top in tools.reader.elements(text) if text else ():
            for strong in top.iter("strong"):
                if statistic := quantity.bold_statistic(plain_text(strong)):
                    value = _in_words(tools, statistic.percent)
                    found.append(
                        {
                            "num": f"{value}\u202f%",
                            "title": statistic.caption,
                            "length": len(value) + 2,
                            "link": None,
                            "ring": _ring(tools, statistic.percent),
                        }
                    )
    return found


def _in_words(tools: Desk, number: float) -> str:
    """Write a number as the language does: with a comma in French."""
    return f"{number:g}".replace(".", "," if tools.language.startswith("fr") else ".")


def _ring(tools: Desk, percent: float | None) -> Any:
    if percent is None:
        return ""
    colours = tools.project.brand.colours
    title = tools.words["ring"].format(percent=_in_words(tools, percent))
    track = mix(colours.ink.screen, colours.paper.screen, 0.2)
    drawing = ring.ring(percent, 50.0, 6.5, colours.signal.screen, track, title)
    return {"url": tools.shelf.draw(f"ring-{percent:g}", drawing), "alt": title}
