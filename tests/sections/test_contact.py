"""The contact on a page of its own: its code, and the lines of its address."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.compose.test_sharing import made
from tests.seen import Pages, lines

ADDRESS = ("Shed 7", "North Basin Quay", "29200 Harbourtown")
HOURS = ", ".join(f"{{days: {day}, time: 8.00-20.00}}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))


def contact() -> str:
    """A contact with an address of three lines, a code and opening hours."""
    written = "".join(f"    {line}\n" for line in ADDRESS)
    front = "contact:\n  phone: 0123 456\n  mail: a@example.org\n  name: The workshop\n  address: |\n"
    return f"{front}{written}  link: https://harbour-workshop.example/visit\n  hours: [{HOURS}]\n"


@pytest.mark.parametrize("size", ["a5", "a4", "letter"])
def test_the_code_beside_an_address_is_large(tmp_path: Path, size: str) -> None:
    """About 37 mm on A5 without its quiet zone, of which it keeps three modules; as much more on larger pages."""
    made(tmp_path, contact(), size=size)
    pages, unit = Pages(tmp_path / "out" / "a.pdf"), FORMATS[size].width / 148
    code = max(pages.shapes(1), key=lambda one: len(one.outlines))
    left, _, right, _ = (edge / MM for edge in code.box)
    assert (right - left) / unit == pytest.approx(37, abs=1.5)
    assert right < FORMATS[size].width - scale_of(FORMATS[size]).margin - 3 * (right - left) / 29


@pytest.mark.parametrize("size", ["a5", "square"])
def test_an_address_has_the_lines_of_its_author(tmp_path: Path, size: str) -> None:
    """As on an envelope."""
    made(tmp_path, contact(), size=size)
    assert set(ADDRESS) <= set(lines(Pages(tmp_path / "out" / "a.pdf").runs(1)))


@pytest.mark.parametrize("size", ["a5", "a4"])
def test_the_code_begins_on_its_column(tmp_path: Path, size: str) -> None:
    """Its quiet zone, which nobody sees on paper, lies beyond it; the rule above it is whole."""
    made(tmp_path, contact(), size=size)
    pages, scale = Pages(tmp_path / "out" / "a.pdf"), scale_of(FORMATS[size])
    shapes = [(one, [edge / MM for edge in one.box]) for one in pages.shapes(1)]
    _, code = max(shapes, key=lambda one: len(one[0].outlines))
    column = (FORMATS[size].width + scale.gutter) / 2
    assert code[0] == pytest.approx(column, abs=0.7)
    rule = max(box[3] for _, box in shapes if abs(box[0] - column) < 0.7 and box[2] - box[0] > 50)
    panel = max(box[3] for one, box in shapes if 1 < column - box[0] < 8 and min(one.colour) > 250)
    assert panel <= rule - 0.6
    assert rule - code[3] >= 3 * (code[2] - code[0]) / 29
