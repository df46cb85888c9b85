"""The desk on which sections are made: the brochure, its project, and the tools that they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brochure.figures import artwork
from brochure.figures.palette import Palette
from brochure.model.brochure import Brochure
from brochure.model.project import Project
from brochure.model.values import Picture, Text
from brochure.pictures.shelf import Shelf
from brochure.render.environment import blaming, environment, safe
from brochure.render.group import Way
from brochure.render.prose import Reader, plain_text_of
from brochure.render.words import words

_BAND_HEIGHT = 150.0
_SCENE_WIDTH = 148.0


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the sections are made from.

    `render` makes the document of a part of the templates, `block` the piece of one that stands inside a part.
    """

    brochure: Brochure
    project: Project
    shelf: Shelf
    reader: Reader
    words: dict[str, str]
    render: Callable[..., str]
    block: Callable[..., str]

    @property
    def language(self) -> str:
        """Give the language of the brochure."""
        return self.reader.language

    @property
    def palette(self) -> Palette:
        """Give the brand's colours on screen."""
        colours = self.project.brand.colours
        return Palette(colours.ink.screen, colours.signal.screen, colours.tint.screen, colours.paper.screen)

    @property
    def title(self) -> str:
        """Give the title without markup."""
        return self.plain(self.brochure.title)

    def plain(self, value: Text | None) -> str:
        """Give a one-line value without markup."""
        return plain_text_of(value, self.language).strip() if value else ""

    def text(self, value: Text | None) -> Any:
        """Give a one-line value as HTML."""
        return safe(self.reader.line(value)) if value else ""

    def scene(self, name: str, kind: artwork.SceneKind) -> str:
        """Draw a picture as high as the page, composed from its foot, and give its URL."""
        height = _SCENE_WIDTH * max(1.4, self.project.format.height / self.project.format.width)
        drawing = artwork.scene(f"{self.brochure.stem}-{name}", kind, _SCENE_WIDTH, height, self.palette)
        return self.shelf.draw(f"scene-{name}", drawing)

    def band(self, name: str, ground: artwork.Ground, width: float | None = None, height: float = _BAND_HEIGHT) -> str:
        """Draw a panel of the brand's pattern, as wide as the page, and give its URL; sizes in mm on A5."""
        seed = f"{self.brochure.stem}-{name}"
        drawing = artwork.pattern(seed, width or 148.0, height, self.palette, ground=ground)
        return self.shelf.draw(f"band-{name}", drawing)

    def way(self, part: str, layout: str, pages: int | None, **values: Any) -> Way:
        """Make a way that renders a part of the templates."""
        return Way(layout, pages, lambda: self.render(part, layout=layout, **values))


def desk(brochure: Brochure, project: Project, shelf: Shelf, own: Path | None) -> Desk:
    """Lay out the tools; `own` is the project's templates folder, None where it is not to be used."""
    language = brochure.language or project.language
    catalogue = words(language, project.words, own)
    shop = environment(own)
    title = plain_text_of(brochure.title, language)
    common = {
        "logo": shelf.logo(project.organisation.logo),
        "running": project.organisation.name or title,
        "lang": language,
        # What the project says itself, where the content is in another language.
        "house": project.language if project.language != language else "",
        "title": title,
        "words": catalogue,
        "organisation": project.organisation.name,
    }

    def render(part: str, **values: Any) -> str:
        with blaming(own):
            return shop.get_template(f"parts/{part}.html.j2").render(**common, **values)

    def block(piece: str, **values: Any) -> str:
        with blaming(own):
            return safe(shop.get_template(f"blocks/{piece}.html.j2").render(**common, **values))

    def picture(path: str, text: Text) -> str:
        return shelf.picture(Picture(path, text.locate(path)), "tile")

    reader = Reader(language, project.organisation.site, picture, project.limits)
    return Desk(brochure, project, shelf, reader, catalogue, render, block)
