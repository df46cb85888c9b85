"""Icons by name and by the words of a title."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import ImageDraw

from brochure.figures import icons
from tools.artwork import raster

_STEMS = Path(icons.__file__).with_name("stems.txt").read_text(encoding="utf-8").splitlines()[1:]


def test_every_icon_that_words_ask_for_is_in_the_set() -> None:
    """A line names an icon of the set, once, and has its five languages or fewer; stems are plain letters."""
    lines = [line.split() for line in _STEMS]
    names = [line[0] for line in lines]
    assert len(names) == len(set(names)) > 80
    assert set(names) <= icons.names()
    for _, *columns in lines:
        languages = [column.partition(":")[0] for column in columns]
        assert len(languages) == len(set(languages))
        assert set(languages) <= {"fr", "en", "de", "es", "it"}
        stems = [stem for column in columns for stem in column.partition(":")[2].split(",")]
        assert all(stem.isascii() and stem.isalpha() and stem == stem.lower() for stem in stems)


@pytest.mark.parametrize(
    ("title", "language", "name"),
    [
        ("Un service public inclusif et accessible", "fr", "accessibility"),
        ("Un service public ouvert et intelligible", "fr", "door-open"),
        ("L’école à vélo", "fr", "graduation-cap"),
        ("Œuvres d’art", "fr", "palette"),
        ("Where to eat", "en", "utensils"),
        ("Umweltschutz", "de", "leaf"),
        ("Für Kinder", "de-AT", "smile"),
        ("Dónde dormir", "es", "bed"),
        ("Città e territorio", "it", "building-2"),
    ],
)
def test_a_title_asks_for_its_icon(title: str, language: str, name: str) -> None:
    assert name in icons.meant(title, language)


@pytest.mark.parametrize("title", ["Arthur", "Autonomie", "Sont-ils là ?", "Ainsi de suite", "Les mers du merci"])
def test_a_short_beginning_is_a_word(title: str) -> None:
    """No word asks for a picture for three letters that it begins with by chance."""
    assert icons.meant(title, "fr") in ((), ("ship",))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("leaf", "leaf"), ("lucide:house", "house"), ("fa fa-users", "users"), ("fas fa-user-friends", "users"),
        ("fa-solid fa-location-dot", "map-pin"), ("FaGraduationCap", "graduation-cap"), ("mdi:account-group", "users"),
        ("bi bi-envelope", "mail"), (":rocket:", "rocket"), ("🚀", "rocket"), ("🌱", "sprout"), ("ti ti-home", "house"),
        ("i-heroicons-light-bulb", "lightbulb"), ("material_icon nothing-at-all", ""), ("🏳️ A", ""),
        ("img/leaf.svg", None), ("leaf.png", None), ("..\\leaf", None), ("", None),
    ],
)  # fmt: skip
def test_what_sites_write_is_a_name_or_a_path(written: str, name: str | None) -> None:
    assert icons.named(written) == name


def test_all_titles_have_an_icon_or_none_has() -> None:
    assert icons.chosen(["Santé", "Emploi"], {}, "fr") == {0: "heart-pulse", 1: "briefcase"}
    assert icons.chosen(["Santé", "Écouter"], {}, "fr") == {0: "heart-pulse", 1: "ear"}, "a loudspeaker would speak"
    assert icons.chosen(["Santé", "Quelque chose"], {}, "fr") == {}
    assert icons.chosen(["Santé", "La santé"], {}, "fr") == {}, "no icon stands twice in a list"
    assert icons.chosen(["Santé", "Quelque chose"], {1: ""}, "fr") == {0: "heart-pulse"}


def test_an_icon_is_drawn_in_its_colour() -> None:
    drawn = icons.icon("leaf", "#ff5c39")
    assert 'stroke="#ff5c39"' in drawn
    assert "currentColor" not in drawn


@pytest.mark.parametrize(
    "name", ["user", "users", "user-plus", "user-check", "user-x", "user-cog", "circle-user", "contact"]
)
def test_people_of_the_set_are_of_one_piece(name: str) -> None:
    """Whoever is in front: from the head a line leads to the shoulders; and between them nothing is a block."""
    shown = (
        raster(icons.icon(name, "#14213d"), 240, 240)
        .getchannel("A")
        .point([255 * (value > 100) for value in range(256)])
    )
    middle = {"circle-user": 120, "user": 120, "contact": 120}.get(name, 100)
    lines = [y for y in range(1, 239) if shown.getpixel((middle, y)) and not shown.getpixel((middle, y - 1))]
    inside = lines[1] if name in ("circle-user", "contact") else lines[0]
    ImageDraw.floodfill(shown, (middle, inside + 3), 128)
    reached = [x for x in range(240) if shown.getpixel((x, 190)) == 128]
    assert min(reached) < middle - 30
    assert sum(1 for y in range(100, 160) if shown.getpixel((middle, y))) < 45


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_phases_of_a_starter_have_icons_by_their_words(language: str) -> None:
    """It is what a first brochure looks like: none of its segments is a numeral alone."""
    text = (Path(icons.__file__).parents[1] / "project" / "start" / f"content.{language}.md").read_text(
        encoding="utf-8"
    )
    titles = re.findall(r"(?m)^      title: (.+)$", text)
    assert len(titles) == 4
    assert len(set(icons.chosen(titles, {}, language).values())) == 4
