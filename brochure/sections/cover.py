"""The cover: who speaks, the title, and what is drawn from the content."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from brochure.model.brochure import Brochure
from brochure.model.kinds.picture import COVER
from brochure.model.kinds.plain import TEXT
from brochure.model.project import Project
from brochure.model.spec import Value
from brochure.model.values import Text, caption_of
from brochure.render import cover as covers
from brochure.render.cover import Cover
from brochure.render.coverpicture import named
from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.record import NO_PICTURE, Record
from brochure.render.section import Section, Texts
from brochure.render.titles import bearing, leading
from brochure.vocabulary.presets import LEAST
from brochure.vocabulary.scale import scale_of

# By so much more than the picture the paper for its words reaches over the edge, in mm.
_HIDES = 0.3
_FILLED = "width:100%;height:100%"
_OVER = ("part", "hour", "stop", "small-stop")


def _groups(desk: Desk) -> Iterable[Group]:
    cover = covers.cover_of(desk)
    covers.tell_unfed(desk, cover)
    covers.tell_small(desk)
    covers.tell_unprinted(desk, cover)
    logo, name = desk.project.organisation.logo, desk.project.organisation.name
    heading = desk.heading("cover", desk.text(desk.brochure.title))
    values: dict[str, object] = {
        "logo": Record(
            {
                "alt": desk.plain(logo.alt) if logo and logo.alt is not None else name,
                "caption": desk.text(caption_of(logo)),
            }
        ),
        "colours": covers.colours(desk, cover.stage),
        "near": cover.frame is not None and cover.frame.near,
        "rows": [Record({"left": left, "right": right}) for left, right in covers.foot_rows(desk, cover.legend)],
        # What is printed with a picture that shows something belongs to it.
        "captioned": "",
        "edition": desk.text(desk.project.edition),
        "subtitle": covers.under(desk, cover.legend),
        "letters": [],
        "picture": NO_PICTURE,
    }
    ways = []
    if cover.frame is not None:
        shown = _pictured(desk, cover) if cover.pictured else _drawn(desk, cover)
        ways = [desk.way("cover", "pictured" if cover.pictured else "drawn", 1, heading, values | shown)]
    return (Group("cover", (*ways, desk.way("cover", "plain", None, heading, values))),)


def _titled(desk: Desk, cover: Cover) -> dict[str, object]:
    """Give the title as its lines end."""
    assert cover.frame is not None
    heading = str(desk.heading("cover", desk.text(desk.brochure.title)))
    html, whole = covers.title(desk, cover, heading)
    size, high = cover.frame.size, leading(len(cover.frame.lines), desk.language)
    before = 0.0
    if whole and cover.frame.lines and not desk.common["rtl"]:
        before = bearing(cover.frame.lines, desk.display, scale_of(desk.project.format).lead / size)
    return {
        "title": html,
        "whole": whole,
        "size": size,
        "leading": high,
        "rise": covers.risen(desk),
        "hang": f"{cover.frame.hang:.2f}mm" if whole else "",
        "before": f"{before:.3f}",
    }


def _drawn(desk: Desk, cover: Cover) -> dict[str, object]:
    """Give what a drawn cover shows besides its words."""
    sheet = covers.draw(desk, cover)
    alt = desk.words["cover-drawing"].format(legend=cover.legend) if cover.legend else ""
    return _titled(desk, cover) | {
        "drawing": desk.shelf.draw("ruler-cover" if cover.is_scale else "cover", sheet.svg()),
        "alt": alt,
        "place": covers.turned(desk, cover, covers.place_of(sheet.field)),
        "labels": covers.labels(desk, cover, sheet, _OVER),
        "numerals": covers.labels(desk, cover, sheet, ("numeral",)),
        "letters": covers.labels(desk, cover, sheet, ("letter",)),
        "said": desk.title,
    }


def _pictured(desk: Desk, cover: Cover) -> dict[str, object]:
    """Give what a cover with a picture shows besides its words: the picture, and the paper under them."""
    assert cover.frame is not None
    assert cover.pictured is not None
    found, field = cover.pictured, cover.frame.field
    (left, top, width, height), placed = covers.framed(found, field)
    caption = cover.legend if desk.plain(found.picture.alt) else ""
    values: dict[str, object] = {
        "captioned": escape(caption),
        "source": covers.source_of(desk, found, field, placed),
        "picture": desk.picture(found.picture, "cover", resolution=LEAST),
        "frame": desk.turned(_box(left, top, width, height)),
        "inner": _box(-placed.left, -placed.top, placed.width, placed.height) if placed else _FILLED,
        "panel": "",
        "beside": "",
    }
    if found.use == "whole":
        wide, high = covers.panel_of(desk, cover)
        # The edge of the picture is not seen beside it.
        beyond = field.left + _HIDES
        values["panel"] = desk.turned(_box(-beyond, field.height - high, wide + beyond, high + field.bleed))
        values["beside"] = desk.turned(f"right:{field.width - wide + field.margin:.2f}mm")
    return _titled(desk, cover) | values


def _box(left: float, top: float, width: float, height: float) -> str:
    return f"left:{left:.2f}mm;top:{top:.2f}mm;width:{width:.2f}mm;height:{height:.2f}mm"


def _texts(brochure: Brochure, project: Project) -> Texts:
    logo, subtitle = project.organisation.logo, brochure.content("subtitle", Text)
    return (caption_of(logo), brochure.title, subtitle, project.edition, caption_of(named(brochure)))


SECTION = Section(
    "cover",
    "The cover.",
    _groups,
    texts=_texts,
    keys={
        "image": Value(
            "The picture of the cover, the name of a drawing, or `none`.", COVER, ("img/cover.jpg", "rings")
        ),
        "subtitle": Value("A line below the title.", TEXT, ("Ten months inside",)),
    },
    where="front",
)
