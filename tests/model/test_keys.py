"""From a class to what may be written: each field is a key, its annotation says what its value is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import pytest
import yaml

from brochure.load.front_matter import yaml_document
from brochure.load.text import Source
from brochure.model.keys import keys_of
from brochure.model.kinds.forms import Address
from brochure.model.kinds.plain import TEXT
from brochure.model.reading import Reading
from brochure.model.spec import Items, Keys, Spec, Value
from brochure.model.values import NOTHING, Text
from brochure.vocabulary.keys import Bounds, key


@dataclass(frozen=True, slots=True)
class Dish:
    """A dish.

    What follows is for those who read the code.
    """

    name: Text = key("What it is called.", NOTHING)
    note: Text | None = key("More of it.")


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu."""

    price: float = key("What it costs.", 9.0, bounds=Bounds(1, 50, "€"))
    seats: int = key("How many may eat.", 4, bounds=Bounds(1, 9, "people"))
    when: Literal["noon", "night"] = key("When.", "noon")
    book_at: Address | None = key("Where to book.", examples=("https://example.org",))
    dishes: tuple[Dish, ...] = key("What there is.", (), name="list")
    first: Dish = key("The first.", Dish(Text("soup", NOTHING.place)))
    words: Mapping[str, str] = key("Words.", MappingProxyType({}), item="A word.")
    kept: str = "not a key"


def read(text: str, spec: Keys) -> tuple[object, list[str]]:
    source = Source("m.yaml", text)
    reading = Reading(source)
    return spec.read(reading, yaml_document(source).data, ""), [problem.message for problem in reading.problems]


def test_an_instance_is_made_of_what_is_written() -> None:
    """Keys by their own names or their fields', values as their annotations say, what is absent as its default."""
    text = "price: 12 €\nbook-at: https://example.org/a\nlist:\n  - {note: hot}\n  - {}\nwords: {a: b}\n"
    menu, problems = read(text, keys_of(Menu))
    assert isinstance(menu, Menu)
    assert (menu.price, menu.seats, menu.when, menu.book_at, dict(menu.words), menu.kept) == (
        12.0, 4, "noon", "https://example.org/a", {"a": "b"}, "not a key",
    )  # fmt: skip
    assert [(str(dish.name), dish.name.place.line, str(dish.note)) for dish in menu.dishes] == [("", 4, "hot")]
    assert (str(menu.first.name), problems) == ("soup", [])


def test_what_is_wrong_is_told_and_has_its_default() -> None:
    """All of it in one run."""
    menu, problems = read("price: 99\nseats: 1.5\nwhen: nihgt\nbook-at: x\nwords: 1\n", keys_of(Menu))
    assert menu is None
    assert problems == [
        "'price' is out of range: \"99\"",
        "'seats' is no whole number: \"1.5\"",
        "'when' has no value \"nihgt\"",
        "'book-at' is no web address: \"x\"",
        "'words' must be a mapping, not the number 1",
    ]


def test_what_is_absent_is_taken_from_another_instance() -> None:
    """Also inside of it."""
    base = Menu(price=20.0, first=Dish(Text("tart", NOTHING.place), Text("cold", NOTHING.place)))
    menu, _ = read("seats: 2\nfirst: {note: warm}\n", keys_of(Menu, replace(base, words=())))
    assert isinstance(menu, Menu)
    assert (menu.price, menu.seats, str(menu.first.name), str(menu.first.note)) == (20.0, 2, "tart", "warm")


def test_the_schema_is_that_of_the_class() -> None:
    """Descriptions, bounds, defaults and examples; of a class, the first line."""
    schema: dict[str, object] = keys_of(Menu).schema()
    assert yaml.safe_load(yaml.safe_dump(schema)) == schema
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert list(properties) == ["price", "seats", "when", "book-at", "list", "first", "words"]
    assert properties["seats"] == {
        "description": "How many may eat.", "type": ["integer", "null"], "minimum": 1, "maximum": 9, "default": 4,
    }  # fmt: skip
    assert (properties["list"]["items"]["description"], properties["first"]["description"]) == ("A dish.", "The first.")
    assert properties["book-at"]["examples"] == ["https://example.org"]


def test_a_field_that_says_no_kind_of_value_is_a_mistake_of_ours() -> None:
    """It is told with its annotation."""

    @dataclass(frozen=True)
    class Odd:
        """Odd."""

        value: object = key("What?")

    with pytest.raises(TypeError):
        keys_of(Odd)


def test_a_mapping_composed_while_it_runs_is_read_like_any_other() -> None:
    """Its keys from several places, its values made into whatever is wanted."""
    dishes = Items("Dishes.", keys_of(Dish))
    parts: dict[str, Spec] = {
        "menu": keys_of(Menu),
        "dishes": dishes,
        "text": Value("T.", TEXT),
    }
    whole = Keys("All.", parts, lambda values, place: (place.line, sorted(values)))
    assert read("\ntext: a\nmenu: {seats: 3}\n", whole) == ((2, ["menu", "text"]), [])
