"""A brochure as its author wrote it: frozen, checked, every text with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from brochure.load.text import Source
from brochure.model.keys import keys_of
from brochure.model.kinds.forms import Language
from brochure.model.kinds.picture import Icon
from brochure.model.values import NOTHING, Picture, Text
from brochure.vocabulary.keys import key


@dataclass(frozen=True, slots=True)
class Number:
    """A key figure.

    `num` is what is set large, it may be empty; the button's address may become a link.
    """

    num: Text = key("The figure itself.", NOTHING, examples=("206", "60 %"))
    title: Text | None = key("What it counts.", examples=("Entrepreneurs",))
    btn_title: str | None = key("The words of the website's button.", name="btnTitle", examples=("Discover them",))
    btn_url: str | None = key("The address that the button leads to.", name="btnUrl", examples=("/talents",))


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase."""

    icon: Icon | None = key("Its picture.", examples=("/img/test.svg",))
    step: Text | None = key("What it is called.", examples=("Phase 1",))
    duration: Text | None = key("How long it takes.", examples=("2 mois", "3 weeks"))
    title: Text | None = key("Its title.", examples=("Test the idea",))
    dates: Text | None = key("When, or what is done.", examples=("March to May 2026",))
    desc: Text | None = key("Its text.", examples=("First, we listen.",))


@dataclass(frozen=True, slots=True)
class Steps:
    """The timeline: its heading and at least one phase, or a heading alone."""

    title: Text | None = key("Its title.", examples=("The four phases",))
    phases: tuple[Phase, ...] = key("The phases, in order.", (), name="list")


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


@dataclass(frozen=True, slots=True)
class Then:
    """What comes next."""

    desc: Text = key("The text.", NOTHING, examples=("## And then?\n\nYou join us.",))


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody says."""

    photo: Picture | None = key("A portrait.", examples=("img/ada.jpg",))
    quote: Text | None = key("The words said.", examples=("It changed how we work.",))
    name: Text | None = key("Who said them.", examples=("Ada Lovelace",))
    desc: Text | None = key("Who that is.", examples=("Analyst",))


@dataclass(frozen=True, slots=True)
class Brochure:
    """The front matter of a brochure's content file. Text values are Markdown.

    `stem` names the outputs; `url` is the page's address on the website. What is absent or empty is None or an empty
    tuple; no entry of a tuple is empty.
    """

    title: Text = key("The title of the brochure, on its cover.", NOTHING, examples=("Programme",), required=True)
    desc: Text | None = key("The introduction.", examples=("What the programme is, and for whom.",))
    image: Picture | None = key("The picture of the cover.", examples=("img/cover.jpg",))
    numbers: tuple[Number, ...] = key("The key figures.", ())
    how: How | None = key("How it is done.")
    steps: Steps | None = key("The timeline.")
    then: Then | None = key("What comes next.")
    quote: Quote | None = key("What somebody says.")
    language: Language | None = key(
        "The language of the content, as a BCP 47 tag.", name="lang", examples=("fr", "en-GB")
    )
    url: str | None = key("The address of the page on the website.", examples=("/programme",))
    stem: str = ""
    body: Text | None = None
    source: Source | None = field(default=None, repr=False, compare=False)


CONTENT = replace(
    keys_of(Brochure),
    silent=("layout", "menu", "date", "draft", "tags", "slug", "weight", "type", "author"),
)
