"""PDF/X-1a: what is transparent and lies on several colours is pixels on its ground; all else stays what it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from brochure.pdfreader.events import Glyphs
from brochure.pdfreader.plates import Plates
from brochure.pictures.assets import Assets
from brochure.press.finish import finish
from brochure.press.order import Spot
from brochure.vocabulary.problems import BrochureError, Place, Problem
from tests.engine.conftest import ABOUT, section
from tests.pdfreader.painting import painted
from tests.press.case import order
from tests.press.reading import PressReading, heaviest, plates, separations

Make = Callable[..., bytes]
MM = 72 / 25.4
GRADIENT = "background:linear-gradient(90deg,#f00,#00f) no-repeat"


@pytest.fixture
def make(engine: Any, lay: Any) -> Make:
    def make(
        body: str,
        standard: str = "x-1a",
        spots: tuple[Spot, ...] = (),
        tell: Callable[[Problem], None] = lambda problem: None,
        **changes: Any,
    ) -> bytes:
        pdf = engine.bind([(section("a", (None, body)), lay(body))], ABOUT, False)
        given = order(standard, **changes)
        if spots:
            inks = {"#e4002b": (0.0, 0.0, 0.0, 0.0, 1.0)}
            given = replace(given, spots=spots, inks=lambda colour: inks.get(colour) or order().inks(colour))
        return finish(pdf, given, Place("c.md"), tell)

    return make


THINGS = {
    "a gradient that fades": f'<div style="{GRADIENT};height:30mm"><div style="height:12mm;'
    'background:linear-gradient(#ff0,transparent) no-repeat"></div></div>',
    "a shadow": '<div style="height:20mm;margin:5mm;background:#fff;box-shadow:0 0 3mm #a0a"></div>',
    "a veil over many colours": f'<div style="{GRADIENT};height:30mm"><div style="height:9mm;'
    'background:rgb(0 0 0/.5)"></div></div>',
    "a group over many colours": f'<div style="{GRADIENT};height:30mm"><div style="opacity:.5;height:12mm;'
    'background:#0a0"></div></div>',
    "text over many colours": f'<div style="{GRADIENT};height:30mm;font-size:40pt;color:rgb(255 255 255/.6)">MMM</div>',
    "a drawing over many colours": f'<div style="{GRADIENT};height:30mm"><svg width="200" height="80">'
    '<circle cx="60" cy="40" r="30" fill="#ff0" fill-opacity=".5"/></svg></div>',
}


def apart(one: Image.Image, other: Image.Image) -> float:
    """The most that two pages differ in one ink, of 255, averaged over patches of six points.

    Ghostscript paints every point that a shape touches, and of a picture those whose middle it covers: along an edge
    a sixth of a patch may differ.
    """
    return max(
        float(ImageChops.difference(first.reduce(6), second.reduce(6)).getextrema()[1])  # type: ignore[arg-type]
        for first, second in zip(one.split(), other.split(), strict=True)
    )


@pytest.mark.parametrize("thing", THINGS)
def test_the_flat_page_looks_like_the_transparent_one(make: Make, tmp_path: Path, thing: str) -> None:
    """On the plates that Ghostscript makes of both; nothing is transparent, in RGB, or over the limit any more."""
    body = THINGS[thing] + "<p>Words below</p>"
    flat, clear = make(body), make(body, "x-4")
    reading = PressReading(flat, flat=True)
    assert reading.offences == []
    assert reading.images
    assert all(image.ColorSpace == "/DeviceCMYK" for image in reading.images)
    (tmp_path / "flat").mkdir()
    (tmp_path / "clear").mkdir()
    (one,), (other,) = plates(flat, tmp_path / "flat", 144), plates(clear, tmp_path / "clear", 144)
    assert apart(one, other) <= 50
    assert max(ImageStat.Stat(ImageChops.difference(one, other)).mean) < 1.5
    assert heaviest(one) <= 300
    assert "Words below" in "".join(event.text for _, event, _ in painted(flat) if isinstance(event, Glyphs))


def test_pixels_are_as_many_as_pictures_have_and_only_where_the_thing_is(make: Make) -> None:
    """A veil of 85 by 9 mm at 300 dpi, in its place; what lies over it is drawn over it."""
    body = (
        f'<div style="{GRADIENT};height:30mm"><div style="height:9mm;background:rgb(0 0 0/.5)"></div></div><p>Words</p>'
    )
    whole = PressReading(make(body))
    (image,) = whole.images
    assert (int(image.Width), int(image.Height)) == (
        pytest.approx(85 / 25.4 * 300, abs=12), pytest.approx(9 / 25.4 * 300, abs=12)
    )  # fmt: skip
    half = PressReading(make(body, resolution=150.0))
    (coarse,) = half.images
    assert int(coarse.Width) == pytest.approx(85 / 25.4 * 150, abs=12)


def test_what_can_be_flattened_is_no_pixels_and_what_cannot_is_told(make: Make) -> None:
    """Page by page, as a warning; nothing for PDF/X-4."""
    told: list[Problem] = []
    assert (
        PressReading(make('<div style="background:#fff;height:9mm;opacity:.5"></div>', tell=told.append)).images == []
    )
    make(THINGS["a veil over many colours"], "x-4", tell=told.append)
    assert told == []
    veil = THINGS["a veil over many colours"]
    make(f'<p>First</p><div style="break-before:page">{veil}{veil}</div>', tell=told.append)
    assert [(one.code, one.severity, one.page, one.message) for one in told] == [
        (
            "press-pixels", "warning", 2,
            "2 transparent things on page 2 are printed as pixels: PDF/X-1a has no transparency",
        )
    ]  # fmt: skip


def test_a_seen_through_picture_on_many_colours(make: Make, assets: Assets, tmp_path: Path) -> None:
    see = Image.new("RGBA", (200, 100), (0, 160, 0, 128))
    folder = assets.root / "static"
    folder.mkdir(exist_ok=True)
    see.save(folder / "v.png")
    found = assets.find("v.png", assets.root / "c.md", lambda *_: None)
    assert found is not None
    body = f'<div style="{GRADIENT};height:40mm"><img src="{found.url}" alt="v" style="width:60mm"></div>'
    flat, clear = make(body), make(body, "x-4")
    assert PressReading(flat, flat=True).offences == []
    (tmp_path / "flat").mkdir()
    (tmp_path / "clear").mkdir()
    (one,), (other,) = plates(flat, tmp_path / "flat", 72), plates(clear, tmp_path / "clear", 72)
    assert apart(one, other) <= 50


def test_a_house_ink_keeps_its_plate(make: Make, tmp_path: Path) -> None:
    """What shows of it through a veil is a tint of it."""
    spots = (Spot("House Red", (0.0, 1.0, 0.8, 0.04)),)
    body = (
        '<div style="background:linear-gradient(90deg,#e4002b 50%,#00f 50%) no-repeat;height:30mm">'
        '<div style="height:12mm;background:rgb(255 255 255/.5)"></div></div>'
    )
    pdf = make(body, spots=spots)
    assert PressReading(pdf, flat=True).offences == []
    (page,) = separations(pdf, tmp_path)
    veiled, bare = (page["House Red"].getpixel((round(20 * MM), round(y * MM))) for y in (16, 30))
    assert (veiled, bare) == (pytest.approx(128, abs=4), pytest.approx(255, abs=1))
    assert page["House Red"].getpixel((round(80 * MM), round(16 * MM))) == 0


def test_what_cannot_be_drawn_is_told(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then, and only then, the build stops, with the page."""

    def fail(*_: Any, **__: Any) -> Any:
        raise pikepdf.PdfError("no")

    monkeypatch.setattr(Plates, "pages", fail)
    with pytest.raises(BrochureError) as caught:
        make(THINGS["a veil over many colours"])
    assert [(problem.code, problem.page) for problem in caught.value.problems] == [("press-transparency", 1)]


def test_the_same_order_gives_the_same_bytes(make: Make) -> None:
    body = THINGS["a veil over many colours"]
    assert make(body) == make(body)
    with pikepdf.open(io.BytesIO(make(body))) as pdf:
        assert pdf.pdf_version == "1.4"
