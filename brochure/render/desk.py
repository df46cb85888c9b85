"""The desk on which sections are made: the brochure, its project, and the tools that they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure.figures import artwork
from brochure.figures.palette import Palette
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.model.values import Picture, Text
from brochure.pictures.shelf import Shelf
from brochure.render.environment import Shop, safe
from brochure.render.group import Way
from brochure.render.prose import Reader, plain_text_of
from brochure.render.record import Record
from brochure.render.theme import palette
from brochure.render.tools import Tools
from brochure.render.words import words
from brochure.vocabulary.paper import DESIGN_WIDTH

_BAND_HEIGHT = 150.0
_MARKS = 6


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the sections are made from.

    `common` is what every template sees, `bold` are the texts whose bold percentages are drawn. `folio` is the page
    that is made where no content asks for one, 0 else.
    """

    brochure: Brochure
    project: Project
    shelf: Shelf
    reader: Reader
    words: Mapping[str, str]
    shop: Shop
    common: Mapping[str, object]
    bold: tuple[Text, ...] = ()
    folio: int = 0

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

    def plain(self, value: Text | None) -> str:
        """Give a one-line value without markup."""
        return plain_text_of(value, self.language).strip() if value else ""

    def text(self, value: Text | None) -> str:
        """Give a one-line value as HTML."""
        return safe(self.reader.line(value) if value else "")

    def picture(self, picture: Picture | None, kind: str, alt: str = "") -> Record:
        """Give a picture as a template sees it, artwork of its kind where there is none.

        Nobody is told that artwork shows what the picture would. `alt` is said of one of which its author says nothing.
        """
        given = picture or Picture("", self.brochure.title.place)
        found = self.shelf.found(given)
        decorative = given.alt is not None and not given.alt
        said = self.plain(given.alt) if found else ""
        return Record(
            {
                "url": found or self.shelf.stand_in(kind),
                "alt": said or ("" if decorative else alt),
                "caption": self.text(given.caption),
                "focus": " ".join(f"{100 * share:g}%" for share in given.focus or ()) if found else "",
                "decorative": decorative,
            }
        )

    def scene(self, name: str, kind: artwork.SceneKind) -> str:
        """Draw a picture as high as the page, composed from its foot, and give its URL."""
        height = DESIGN_WIDTH * max(1.4, self.project.format.height / self.project.format.width)
        drawing = artwork.scene(f"{self.brochure.stem}-{name}", kind, DESIGN_WIDTH, height, self.palette)
        return self.shelf.draw(f"scene-{name}", drawing)

    def band(self, name: str, ground: artwork.Ground, width: float | None = None, height: float = _BAND_HEIGHT) -> str:
        """Draw a panel of the brand's pattern, as wide as the page, and give its URL; sizes in mm on A5."""
        seed = f"{self.brochure.stem}-{name}"
        drawing = artwork.pattern(seed, width or DESIGN_WIDTH, height, self.palette, ground=ground)
        return self.shelf.draw(f"band-{name}", drawing)

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


def desk(brochure: Brochure, project: Project, shelf: Shelf, own: Path | None, bold: tuple[Text, ...]) -> Desk:
    """Lay out the tools; `own` is the project's templates folder, None where it is not to be used."""
    language = brochure.language or project.language
    catalogue = words(language, project.words, own)
    tools = Tools(project, shelf, language, catalogue["qr"])
    common: dict[str, object] = {
        "logo": shelf.logo(project.organisation.logo),
        "running": project.organisation.name or plain_text_of(brochure.title, language),
        "lang": language,
        # What the project says itself, where the content is in another language.
        "house": project.language if project.language != language else "",
        "words": catalogue,
        "organisation": project.organisation.name,
        "ramp": tools.ramp,
        "qr": tools.qr,
        "sign": tools.sign,
    }

    def picture(path: str, text: Text) -> str:
        return shelf.picture(Picture(path, text.locate(path)), "tile")

    reader = Reader(language, project.organisation.site, picture, project.limits)
    return Desk(brochure, project, shelf, reader, catalogue, Shop(own), common, bold)
