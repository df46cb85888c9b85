"""Pictures of pages are known by what they show."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from brochure.preview.drawing import Drawer


def pdf(*sizes: tuple[int, int]) -> bytes:
    document, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    for size in sizes:
        document.new_page(*size)
    document.save(file)
    return file.getvalue()


def test_pages_that_look_the_same_have_the_same_id() -> None:
    """Equal pages of different files share an id, another size has another one."""
    drawer = Drawer()
    first, second = drawer.add(pdf((100, 50), (100, 60)))
    assert drawer.add(pdf((100, 50))) == [first]
    assert first != second


@pytest.mark.parametrize(("scale", "size"), [(100, (100, 50)), (200, (200, 100)), (67, (67, 34))])
def test_a_page_is_drawn_at_the_scale_asked_for(scale: int, size: tuple[int, int]) -> None:
    """The picture is a PNG with the page's size in points times the scale."""
    drawer = Drawer()
    (page,) = drawer.add(pdf((100, 50)))
    png = drawer.png(page, scale)
    assert png is not None
    assert Image.open(io.BytesIO(png)).size == size


def test_unknown_pages_and_scales_are_refused() -> None:
    """Only pages of this preview, and only the scales of the table, are drawn."""
    drawer = Drawer()
    (page,) = drawer.add(pdf((100, 50)))
    assert drawer.png("0" * 24, 100) is None
    assert drawer.png(page, 5000) is None


def test_a_vast_page_is_drawn_smaller() -> None:
    """A poster asked for at a large scale stays within the memory of the machine."""
    drawer = Drawer()
    (page,) = drawer.add(pdf((3000, 3000)))
    png = drawer.png(page, 600)
    assert png is not None
    assert Image.open(io.BytesIO(png)).size[0] < 5600
