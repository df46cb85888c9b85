"""Pictures go to ink from their own colours, never by way of sRGB; on a screen all are in sRGB; lines stay lines."""

from __future__ import annotations

import io
from collections.abc import Callable
from math import dist, hypot
from typing import Any

import pytest
from PIL import Image, ImageCms

from brochure.pictures.rasters import prepare
from brochure.press.finish import finish
from brochure.press.pictures import decode
from brochure.vocabulary.limits import DEFAULT
from brochure.vocabulary.problems import Place
from tests.engine.conftest import ABOUT, section
from tests.press.case import PROFILE, order
from tests.press.profiles import ADOBE_RGB, DISPLAY_P3, matrix
from tests.press.reading import PressReading

OPEN: list[PressReading] = []
# The patches of the card that photographers hold into a picture.
_CARD = (
    "735244 c29682 627a9d 576c43 8580b1 67bdaa d67e2c 505ba6 c15a63 5e3c6c 9dbc40 e0a32e "
    "383d96 469449 af363c e7c71f bb5695 0885a1 f3f3f2 c8c8c8 a0a0a0 7a7a79 555555 343434"
)
PATCHES = _CARD.split()
SPACES = {
    "sRGB": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    "Adobe RGB": matrix("Adobe RGB (1998)", *ADOBE_RGB),
    "Display P3": matrix("Display P3", *DISPLAY_P3),
}
SIDE = 16


@pytest.fixture
def press(engine: Any, assets: Any, lay: Any) -> Callable[..., bytes]:
    """Set a picture 60 mm wide, and finish it for the press."""
    assets.allow(DEFAULT, own=True)

    def press(image: Image.Image, name: str, width: int = 60, **options: Any) -> bytes:
        folder = assets.root / "static"
        folder.mkdir(exist_ok=True)
        image.save(folder / name, **options)
        found = assets.find(name, assets.root / "c.md", lambda flaw: None)
        body = f'<img src="{found.url}" alt="p" style="display:block;width:{width}mm">'
        pdf = engine.bind([(section("a", (None, body)), lay(body))], ABOUT, False)
        return finish(pdf, order(limit=400.0), Place("c.md"))

    return press


def only(pdf: bytes) -> Any:
    OPEN.append(PressReading(pdf))
    (image,) = OPEN[-1].images
    return image


def card() -> Image.Image:
    card = Image.new("RGB", (SIDE * 6, SIDE * 4))
    for number, patch in enumerate(PATCHES):
        x, y = number % 6 * SIDE, number // 6 * SIDE
        card.paste(f"#{patch}", (x, y, x + SIDE, y + SIDE))
    return card


def middles(image: Image.Image) -> Image.Image:
    """Give one pixel of each patch."""
    found = Image.new(image.mode, (len(PATCHES), 1))
    wide, high = image.width / 6, image.height / 4
    for number in range(len(PATCHES)):
        x, y = int((number % 6 + 0.5) * wide), int((number // 6 + 0.5) * high)
        found.paste(image.crop((x, y, x + 1, y + 1)), (number, 0))
    return found


def lab(inks: Image.Image) -> list[tuple[float, ...]]:
    """Give the colours of inks, as Little CMS sees them on paper."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(PROFILE.data))
    seen = ImageCms.buildTransform(source, ImageCms.createProfile("LAB"), "CMYK", "LAB", 1).apply(inks).tobytes()
    signed = [value - 256 if value > 127 else value for value in seen]
    return [(seen[at] / 2.55, signed[at + 1], signed[at + 2]) for at in range(0, len(seen), 3)]


def delta_e(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    """Tell how far apart two colours are to the eye (CIE 1994, graphic arts)."""
    (light, a, b), chroma = (x - y for x, y in zip(first, second, strict=True)), hypot(*first[1:])
    tint = chroma - hypot(*second[1:])
    hue = max(0.0, a * a + b * b - tint * tint)
    return hypot(light, tint / (1 + 0.045 * chroma), hue**0.5 / (1 + 0.015 * chroma))


def reference(space: str, image: Image.Image) -> list[tuple[float, ...]]:
    """Convert the patches with Little CMS alone: from their own profile to that of the press."""
    source, target = (ImageCms.ImageCmsProfile(io.BytesIO(data)) for data in (SPACES[space], PROFILE.data))
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    return lab(ImageCms.buildTransform(source, target, "RGB", "CMYK", 1, flags).apply(middles(image)))


@pytest.mark.parametrize("name", ["p.jpg", "p.png", "p.tif", "p.webp"])
@pytest.mark.parametrize("space", SPACES)
def test_patches_are_within_one_delta_e(press: Callable[..., bytes], space: str, name: str) -> None:
    """From sRGB, Adobe RGB and Display P3, however they are saved: as Little CMS converts them from there."""
    options: dict[str, Any] = {"quality": 100, "subsampling": 0} if name == "p.jpg" else {}
    options |= {"lossless": True} if name == "p.webp" else {}
    inks = middles(decode(only(press(card(), name, icc_profile=SPACES[space], **options))).picture)
    apart = [delta_e(*pair) for pair in zip(lab(inks), reference(space, card()), strict=True)]
    assert max(apart) <= 1.0, (max(apart), PATCHES[apart.index(max(apart))])


def test_by_way_of_srgb_they_would_be_further_off() -> None:
    """What the test above rules out: the strongest patches are many times as far away."""
    narrow = ImageCms.profileToProfile(
        card(), ImageCms.ImageCmsProfile(io.BytesIO(SPACES["Adobe RGB"])), ImageCms.createProfile("sRGB")
    )
    assert isinstance(narrow, Image.Image)
    apart = [delta_e(*pair) for pair in zip(reference("sRGB", narrow), reference("Adobe RGB", card()), strict=True)]
    assert max(apart) > 4


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
def test_on_a_screen_a_wide_picture_is_shown_in_srgb(name: str) -> None:
    """Viewers take what stands in a PDF without a profile for sRGB: so it is converted to that."""
    file, space = io.BytesIO(), SPACES["Adobe RGB"]
    card().save(file, name, icc_profile=space, **({"quality": 100, "subsampling": 0} if name == "JPEG" else {}))
    shown = Image.open(io.BytesIO(prepare("p", file.getvalue(), DEFAULT).data)).convert("RGB")
    source = ImageCms.ImageCmsProfile(io.BytesIO(space))
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    wanted = ImageCms.profileToProfile(card(), source, ImageCms.createProfile("sRGB"), 1, outputMode="RGB", flags=flags)
    assert isinstance(wanted, Image.Image)
    apart = [dist(*pair) for pair in zip(_pixels(middles(shown)), _pixels(middles(wanted)), strict=True)]
    assert max(apart) <= 4
    assert max(dist(*pair) for pair in zip(_pixels(middles(card())), _pixels(middles(wanted)), strict=True)) > 30


def test_on_a_screen_inks_with_a_profile_are_shown_as_they_print() -> None:
    """A picture in CMYK is converted from its profile, one without from coated paper; the press has it as it is."""
    solid = Image.new("CMYK", (20, 20), (255, 0, 0, 0))
    with_profile, without = io.BytesIO(), io.BytesIO()
    solid.save(with_profile, "JPEG", quality=100, subsampling=0, icc_profile=PROFILE.data)
    solid.save(without, "JPEG", quality=100, subsampling=0)
    shown = Image.open(io.BytesIO(prepare("p", with_profile.getvalue(), DEFAULT).data))
    assert shown.mode == "RGB"
    red, green, blue = _pixels(shown)[0]
    assert red < 30
    assert 140 < green < 190
    assert blue > 200
    assert Image.open(io.BytesIO(prepare("p", without.getvalue(), DEFAULT).data)).mode == "RGB"
    assert Image.open(io.BytesIO(prepare("p", without.getvalue(), DEFAULT, own=True).data)).mode == "CMYK"


def _pixels(image: Image.Image) -> list[tuple[int, ...]]:
    data, count = image.tobytes(), len(image.getbands())
    return [tuple(data[at : at + count]) for at in range(0, len(data), count)]


@pytest.mark.parametrize(
    ("pixels", "bits", "width"), [(2400, 1, 2400), (6000, 1, 2835), (900, 8, 709)], ids=["fine", "finer", "coarse"]
)  # fmt: skip
def test_line_art_stays_in_one_bit(press: Callable[..., bytes], pixels: int, bits: int, width: int) -> None:
    """Up to 1200 pixels to the inch on 60 mm; with fewer than 800 it is a grey picture as any other."""
    drawn = Image.new("1", (pixels, pixels // 2), 1)
    drawn.paste(0, (0, 0, pixels // 2, pixels // 4))
    image = only(press(drawn, "lines.png"))
    assert (int(image.BitsPerComponent), int(image.Width), str(image.ColorSpace)) == (bits, width, "/DeviceGray")
    grey = decode(image).picture.convert("L")
    assert (grey.getpixel((5, 5)), grey.getpixel((grey.width - 5, grey.height - 5))) == (0, 255)


def test_a_grey_picture_is_no_line_art(press: Callable[..., bytes]) -> None:
    """One level between black and white is enough."""
    grey = Image.linear_gradient("L").resize((2400, 1200))
    assert int(only(press(grey, "grey.png")).BitsPerComponent) == 8
