"""The desk on which sections are made: the brochure, its project, and the tools that they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from pathlib import Path

from markupsafe import escape

from brochure.figures import artwork
from brochure.figures.covers import pattern
from brochure.figures.covers.facts import NO_FACTS, Facts
from brochure.figures.covers.field import Field, Sheet, Stage
from brochure.figures.palette import Palette
from brochure.figures.typeface import Typeface
from brochure.load.calendar import say_dates
from brochure.load.cldr import Unit, tongue
from brochure.model.brochure import Brochure
from brochure.model.project import USUAL_LANGUAGE, Project
from brochure.model.values import Picture, Text
from brochure.pictures.names import called
from brochure.pictures.shelf import Shelf
from brochure.render.direction import is_rtl, mirrored
from brochure.render.environment import Shop, safe
from brochure.render.group import Group, Part, Way
from brochure.render.prose import Placed, Reader, Stands, plain_text_of
from brochure.render.record import NO_ICON, NO_PICTURE, Icon, Record
from brochure.render.theme import palette
from brochure.render.titles import headed, parted, spoken, tied
from brochure.render.tools import Tools, astray
from brochure.render.words import MANY as _MANY
from brochure.render.words import words
from brochure.vocabulary.colour import apart
from brochure.vocabulary.paper import DESIGN_WIDTH
from brochure.vocabulary.presets import LEAST
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.scale import is_wide, scale_of
from brochure.vocabulary.speech import Said, listed
from brochure.vocabulary.tongues import comma
from brochure.vocabulary.units import INCH, PT

_MARKS = 6
# What has a ground of its own also where it opens a page that it shares.
_OPENING = frozenset({"quote", "quotes"})
# Colours that are less apart look the same where they meet.
_SEEN = 0.03
# The room of the number of a page, in mm.
_FOLIO = 12.0
# The measure of running text, in mm on A5; a picture in it that is less than a part of this is told.
_MEASURE, _PART = 122.0, 0.5
# A picture so much wider than high may go to the edge of the page: it loses little of its height there.
_LANDSCAPE = 1.3
# A picture with fewer pixels across is an icon or a mark, and meant to be small.
_ICON = 160


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the sections are made from.

    `common` is what every template sees, `bold` are the texts whose bold percentages are drawn. `folio` is the page
    that is made where no content asks for one, 0 else.
    `resolution` is what pictures are set at, at the least, in pixels to the inch. `asked` is the heading that the
    settings have for the section that is made. `display`, `running` and `small` measure lines of titles, of
    running text and of captions. `facts` is what covers are drawn from.
    """

    brochure: Brochure
    project: Project
    shelf: Shelf
    reader: Reader
    words: Mapping[str, str]
    shop: Shop
    common: Mapping[str, object]
    display: Typeface
    running: Typeface
    small: Typeface
    bold: tuple[Text, ...] = ()
    folio: int = 0
    resolution: float = LEAST
    asked: Text | None = None
    facts: Facts = NO_FACTS

    @property
    def language(self) -> str:
        """Give the language of the brochure."""
        return self.reader.language

    @property
    def palette(self) -> Palette:
        """Give the brand's colours on screen."""
        return palette(self.project)

    @property
    def title(self) -> str:
        """Give the title without markup."""
        return self.plain(self.brochure.title)

    def turned(self, style: str) -> str:
        """Give the style of an element that is placed by its side, turned about where pages are read from the right."""
        return mirrored(style) if self.common["rtl"] else style

    def number(self, value: float) -> str:
        """Write a number as the language does."""
        return tongue(self.language).number(value)

    def length(self, value: float, unit: Unit) -> str:
        """Say a length of time: 1 month, 2 months; with the project's own word for the unit, where it has one."""
        own, of = self.words[f"unit-{unit}"], tongue(self.language)
        return of.counted(value, unit) if own == of.named(_MANY, unit) else f"{of.number(value)}\u00a0{own}"

    def plain(self, value: Text | None) -> str:
        """Give a one-line value without markup."""
        return plain_text_of(value, self.language).strip() if value else ""

    def text(self, value: Text | None) -> str:
        """Give a one-line value as HTML."""
        return safe(self.reader.line(value) if value else "")

    def titled(self, value: Text | None, column: float = 0.0, large: bool = True) -> str:
        """Give a title of one line as HTML, in which articles stand with their nouns.

        In a narrow `column` of some mm, in the size of sections, or of a lead, not where that would make lines more.
        """
        scale = scale_of(self.project.format)
        size = (scale.section if large else scale.lead) * PT

        def fits(line: str) -> bool:
            return self.display.width(line, size) <= column

        return safe(tied(self.text(value), self.language, fits if column else None))

    def heading(self, section: str, own: str = "") -> str:
        """Give the heading of a section: that of the settings, else its own, else the word for it.

        Its lines end as those of titles do.
        """
        heading = self.text(self.asked) or own or escape(self.words.get(section, ""))
        if section == "cover":
            # Its lines are found by themselves.
            return heading
        return self.parted_title(heading)

    def dated(self, value: Text | None) -> str:
        """Give a one-line value as HTML, in which dates in figures are written as the language does."""
        said = say_dates(value.markdown.strip(), self.language) if value else ""
        return self.text(replace(value, markdown=said)) if value else ""

    def parted_title(self, html: str) -> str:
        """Let a text be set as a title: a word wider than the page, or than a panel, is parted at its seams."""
        paper, scale = self.project.format, scale_of(self.project.format)
        size = (scale.section if paper.panels else scale.title) * PT
        room = (paper.panels[0] if paper.panels else paper.width) - 2 * scale.margin
        whole = parted(html, lambda word: self.display.width(word, size) <= room, self.language)
        return safe(tied(whole, self.language))

    def said(self, html: str, taken: float) -> str:
        """Let what is said large end its lines as titles do, beside what takes some mm of the page, or on a panel."""
        paper, scale = self.project.format, scale_of(self.project.format)
        size, wide = (scale.section, paper.panels[0]) if paper.panels else (scale.title, paper.width - taken)
        room = wide - 2 * scale.margin
        return safe(spoken(html, self.language, lambda text: self.display.width(text, size * PT) <= room))

    def picture(
        self,
        picture: Picture | None,
        kind: str,
        alt: str = "",
        place: tuple[float, float] = (0.0, 0.0),
        resolution: float = 0.0,
    ) -> Record:
        """Give a picture as a template sees it, artwork of its kind where there is none.

        Nobody is told that artwork shows what the picture would. `alt` is said of one of which its author says nothing.
        Its `most` is how wide and high it may be set, in mm, () for any size; where that is less than its `place`, in
        mm on A5, its author is told.
        """
        given = picture or Picture("", self.brochure.title.place)
        found = self.shelf.found(given)
        most = self.most(found, resolution)
        unit = self.unit
        if most and (most[0] < place[0] * unit or most[1] < place[1] * unit):
            self._tell_coarse(given, found, most, (place[0] * unit, place[1] * unit))
        decorative = given.alt is not None and not given.alt
        said = self.plain(given.alt) if found else ""
        return Record(
            {
                "url": found or self.shelf.stand_in(kind, given),
                "alt": said or ("" if decorative else alt),
                "caption": self.text(given.caption),
                "focus": " ".join(f"{100 * share:g}%" for share in given.focus or ()) if found else "",
                "decorative": decorative,
                "most": most,
                "tall": self.shelf.ratios.get(found, _LANDSCAPE) <= 1,
            }
        )

    def portrait(self, picture: Picture | None, alt: str, place: tuple[float, float]) -> Record:
        """Give a portrait as a template sees it: no drawing stands for one that is missing."""
        if picture is None or not self.shelf.own(picture):
            return NO_PICTURE
        return self.picture(picture, "portrait", alt, place)

    def icon(self, picture: Picture) -> Icon | Record:
        """Give an icon as a template sees it: a file, or one of the set, in ink."""
        url, name = self.shelf.icon(picture, self.palette.ink)
        if not url:
            return NO_ICON
        return Icon(url, name, self.plain(picture.alt), self.text(picture.caption), self.most(url))

    @property
    def unit(self) -> float:
        """Give the scale of the page: its width, or that of a panel, to that of A5."""
        panels = self.project.format.panels
        return (panels[-1] if panels else self.project.format.width) / DESIGN_WIDTH

    def most(self, url: str, resolution: float = 0.0) -> tuple[float, ...]:
        """Give how wide and high a picture may be set, in mm, so that its pixels are fine enough; () for any size."""
        per_mm = (resolution or self.resolution) / INCH
        return tuple(round(side / per_mm, 2) for side in self.shelf.pixels.get(url, ()))

    def vanishes(self, url: str) -> frozenset[str]:
        """Name the grounds of pages on which the edge of a picture would not be seen: a line stands round it there."""
        edge, grounds = self.shelf.rim(url), {"paper": self.palette.paper, "tint": self.palette.tint}
        return frozenset(name for name, ground in grounds.items() if edge and apart(edge, ground) < _SEEN)

    def held(self, url: str, picture: Picture) -> str:
        """Give the style that keeps a picture of running text as small as its pixels ask."""
        if not (most := self.most(url)):
            return ""
        measure = _MEASURE * self.unit
        if most[0] < _PART * measure and most[1] < _PART * measure and max(self.shelf.pixels[url]) >= _ICON:
            self._tell_coarse(picture, url, most, (measure, 0.0))
        within = f"min(100%,{most[0]:g}mm)"
        across, down = self.shelf.pixels[url]
        if across < _LANDSCAPE * down or most[0] < self.to_edge:
            return f"max-width:{within}"
        # Where its text has a margin, the styles say how far the edge of the page is.
        return f"max-width:var(--to-edge,{within});width:var(--to-edge,auto);object-fit:cover"

    @property
    def to_edge(self) -> float:
        """Give how wide a picture is, in mm, that goes from running text beside a margin to the edge of the page."""
        paper, scale = self.project.format, scale_of(self.project.format)
        beside = (paper.width - 2 * scale.margin + scale.gutter) / 3
        return paper.width - scale.margin - beside + self.project.press.settings.bleed

    def _tell_coarse(self, picture: Picture, url: str, most: tuple[float, ...], place: tuple[float, ...]) -> None:
        pixels = self.shelf.pixels[url]
        sizes = zip(place, (Said("{pixels} px wide"), Said("{pixels} px high")), strict=True)
        wanted = [way.of(pixels=ceil(size / INCH * self.resolution)) for size, way in sizes if size]
        message = Said(
            "{name} has {across:g} x {down:g} px: it is set {wide:.0f} mm wide "
            "and {high:.0f} mm high at most, {resolution:g} px to the inch",
            name=called(picture.path),
            across=pixels[0],
            down=pixels[1],
            wide=most[0],
            high=most[1],
            resolution=self.resolution,
        )
        hint = Said("for the whole of its place give one that is {wanted}, or an SVG", wanted=listed(wanted))
        self.shelf.tell(picture, "image-resolution", Severity.WARNING, message, hint)

    def pattern(self, name: str, width: float, height: float) -> str:
        """Draw a composition of the brand's forms for all of a frame and its bleed, in mm, and give its URL."""
        drawn = pattern.filling(f"{self.brochure.stem}-{name}", height / width, self._sheet)
        return self.shelf.draw(f"pattern-{name}", drawn)

    def filling(self, name: str, bleed: float) -> str:
        """Draw a composition of the brand's forms for a whole page, with so many mm of bleed, and give its URL."""
        paper = self.project.format
        drawn = pattern.page(f"{self.brochure.stem}-{name}", (paper.width, paper.height), bleed, self._sheet)
        return self.shelf.draw(f"pattern-{name}", drawn)

    def _sheet(self, field: Field) -> Sheet:
        return Sheet(field, Stage(self.palette, self.palette.ink), self.display, self.small)

    def mark(self, number: int) -> str:
        """Draw the mark of a card, one of a few in turn, and give its URL."""
        return self.shelf.draw(f"mark-{number % _MARKS}", artwork.mark(number % _MARKS, self.palette))

    def fragment(self, section: str, layout: str, heading: object, values: Mapping[str, object]) -> str:
        """Give the HTML of a section set in a way: what its template makes of its values, which are `section` there."""
        seen = {"section": Record(values), "heading": heading, "layout": layout}
        template = f"sections/{section}"
        return self.shop.render(template if self.shop.has(template) else "plain", {**self.common, **seen})

    def page(
        self, section: str, layout: str, heading: object, values: Mapping[str, object], level: bool = False
    ) -> str:
        """Give the whole document of a section; all pages of a `level` one take the same room."""
        return self.document(section, layout, self.fragment(section, layout, heading, values), level)

    def document(self, name: str, layout: str, fragment: str, level: bool = False) -> str:
        """Put the document round a fragment; styles know it by its name and its layout."""
        seen = {"name": name, "layout": layout, "fragment": fragment, "level": level}
        return self.shop.render("page", {**self.common, **seen})

    def part(
        self, section: str, heading: object, values: Mapping[str, object], ground: str = "", running: bool = False
    ) -> Part:
        """Make a section one of several on a page, or, of running text, on several."""

        def html() -> str:
            return self.fragment(section, "shared", heading, values)

        def on() -> str:
            return self.fragment(section, "flow", heading, values)

        return Part(section, html, ground, on if running else None)

    def joined(self, parts: Sequence[Part], larger: int = 0) -> Group:
        """Put parts on a page, the one under the other, by so many sizes `larger`; a single one on a ground."""
        # One coloured ground closes the page, or a quotation opens it on its own: none stands above another.
        closes = parts[-1].ground if len(parts) > 1 else ""
        opens = parts[0].ground if len(parts) > 1 and parts[0].name in _OPENING and not closes else ""

        def html() -> str:
            shown = [Record({"name": one.name, "html": safe(one.html())}) for one in parts]
            seen = {"parts": shown, "ground": closes, "opens": opens, "larger": larger}
            return self.document("shared", "shared", self.shop.render("shared", seen))

        return Group(parts[0].name, (Way("shared", 1, html),))

    def running_on(self, parts: Sequence[Part], apart: bool = False) -> Group:
        """Let parts of running text run on, one below the other; `apart`, each begins a page."""

        def html() -> str:
            shown = [safe(one.running()) for one in parts if one.running]
            fragment = self.shop.render("chapters", {"parts": shown, "apart": apart})
            return self.document(parts[0].name, "flow", fragment)

        return Group(parts[0].name, (Way("flow", None, html),))

    def way(
        self,
        section: str,
        layout: str,
        pages: int | None,
        heading: object,
        values: Mapping[str, object],
        level: bool = False,
    ) -> Way:
        """Make a way to set a section, rendered when it is tried."""
        return Way(layout, pages, lambda: self.page(section, layout, heading, values, level))

    def ways(
        self, section: str, named: Sequence[tuple[str, int | None]], heading: object, values: Mapping[str, object]
    ) -> tuple[Way, ...]:
        """Make ways that differ by their layout alone, each with the pages that it must end on."""
        return tuple(self.way(section, layout, pages, heading, values) for layout, pages in named)


def desk(
    brochure: Brochure,
    project: Project,
    shelf: Shelf,
    own: Path | None,
    bold: tuple[Text, ...],
    display: Path,
    running: Path,
    small: Path,
    resolution: float = LEAST,
    broken: bool = False,
) -> Desk:
    """Lay out the tools; `own` is the project's templates folder, None where it is not to be used.

    `display`, `running` and `small` are the font files of titles, of running text and of captions, `resolution` is what
    pictures are set at, at the least, in pixels to the inch, and `broken` tells of words at ends of lines.
    """
    language = brochure.language or project.language or USUAL_LANGUAGE
    catalogue = words(language, project.words, own)
    tools = Tools(project, shelf, language, catalogue["qr"])
    measured = Typeface(display), Typeface(running), Typeface(small)
    common: dict[str, object] = {
        "logo": shelf.own(project.organisation.logo),
        "running": _headed(project, brochure, language, measured[2]),
        "lang": language,
        "rtl": is_rtl(language),
        "comma": comma(language),
        "wide": is_wide(project.format),
        # What the project says itself, where the content is in another language.
        "house": project.language if project.language and project.language != language else "",
        "words": catalogue,
        "organisation": project.organisation.name,
        "ramp": tools.ramp,
        "qr": tools.qr,
        "sign": tools.sign,
        "icons": tools.icons,
        "entry_icons": tools.entry_icons,
    }

    def picture(path: str, text: Text, stands: Stands) -> Placed:
        given = Picture(path, text.locate_path(path))
        url = shelf.picture(given, "tile") if stands == "alone" else shelf.own(given)
        style = made.held(url, given) if url and stands != "in a heading" else ""
        return Placed(url, style, bool(url and stands == "alone" and made.vanishes(url)))

    lost = partial(astray, shelf)
    reader = Reader(language, project.organisation.site, picture, project.limits, catalogue, broken, lost)
    made = Desk(brochure, project, shelf, reader, catalogue, Shop(own), common, *measured, bold, resolution=resolution)
    return made


def _headed(project: Project, brochure: Brochure, language: str, face: Typeface) -> str:
    """Give what stands at the foot of the pages beside their numbers: it has one line."""
    scale = scale_of(project.format)
    room = project.format.width - 2 * scale.margin - _FOLIO
    title = project.organisation.name or plain_text_of(brochure.title, language)
    return headed(title, language, lambda text: face.width(text, scale.small * PT) <= room)
