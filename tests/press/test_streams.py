"""Whatever the engine can draw comes out in inks: text, borders, gradients, shadows, opacity, drawings, pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from brochure.pdfreader.events import Form, Glyphs, PaintedPath
from brochure.pictures.assets import Assets
from brochure.press.finish import finish
from brochure.vocabulary.problems import BrochureError, Place
from tests.engine.conftest import ABOUT, section
from tests.pdfreader.painting import painted
from tests.preflight.conftest import Page as Sheet
from tests.preflight.conftest import made
from tests.press.case import order
from tests.press.reading import Look, PressReading, colours, heaviest, looks, plates

Make = Callable[..., bytes]

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">
<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient>
<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="2" height="2" fill="#0a0"/></pattern>
</defs><rect width="20" height="20" fill="url(#g)" stroke="#808080"/><circle cx="30" cy="10" r="8" fill="url(#p)"/>
<text x="20" y="35" font-size="8" fill="#000" text-anchor="middle">mot</text></svg>"""

OPAQUE = """<p style="color:#14213d">Encre</p>
<p style="color:#c00;border:2pt dotted #0f0;text-decoration:underline">b</p>
<div style="height:9mm;background:linear-gradient(#f00,#00f) no-repeat"></div>
<div style="height:9mm;background:radial-gradient(#ff0,#0ff) no-repeat"></div>
<div style="height:9mm;background:repeating-linear-gradient(90deg,#ccc,#333 3mm)"></div>
<div style="height:9mm;box-shadow:1mm 1mm 0 0 #a0a">plat</div><img src="{drawing}" alt="d">
<div style="height:9mm;background:url({drawing})"></div><p style="color:oklch(60% 0.2 20)">c</p>"""

CLEAR = """<div style="height:9mm;background:linear-gradient(#f00,transparent) no-repeat"></div>
<div style="height:9mm;box-shadow:0 0 3mm #a0a">flou</div>"""

VEILED = """<div style="background:#14213d;height:20mm;margin:0 -10mm">
<div style="height:9mm;background:rgb(255 0 0 / .5)"></div>
<p style="opacity:.5;color:#fff">voile</p></div><p style="color:rgb(0 0 0 / .5)">gris</p>
<div style="height:9mm;opacity:.4;background:linear-gradient(#f00,#00f) no-repeat"></div>"""


BLACK = (0.0, 0.0, 0.0, 1.0)


@pytest.fixture
def make(engine: Any, lay: Any) -> Make:
    """Set a body and finish it for the press."""

    def make(body: str, standard: str = "x-4", **changes: Any) -> bytes:
        pdf = engine.bind([(section("a", (None, body)), lay(body))], ABOUT, False)
        return finish(pdf, order(standard, **changes), Place("c.md"))

    return make


def points(plate: Image.Image) -> list[Any]:
    """The points of the upper part of a page, without its foot line."""
    return list(plate.crop((0, 0, plate.width, plate.height * 3 // 4)).get_flattened_data())


@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_opaque_things_come_out_in_inks(make: Make, assets: Assets, standard: str, tmp_path: Path) -> None:
    """Neither standard holds anything of the screen, nor any transparency; what was drawn is still there."""
    body = OPAQUE.format(drawing=assets.keep("dessin", DRAWING))
    pdf = make(body, standard)
    reading = PressReading(pdf, flat=True)
    assert reading.offences == []
    assert (1.0, 0.85, 0.35, 0.35) in colours(pdf)
    (plate,) = plates(pdf, tmp_path)
    assert heaviest(plate) <= 300
    assert all(band.getextrema()[1] > 150 for band in plate.split())
    assert sorted(set(reading.shadings)) == [2, 3]


def test_fading_things_stay_in_pdf_x_4(make: Make) -> None:
    """Soft masks are grey, groups in inks, and the page declares its blending space."""
    pdf = make(CLEAR)
    reading = PressReading(pdf)
    assert reading.offences == []
    assert reading.pdf.pages[0].obj.Group.CS == "/DeviceCMYK"
    masks = [
        item
        for item in reading.pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Group", {}).get("/CS") == "/DeviceGray"
    ]
    assert masks


def test_a_page_without_transparency_declares_none(make: Make) -> None:
    """There is no group, on the page or below it."""
    reading = PressReading(make("<p>Rien</p>"), flat=True)
    assert reading.offences == []
    assert "/Group" not in reading.pdf.pages[0].obj


def test_opacity_on_one_colour_is_flattened_for_pdf_x_1a(make: Make, tmp_path: Path) -> None:
    """The plates are those of the transparent page, within the rounding of a sample."""
    flat, clear = make(VEILED, "x-1a"), make(VEILED)
    assert PressReading(flat, flat=True).offences == []
    assert PressReading(clear).offences == []
    assert PressReading(clear, flat=True).offences != []
    (tmp_path / "flat").mkdir()
    (tmp_path / "clear").mkdir()
    from PIL import ImageChops

    (one,), (other,) = plates(flat, tmp_path / "flat", 36), plates(clear, tmp_path / "clear", 36)
    apart: list[Any] = [band.getextrema()[1] for band in ImageChops.difference(one, other).split()]
    assert max(apart) <= 3


def test_text_that_nobody_sees_is_not_printed(make: Make) -> None:
    """Transparent text leaves no string; the text after it stays in its place."""
    pdf = make('<p>A<span style="color:transparent">BBBB</span>C</p>')
    shown = [event.text for _, event, _ in painted(pdf) if isinstance(event, Glyphs)]
    assert shown.count("") == 1
    assert "B" not in "".join(shown)


@pytest.mark.parametrize("text", ["black", "#000000"])
def test_black_text_is_black_ink_and_overprints_where_the_ink_allows(make: Make, tmp_path: Path, text: str) -> None:
    """On plain cyan the cyan runs on under the letters; on the dark brand colour they are knocked out."""
    body = (
        f'<div style="margin:0 -10mm;height:40mm;font-size:60pt;line-height:40mm;color:{text};background:{{}}">MM</div>'
    )
    (tmp_path / "light").mkdir()
    (tmp_path / "dark").mkdir()
    light = make(body.format("device-cmyk(1 0 0 0)"), limit=300.0)
    (plate,) = plates(light, tmp_path / "light")
    letters = [point for point in points(plate) if point[3] == 255]
    assert len(letters) > 500
    assert set(letters) == {(255, 0, 0, 255)}
    dark = make(body.format("#14213d"))
    (plate,) = plates(dark, tmp_path / "dark")
    assert heaviest(plate) <= 300
    letters = [point for point in points(plate) if point[3] == 255]
    assert len(letters) > 500
    assert set(letters) == {(0, 0, 0, 255)}


def test_white_never_overprints(make: Make, tmp_path: Path) -> None:
    """White letters on cyan, right after black ones, take the cyan away; no white is set with overprint on."""
    style = "margin:0 -10mm;font-size:60pt;background:device-cmyk(1 0 0 0);color:#000"
    body = f'<div style="{style}">M<b style="color:#fff">M</b></div>'
    pdf = make(body)
    (plate,) = plates(pdf, tmp_path)
    white = [point for point in points(plate.crop((0, 28, plate.width, 110))) if point == (0, 0, 0, 0)]
    assert len(white) > 300
    assert {look.inks for look in looks(pdf) if look.overprints} == {BLACK}


VEILS = {
    "a contour in colour": (
        '<svg width="40" height="20"><text x="2" y="15" font-size="12" stroke="#f00">gris</text></svg>'
    ),
    "a colour with opacity": '<p style="color:rgb(0 0 0 / .5)">gris</p>',
    "a group with opacity": '<div style="opacity:.5"><p>gris</p></div>',
    "a drawing with opacity": (
        '<svg width="40" height="20" style="opacity:.5"><text x="2" y="15" font-size="12">gris</text></svg>'
    ),
}


@pytest.mark.parametrize("veil", VEILS)
def test_black_that_is_not_alone_never_overprints(make: Make, veil: str) -> None:
    """It would mix with the colour beneath, ink by ink, instead of veiling it, and take its contour with it.

    The black before and after it does.
    """
    body = f'<div style="background:device-cmyk(1 0 0 0)"><p>avant</p>{VEILS[veil]}<p>après</p></div>'
    # Four full inks are allowed, so that nothing else forbids it.
    letters = [look for look in looks(make(body, limit=400.0)) if look.text]
    assert [look for look in letters if look.overprints] == [Look(True, BLACK, 1.0, True)] * 3
    assert {look.inks for look in letters if not look.overprints} == {BLACK}


def test_black_under_a_soft_mask_never_overprints(engine: Any, lay: Any) -> None:
    """The engine sets a mask after the text that it is for; set before it, as others do, it fades the text."""
    drawing = (
        '<svg width="60" height="20"><mask id="m" maskUnits="userSpaceOnUse" width="60" height="20"><rect width="60" '
        'height="20" fill="#888"/></mask><text x="2" y="15" font-size="12" mask="url(#m)">gris</text></svg>'
    )
    made = engine.bind([(section("a", (None, drawing)), lay(drawing))], ABOUT, False)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        before, text, rest = pdf.pages[0].Contents.read_bytes().partition(b"BT\n")
        mask = re.search(rb"/s\d+ gs\n", rest)
        assert mask is not None
        pdf.pages[0].Contents = pdf.make_stream(before + mask[0] + text + rest.replace(mask[0], b""))
        buffer = io.BytesIO()
        pdf.save(buffer)
    shown = [look.overprints for look in looks(finish(buffer.getvalue(), order(), Place("c.md"))) if look.text]
    assert shown == [False] * 4 + [True]


def test_a_group_is_seen_through_once() -> None:
    """Its opacity is that with which it is drawn; what it holds is painted in full (ISO 32000-1, 11.6.6)."""

    def group(pdf: Any) -> Any:
        drawn = pdf.make_stream(b"0 g 0 0 9 9 re f")
        drawn.Type, drawn.Subtype, drawn.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 9, 9]
        drawn.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
        return drawn

    half = pikepdf.Dictionary(h=pikepdf.Dictionary(ca=0.5))
    page = Sheet("/h gs /M Do", images={"M": group}, resources={"ExtGState": half})
    happened = list(painted(finish(made(page), order(), Place("c.md"))))
    assert [state.fill.alpha for _, event, state in happened if isinstance(event, Form)] == [0.5]
    assert [state.fill.alpha for _, event, state in happened if isinstance(event, PaintedPath)] == [1.0]


@pytest.mark.parametrize(("colour", "grey"), [("1 0 0 rg", b"0.3 g"), ("0 1 0 0 k", b"0.41 g"), (".5 g", b"0.5 g")])
def test_a_soft_mask_is_grey(colour: str, grey: bytes) -> None:
    """Its colours are their luminosity (ISO 32000-1, 11.5.3)."""
    with pikepdf.open(io.BytesIO(finish(masked(colour), order(), Place("c.md")))) as pdf:
        (mask,) = (entries for entries in pdf.pages[0].Resources.ExtGState.values() if "/SMask" in entries)
        assert mask.SMask.G.read_bytes() == grey + b"\n0 0 9 9 re\nf"


def test_a_spot_colour_in_a_soft_mask_is_refused() -> None:
    """Nothing says how light it is."""
    with pytest.raises(BrochureError) as caught:
        finish(masked("/s cs .5 scn"), order(), Place("c.md"))
    assert [problem.code for problem in caught.value.problems] == ["press-unsupported"]


def masked(colour: str) -> bytes:
    """A page with a soft mask of luminosity in one colour."""
    spot = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.Orange, pikepdf.Name.DeviceCMYK, {}])

    def parameters(pdf: Any) -> Any:
        drawn = pdf.make_stream(f"{colour} 0 0 9 9 re f".encode())
        drawn.Type, drawn.Subtype, drawn.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 9, 9]
        drawn.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceGray)
        drawn.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(s=spot))
        soft = pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=pdf.make_indirect(drawn))
        return pikepdf.Dictionary(m=pikepdf.Dictionary(SMask=soft))

    return made(Sheet("/m gs 0 0 9 9 re f", resources={"ExtGState": parameters}))


def test_a_pattern_is_named_anew_in_a_form() -> None:
    """The name of the page's means nothing there, though both are called alike."""

    def pattern(pdf: Any) -> Any:
        tile = pdf.make_stream(b"0 0 5 5 re f")
        tile.PatternType = tile.PaintType = tile.TilingType = 1
        tile.BBox, tile.XStep, tile.YStep = [0, 0, 10, 10], 10, 10
        return pikepdf.Dictionary(P=tile)

    def form(pdf: Any) -> Any:
        drawn = pdf.make_stream(b"/Pattern cs /P scn 0 0 9 9 re f")
        drawn.Type, drawn.Subtype, drawn.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 9, 9]
        drawn.Resources = pikepdf.Dictionary(Pattern=pattern(pdf))
        return drawn

    page = Sheet("/Pattern cs /P scn 0 0 9 9 re f /M Do", images={"M": form}, resources={"Pattern": pattern})
    with pikepdf.open(io.BytesIO(finish(made(page), order(), Place("c.md")))) as pdf:
        (inside,) = pdf.pages[0].Resources.XObject.values()
        assert inside.read_bytes() == b"/Pattern cs\n/p0 scn\n0 0 9 9 re\nf"


def test_numbers_are_written_without_idle_signs() -> None:
    """A point that ends a number goes, the sign of nothing, digits after the fifteenth; strings stay as they are."""
    content = "25. -0. m 5 -0 l S BT /F 9 Tf [(25. -0. ) .12345678901234567 (a)] TJ ET"
    with pikepdf.open(io.BytesIO(finish(made(Sheet(content)), order(), Place("c.md")))) as pdf:
        written = pdf.pages[0].Contents.read_bytes()
    assert b"\n25 0 m\n5 0 l\n" in written
    assert b"[ (25. -0. ) 0.123456789012346 (a) ] TJ" in written
