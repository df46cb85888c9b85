"""Each check of the tree refuses a tree that is wrong in its way, and passes the sound one that it was made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from tests.accessibility import listening
from tests.pdfreader.reading import Item, Reading

Check = Callable[[Item], list[str]]


def item(role: str, *children: Item, text: str = "", **values: Any) -> Item:
    """An element that says its text, then what its children say."""
    pieces = [(text, (0, 0.0))] if text else []
    for number, child in enumerate(children, 1):
        pieces += [(said, (0, float(number))) for said, _ in child.pieces]
    return Item(role, text=text, pieces=pieces, children=list(children), pages=[0], **values)


def link(text: str, address: str, contents: str | None = None) -> Item:
    said = f"{text} ({address})" if contents is None else contents
    area = pikepdf.Dictionary(Contents=pikepdf.String(said), A=pikepdf.Dictionary(URI=pikepdf.String(address)))
    return item("Link", text=text, entries={"areas": [area]})


def entry(text: str) -> Item:
    return item("LI", item("LBody", text=text))


def h(level: int, text: str = "Titre") -> Item:
    return item(f"H{level}", text=text)


def ring(alt: str) -> Item:
    return item("Sect", item("Figure", alt=alt), item("P", text="60 %"))


HERE, THERE = "https://a.example/x", "https://b.example/y"
REFUSED: list[tuple[Check, Item, Item, str]] = [
    (listening.headings, item("Sect", h(1), h(2)), item("Sect", h(1), h(1)), "2 headings of the first level"),
    (listening.headings, item("Sect", h(1), h(2)), item("Sect", h(2), h(2)), "0 headings of the first level"),
    (listening.headings, item("Sect", h(1), h(2), h(3)), item("Sect", h(1), h(3)), "level 3 after level 1"),
    (listening.headings, item("Sect", h(1), h(2), h(2)), item("Sect", h(1), h(2, "")), "an empty heading"),
    (listening.lists, item("S", item("L", entry("un"))), item("S", item("L", item("P", text="un"))), "L holds P"),
    (listening.lists, item("S", item("L", entry("un"))), item("S", item("P", entry("un"))), "in P"),
    (listening.lists, item("S", item("L", entry("un"))), item("S", item("L", item("LI"))), "without one body"),
    (listening.lists, item("S", item("L", entry("un"))), item("S", item("L", entry(""))), "LBody is empty"),
    (listening.paragraphs, item("S", item("P", text="un")), item("S", item("P", text=" ")), "an empty paragraph"),
    (listening.figures, ring("Anneau rempli à 60 %"), ring("Anneau"), "does not state 60"),
    (listening.figures, ring("Anneau rempli à 60 %"), ring("Anneau rempli à 6 %"), "does not state 60"),
    (listening.figures, ring("Anneau rempli à 60 %"), ring(" "), "no alternative text"),
    (listening.links, item("P", link("Le guide", HERE)), item("P", link("ici", HERE)), "says nothing of where"),
    (listening.links, item("P", link("Le guide", HERE)), item("P", link("En savoir plus", HERE)), "says nothing of"),
    (listening.links, item("P", link("Le guide", HERE)), item("P", link("", HERE)), "without words"),
    (listening.links, item("P", link("Le guide", HERE)), item("P", link("Le guide", HERE, "lien")), "described as"),
    (listening.links, item("P", link("Le guide", HERE)), item("P", link("Le guide", HERE, "Le guide")), "not name"),
    (listening.links, item("P", link("Le guide", HERE)), item("P", item("Link", text="Le guide")), "be followed"),
    (
        listening.links,
        item("P", link("Le guide", HERE), link("L’autre", THERE)),
        item("P", link("Le guide", HERE), link("Le guide", THERE)),
        "leads to https://a.example/x and to https://b.example/y",
    ),
]


@pytest.mark.parametrize(("check", "sound", "wrong", "said"), REFUSED)
def test_a_wrong_tree_is_refused(check: Check, sound: Item, wrong: Item, said: str) -> None:
    assert check(sound) == []
    assert any(said in fault for fault in check(wrong)), check(wrong)


def test_words_out_of_order_are_missed() -> None:
    """What runs within a block is heard in its place; two blocks that change places are heard."""
    first, second = item("P", text="un deux"), item("P", item("Span", text="trois"))
    assert listening.order(item("Sect", first, second), ["un", "deux", "trois"]) == []
    assert listening.order(item("Sect", second, first), ["un", "deux", "trois"]) == ["trois"]


def test_a_duration_that_is_not_told_is_missed() -> None:
    assert listening.unsaid("Frise : Phase 1 (2 mois)", ["2 mois"]) == []
    assert listening.unsaid("Frise : Phase 1 (2 mois)", ["2 mois", "12 à 18 mois"]) == [
        "'Frise : Phase 1 (2 mois)' does not state 12",
        "'Frise : Phase 1 (2 mois)' does not state 18",
    ]


def test_furniture_in_the_tree_is_refused(read: Callable[..., Reading]) -> None:
    """A folio that is content is no artifact; so is long text that is one, and a title that runs nowhere."""
    sound = read("<p>Texte</p>")
    sound.artifacts = [(0, "/Pagination", "1"), (1, "/Pagination", "2"), (1, "/Pagination", "La maison")]
    assert listening.furniture(sound, "La maison", 1, 2) == []
    sound.artifacts = [(0, "/Pagination", "La maison"), (1, "/Pagination", "2"), (1, "/Layout", "un mot " * 8)]
    sound.untagged = [(0, "perdu")]
    faults = " ".join(listening.furniture(sound, "La maison", 1, 2))
    assert "page 1: no '1' of pagination" in faults
    assert "page 1: 'La maison' runs here, too" in faults
    assert "page 2: no 'La maison' of pagination" in faults
    assert "is not read" in faults
    assert "neither content nor artifact" in faults


def test_a_language_that_is_told_twice_or_not_at_all_is_refused(read: Callable[..., Reading]) -> None:
    sound = read('<p>Le <span lang="en">fellow</span></p>')
    assert listening.languages(sound) == []
    sound.pdf.Root.Lang = pikepdf.String("en")
    assert listening.languages(sound) == ["Span repeats en"]
    del sound.pdf.Root["/Lang"]
    assert listening.languages(sound) == ["the document is in ''"]
