"""The picture of the pages with their keys: its keys exist, its numbers stand at their texts, and it is of today."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image

from brochure.model.project import PROJECT
from brochure.model.schema import content_schema, project_schema
from brochure.sections.registry import shipped
from tools.manual import keys, spread
from tools.manual.spread import APART, BODY, FILE, ROWS, Label, Starter


@pytest.fixture(scope="module")
def starter() -> Starter:
    return spread.made()


def test_every_key_of_the_legend_exists() -> None:
    """In the content, or in brochure.yaml where the legend says so."""
    contents = {row.path for row in keys.rows(shipped().keys, content_schema(shipped().keys))}
    settings = {row.path for row in keys.rows(PROJECT, project_schema())}
    named = {key: words for row in ROWS.values() for key, words in row.items() if key != BODY}
    assert {
        key for key, words in named.items() if key not in (settings if "brochure.yaml" in words else contents)
    } == set()


def test_each_number_lies_over_the_text_of_its_key(starter: Starter) -> None:
    """What stands within a frame is what the starter says under its key, on a page of the row that tells of it."""
    document = pypdfium2.PdfDocument(starter.pdf)
    rows = {key: numbers for numbers, row in ROWS.items() for key in row}
    for label in spread.labels(starter):
        assert label.page in rows[label.key], label
        assert letters(within(document[label.page - 1], label)) == letters(spread.value(starter, label.key)), label


def within(page: pypdfium2.PdfPage, label: Label) -> str:
    left, top, right, low = label.box
    height = page.get_height()
    return str(page.get_textpage().get_text_bounded(left - 1, height - low - 1, right + 1, height - top + 1))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_the_picture_is_of_today(starter: Starter) -> None:
    """It carries where its numbers stand; where that is no longer so, `make manual` draws it anew."""
    with Image.open(FILE) as picture:
        assert picture.info["labels"] == spread.noted(spread.labels(starter)), "run: make manual"
    assert FILE.stat().st_size < 250_000


def test_numbers_keep_apart_and_near() -> None:
    """Those that crowd move as little as they must; the others stay."""
    assert spread.spaced([100.0, 110.0, 400.0]) == [105 - APART / 2, 105 + APART / 2, 400]


def test_a_text_that_is_nowhere_is_told(starter: Starter) -> None:
    """No number stands at a text that is not printed."""
    with pytest.raises(LookupError, match="title"):
        spread.labels(Starter(starter.pdf, {**starter.values, "title": "Printed nowhere"}, starter.pages))
