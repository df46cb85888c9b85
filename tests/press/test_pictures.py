"""Pictures on press pages: in inks, as large as they are printed, within the limit, with their opacity or without."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from brochure.pictures.assets import Assets
from brochure.press.finish import finish
from brochure.press.pictures import decode
from brochure.vocabulary.limits import DEFAULT
from brochure.vocabulary.problems import Place
from tests.engine.conftest import ABOUT, section
from tests.press.case import order, photograph, place
from tests.press.reading import PressReading, heaviest, plates

Set = Callable[..., bytes]


@pytest.fixture
def make(engine: Any, lay: Any) -> Set:
    def make(body: str, **changes: Any) -> bytes:
        pdf = engine.bind([(section("a", (None, body)), lay(body))], ABOUT, False)
        return finish(pdf, order(**changes), Place("c.md"))

    return make


# An object lives no longer than the PDF it was read from.
OPEN: list[PressReading] = []


def only(pdf: bytes) -> Any:
    OPEN.append(PressReading(pdf))
    (image,) = OPEN[-1].images
    return image


def shown(url: str, width: int = 60) -> str:
    return f'<img src="{url}" alt="p" style="display:block;width:{width}mm">'


@pytest.mark.parametrize(("name", "filter"), [("p.jpg", "/DCTDecode"), ("p.png", "/FlateDecode")])
def test_a_dark_picture_keeps_the_limit_on_the_plates(
    make: Set, assets: Assets, tmp_path: Path, name: str, filter: str
) -> None:
    """A picture whose blacks convert to 316 % prints at 300 % at most, decoded, and rasterised by Ghostscript."""
    options = {"quality": 90} if name == "p.jpg" else {}
    pdf = make(shown(place(assets, photograph(), name, **options)))
    image = only(pdf)
    assert (image.ColorSpace, image.Filter, "/Interpolate" in image) == ("/DeviceCMYK", filter, False)
    assert heaviest(decode(image).picture) <= 300
    (plate,) = plates(pdf, tmp_path, 150)
    assert 295 < heaviest(plate) <= 300


def test_a_picture_has_no_more_pixels_than_its_printed_size_needs(make: Set, assets: Assets) -> None:
    """1800 pixels on 60 mm become 709, 300 to the inch; printed twice, the larger size counts; few stay as they are."""
    url = place(assets, photograph(1800, 1200), "p.jpg", quality=90)
    assert (only(make(shown(url))).Width, only(make(shown(url) + shown(url, 80))).Width) == (709, 945)
    small = place(assets, photograph(150, 100), "s.jpg", quality=90)
    assert only(make(shown(small))).Width == 150
    assert only(make(shown(url), resolution=150.0)).Width == 355


def test_the_printed_size_is_known_in_grounds_and_turned_pictures(make: Set, assets: Assets) -> None:
    """A ground that repeats is a pattern; a transformation scales."""
    url = place(assets, photograph(1800, 1200), "p.jpg", quality=90)
    ground = f'<div style="width:60mm;height:40mm;background:url({url}) 0 0 / 60mm 40mm {{}}"></div>'
    assert only(make(ground.format("no-repeat"))).Width == 709
    assert only(make(ground.format("repeat"))).Width == 709
    turned = f'<div style="transform:rotate(90deg) scale(.5)">{shown(url)}</div>'
    assert only(make(turned)).Width == 355


def test_grey_stays_grey(make: Set, assets: Assets) -> None:
    """Also where three equal channels say it; a grey file that is small enough is kept to the byte."""
    grey = photograph().convert("L")
    assert only(make(shown(place(assets, grey.convert("RGB"), "a.png")))).ColorSpace == "/DeviceGray"
    grey.save(assets.root / "b.jpg", quality=80)
    url = place(assets, grey, "b.jpg", quality=80)
    image = only(make(shown(url)))
    assert image.ColorSpace == "/DeviceGray"
    assert image.read_raw_bytes() == (assets.root / "static/b.jpg").read_bytes()


def test_inks_of_a_picture_are_kept_unless_there_are_too_many(make: Set, assets: Assets) -> None:
    """A CMYK file is passed on as it is; one of 400 % is held."""
    assets.allow(DEFAULT, own=True)
    light = Image.new("CMYK", (60, 40), (100, 50, 20, 10))
    image = only(make(shown(place(assets, light, "l.jpg", quality=95))))
    assert image.read_raw_bytes() == (assets.root / "static/l.jpg").read_bytes()
    assert decode(image).picture.getpixel((9, 9)) == (100, 50, 20, 10)
    heavy = place(assets, Image.new("CMYK", (60, 40), (255, 255, 255, 255)), "h.jpg", quality=95)
    held = decode(only(make(shown(heavy)))).picture
    assert heaviest(held) <= 300
    assert held.getpixel((9, 9)) == pytest.approx((170, 170, 170, 255), abs=2)


def test_the_profile_of_a_picture_is_honoured(make: Set, assets: Assets) -> None:
    """The same numbers are another colour in another space; in JPEG and PNG alike."""
    wide = _wide_profile()
    flat = Image.new("RGB", (60, 40), (60, 200, 80))
    plain = decode(only(make(shown(place(assets, flat, "plain.png"))))).picture.getpixel((5, 5))
    found = {}
    for name, options in (("w.jpg", {"quality": 100, "subsampling": 0}), ("w.png", {})):
        url = place(assets, flat, name, icc_profile=wide, **options)
        found[name] = decode(only(make(shown(url)))).picture.getpixel((5, 5))
    assert found["w.jpg"] != plain
    assert found["w.png"] != plain
    assert found["w.jpg"] == pytest.approx(found["w.png"], abs=12)


def _wide_profile() -> bytes:
    """An RGB profile with the red and blue of sRGB changed about: any picture in it looks different."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    tags = {bytes(profile[132 + 12 * n : 136 + 12 * n]): 132 + 12 * n for n in range(count)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))


def test_opacity_stays_in_pdf_x_4_and_is_laid_on_its_ground_in_pdf_x_1a(
    make: Set, assets: Assets, tmp_path: Path
) -> None:
    """Both look the same on the plates; one has a grey soft mask, the other none."""
    image = photograph(300, 200)
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    url = place(assets, image, "a.png")
    body = f'<div style="background:#14213d">{shown(url)}</div>'
    clear, flat = make(body), make(body, standard="x-1a")
    assert (only(clear).SMask.ColorSpace, "/SMask" in only(flat)) == ("/DeviceGray", False)
    assert PressReading(flat, flat=True).offences == PressReading(clear).offences == []
    sheets = []
    for name, pdf in (("clear", clear), ("flat", flat)):
        (tmp_path / name).mkdir()
        sheets += plates(pdf, tmp_path / name, 100)
    from PIL import ImageChops, ImageStat

    apart = ImageStat.Stat(ImageChops.difference(*sheets)).mean
    assert max(apart) < 1
    assert max(map(heaviest, sheets)) <= 300


def test_the_same_picture_is_stored_once(make: Set, assets: Assets) -> None:
    """However often it is drawn."""
    url = place(assets, photograph(), "p.jpg", quality=90)
    pdf = make(shown(url, 20) * 3)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        images = [
            item for item in opened.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
        assert len(images) == 1
