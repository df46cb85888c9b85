"""Boxes, marks and edges: the trim in the middle, the bleed as asked for, marks outside of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from brochure.engine.engine import Engine
from brochure.engine.laid import Setting
from brochure.press.finish import finish
from brochure.vocabulary.problems import Place
from tests.engine.conftest import ABOUT, page, section
from tests.press.case import order, programme
from tests.press.reading import PressReading, heaviest, plates

MM = 72 / 25.4
SIZES = {"a5": (148.0, 210.0), "a4": (210.0, 297.0)}
Set = Callable[..., bytes]


@pytest.fixture
def make(engine: Engine) -> Set:
    """Set a page whose ground and panel reach the bleed, and finish it."""

    def make(size: tuple[float, float], bleed: float, standard: str = "x-4", **changes: Any) -> bytes:
        width, height = size
        style = (
            f"@page{{size:{width}mm {height}mm;bleed:{bleed}mm;margin:0;background:#14213d;"
            "@bottom-left{content:none}}"
            f".p{{position:absolute;inset:-{bleed}mm -{bleed}mm auto;height:50mm;"
            "background:linear-gradient(#f00,#0f0) no-repeat}"
        )
        html = page(
            '<div class="p"></div><p style="position:absolute;top:60mm;color:#fff">Mot</p>', f"<style>{style}</style>"
        )
        pdf = engine.bind([(section("a"), engine.open(html).lay(Setting()))], ABOUT, False)
        return finish(pdf, order(standard, trim=size, bleed=bleed, **changes), Place("c.md"))

    return make


def boxes(pdf: bytes) -> list[list[float]]:
    """Trim, bleed, media and crop box in mm."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = ("/TrimBox", "/BleedBox", "/MediaBox", "/CropBox")
        return [[float(edge) / MM for edge in opened.pages[0].obj[name]] for name in names]


@pytest.mark.parametrize("bleed", [0.0, 3.0, 5.0])
@pytest.mark.parametrize("size", ["a5", "a4"])
def test_the_bleed_is_what_was_asked_for(make: Set, size: str, bleed: float, tmp_path: Path) -> None:
    """To a hundredth of a millimetre, also where the engine stops at ten points; the ground fills it to the edge."""
    width, height = SIZES[size]
    pdf = make(SIZES[size], bleed)
    sheet = [0, 0, width + 2 * bleed, height + 2 * bleed]
    assert boxes(pdf)[0] == pytest.approx([bleed, bleed, bleed + width, bleed + height], abs=0.01)
    for box in boxes(pdf)[1:]:
        assert box == pytest.approx(sheet, abs=0.01)
    (plate,) = plates(pdf, tmp_path, 127)
    right, low = plate.width - 1, plate.height - 1
    assert {plate.getpixel((x, low)) for x in range(right + 1)} == {(255, 217, 89, 89)}
    edges: list[Any] = [plate.getpixel((x, y)) for x in (0, right) for y in range(low + 1)]
    assert min(map(sum, edges)) > 300


@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_marks_stand_outside_the_bleed_on_every_plate(make: Set, standard: str, tmp_path: Path) -> None:
    """The sheet grows by offset and length; nothing is painted between the bleed and the offset; all inks are alike."""
    pdf = make(SIZES["a5"], 3.0, standard, marks=True, offset=2.0)
    rim = 3 + 2 + 5
    assert boxes(pdf)[0] == pytest.approx([rim, rim, rim + 148, rim + 210], abs=0.01)
    assert boxes(pdf)[1] == pytest.approx([rim - 3, rim - 3, rim + 151, rim + 213], abs=0.01)
    assert boxes(pdf)[2] == boxes(pdf)[3] == pytest.approx([0, 0, 148 + 2 * rim, 210 + 2 * rim], abs=0.01)
    assert PressReading(pdf, flat=True).offences == []
    (plate,) = plates(pdf, tmp_path, 254)
    scale = 10
    bare = plate.copy()
    bare.paste((0, 0, 0, 0), (7 * scale - 1, 7 * scale - 1, bare.width - 7 * scale + 1, bare.height - 7 * scale + 1))
    assert len({tuple(band.histogram()) for band in bare.split()}) == 1
    ring = bare.copy()
    # The raster paints every point that a line touches.
    length = 5 * scale + 2
    ring.paste((0, 0, 0, 0), (0, 0, ring.width, length))
    ring.paste((0, 0, 0, 0), (0, ring.height - length, ring.width, ring.height))
    ring.paste((0, 0, 0, 0), (0, 0, length, ring.height))
    ring.paste((0, 0, 0, 0), (ring.width - length, 0, ring.width, ring.height))
    assert heaviest(ring) == 0
    assert heaviest(bare) == 400
    inside = plate.crop((7 * scale, 7 * scale, plate.width - 7 * scale, plate.height - 7 * scale))
    assert heaviest(inside) <= 300
    for x in (rim, rim + 148):
        column = [bare.getpixel((x * scale + slip, 20)) for slip in (-1, 0, 1)]
        assert (255, 255, 255, 255) in column


@pytest.mark.parametrize(("name", "high"), [("essai", (10, 30)), ("un long nom de fichier, " * 9, (3, 15))])
def test_the_slug_line_needs_no_font_and_stays_between_the_marks(
    make: Set, tmp_path: Path, name: str, high: tuple[int, int]
) -> None:
    """It is drawn as outlines, in the strip below the page, and adds no text to the page; a long one is set smaller."""
    pdf = make(SIZES["a5"], 3.0, marks=True, offset=0.0, name=name)
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split() == ["Mot"]
    (plate,) = plates(pdf, tmp_path, 254)
    strip = plate.crop((120, plate.height - 50, plate.width - 120, plate.height)).getchannel("K")
    box = strip.getbbox()
    assert box is not None
    assert box[0] > 0
    assert box[2] < strip.width
    assert high[0] < box[3] - box[1] < high[1]


def test_without_marks_nothing_is_added(make: Set) -> None:
    """They are off by default."""
    with pikepdf.open(io.BytesIO(make(SIZES["a5"], 3.0))) as opened:
        assert not [
            item for item in opened.objects if isinstance(item, pikepdf.Array) and "/Separation" in map(str, item)
        ]


def test_the_settings_of_the_project_reach_the_pages() -> None:
    """A bleed of 5 mm and marks, written in brochure.yaml, on every page of the brochure."""
    with pikepdf.open(io.BytesIO(programme("x-4", extra="bleed: 5 mm, marks: true"))) as opened:
        for sheet in opened.pages:
            trim, bleed = ([float(edge) / MM for edge in sheet.obj[name]] for name in ("/TrimBox", "/BleedBox"))
            assert trim == pytest.approx([12, 12, 160, 222], abs=0.01)
            assert bleed == pytest.approx([7, 7, 165, 227], abs=0.01)
