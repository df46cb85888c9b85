"""The colours of a strip of a picture, row by row: of what lies within the picture, whatever is asked."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from brochure.pictures.edges import rows_of

SKY, HILL = (120, 150, 200), (70, 100, 80)


def png(size: tuple[int, int], mode: str = "RGB") -> bytes:
    """A picture whose upper half is sky."""
    picture = Image.new("RGB", size, HILL)
    picture.paste(SKY, (0, 0, size[0], size[1] // 2))
    file = io.BytesIO()
    (picture.quantize(2) if mode == "P" else picture.convert(mode)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    "strip", [(0.0, 0.0, 0.1, 1.0), (-1e-13, -1e-13, 0.1, 1.0), (0.95, 0.0, 1.2, 1.0 + 1e-9), (1.0, 0.0, 1.0, 1.0)]
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_strip_has_the_colours_of_its_rows(strip: tuple[float, float, float, float], mode: str) -> None:
    """Also one that begins or ends a hair beyond the picture, as lengths come out that were reckoned."""
    rows = rows_of("image/png", png((40, 40), mode), strip, 8)
    assert rows == (SKY,) * 4 + (HILL,) * 4


def test_the_smallest_picture_has_rows_and_a_drawing_has_none() -> None:
    assert rows_of("image/png", png((1, 1)), (0.2, 0.2, 0.9, 0.9), 4) == (HILL,) * 4
    assert rows_of("image/svg+xml", b"<svg/>", (0.0, 0.0, 1.0, 1.0), 4) == ()


def test_what_is_clear_is_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(file, "PNG")
    assert rows_of("image/png", file.getvalue(), (0.0, 0.0, 1.0, 1.0), 3) == ((255, 255, 255),) * 3
