"""How it is done, with its tiles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.values import Picture, Text, caption_of
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.passages import cards, over_items, passage_atom, passage_group
from brochure.render.prose import bound
from brochure.render.record import Record
from brochure.render.section import Section, Texts
from brochure.vocabulary.keys import key
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.scale import SQUARE, scale_of

_TILES_A_ROW = 2
# Tiles below the text, on a page of their own after it, and after a text of any length.
_WAYS = (("page", 1), ("apart", 2), ("flow", None))
# The least room of a tile's picture, in mm on A5: of up to two, and of more.
_PLACES = ((92.7, 44.5), (73.2, 25.4))


@dataclass(frozen=True, slots=True)
class Tile:
    """A statement."""

    title: Text | None = key("The statement.", examples=("Coaching",))
    image: Picture | None = key("Its picture.", examples=("img/coach.png",))


@dataclass(frozen=True, slots=True)
class How:
    """How it is done."""

    desc: Text | None = key("The text.", examples=("## How\n\nIn four phases.",))
    tiles: tuple[Tile, ...] = key("Short statements with pictures.", ())


def _groups(desk: Desk) -> Iterable[Group]:
    for content in _found(desk):
        passage, values = desk.reader.passage(content.desc), _values(desk, content)
        items = cast("list[Record]", values.get("cards", []))
        ways, first = (_WAYS, ()) if values.get("rows") else ((), over_items(passage, items) if items else ())
        yield passage_group(desk, "how", passage, values=values, ways=ways, first=first)


def _values(desk: Desk, content: How) -> dict[str, object]:
    """Give the tiles in rows, or, where none has a picture, as items with their titles."""
    if any(tile.image for tile in content.tiles):
        return {"rows": _rows(shown_tiles(desk, content.tiles), scale_of(desk.project.format) is SQUARE)}
    return {"cards": cards([(desk.text(tile.title), "") for tile in content.tiles if tile.title])}


def _rows(tiles: list[Record], low: bool) -> list[list[Record]]:
    """Put tiles in rows: two stand one under the other, of more the odd one comes first and alone.

    On a `low` page, where pictures would lose their heads, two stand beside each other.
    """
    if len(tiles) <= _TILES_A_ROW - low:
        return [[tile] for tile in tiles]
    first = len(tiles) % _TILES_A_ROW
    pairs = [tiles[at : at + _TILES_A_ROW] for at in range(first, len(tiles), _TILES_A_ROW)]
    return [tiles[:first], *pairs] if first else pairs


def _atoms(desk: Desk) -> Iterable[Atom]:
    for content in _found(desk):
        values = _values(desk, content)
        tiles = [tile for row in cast("list[list[Record]]", values.get("rows", [])) for tile in row]
        values["rows"] = [tiles[at : at + _TILES_A_ROW] for at in range(0, len(tiles), _TILES_A_ROW)]
        begins = next((text.place for text in _texts(desk.brochure) if text), desk.brochure.title.place)
        yield passage_atom(desk, "how", desk.reader.passage(content.desc), "how", begins, values=values)


def shown_tiles(desk: Desk, tiles: tuple[Tile, ...]) -> list[Record]:
    """Give the tiles with their pictures found or drawn, each drawing another one."""
    place = _PLACES[len(tiles) > _TILES_A_ROW]
    paper, scale = desk.project.format, scale_of(desk.project.format)
    # A title stands beside its picture, in a third of the page; on a leaflet below it.
    beside = not paper.panels and scale is not SQUARE and len(tiles) <= _TILES_A_ROW
    column = (paper.width - 2 * scale.margin - 2 * scale.gutter) / 3 if beside else 0.0
    named = [tile.image or Picture("", tile.title.place if tile.title else desk.brochure.title.place) for tile in tiles]
    return [
        Record(
            {
                "picture": desk.picture(picture, "tile", place=place),
                "title": safe(bound(desk.titled(tile.title, column))),
            }
        )
        for picture, tile in zip(named, tiles, strict=True)
    ]


def _found(desk: Desk) -> tuple[How, ...]:
    content = desk.brochure.content("how", How)
    return (content,) if content else ()


def _texts(brochure: Brochure, *_: object) -> Texts:
    content = brochure.content("how", How) or How()
    tiles = ((caption_of(tile.image), tile.title) for tile in content.tiles)
    return (content.desc, *(text for tile in tiles for text in tile))


def _bold(brochure: Brochure) -> Texts:
    content = brochure.content("how", How)
    return (content.desc,) if content else ()


SECTION = Section(
    "how", "How it is done.", _groups, _atoms, _texts, bold=_bold, keys={"how": keys_of(How)}, after="phases"
)
