"""Screen colours to inks: brand colours by the table, greys to black, all others through the profile (Little CMS)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import zip_longest

from PIL import Image, ImageChops, ImageCms

from brochure.press.limit import hold
from brochure.press.order import PAPER, Inks, Order, unsupported
from brochure.vocabulary.colour import channels
from brochure.vocabulary.speech import Said

# Channels that differ by no more than this, of 255, make a grey.
NEUTRAL = 2
# Compression may move a point of a picture in two tones off the line between them: by less than this, of 255, and
# a few points more.
_APART, _STRAY = 8, 0.001


class Paper:
    """Shows inks as they are seen on the paper of a printing condition.

    `profile` is its ICC output profile. Raises OSError, PyCMSError for one that Little CMS does not take.
    """

    def __init__(self, profile: bytes) -> None:
        output, screen = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
        self._proof = ImageCms.buildTransform(output, screen, "CMYK", "RGB", intent, flags)

    def seen(self, inks: Image.Image) -> Image.Image:
        """Give a picture of mode CMYK, in which 255 is full ink, in the sRGB in which it is seen; paper is white."""
        return self._proof.apply(inks)


class Converter:
    """Converts the colours of one order; every result keeps the ink limit."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self.inks = lru_cache(maxsize=None)(self._inks)

    def of(self, space: str, values: Sequence[float]) -> Inks:
        """Convert a colour of a device space ("/DeviceRGB", "/DeviceGray", "/DeviceCMYK") or "/Lab".

        Raises Fault for any other space.
        """
        if space == "/DeviceCMYK":
            return hold(tuple(min(1.0, max(0.0, value)) for value in values), self._order.limit)
        if space == "/DeviceGray":
            return (0.0, 0.0, 0.0, _rounded(1 - values[0]))
        if space == "/DeviceRGB":
            red, green, blue = (round(255 * min(1.0, max(0.0, value))) for value in values)
            return self.inks(red, green, blue)
        if space == "/Lab":
            return self.inks(*self._screen(values))
        raise unsupported(Said("a colour of the space {space}", space=space.lstrip("/")))

    def picture(self, picture: Image.Image, icc: bytes | None) -> Image.Image:
        """Convert a picture of mode RGB, or CMYK with a profile of its own, to CMYK; no profile means sRGB."""
        if icc is None and picture.mode == "CMYK":
            return picture
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(icc)) if icc else self._srgb
            return self._transform(source, picture.mode).apply(picture)
        except (OSError, ValueError, ImageCms.PyCMSError):
            # A profile that is damaged, or for other channels than the picture has, says nothing about it.
            return picture if picture.mode == "CMYK" else self.picture(picture, None)

    def toned(self, picture: Image.Image) -> list[Image.Image] | None:
        """Give the inks of a picture that goes between the two tones of the order, so that it takes those of the brand.

        A band each: the four inks, then the spot inks. None for any other picture, and where the brand does not say
        its inks.
        """
        tones = self._order.tones or ()
        inks = [self._order.inks(tone) for tone in tones]
        if picture.mode != "RGB" or len(inks) != 2 or None in inks:
            return None
        ends = list(zip(*map(channels, tones), strict=True))
        bands = picture.split()
        # The channel in which the tones are furthest apart tells best how far a point is from the one to the other.
        lead, (dark, light) = max(zip(bands, ends, strict=True), key=lambda band: abs(band[1][1] - band[1][0]))
        shares = [min(1.0, max(0.0, (level / 255 - dark) / (light - dark))) for level in range(256)]
        line = _between(lead, ends, shares)
        off = [sum(ImageChops.difference(*pair).histogram()[_APART:]) for pair in zip(bands, line, strict=True)]
        if max(off) > _STRAY * picture.width * picture.height:
            return None
        first, last = (ink or PAPER for ink in inks)
        return _between(lead, zip_longest(first, last, fillvalue=0.0), shares)

    def seen(self, inks: Inks) -> str:
        """Give the colour "#rrggbb" in which inks are seen on their paper."""
        point = Image.new("CMYK", (1, 1), tuple(round(255 * ink) for ink in inks))
        return f"#{self._paper.seen(point).tobytes().hex()}"

    def _inks(self, red: int, green: int, blue: int) -> Inks:
        table = self._order.inks(f"#{red:02x}{green:02x}{blue:02x}")
        if table is not None:
            return hold(table, self._order.limit)
        if max(red, green, blue) - min(red, green, blue) <= NEUTRAL:
            # ISO 32000-1, 10.3.2 and 10.3.3: grey is black's complement, and no other ink.
            return (0.0, 0.0, 0.0, _rounded(1 - (red + green + blue) / 765))
        point = self._point.apply(Image.new("RGB", (1, 1), (red, green, blue)))
        return hold(tuple(_rounded(sample / 255) for sample in point.tobytes()), self._order.limit)

    def _screen(self, values: Sequence[float]) -> tuple[int, int, int]:
        """Give the sRGB colour of L*, a*, b*."""
        lightness, a, b = values
        samples = (round(lightness * 2.55), *(round(min(127.0, max(-128.0, value))) & 255 for value in (a, b)))
        # From bytes, since as numbers Pillow shifts a* and b*.
        point = Image.frombytes("LAB", (1, 1), bytes(samples))
        lab = ImageCms.createProfile("LAB")
        transform = ImageCms.buildTransform(lab, self._srgb, "LAB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
        red, green, blue = transform.apply(point).tobytes()
        return red, green, blue

    @cached_property
    def _srgb(self) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

    @cached_property
    def _output(self) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(io.BytesIO(self._order.profile.data))

    @cached_property
    def _paper(self) -> Paper:
        return _paper(self._order.profile.data)

    @cached_property
    def _point(self) -> ImageCms.ImageCmsTransform:
        return _to_inks(self._order.profile.data, self._order.settings.intent == "perceptual")

    def _transform(self, source: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
        return _transform(source, self._output, mode, self._order.settings.intent == "perceptual")


# The tables of a transform take longer to make than a page to convert: copies share them.
@lru_cache(4)
def _paper(profile: bytes) -> Paper:
    return Paper(profile)


@lru_cache(4)
def _to_inks(profile: bytes, perceptual: bool) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return _transform(source, ImageCms.ImageCmsProfile(io.BytesIO(profile)), "RGB", perceptual)


def _transform(
    source: ImageCms.ImageCmsProfile, output: ImageCms.ImageCmsProfile, mode: str, perceptual: bool
) -> ImageCms.ImageCmsTransform:
    if perceptual:
        intent, flags = ImageCms.Intent.PERCEPTUAL, ImageCms.Flags.NONE
    else:
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(source, output, mode, "CMYK", intent, flags)


def _between(lead: Image.Image, ends: Iterable[tuple[float, float]], shares: list[float]) -> list[Image.Image]:
    """Give a band for each pair of ends (0 to 1): at each level of the leading band, its share of the way."""
    return [lead.point([round(255 * (first + (last - first) * share)) for share in shares]) for first, last in ends]


def _rounded(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
