"""What is said of a picture, on the page: its alternative, its caption, its focus, its two tones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from brochure.model.values import Colour
from brochure.pipeline import build
from brochure.press.pictures import decode
from brochure.vocabulary.job import Job
from tests.pdfreader.reading import Item, Reading

CONTENT = """---
title: Pictures
lang: en
image: {file: wide.png, alt: "A *red* and a blue half", caption: Photo by Ada, focus: 0% 50%}
how:
  tiles:
    - title: Coaching
      image: {file: wide.png, alt: '', caption: Nobody in sight}
    - {title: Again, image: {file: wide.png, alt: Red and blue}}
steps:
  list:
    - {step: One, icon: {file: wide.png, alt: Half and half, caption: Icon by Bob}}
quote:
  photo: {file: wide.png, caption: Portrait by Cal}
  quote: It changed how we work.
  name: Ada
people:
  - {name: Dan, photo: {file: wide.png, alt: '', caption: Dan in May}}
  - {name: Eve, photo: wide.png}
---
"""
SETTINGS = """organisation: {name: Works, logo: {file: wide.png, alt: The logo of Works, caption: Logo by Fay}}
brand:
  colours: {ink: {screen: "#14213d", press: [100, 85, 35, 35]}, paper: {screen: "#fff8e0", press: [0, 2, 8, 0]}}
preflight: {image-resolution: off}
"""
CAPTIONS = ["Photo by Ada", "Logo by Fay", "Nobody in sight", "Icon by Bob", "Portrait by Cal", "Dan in May"]
Build = Callable[..., bytes]


@pytest.fixture
def pdf(tmp_path: Path) -> Build:
    """Builds a content beside a picture whose left half is red and whose right half is black."""
    picture = Image.new("RGB", (3560, 1920), "black")
    picture.paste("#ff0000", (0, 0, 890, 960))
    picture.save(tmp_path / "wide.png")

    def pdf(content: str = CONTENT, settings: str = SETTINGS, preset: str = "screen") -> bytes:
        (tmp_path / "a.md").write_text(content, encoding="utf-8")
        (tmp_path / "brochure.yaml").write_text(settings, encoding="utf-8")
        result = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path, preset=preset))
        assert result.output is not None, result.problems
        return result.output.path.read_bytes()

    return pdf


def tree(data: bytes) -> Item:
    found = Reading(data).tree
    assert found is not None
    return found


def shown(data: bytes) -> list[str | None]:
    return [figure.alt for figure in tree(data).find("Figure")]


def words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def pixel(data: bytes, x: float, y: float) -> tuple[int, ...]:
    """The colour of a point of the cover, in shares of its width and height."""
    page = pypdfium2.PdfDocument(data)[0].render().to_pil().convert("RGB")
    found = page.getpixel((int(x * page.width), int(y * page.height)))
    assert isinstance(found, tuple)
    return found


def test_what_a_picture_shows_is_said_in_its_turn(pdf: Build) -> None:
    """Without marks of Markdown; what decorates says nothing, a portrait of which nobody says more the name."""
    assert shown(pdf()) == [
        "A red and a blue half", "The logo of Works", "Timeline of the phases: One.", "Half and half", "Red and blue",
        "Portrait of Eve", "Portrait of Ada",
    ]  # fmt: skip


def test_a_picture_of_which_nobody_says_what_it_shows_is_no_figure(pdf: Build) -> None:
    """As before: the cover and the tiles are decoration then, the logo has the name of the organisation."""
    content = "---\ntitle: A\nimage: wide.png\nhow: {tiles: [{title: B, image: wide.png}]}\n---\n"
    assert shown(pdf(content, "organisation: {name: Works, logo: wide.png}\n")) == ["Works"]


def test_nobody_is_told_that_artwork_shows_what_a_missing_picture_would(pdf: Build) -> None:
    """The drawing that stands for it is decoration; its caption is printed all the same."""
    data = pdf("---\ntitle: A\nimage: {file: none.png, alt: The whole team, caption: By Ada}\n---\n", "format: a5\n")
    assert shown(data) == []
    assert "By Ada" in words(data)


def test_a_caption_belongs_to_a_figure_and_is_text_where_there_is_none(pdf: Build) -> None:
    """Icons and decoration are no figures, so what is printed with them is a paragraph."""
    found = tree(pdf())
    assert [item.all_text for item in found.find("Caption")] == [
        "Logo by Fay", "Photo by Ada", "Icon by Bob", "Portrait by Cal",
    ]  # fmt: skip
    assert {"Nobody in sight", "Dan in May"} < {item.all_text for item in found.find("P")}


@pytest.mark.parametrize("size", ["a5", "leaflet"])
@pytest.mark.parametrize("preset", ["screen", "press"])
def test_no_caption_is_lost(pdf: Build, size: str, preset: str) -> None:
    """Each is printed once, in every format and preset."""
    said = words(pdf(settings=f"{SETTINGS}format: {size}\n", preset=preset))
    assert [said.count(caption) for caption in CAPTIONS] == [1] * len(CAPTIONS)


def test_captions_stay_where_there_is_no_room_for_their_pictures(pdf: Build) -> None:
    """A title that takes the whole cover, words that fill the page of the quotation."""
    long = CONTENT.replace("title: Pictures", f"title: {'Many words of a title ' * 12}")
    said = words(pdf(long.replace("It changed how we work.", "It changed how we work. " * 60)))
    assert [said.count(caption) for caption in CAPTIONS] == [1] * len(CAPTIONS)


@pytest.mark.parametrize(("focus", "wanted"), [("0% 50%", (255, 0, 0)), ("100% 50%", (0, 0, 0))])
@pytest.mark.parametrize(("settings", "x"), [("format: a5\n", 0.5), ("format: leaflet\n", 0.83)])
def test_the_point_named_stays_in_sight(
    pdf: Build, focus: str, wanted: tuple[int, int, int], settings: str, x: float
) -> None:
    """Of a wide picture on a high cover, its left or its right end."""
    data = pdf(f"---\ntitle: A\nimage: {{file: wide.png, alt: '', focus: {focus}}}\n---\n", settings)
    assert max(abs(a - b) for a, b in zip(pixel(data, x, 0.2), wanted, strict=True)) < 4


def test_two_tones_are_the_ink_and_paper_of_the_brand(pdf: Build) -> None:
    """On the screen their colours; on the press the inks that the brand says, not those that the profile finds."""
    content = "---\ntitle: A\nimage: {file: wide.png, alt: '', duotone: true, focus: 100% 50%}\n---\n"
    assert max(abs(a - b) for a, b in zip(pixel(pdf(content), 0.5, 0.2), (0x14, 0x21, 0x3D), strict=True)) < 4
    tile = "---\ntitle: Two words\nhow: {tiles: [{title: B, image: {file: wide.png, alt: '', duotone: true}}]}\n---\n"
    press = Reading(pdf(tile, SETTINGS.split("\n", 1)[1], "press")).pdf
    (image,) = (image for page in press.pages for image in page.get_images().values())
    inks = decode(image).picture.getpixel((int(image.Width) - 5, 5))
    assert [round(ink / 2.55) for ink in inks] == pytest.approx(Colour("", (100, 85, 35, 35)).press, abs=2)
