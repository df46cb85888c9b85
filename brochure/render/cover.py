"""The cover: what is drawn on it, in which frame, and what of that goes on over the spine to the back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape, unescape
from math import ceil

from brochure.figures.covers import day, letters, parts, pattern, rings, road, scale, sun, tiles, years
from brochure.figures.covers.feed import Food, pick
from brochure.figures.covers.field import Field, GroundName, Sheet, Stage, composed
from brochure.figures.palette import LEAST_LARGE, SMALL_TEXT
from brochure.model.brochure import Brochure
from brochure.model.values import Picture, Text
from brochure.render import backwords
from brochure.render.coverpicture import WHOLE, Crop, Pictured, Use, crop, inset, is_seen, named, use_of
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.legend import hour, legend
from brochure.render.record import Record
from brochure.render.titles import TRACK, Line, begins_high, broken, fitting, hanging, leading
from brochure.vocabulary.colour import contrast, luminance
from brochure.vocabulary.drawings import DRAWINGS, NO_DRAWING, DrawingName
from brochure.vocabulary.paper import DESIGN_WIDTH
from brochure.vocabulary.presets import LEAST
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.speech import Said
from brochure.vocabulary.units import INCH, PT

GROUNDS: dict[DrawingName, GroundName] = {
    "rings": "ink", "day": "ink", "road": "tint", "parts": "paper", "range": "ink", "sun": "signal", "tiles": "tint",
    "years": "paper", "letters": "ink", "pattern": "paper",
}  # fmt: skip
# What each drawing is made from, as a hint says it.
_FOOD = {
    "rings": Said("write how long each phase takes, in the language of the content"),
    "day": Said("give an agenda of one day three entries with hours"),
    "road": Said("list 4 to 16 places under 'stops'"),
    "parts": Said("give three or more key figures that make 100 %"),
    "range": Said("give a key figure such as '4 to 8'"),
    "sun": Said("give a key figure that counts from 61 to 1000"),
    "tiles": Said("give a key figure that counts from 6 to 60"),
    "years": Said("say 'since: 1987', or give a key figure such as '39 years'"),
    "letters": Said("take a title of one word of up to six letters"),
}
# The sizes of a title, in pt on A5, and the largest beside each drawing; a page of rings alone is wide enough for more.
_STEPS, _WIDE_STEPS = (50, 42, 34, 28, 24), (96, 84, 76, 62, 50, 42, 34, 28, 24)
_LARGEST: dict[DrawingName, int] = {"sun": 42, "years": 42, "pattern": 34}
_SHORT_TITLE, _SHORT_LARGEST = 14, 42
# On a panel rings leave a title its whole width.
_PANEL_STEPS = (62, 58, 54)
# A title of so few signs is a sign itself, and has larger ones, on any page.
_FEW_SIGNS, _SIGN_STEPS = 3, (120, 96, 84, 76, 62, 50, 42, 34, 28, 24)
# Larger than this, a title has so many lines at most; smaller ones may have eight.
_FEW = ((50.0, 2), (34.0, 3), (28.0, 5))
_MANY = 8
_GROWTH, _A5_HEIGHT, _SQUARISH = 0.72, 210.0, 0.9
# What the drawing has at least, in mm, on a page as high as A5 and on a lower one.
_LEAST, _LEAST_LOW, _LOW = 60.0, 46.0, 200.0
# What hangs below a very large title, as a part of its size, and less by so many pt.
_HANGS, _HANGS_LESS = 0.2, 11.2
# How high capitals of small text are, in ems.
_CAPITAL = 0.66
# How far a mark over the first capital reaches above its line, in ems.
_RISE = 0.14
# In steps of the grid: from the line at the foot to the title, the organisation's line, and from it to the drawing.
_OVER_FOOT, _NAME, OVER_NAME, _SUBTITLE = 3.0, 6.5, 8.2, 5.0
LINE = 4.0
# So many steps nearer the words rings come where they reach the margin then.
_NEARER = 4.5
# On a logo's ground the drawing begins so far below the margin, in mm.
_LOGO = 18.0
# The measure of a title over a picture, and the width of the paper under it at least, as parts of the page's.
_OVER_PICTURE, _PANEL = 0.66, 0.62
# What two runs of words in one line keep apart, in ems of it.
_APART = 2.0
# One that is alone and at least such a part of the line begins where the title does.
_WHOLE_LINE = 0.8
# What meets at a fold overlaps by a hair, in mm.
HAIR, _BLEED = 0.15, 3.0


class Frame(NamedTuple):
    """Where the words of a cover stand, in mm: the size of its title in pt, its lines, and what is over them.

    `hang` is what its last line keeps from the line at the foot for letters that hang down there; `near` tells that
    the drawing comes nearer them than usual.
    """

    size: float
    lines: tuple[Line, ...]
    field: Field
    hang: float = 0.0
    near: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover as it is decided: its drawing, the colours, the frame and the words; `legend` is plain text."""

    name: DrawingName
    food: Food
    stage: Stage
    frame: Frame | None
    legend: str
    pictured: Pictured | None = None

    @property
    def is_scale(self) -> bool:
        """Tell of a drawing that is a ruler."""
        return self.name == "range" and self.pictured is None

    @property
    def back(self) -> Stage:
        """Give the colours of the back: the ground goes on over the spine."""
        alone = self.name == "letters" and self.pictured is None and letters.rows(self.food.word) == 1
        return self.stage._replace(ground=self.stage.roles[letters.GROUND]) if alone else self.stage

    def sheet(self, desk: Desk, field: Field) -> Sheet:
        """Give an empty sheet in the cover's colours."""
        return Sheet(field, self.stage, desk.display, desk.small)


def page_of(desk: Desk) -> tuple[float, float]:
    """Give the width and the height of the page, or of the panel of a leaflet, in mm."""
    paper = desk.project.format
    return (paper.panels[-1] if paper.panels else paper.width), paper.height


def fronted(desk: Desk) -> Brochure:
    """Give the brochure as its cover sees it."""
    brochure = desk.brochure
    own = next((part.contents for part in brochure.parts if part.section == "cover"), None)
    return brochure if own is None else replace(brochure, contents=own)


def wanted(desk: Desk) -> str:
    """Give the name of the drawing that the author asks for, or `none`; "" where a picture or nothing is named."""
    picture = fronted(desk).content("image", Picture)
    name = picture.path.strip().casefold() if picture else ""
    return name if name in (*DRAWINGS, NO_DRAWING) else ""


def cover_of(desk: Desk) -> Cover:
    """Decide the cover; nothing is drawn yet."""
    food = Food(desk.facts, desk.title, desk.project.organisation.name, desk.language)
    asked = wanted(desk)
    found = pictured(desk)
    if found is not None and not found.use and not introduced(desk):
        found = replace(found, use="inset")
    if found is not None and found.use:
        return _with_picture(desk, food, found)
    name = pick(food, asked)
    cover = _decided(desk, food, name)
    if cover.frame is not None and cover.name == "tiles":
        field = cover.frame.field
        other = pick(food, asked, (field.width, field.foot - field.top))
        cover = cover if other == name else _decided(desk, food, other)
    return cover


def pictured(desk: Desk) -> Pictured | None:
    """Find the picture that the author names for the cover; None where none is named, or it is missing."""
    picture = named(fronted(desk))
    url = desk.shelf.found(picture) if picture else ""
    if picture is None or not url:
        return None
    pixels = desk.shelf.pixels.get(url, ())
    ratio = desk.shelf.ratios.get(url, 1.0)
    use = use_of(pixels, ratio, *page_of(desk), _BLEED)
    # One in tones of the brand grows dark towards its foot, and words stand on it without paper.
    faded = use == "whole" and picture.duotone and bool(pixels) and not desk.common["logo"]
    return Pictured(picture, url, pixels, "faded" if faded else use, ratio)


def introduced(desk: Desk) -> bool:
    """Tell whether the brochure has an introduction, to which a picture may go."""
    contents = [part.contents for part in desk.brochure.parts if part.section == "introduction"]
    return any("desc" in one for one in (contents if desk.brochure.parts else [desk.brochure.contents]))


def spare(desk: Desk) -> Picture | None:
    """Give the picture of the cover that is too small for it, and goes to the introduction."""
    if not any(part.section == "cover" for part in desk.brochure.parts) and desk.brochure.parts:
        return None
    found = pictured(desk)
    return found.picture if found is not None and not found.use else None


def tell_small(desk: Desk) -> None:
    """Note that the picture of the cover stands on another page, since it is too small for the cover."""
    found = pictured(desk)
    if found is None or found.use or not introduced(desk):
        return
    width, height = (ceil((side + 2 * _BLEED) / INCH * WHOLE) for side in page_of(desk))
    name, pixels = found.picture.path.strip().lstrip("/"), found.pixels
    message = Said(
        "{name} has {across:g} x {down:g} px, too few for the cover: that is drawn, and the picture stands in "
        "the introduction",
        name=name,
        across=pixels[0],
        down=pixels[1],
    )
    hint = Said("for the whole cover give one of {width} x {height} px, or an SVG", width=width, height=height)
    desk.shelf.tell(found.picture, "cover-picture-small", Severity.NOTE, message, hint)


def tell_unprinted(desk: Desk, cover: Cover) -> None:
    """Warn of places that are on no road, since the cover bears something else."""
    places = desk.brochure.places
    if places and (cover.name != "road" or cover.pictured is not None):
        message = Said(
            "the places from '{first}' to '{last}' are printed nowhere: the cover has another drawing",
            first=places[0],
            last=places[-1],
        )
        hint = Said("write 'cover: {{picture: road}}' under 'sections' in brochure.yaml, or tell of them in the text")
        desk.shelf.keep("content-unprinted", Severity.WARNING, message, places[0].place, hint)


def tell_unfed(desk: Desk, cover: Cover) -> None:
    """Warn of a drawing that is asked for, and that the content has nothing for."""
    asked, picture = wanted(desk), fronted(desk).content("image", Picture)
    if picture is None or asked in ("", NO_DRAWING, cover.name):
        return
    message = Said(
        "the content has nothing to draw '{asked}' from: the cover has '{name}'", asked=asked, name=cover.name
    )
    hint = Said("{food}, or name another of {known}", food=_FOOD[asked], known=", ".join(DRAWINGS))
    desk.shelf.tell(picture, "picture-unfed", Severity.WARNING, message, hint)


def _with_picture(desk: Desk, food: Food, found: Pictured) -> Cover:
    """Decide a cover that bears a picture: words on paper over it, or on ink below it."""
    frame = _frame(desk, "pattern", plain(desk.text(found.picture.caption)), found.use)
    if frame is not None and found.use in ("whole", "faded"):
        field = frame.field
        size = (field.width + field.left + field.right, field.height + 2 * field.bleed)
        if not is_seen(found, *size, field.foot + field.bleed):
            # Words would hide what the picture shows.
            found = replace(found, use="band")
    palette = desk.palette
    grounds: dict[Use, str] = {"band": palette.ink, "faded": palette.ink, "inset": palette.tint}
    stage = Stage(palette, palette.paper if desk.common["logo"] else grounds.get(found.use, palette.paper))
    told = plain(desk.text(found.picture.caption))
    frame = _frame(desk, "pattern", told, found.use)
    if frame is not None and found.use == "band":
        width, high = page_of(desk)[0] + 2 * _BLEED, frame.field.foot
        ratio = width * found.pixels[1] / found.pixels[0] - _BLEED if found.pixels else high
        frame = frame._replace(field=frame.field._replace(foot=min(high, ratio)))
    return Cover("pattern", food, stage, frame, told, found)


def framed(found: Pictured, field: Field) -> tuple[tuple[float, float, float, float], Crop | None]:
    """Give the frame of a picture on the cover, its left, top, width and height in mm, and how it lies in it."""
    whole = found.use in ("whole", "faded")
    foot = field.height + field.bleed if whole else field.foot
    width, height = field.width + field.left + field.right, foot + field.bleed
    left, top = -field.left, -field.bleed
    if found.use == "inset":
        left, top = field.margin, max(field.margin, field.top)
        width, height = inset(found, field.width - 2 * left, field.foot - top, LEAST)
    return (left, top, width, height), crop(found, width, height, field.foot + field.bleed if whole else height)


def source_of(desk: Desk, found: Pictured, field: Field, placed: Crop | None) -> str:
    """Give the address of the picture of a cover; one that fades is all ink where the words begin."""
    if found.use != "faded" or placed is None:
        return found.url
    return desk.shelf.faded(found.picture, (field.foot + field.bleed + placed.top) / placed.height)


def panel_of(desk: Desk, cover: Cover) -> tuple[float, float]:
    """Give how wide and high the field of paper is on which words stand over a picture, in mm."""
    assert cover.frame is not None
    width, height = page_of(desk)
    scale = scale_of(desk.project.format)
    widest = max(desk.display.width(line.text, cover.frame.size * PT, TRACK) for line in cover.frame.lines)
    rows = max(_wide(desk, row) for row in foot_rows(desk, cover.legend))
    name = desk.display.width(desk.project.organisation.name, scale.lead * PT)
    needed = max(widest, rows, name) + 2 * scale.margin
    return min(width, max(needed, _PANEL * width)), height - cover.frame.field.foot


def _wide(desk: Desk, row: tuple[str, str]) -> float:
    size = max(scale_of(desk.project.format).text, LEAST_LARGE) * PT
    wide = [desk.small.width(plain(one), size) for one in row if one]
    return sum(wide) + _APART * size * (len(wide) - 1)


def _decided(desk: Desk, food: Food, name: DrawingName) -> Cover:
    palette = desk.palette
    role = "paper" if desk.common["logo"] else desk.project.brand.cover or GROUNDS[name]
    stage = Stage(palette, getattr(palette, role))
    told = legend(name, food, desk.words)
    return Cover(name, food, stage, _rounded(desk, food, told) if name == "rings" else _frame(desk, name, told), told)


def _rounded(desk: Desk, food: Food, told: str) -> Frame | None:
    """Find the frame of rings: the largest title beside which they go round the spine, else the largest of all."""
    width, height = page_of(desk)
    first, number = _frame(desk, "rings", told), 0
    frame = first
    while frame is not None and width / height <= _SQUARISH and rings.rings(frame.field, food.lengths).whole:
        number += 1
        frame = _frame(desk, "rings", told, skipped=number)
    return frame or first


def steps(desk: Desk, name: DrawingName, title: str) -> list[float]:
    """Give the sizes that a title may have, the largest first, in pt."""
    width, height = page_of(desk)
    grown = min(width / DESIGN_WIDTH, height / _A5_HEIGHT)
    factor = grown if grown < 1 else grown**_GROWTH
    if len(title) <= _FEW_SIGNS:
        return [round(step * factor, 1) for step in _SIGN_STEPS]
    if name == "rings" and width / height > _SQUARISH:
        return [round(step * factor, 1) for step in _WIDE_STEPS]
    if name == "rings" and desk.project.format.panels:
        return [round(step * factor, 1) for step in (*_PANEL_STEPS, *_STEPS)]
    most = _SHORT_LARGEST if name == "pattern" and len(title) <= _SHORT_TITLE else _LARGEST.get(name, _STEPS[0])
    return [round(step * factor, 1) for step in _STEPS if step <= most]


def _frame(desk: Desk, name: DrawingName, told: str, use: Use = "", skipped: int = 0) -> Frame | None:
    """Find the size of the title, and the field that is left to the drawing; None where the title has no room.

    So many of the largest sizes are not tried.
    """
    width, height = page_of(desk)
    type_scale, grid = scale_of(desk.project.format), scale_of(desk.project.format).grid
    margin = type_scale.margin
    top = margin + _LOGO if desk.common["logo"] else 0.0
    foot = height - margin - grid * LINE * len(foot_rows(desk, told)) - _subtitle_height(desk, told)
    if name == "letters":
        bare = not (desk.project.organisation.name or told or desk.project.edition or _subtitle(desk))
        return Frame(0.0, (), field_of(desk, height if bare else foot - grid * (_OVER_FOOT + _NAME + LINE), top))
    over = grid * (OVER_NAME + (_NAME if desk.project.organisation.name and not desk.common["logo"] else 0.0))
    bottom = foot - grid * _OVER_FOOT
    sizes = steps(desk, "rings" if use else name, desk.title)[skipped:]
    if not sizes:
        return None
    measure = (width - 2 * margin) if use != "whole" else width * _OVER_PICTURE
    factor = sizes[-1] / _STEPS[-1]
    least = _LEAST if height >= _LOW else min(_LEAST_LOW, height / 4)

    def most(size: float) -> int:
        return next((count for least_size, count in _FEW if size > least_size * factor), _MANY)

    rise = risen(desk)
    room = bottom - over - least - top - rise * sizes[0] * PT
    found = fitting(desk.title, sizes, measure, room, desk.language, desk.display, most)
    if found is None:
        return None
    size, made = found
    hang = _hang(desk, told, size, made)
    block = len(made) * size * leading(len(made), desk.language) * PT + hang + rise * size * PT
    ends = bottom - block - over
    if name in ("rings", "range") or use == "whole":
        # The horizon is one on both covers: it rises by what the words of the back need. Those of the front stay at
        # its foot.
        ends = min(ends, height - margin - backwords.height(desk, backwords.words_of(desk, True)) - grid * OVER_NAME)
    field = field_of(desk, ends, top)
    near = name == "rings" and ends < (low := rings.lowest(field)) <= ends + grid * _NEARER
    return Frame(size, tuple(made), field._replace(foot=low) if near else field, hang, near)


def _hang(desk: Desk, told: str, size: float, made: Sequence[Line]) -> float:
    """Give what a title keeps from the line at the foot beside what it keeps anyhow, in mm.

    More where a letter hangs down over what stands there: it is as clear of that as two of its capitals are high.
    """
    usual = max(0.0, _HANGS * size - _HANGS_LESS) * PT
    last, scale = made[-1].text, scale_of(desk.project.format)
    (left, right), width = foot_rows(desk, told)[0], page_of(desk)[0] - 2 * scale.margin
    spans = [(0.0, _wide(desk, (left, "")))] if left else []
    spans += [(width - _wide(desk, (right, "")), width)] if right else []

    def over(at: int) -> bool:
        low, high = (desk.display.width(last[:end], size * PT, TRACK) for end in (at, at + 1))
        return any(low < end and begin < high for begin, end in spans)

    if under(desk, told) or not any(over(at) for at in hanging(last)):
        return usual
    text = scale.text * PT
    # From the baseline of the title to the end of its line, from there to the capitals of the line at the foot.
    below = (leading(len(made), desk.language) / 2 + 0.5 - desk.display.baseline) * size * PT
    apart = scale.grid * (_OVER_FOOT + LINE / 2) + (desk.small.baseline - 0.5 - _CAPITAL) * text
    return max(usual, 2 * _CAPITAL * text - desk.display.box("g")[1] * size * PT - below - apart)


def risen(desk: Desk) -> float:
    """Give how far the title keeps off the name over it for a mark on its first capital, as on Č, in ems."""
    named = desk.project.organisation.name and not desk.common["logo"]
    return _RISE if named and begins_high(desk.title) else 0.0


def field_of(desk: Desk, foot: float, top: float) -> Field:
    """Give the field of a drawing between a head and a foot."""
    width, height = page_of(desk)
    beyond = bleed_of(desk)
    left = HAIR if desk.project.format.panels else beyond
    type_scale = scale_of(desk.project.format)
    return Field(width, height, foot, type_scale.margin, top, beyond, left, beyond, type_scale.text, type_scale.small)


def bleed_of(desk: Desk) -> float:
    """Give how far what is drawn on a page reaches beyond its trim, in mm."""
    return max(_BLEED, desk.project.press.settings.bleed)


def foot_rows(desk: Desk, told: str) -> list[tuple[str, str]]:
    """Give the lines at the foot, as HTML, each what stands left and right in it; one at least.

    The edition stands left, the legend right, but for one alone that is about as long as the line: it begins where the
    title does. A subtitle takes the place of either where that is free.
    """
    edition, subtitle = desk.text(desk.project.edition), _beside(desk, told)
    shown = escape(told)
    left, right = edition or subtitle, shown or (subtitle if edition else "")
    if not left and _wide(desk, (left, right)) >= _WHOLE_LINE * _line(desk):
        left, right = right, ""
    lost = [(caption, "")] if (caption := _uncaptioned(desk)) else []
    if not (left and right) or _fits(desk, left, right):
        return [(left, right), *lost]
    return [(left, ""), (right, ""), *lost]


def _uncaptioned(desk: Desk) -> str:
    """Give the caption of a picture that is missing: its words are printed all the same."""
    picture = named(fronted(desk))
    return desk.text(picture.caption) if picture is not None and pictured(desk) is None else ""


def _fits(desk: Desk, left: str, right: str) -> bool:
    return _wide(desk, (left, right)) <= _line(desk)


def _line(desk: Desk) -> float:
    """Give how long the line at the foot is, in mm."""
    return page_of(desk)[0] - 2 * scale_of(desk.project.format).margin


def plain(html: str) -> str:
    """Give the letters of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def _subtitle(desk: Desk) -> str:
    return desk.text(fronted(desk).content("subtitle", Text))


def _beside(desk: Desk, told: str) -> str:
    """Give the subtitle where it stands in the line at the foot: there is a place for it, and it is short."""
    subtitle, edition = _subtitle(desk), desk.text(desk.project.edition)
    if not subtitle or (edition and told):
        return ""
    return subtitle if _fits(desk, subtitle, edition or escape(told)) else ""


def under(desk: Desk, told: str) -> str:
    """Give the subtitle where it stands under the title."""
    return "" if _beside(desk, told) else _subtitle(desk)


def _subtitle_height(desk: Desk, told: str) -> float:
    """Give the room of a subtitle under the title, in mm."""
    shown = plain(under(desk, told))
    if not shown:
        return 0.0
    type_scale = scale_of(desk.project.format)
    room = page_of(desk)[0] - 2 * type_scale.margin
    return type_scale.grid * (_SUBTITLE * _rows(desk, shown, type_scale.lead * PT, room) + 1)


def _rows(desk: Desk, text: str, size: float, room: float) -> int:
    """Count the lines of a text that is set from word to word."""
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = desk.display.width(word + " ", size)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        used += wide
        count, used = count + int(used // room), used % room if used > room else used
    return count


def draw(desk: Desk, cover: Cover) -> Sheet:
    """Draw the cover."""
    assert cover.frame is not None
    field = cover.frame.field
    if cover.is_scale and desk.common["rtl"]:
        # It is not turned about, and the fold lies at its other side.
        field = field._replace(left=field.right, right=field.left)
    sheet, food = cover.sheet(desk, field), cover.food
    seed = f"{food.title}/{food.name}"
    if cover.name == "rings":
        rings.draw(sheet, food.lengths, food.count)
    elif cover.name == "day":
        day.draw(sheet, food.facts.sessions, lambda at: hour(at, desk.words))
    elif cover.name == "road":
        sheet.pitch = road.draw(sheet, food.facts.places, lit(food))
    elif cover.name == "parts":
        parts.draw(sheet, [number for _, number in food.parts], [share for share, _ in food.parts])
    elif cover.name == "range" and food.span is not None:
        scale.draw(sheet, food.span)
    elif cover.name == "sun":
        sun.draw(sheet, food.count)
    elif cover.name == "tiles":
        composed(sheet, seed, "tiles", (food.count,), lambda sheet, seed: tiles.draw(sheet, food.count, seed))
    elif cover.name == "years":
        years.draw(sheet, *food.years)
    elif cover.name == "letters":
        letters.draw(sheet, food.word)
    else:
        composed(sheet, seed, "pattern", (), pattern.draw)
    return sheet


def lit(food: Food) -> int | None:
    """Give how many of a hundred marks are lit, None where the content has no whole share."""
    return int(food.share) if food.share is not None and food.share == int(food.share) else None


def title(desk: Desk, cover: Cover, html: str) -> tuple[str, bool]:
    """Give the title with the ends of its lines, and whether they are set: not where its letters are unknown."""
    known = plain(html).replace("\u00ad", "") == desk.title.replace("\u00ad", "")
    if cover.frame is None or not known:
        return html, False
    return safe(broken(html, cover.frame.lines)), True


def colours(desk: Desk, stage: Stage) -> Record:
    """Give the colours of words on a ground, and the size of the small ones, in pt."""
    palette, ground = stage
    small = palette.on(ground, SMALL_TEXT)
    size = scale_of(desk.project.format).text
    reads = contrast(small, ground) >= SMALL_TEXT
    least = size if reads else max(size, LEAST_LARGE)
    accent = palette.accent(ground) if ground not in (palette.signal, palette.shape) else palette.on(ground)
    return Record(
        {
            "ground": ground,
            "on": palette.on(ground),
            "small": small,
            # On the press small letters on a light ground are of black ink alone.
            "reversed": luminance(small) > luminance(ground),
            "size": least,
            "accent": accent,
            "least": 0 if reads else LEAST_LARGE,
        }
    )


def turned(desk: Desk, cover: Cover, style: str) -> str:
    """Give the style of what lies on a cover as its pages are read; a scale counts from the left in any language."""
    return style if cover.is_scale else desk.turned(style)


def place_of(field: Field) -> str:
    """Give where the drawing of a field lies on its page, as a style."""
    wide, high = field.width + field.left + field.right, field.height + 2 * field.bleed
    return f"left:{-field.left:g}mm;top:{-field.bleed:g}mm;width:{wide:.2f}mm;height:{high:.2f}mm"


def labels(desk: Desk, cover: Cover, sheet: Sheet, names: Sequence[str]) -> list[Record]:
    """Give the words over a drawing as a template sees them, those of some kinds."""
    found = []
    for one in sheet.labels:
        if one.kind in names:
            place = f"left:{one.x:.2f}mm;top:{one.y:.2f}mm;width:{ceil(one.width * 100) / 100:.2f}mm;color:{one.colour}"
            style = turned(desk, cover, place) + (f";font-size:{one.size:.2f}pt" if one.size else "")
            found.append(
                Record({"kind": one.kind, "text": one.text, "unit": one.unit, "note": one.note, "style": style})
            )
    return found
