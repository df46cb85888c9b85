"""Colours to inks: the brand's own, black for greys, the profile for the rest, and the limit over all."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from brochure.pictures.rasters import prepare
from brochure.press.colours import Converter
from brochure.press.limit import heaviest, hold, hold_picture, levels
from brochure.press.order import Fault
from brochure.vocabulary.limits import DEFAULT
from tests.press.case import PROFILE, order, photograph

INK = st.floats(0, 1)


def by_little_cms(colour: tuple[int, int, int], intent: Any, flags: Any = ImageCms.Flags.NONE) -> list[float]:
    import io

    output = ImageCms.ImageCmsProfile(io.BytesIO(PROFILE.data))
    transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), output, "RGB", "CMYK", intent, flags)
    samples: Any = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), transform).getpixel((0, 0))
    return [round(sample / 255, 4) for sample in samples]


def test_a_brand_colour_has_the_inks_of_its_table() -> None:
    """Not those of a conversion."""
    assert Converter(order()).of("/DeviceRGB", [0x14 / 255, 0x21 / 255, 0x3D / 255]) == (1.0, 0.85, 0.35, 0.35)


@pytest.mark.parametrize(("grey", "black"), [(0.0, 1.0), (1.0, 0.0), (0.5, 0.498)])
def test_greys_are_black_ink_alone(grey: float, black: float) -> None:
    """So they print without a cast; a grey of the device is the same."""
    assert Converter(order()).of("/DeviceRGB", [grey] * 3) == pytest.approx((0, 0, 0, black), abs=0.002)
    assert Converter(order()).of("/DeviceGray", [grey]) == pytest.approx((0, 0, 0, 1 - grey))


@pytest.mark.parametrize(("blue", "grey"), [(130, True), (131, False)])
def test_a_colour_that_is_grey_but_for_rounding_is_black_ink_alone(blue: int, grey: bool) -> None:
    """Two steps of 255 from the other channels, and no more."""
    inks = Converter(order()).of("/DeviceRGB", [128 / 255, 128 / 255, blue / 255])
    assert (sum(inks[:3]) == 0) == grey


def test_another_colour_goes_through_the_profile() -> None:
    """Relative colorimetric with black point compensation, or perceptual where that is asked for."""
    colour, given = (200, 40, 90), [200 / 255, 40 / 255, 90 / 255]
    relative = by_little_cms(colour, ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION)
    assert list(Converter(order()).of("/DeviceRGB", given)) == relative
    perceptual = by_little_cms(colour, ImageCms.Intent.PERCEPTUAL)
    assert list(Converter(order(intent="perceptual")).of("/DeviceRGB", given)) == perceptual


def test_lab_goes_the_same_way() -> None:
    """L*a*b* of a strong red lays magenta and yellow; a neutral is black ink alone."""
    c, m, y, k = Converter(order()).of("/Lab", [52, 75, 55])
    assert (c < 0.05, m > 0.9, y > 0.8, k < 0.05) == (True, True, True, True)
    assert Converter(order()).of("/Lab", [50, 0, 0])[:3] == (0, 0, 0)


def test_a_space_that_is_not_known_is_a_fault() -> None:
    """It is never guessed at."""
    with pytest.raises(Fault, match="ICCBased"):
        Converter(order()).of("/ICCBased", [0.1, 0.2, 0.3])


def test_inks_given_by_hand_and_by_the_brand_keep_the_limit() -> None:
    """Four full inks become 300 %, black staying full."""
    assert sum(Converter(order()).of("/DeviceCMYK", [1, 1, 1, 1])) == pytest.approx(3, abs=0.001)
    heavy = replace(order(), inks=lambda _: (0.9, 0.9, 0.9, 0.9))
    assert sum(Converter(heavy).of("/DeviceRGB", [0.2, 0.3, 0.4])) <= 3


@given(INK, INK, INK, INK, st.floats(1.5, 4))
def test_the_limit_is_held_and_nothing_else_is_touched(c: float, m: float, y: float, k: float, limit: float) -> None:
    """The sum never passes the limit; black stays; the others keep their ratio; what is lighter stays as it was."""
    inks = (c, m, y, k)
    held = hold(inks, limit)
    assert sum(held) <= limit + 1e-9
    assert held[3] == k
    if sum(inks) <= limit:
        assert held == inks
    else:
        factor = (limit - k) / (c + m + y)
        assert list(held[:3]) == pytest.approx([c * factor, m * factor, y * factor], abs=0.0002)


def test_rounding_never_passes_the_limit() -> None:
    """Three roundings up would, here, by a ten-thousandth."""
    assert sum(hold((0.93, 0.73, 0.87, 0.99), 3.0)) <= 3.0


def test_every_point_of_a_picture_keeps_the_limit() -> None:
    """Of all combinations of 0, 85, 170 and 255 samples: no sum above, no light point changed, black the same."""
    steps = (0, 85, 170, 255)
    values = [(c, m, y, k) for c in steps for m in steps for y in steps for k in steps]
    picture = Image.new("CMYK", (16, 16))
    picture.putdata(values)
    held: list[Any] = list(hold_picture(picture, levels(2.8)).get_flattened_data())
    assert max(map(sum, held)) <= levels(2.8) == 714
    assert all(after == before for before, after in zip(values, held, strict=True) if sum(before) <= 714)
    assert [after[3] for after in held] == [before[3] for before in values]
    assert heaviest(picture) == 1020


DARK, LIGHT = "#14213d", "#fff8e0"
TWO = {DARK: (1.0, 0.85, 0.35, 0.35), LIGHT: (0.0, 0.02, 0.08, 0.0)}


def in_two_tones(quality: int = 95) -> Image.Image:
    """A photograph in two tones, as it is baked."""
    file = io.BytesIO()
    photograph().save(file, "JPEG", quality=quality)
    return Image.open(io.BytesIO(prepare("x", file.getvalue(), DEFAULT, tones=(DARK, LIGHT)).data))


def test_a_picture_in_two_tones_takes_the_inks_of_the_brand() -> None:
    """As a tint of a brand colour does: at its ends their inks, between them the same share of both."""
    colours = Converter(replace(order(), inks=TWO.get, tones=(DARK, LIGHT)))
    made = colours.toned(in_two_tones())
    assert made is not None
    grey = photograph().convert("L")
    for point in ((300, 399), (300, 201), (300, 300), (40, 100)):
        share = grey.getpixel(point) / 255
        wanted = [255 * (a + (b - a) * share) for a, b in zip(TWO[DARK], TWO[LIGHT], strict=True)]
        assert max(abs(band.getpixel(point) - ink) for band, ink in zip(made, wanted, strict=True)) <= 6, point


def test_any_other_picture_goes_through_the_profile() -> None:
    """One of all colours, one in other tones, and one whose brand does not say its inks."""
    colours = Converter(replace(order(), inks=TWO.get, tones=(DARK, LIGHT)))
    assert colours.toned(photograph()) is None
    assert Converter(replace(order(), inks=TWO.get, tones=(DARK, "#ffe0ff"))).toned(in_two_tones()) is None
    assert Converter(replace(order(), inks={DARK: TWO[DARK]}.get, tones=(DARK, LIGHT))).toned(in_two_tones()) is None
    assert Converter(order()).toned(in_two_tones()) is None
