"""The model to the HTML of each section, each in the ways it may be set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from brochure.figures import artwork, qr, quantity, ring
from brochure.load.markdown import plain_text
from brochure.model.brochure import Brochure, Number, Picture, Text
from brochure.model.project import Project
from brochure.presets import Preset
from brochure.render import theme
from brochure.render.environment import environment, safe
from brochure.render.phases import phase_sections
from brochure.render.prose import Passage, Reader, plain_text_of, printed_address
from brochure.render.section import Section, Variant
from brochure.render.words import words

_BAND_HEIGHT = 150.0


class Shelf(Protocol):
    """Where pictures come from."""

    def picture(self, picture: Picture, kind: str) -> str:
        """Give the URL of a picture of the content, of drawn artwork where there is none."""

    def draw(self, name: str, svg: str) -> str:
        """Give the URL of a drawing."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the sections are made from."""

    brochure: Brochure
    project: Project
    shelf: Shelf
    reader: Reader
    words: dict[str, str]
    render: Callable[..., str]

    @property
    def language(self) -> str:
        """Give the language of the brochure."""
        return self.reader.language

    @property
    def palette(self) -> artwork.Palette:
        """Give the brand's colours on screen."""
        colours = self.project.brand.colours
        return artwork.Palette(colours.ink.screen, colours.signal.screen, colours.tint.screen, colours.paper.screen)

    def text(self, value: Text | None) -> Any:
        """Give a one-line value as HTML."""
        return safe(self.reader.line(value)) if value else ""

    def band(self, name: str, ground: artwork.Ground, width: float | None = None, height: float = _BAND_HEIGHT) -> str:
        """Draw a panel of the brand's pattern, as wide as the page, and give its URL; sizes in mm on A5."""
        seed = f"{self.brochure.stem}-{name}"
        drawing = artwork.pattern(seed, width or 148.0, height, self.palette, ground=ground)
        return self.shelf.draw(f"band-{name}", drawing)

    def variant(self, part: str, layout: str, pages: int | None, **values: Any) -> Variant:
        """Make a variant that renders a part of the templates."""
        return Variant(layout, pages, lambda: self.render(part, layout=layout, **values))


def desk(brochure: Brochure, project: Project, shelf: Shelf, own: Path | None) -> Desk:
    """Lay out the tools; `own` is the project's templates folder, None where it is not to be used."""
    language = brochure.language or project.language
    catalogue = words(language, project.words, own)
    shop = environment(own)
    title = plain_text_of(brochure.title, language)
    common = {
        "lang": language,
        "title": title,
        "words": catalogue,
        "organisation": project.organisation.name,
        "running": project.organisation.name or title,
    }

    def render(part: str, **values: Any) -> str:
        return shop.get_template(f"parts/{part}.html.j2").render(**common, **values)

    def picture(path: str, text: Text) -> str:
        return shelf.picture(Picture(path, text.locate(path)), "tile")

    reader = Reader(language, project.organisation.site, picture, project.limits)
    return Desk(brochure, project, shelf, reader, catalogue, render)


def sections(tools: Desk) -> list[Section]:
    """Give the sections of a brochure in their order; what is absent leaves no hole."""
    made = [cover(tools), introduction(tools), figures(tools), *phase_sections(tools), how(tools), then(tools)]
    made += [quote(tools), *body(tools), back(tools)]
    return [section for section in made if section is not None]


def cover(tools: Desk) -> Section:
    """Make the cover: the picture, who speaks, the title."""
    picture = tools.brochure.image or Picture("", tools.brochure.title.place)
    values = {
        "picture": tools.shelf.picture(picture, "cover"),
        "heading": tools.text(tools.brochure.title),
        "edition": tools.text(tools.project.edition),
    }
    return Section(
        "cover", (tools.variant("cover", "picture", 1, **values), tools.variant("cover", "plain", None, **values))
    )


def introduction(tools: Desk) -> Section | None:
    """Make the introduction: a lead, a text, and a closing list as cards."""
    if not tools.brochure.desc:
        return None
    passage = tools.reader.passage(tools.brochure.desc, cards=True)
    marks = [tools.shelf.draw(f"mark-{n % 6}", artwork.mark(n % 6, tools.palette)) for n in range(len(passage.cards))]
    cards = [(safe(name), safe(rest), mark) for (name, rest), mark in zip(passage.cards, marks, strict=True)]
    return _text_section(tools, "introduction", passage, "introduction", "tint", cards=cards)


def _text_section(
    tools: Desk, name: str, passage: Passage, word: str, ground: artwork.Ground, **values: Any
) -> Section:
    parts = {
        "heading": safe(passage.title) or tools.words[word],
        "lead": safe(passage.lead),
        "rest": safe(passage.rest),
        "band": tools.band(name, ground),
        "name": name,
        "cards": [],
        "pictures": [],
    } | values
    return Section(
        name,
        (
            tools.variant("text", "band", 1, **parts),
            tools.variant("text", "plain", 1, **parts),
            tools.variant("text", "flow", None, **parts),
        ),
    )


def figures(tools: Desk) -> Section | None:
    """Make the key figures: counts set huge, percentages drawn to scale, those in bold text among them."""
    stats = [_number(tools, number) for number in tools.brochure.numbers] + _bold_statistics(tools)
    if not stats:
        return None
    hero = stats.pop(0) if stats[0]["ring"] == "" and len(stats) <= 7 else None
    values = {
        "hero": hero,
        "stats": stats,
        "columns": 2 if len(stats) <= 6 else 3,
        "band": tools.band("figures", "ink"),
    }
    return Section(
        "figures",
        (
            tools.variant("figures", "huge", 1, **values),
            tools.variant("figures", "dense", 1, **values),
            tools.variant("figures", "flow", None, **values),
        ),
    )


def _number(tools: Desk, number: Number) -> dict[str, Any]:
    address = urljoin(tools.project.organisation.site, number.btn_url) if number.btn_url else ""
    link = (
        {"address": address, "shown": printed_address(address), "text": number.btn_title}
        if number.btn_title and "://" in address
        else None
    )
    num = plain_text_of(number.num, tools.language)
    return {
        "num": tools.text(number.num),
        "title": tools.text(number.title),
        "length": len(num),
        "link": link,
        "ring": _ring(tools, quantity.read_percent(num)),
    }


def _bold_statistics(tools: Desk) -> list[dict[str, Any]]:
    content = tools.brochure
    texts = (content.desc, content.how.desc if content.how else None, content.then, content.body)
    found = []
    for text in texts:
        for top in tools.reader.elements(text) if text else ():
            for strong in top.iter("strong"):
                if statistic := quantity.bold_statistic(plain_text(strong)):
                    value = f"{statistic.percent:g}".replace(".", "," if tools.language.startswith("fr") else ".")
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


def _ring(tools: Desk, percent: float | None) -> Any:
    if percent is None:
        return ""
    colours = tools.project.brand.colours
    title = tools.words["ring"].format(percent=f"{percent:g}")
    track = theme.mix(colours.ink.screen, colours.paper.screen, 0.2)
    drawing = ring.ring(percent, 50.0, 6.5, colours.signal.screen, track, title)
    return {"url": tools.shelf.draw(f"ring-{percent:g}", drawing), "alt": title}


def how(tools: Desk) -> Section | None:
    """Make the page that tells how it is done, with its tiles."""
    content = tools.brochure.how
    if content is None or not (content.desc or content.tiles):
        return None
    pictures = [
        {
            "url": tools.shelf.picture(tile.image or Picture("", tools.brochure.title.place), f"tile-{n}"),
            "title": tools.text(tile.title),
        }
        for n, tile in enumerate(content.tiles)
    ]
    return _text_section(tools, "how", tools.reader.passage(content.desc), "how", "tint", pictures=pictures)


def then(tools: Desk) -> Section | None:
    """Make the page that tells what comes next."""
    if not tools.brochure.then:
        return None
    return _text_section(tools, "then", tools.reader.passage(tools.brochure.then), "then", "ink")


def quote(tools: Desk) -> Section | None:
    """Make the page of the quotation."""
    content = tools.brochure.quote
    if content is None or not content.quote:
        return None
    values = {
        "heading": tools.words["quote"],
        "name": tools.text(content.name),
        "role": tools.text(content.desc),
        "quote": safe(tools.reader.passage(content.quote).lead),
        "rest": safe(tools.reader.passage(content.quote).rest),
        "photo": tools.shelf.picture(content.photo or Picture("", tools.brochure.title.place), "portrait"),
        "alt": tools.words["portrait"].format(name=plain_text_of(content.name, tools.language)) if content.name else "",
    }
    return Section(
        "quote", (tools.variant("quote", "picture", 1, **values), tools.variant("quote", "flow", None, **values))
    )


def body(tools: Desk) -> list[Section]:
    """Make the pages of the Markdown body."""
    return [
        _text_section(tools, f"body-{number}", passage, "then", "tint", heading=safe(passage.title))
        for number, passage in enumerate(tools.reader.pages(tools.brochure.body), 1)
    ]


def back(tools: Desk) -> Section:
    """Make the back cover: the call, the address with its QR code, the imprint."""
    project, colours = tools.project, tools.project.brand.colours
    address = project.back.url or urljoin(project.organisation.site, tools.brochure.url or "")
    code = ""
    if "://" in address:
        title = tools.words["qr"].format(address=address)
        code = tools.shelf.draw("qr", qr.qr(address, 30.0, colours.ink.screen, colours.paper.screen, title))
    parts = urlsplit(address)
    values = {
        "call": tools.text(project.back.title),
        "text": tools.text(project.back.text),
        "address": address,
        "host": parts.netloc,
        "path": parts.path.rstrip("/"),
        "qr": code,
        "qr_alt": tools.words["qr"].format(address=address),
        "band": tools.band("back", "signal"),
        "imprint": safe(tools.reader.passage(project.imprint).lead),
        "contact": tools.text(project.organisation.contact),
        "edition": tools.text(project.edition),
    }
    return Section(
        "back", (tools.variant("back", "picture", 1, **values), tools.variant("back", "plain", None, **values))
    )


def stylesheet(project: Project, preset: Preset, parts: list[str]) -> str:
    """Join the theme and the style files, in the order given."""
    return theme.variables(project, preset) + "".join(parts)
