"""Sheets of the gallery: every entry can be drawn, pages stand as a reader holds them."""

from __future__ import annotations

import pytest
from PIL import Image

from brochure.load.text import Source
from brochure.model.validate import read_project
from tools.gallery import ENTRIES, GROUND, ROOT, SPACE, WIDTH, settings, sheet
from tools.peer.__main__ import SHEET, SOURCE, one_above_the_other


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_entries_are_whole(entry) -> None:  # type: ignore[no-untyped-def]
    """The content is there, and the settings are such as a project has, each key once."""
    assert entry.content.is_file()
    _, problems = read_project(Source("brochure.yaml", settings(entry)))
    assert problems == ()


def test_names_differ() -> None:
    """No sheet is written over another."""
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


def test_the_cover_stands_alone_and_pages_two_by_two() -> None:
    """The second page begins a space after the first, the third touches the second; nothing runs off the sheet."""
    red, green, blue = (Image.new("RGB", (148, 210), colour) for colour in ("#ff0000", "#00ff00", "#0000ff"))
    made = sheet([red, green, blue, red])
    row = [made.getpixel((x, made.height // 2)) for x in range(made.width)]
    ends = [x for x in range(1, len(row)) if row[x] != row[x - 1]]
    runs = ["#%02x%02x%02x" % row[x] for x in (0, *ends)]  # noqa: UP031
    pages = [colour for colour in runs if colour in ("#ff0000", "#00ff00", "#0000ff", GROUND)]
    assert pages == [GROUND, "#ff0000", GROUND, "#00ff00", "#0000ff", GROUND, "#ff0000", GROUND]
    assert made.width <= WIDTH
    assert row[: SPACE - 1] == row[:1] * (SPACE - 1)


def test_wide_pages_take_rows() -> None:
    """Many spreads go on in further rows, a spread is never parted."""
    pages = [Image.new("RGB", (210, 210), "#123456")] * 14
    made = sheet(pages)
    assert made.width <= WIDTH
    assert made.height > made.width / 2


def test_the_sheet_beside_a_peer_holds_both_and_its_length_is_told() -> None:
    """Neither is cut off; the manual says how long the other's source is."""
    made = one_above_the_other(Image.new("RGB", (20, 10), "#ff0000"), Image.new("RGB", (30, 8), "#0000ff"))
    assert made.size == (30, 18)
    assert [made.getpixel(at) for at in ((19, 9), (29, 17))] == [(255, 0, 0), (0, 0, 255)]
    told = (ROOT / "docs/gallery.md").read_text(encoding="utf-8")
    assert f"{len(SOURCE.read_text(encoding='utf-8').splitlines())} lines" in told
    assert f"({SHEET.name})" in told
