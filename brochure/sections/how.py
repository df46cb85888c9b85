"""How it is done, with its tiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import unescape
from itertools import accumulate, combinations, pairwise
from math import inf
from typing import cast

from brochure.figures.svg import document, num
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.values import Picture, Text, caption_of
from brochure.render.desk import Desk
from brochure.render.ends import SURE, in_column
from brochure.render.environment import safe
from brochure.render.group import Atom, Group
from brochure.render.passages import Ways, cards, named_values, over_items, passage_atom, passage_group
from brochure.render.prose import Passage, bound
from brochure.render.record import Record
from brochure.render.section import Section, Texts
from brochure.render.theme import tones
from brochure.render.titles import lines
from brochure.vocabulary.keys import key
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.scale import SQUARE, is_wide, scale_of
from brochure.vocabulary.units import PT

_TILES_A_ROW = 2
# How tiles stand in rows so that no picture becomes a strip: each number is a row. On a low page, which has room for
# one row below its text, four stand beside each other; of three landscapes each has its words beside it.
_ROWS = {1: (1,), 2: (1, 1), 3: (1, 1, 1), 4: (2, 2), 5: (2, 3), 6: (3, 3), 7: (2, 2, 3), 8: (2, 3, 3), 9: (3, 3, 3)}
_LOW_ROWS = {**_ROWS, 2: (2,), 3: (3,), 4: (4,)}
_ABREAST = 3
# So many share a page with the text, more of them a large one; of more yet the first ones stand below the text.
_SHARED, _SHARED_WIDE = 6, 9
_FIRST = {3: 1, 4: 2, 5: 2, 6: 3, 7: 3, 8: 4, 9: 4, 10: 4, 11: 5, 12: 6}
# A text of as many letters has a page of its own where it has no room over its tiles.
_OWN_PAGE = 800
# A picture so wide to its height at the most is no landscape; a scene that is drawn in place of one is as wide.
_PORTRAIT, _SCENE = 1.15, 1.5
# A title beside a picture has so many lines at the most, in a third of the page: a row is higher than these. Longer
# ones have more room, found in so many halves, and a line more where that is not enough; else all are set smaller. So
# are those of many that have more lines below their pictures.
_TITLE_LINES, _HALVES, _LINES_BELOW = 6, 5, 3
# Pictures that leave more room are as wide as such a part of the height of the page, at the least: of those that are
# 3 : 2, two of which stand below a text, hardly anything is cut so.
_NARROWED = 0.385
# On a panel a picture beside its words is so wide, in mm, and wider where they have room in so many lines, or else
# in one more; what it keeps from them, and the smallest text, as a part of it.
_BESIDE_WORDS, _WORDS_LINES, _KEEPS, _SMALLEST = 42.0, (3, 4), 4.2, 0.909
# Words that are as large as leads have such a picture beside them at the least.
_BESIDE_LEADS = 36.0
# More words than these have no room in so few lines of a panel, and their ways to be parted are too many to try.
_MOST_WORDS = 32
# What no line of a title ends within, and what is no word.
_WHOLE, _TAG = compiled(r'<span class="whole">[^<]*</span>'), compiled(r"<[^>]*>")
# The least room of a tile's picture, in mm on A5: of up to two, of more, and of three or four beside each other.
_PLACES = ((92.7, 44.5), (73.2, 37.0), (49.0, 29.6))
# A field of colour, in mm, in the shape of a scene.
_FIELD = (60.0, 40.0)


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
        ways: Ways = _ways(desk, content, passage) if values.get("tiles") else ()
        first = over_items(desk, passage, items) if items else ()
        values |= named_values(desk, first, items)
        yield passage_group(desk, "how", passage, values=values, ways=ways, first=first)


def _values(desk: Desk, content: How) -> dict[str, object]:
    """Give the tiles in rows, or, where none has a picture, as items with their titles."""
    if not any(tile.image for tile in content.tiles):
        return {"cards": cards([(desk.text(tile.title), "") for tile in content.tiles if tile.title], desk.language)}
    tiles = shown_tiles(desk, content.tiles)
    plan, first = _LOW_ROWS if scale_of(desk.project.format) is SQUARE else _ROWS, _FIRST.get(len(tiles), 0)
    edges = _vanishing(desk, tiles)
    shown = {
        "page": _arranged(tiles, plan, edges),
        "apart": _arranged(tiles, _ROWS, edges),
        "begun": _arranged(tiles[:first], plan, edges),
        "rest": _arranged(tiles[first:], _ROWS, edges),
        "pairs": _arranged(tiles, {}, edges, _words(desk, tiles), _words(desk, tiles, large=True)),
        "few": len(tiles) <= _TILES_A_ROW,
        "over": edges,
    }
    return {"tiles": Record(shown)}


def _words(desk: Desk, tiles: list[Record], large: bool = False) -> float:
    """Give how wide the words of tiles must be beside pictures on a panel, in ems, to have few lines.

    0 where they have no room in these; `large` ones are of the size of leads.
    """
    paper, scale = desk.project.format, scale_of(desk.project.format)
    if not paper.panels or len(tiles) > _TILES_A_ROW:
        return 0.0
    size, picture = (scale.lead, _BESIDE_LEADS) if large else (_SMALLEST * scale.text, _BESIDE_WORDS)
    room = (min(paper.panels) - 2 * scale.margin - _KEEPS - picture) / (size * PT)
    titles = [
        _WHOLE.sub(lambda found: found[0].replace(" ", "\u00a0"), str(tile.title)) for tile in tiles if tile.title
    ]
    found = [
        next((wide for most in _WORDS_LINES if (wide := _narrowest(desk, words, most)) <= room), 0.0)
        for words in (unescape(_TAG.sub("", title)).split(" ") for title in titles)
    ]
    return max(found) if found and all(found) else 0.0


def _narrowest(desk: Desk, words: list[str], most: int) -> float:
    """Give how wide the widest of so many lines is, in ems, where they end best; endless for too many words."""
    if len(words) > _MOST_WORDS:
        return inf

    @cache
    def wide(first: int, end: int) -> float:
        return desk.display.width(" ".join(words[first:end]), 1.0)

    cuts = combinations(range(1, len(words)), min(most, len(words)) - 1)
    return min(max(wide(*line) for line in pairwise((0, *cut, len(words)))) for cut in cuts)


def _vanishing(desk: Desk, tiles: list[Record]) -> str:
    """Say for the styles over which grounds, the tint and the paper, the edge of a picture would not be seen."""
    found = [desk.vanishes(str(cast("Record", tile.picture).url)) for tile in tiles]
    return " ".join(f"over-{ground}" for ground in ("tint", "paper") if any(ground in grounds for grounds in found))


def _ways(desk: Desk, content: How, passage: Passage) -> Ways:
    """Give the ways to set tiles: below the text, over two pages, after a page of text, and as they come."""
    count = len(content.tiles)
    page = (("page", 1),) if count <= (_SHARED_WIDE if is_wide(desk.project.format) else _SHARED) else ()
    apart = (("apart", 2),) if passage.length >= _OWN_PAGE and count in _ROWS else ()
    parted = (("parted", 2),) if count in _FIRST else ()
    return (*page, *apart, *parted, ("flow", None))


def _arranged(
    tiles: list[Record], plan: Mapping[int, tuple[int, ...]], over: str, words: float = 0.0, large: float = 0.0
) -> Record:
    """Put tiles in rows as a plan has them, in pairs where it has none; `kind` is how they stand, for the styles.

    Beside pictures that are wider than usual their `words` are so wide, in ems, and so wide where they are `large`;
    beside narrower ones they have so much `more`, in mm.
    """
    count, portraits = len(tiles), sum(tile.upright is True for tile in tiles)
    upright = 2 * portraits > count
    abreast = bool(plan) and (_paired(count, portraits) or (count == _ABREAST and upright))
    lengths = (count,) if abreast else plan.get(count)
    if lengths is None:
        lengths = tuple(min(_TILES_A_ROW, count - at) for at in range(0, count, _TILES_A_ROW))
    beside = plan and max(lengths, default=0) == 1
    kind = f"of-{count}" if beside else f"of-many{' beside' * (len(lengths) == 1)}{' upright' * upright}"
    kind += " pair" * (abreast and count == _TILES_A_ROW)
    # A row of two would run into what the facing page has at the fold.
    kind += " two" * (lengths == (_TILES_A_ROW,)) or " across" * (not beside)
    rows = [tiles[end - length : end] for length, end in zip(lengths, accumulate(lengths), strict=True)]
    kind += " small" * any(tile.small for tile in tiles) + " named-large" * (large > 0)
    more = max((cast("float", tile.more) for tile in tiles), default=0.0) if beside else 0.0
    return Record({"rows": rows, "kind": f"{kind} {over}".strip(), "words": words, "large": large, "more": more})


def _paired(count: int, portraits: int) -> bool:
    """Tell of two tiles that stand beside each other, since as strips they would cut one that is upright."""
    return count == _TILES_A_ROW and portraits > 0


def _atoms(desk: Desk) -> Iterable[Atom]:
    for content in _found(desk):
        values = _values(desk, content)
        begins = next((text.place for text in _texts(desk.brochure) if text), desk.brochure.title.place)
        yield passage_atom(desk, "how", desk.reader.passage(content.desc), "how", begins, values=values)


def shown_tiles(desk: Desk, tiles: tuple[Tile, ...]) -> list[Record]:
    """Give the tiles with their pictures found or drawn, each drawing another one."""
    place = _PLACES[(len(tiles) > _TILES_A_ROW) + (len(tiles) > 2 * _TILES_A_ROW)]
    paper, scale = desk.project.format, scale_of(desk.project.format)
    # A title stands beside its picture, in a third of the page; of many below it, in a column of three; on a leaflet in
    # what room its pair has.
    named = [tile.image or Picture("", tile.title.place if tile.title else desk.brochure.title.place) for tile in tiles]
    fields = tones(desk.project, len(tiles))
    shown = [
        desk.picture(picture, "tile", place=place) if tile.image else _field(desk, fields[at].ground)
        for at, (picture, tile) in enumerate(zip(named, tiles, strict=True))
    ]
    upright = [desk.shelf.ratios.get(str(picture.url), _SCENE) <= _PORTRAIT for picture in shown]
    beside, many = len(tiles) <= _TILES_A_ROW and scale is not SQUARE, len(tiles) > 2 * _TILES_A_ROW
    beside = beside and not _paired(len(tiles), sum(upright))
    column = 0.0
    if not paper.panels and (beside or many):
        column = (paper.width - 2 * scale.margin - 2 * scale.gutter) / 3 - (scale.gutter if many else 0)
    titles = [tile.title for tile in tiles]
    size = (scale.lead if many else scale.section) * PT
    most = _LINES_BELOW if many else _TITLE_LINES
    long = column > 0 and max(_rows(desk, titles, size, column), default=0) > most
    more = _widened(desk, titles, column) if long and not many else None
    small, wider = long and more is None, more or 0.0
    return [
        Record(
            {
                "picture": picture,
                "title": _title(desk, tile.title, column + wider, many, small, more is not None),
                "small": small,
                "more": wider,
                "upright": stands,
            }
        )
        for picture, tile, stands in zip(shown, tiles, upright, strict=True)
    ]


def _field(desk: Desk, colour: str) -> Record:
    """Give a field of a colour: no scene stands for a picture that nobody named."""
    drawn = document(*_FIELD, f'<rect width="{num(_FIELD[0])}" height="{num(_FIELD[1])}" fill="{colour}"/>')
    url = desk.shelf.draw(f"field-{colour.lstrip('#')}", drawn)
    values = dict.fromkeys(("alt", "caption", "focus"), "")
    return Record({**values, "url": url, "decorative": True, "most": (), "tall": False})


def _rows(desk: Desk, titles: Sequence[Text | None], size: float, column: float) -> list[int]:
    """Count the lines of titles at a size and in a column in mm; of one that has no room they are too many."""
    found = (lines(desk.plain(title), size, column, desk.language, desk.display, False) for title in titles)
    return [_TITLE_LINES + 2 if made is None else len(made) for made in found]


def _widened(desk: Desk, titles: Sequence[Text | None], column: float) -> float | None:
    """Give by how much a column beside pictures is wider, in mm, for no title to be long; None where that is no way."""
    paper, scale = desk.project.format, scale_of(desk.project.format)
    room = max(0.0, paper.width - scale.margin - scale.gutter - _NARROWED * paper.height - column)

    def rows(more: float) -> list[int]:
        return _rows(desk, titles, scale.section * PT, SURE * (column + more))

    fewest = rows(room)
    if max(fewest) > _TITLE_LINES + 1:
        return None
    # Where a line more is needed, no title has another one for a column that is a little narrower.
    most = [_TITLE_LINES] * len(fewest) if max(fewest) <= _TITLE_LINES else fewest
    low, high = 0.0, room
    for _ in range(_HALVES):
        middle = (low + high) / 2
        fits = all(count <= least for count, least in zip(rows(middle), most, strict=True))
        low, high = (low, middle) if fits else (middle, high)
    return high


def _title(desk: Desk, title: Text | None, column: float, many: bool, small: bool, wider: bool) -> str:
    """Give a title as HTML; a `small` one beside its picture, or in a `wider` column, has even lines.

    A column of small ones is a gutter wider.
    """
    scale, even = scale_of(desk.project.format), ""
    if wider:
        even = in_column(desk, desk.text(title), scale.section, column).html
    elif small and not many:
        even = in_column(desk, desk.text(title), scale.lead, column + scale.gutter).html
    return even or safe(bound(desk.titled(title, column, large=not (many or small))))


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
