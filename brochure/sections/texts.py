"""The pages of running text: the introduction, how it is done, what comes next, the body, the quotation."""

from __future__ import annotations

from typing import Any

from brochure.figures import artwork
from brochure.model.brochure import Quote, Tile
from brochure.model.values import Picture, Text
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Group
from brochure.render.prose import Passage

# What stands under the texts of the body, in turn.
_SCENES: tuple[artwork.SceneKind, ...] = ("way", "growth")
_TILES_A_ROW = 2


def introduction(tools: Desk) -> Group | None:
    """Make the introduction: a lead, a text, and a closing list as cards."""
    if not tools.brochure.desc:
        return None
    passage, values = introduced(tools, tools.brochure.desc)
    return _text_section(tools, "introduction", passage, "street", **values)


def introduced(tools: Desk, text: Text) -> tuple[Passage, dict[str, Any]]:
    """Split the introduction, and give its closing list as cards, each with a mark."""
    passage = tools.reader.passage(text, cards=True)
    marks = [tools.shelf.draw(f"mark-{n % 6}", artwork.mark(n % 6, tools.palette)) for n in range(len(passage.cards))]
    cards = [(safe(name), safe(rest), mark) for (name, rest), mark in zip(passage.cards, marks, strict=True)]
    return passage, {"cards": cards, "announced": safe(passage.announced)}


def how(tools: Desk) -> Group | None:
    """Make the page that tells how it is done, with its tiles."""
    content = tools.brochure.how
    if content is None or not (content.desc or content.tiles):
        return None
    return _text_section(tools, "how", tools.reader.passage(content.desc), "way", rows=_rows(tools, content.tiles))


def then(tools: Desk) -> Group | None:
    """Make the page that tells what comes next."""
    content = tools.brochure.then
    if content is None:
        return None
    return _text_section(tools, "then", tools.reader.passage(content.desc), "way")


def body(tools: Desk) -> list[Group]:
    """Make the pages of the Markdown body."""
    return [
        _text_section(tools, f"body-{number}", passage, _SCENES[number % 2], heading=safe(passage.title))
        for number, passage in enumerate(tools.reader.pages(tools.brochure.body), 1)
    ]


def _text_section(tools: Desk, name: str, passage: Passage, scene: artwork.SceneKind, **values: Any) -> Group:
    drawn = "" if values.get("rows") else tools.scene(name, scene)
    parts = text_values(tools, name, passage, **values) | {"scene": drawn}
    return Group(
        name,
        (
            tools.way("text", "band", 1, **parts),
            tools.way("text", "plain", 1, **parts),
            tools.way("text", "flow", None, **parts),
        ),
    )


def text_values(tools: Desk, name: str, passage: Passage, **values: Any) -> dict[str, Any]:
    """Give what the template of a text is filled with, but for its scene; `values` come over what is derived."""
    return {
        "heading": safe(passage.title) or tools.words.get(name, ""),
        "lead": safe(passage.lead),
        "rest": safe(passage.rest),
        "name": name,
        "scene": "",
        "announced": "",
        "cards": [],
        "rows": [],
        "share": f"{1 / max(1, len(values.get('rows', ()))):.6f}",
    } | values


def _rows(tools: Desk, tiles: tuple[Tile, ...]) -> list[list[dict[str, Any]]]:
    """Put tiles in rows: two stand one under the other, of more the odd one comes first and alone."""
    found = shown_tiles(tools, tiles)
    if len(found) <= _TILES_A_ROW:
        return [[tile] for tile in found]
    first = len(found) % _TILES_A_ROW
    pairs = [found[at : at + _TILES_A_ROW] for at in range(first, len(found), _TILES_A_ROW)]
    return [found[:first], *pairs] if first else pairs


def shown_tiles(tools: Desk, tiles: tuple[Tile, ...]) -> list[dict[str, Any]]:
    """Give the tiles with their pictures found or drawn."""
    return [_tile(tools, number, tile) for number, tile in enumerate(tiles)]


def _tile(tools: Desk, number: int, tile: Tile) -> dict[str, Any]:
    picture = tile.image or Picture("", tools.brochure.title.place)
    return {"url": tools.shelf.picture(picture, f"tile-{number}"), "title": tools.text(tile.title)}


def quote(tools: Desk) -> Group | None:
    """Make the page of the quotation: beside its portrait, or alone and large."""
    content = tools.brochure.quote
    if content is None or not content.quote:
        return None
    values = quote_values(tools, content, content.quote)
    first = tools.way("quote", "picture" if content.photo else "large", 1, **values)
    return Group("quote", (first, tools.way("quote", "flow", None, **values)))


def quote_values(tools: Desk, content: Quote, words: Text) -> dict[str, Any]:
    """Give what the template of the quotation is filled with."""
    passage = tools.reader.passage(words)
    return {
        "heading": tools.words["quote"],
        "name": tools.text(content.name),
        "role": tools.text(content.desc),
        "quote": safe(passage.lead),
        "rest": safe(passage.rest),
        "photo": tools.shelf.picture(content.photo, "portrait") if content.photo else "",
        "alt": tools.words["portrait"].format(name=tools.plain(content.name)) if content.name else "",
        "mark": tools.shelf.draw("quotation", artwork.quotation(tools.palette)),
    }
