"""A picture of the author's on the cover: over the whole of it, as a band at its head, or too small for either."""

from __future__ import annotations

from typing import Literal

from brochure.model.brochure import Brochure
from brochure.model.values import Picture
from brochure.vocabulary.drawings import DRAWINGS, NO_DRAWING
from brochure.vocabulary.presets import LEAST
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.units import INCH

# Pixels to the inch that a whole cover wants, whatever the preset.
WHOLE = 224.0
# The lowest band, in mm on A5.
BAND = 60.0
# A picture without a focus shows its middle, a portrait its upper third.
_MIDDLE, _PORTRAIT = (0.5, 0.5), (0.5, 0.33)
# What the focus keeps to of the part that is free of words, where in it it stands best, and steps of the enlargement.
_FREE, _WANTED, _STEP = 0.8, 0.68, 0.02
# Of a drawing so much of its width is seen, at the least.
_SEEN = 0.4
Use = Literal["whole", "faded", "band", "inset", ""]


class Crop(NamedTuple):
    """Where a picture lies in its frame, in mm: its width and height, and how far it begins left of and above it."""

    width: float
    height: float
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture that was found: its address, its pixels, () for a drawing, how the cover may use it, and its ratio."""

    picture: Picture
    url: str
    pixels: tuple[float, ...]
    use: Use
    ratio: float = 1.0

    @property
    def focus(self) -> tuple[float, float]:
        """Give the point that stays in sight."""
        tall = len(self.pixels) == 2 and self.pixels[1] > self.pixels[0]
        return self.picture.focus or (_PORTRAIT if tall else _MIDDLE)


def named(brochure: Brochure) -> Picture | None:
    """Give the picture of the cover, None where it names a drawing or nothing."""
    picture = brochure.content("image", Picture)
    word = picture.path.strip().casefold() if picture else ""
    return None if not word or word in (*DRAWINGS, NO_DRAWING) else picture


def use_of(pixels: tuple[float, ...], ratio: float, width: float, height: float, bleed: float) -> Use:
    """Tell how a picture may be used on a page of a size in mm: what it is to fill includes the bleed.

    A drawing so wide that little of it would be seen stands whole.
    """
    if not pixels:
        return "whole" if width / height >= _SEEN * ratio else "inset"
    across, down = width + 2 * bleed, height + 2 * bleed
    fine = min(pixels[0] / across, pixels[1] / down) * INCH
    if fine >= WHOLE:
        return "whole"
    high = across * pixels[1] / pixels[0]
    return "band" if pixels[0] / across * INCH >= LEAST and high >= BAND else ""


def inset(found: Pictured, width: float, height: float, resolution: float) -> tuple[float, float]:
    """Give how wide and high a picture stands in a room, in mm, as large as its pixels allow at a resolution."""
    across, down = found.pixels or (found.ratio, 1.0)
    times = min(width / across, height / down, INCH / resolution if found.pixels else width)
    return across * times, down * times


def crop(found: Pictured, width: float, height: float, free: float) -> Crop | None:
    """Crop a picture to a frame of which so much, from the head, is free of words; None for a drawing.

    It is enlarged only until its focus stands in the upper part of that, and as far as its pixels allow.
    """
    if not found.pixels:
        return None
    across, down = found.pixels
    (x, y), base = found.focus, max(width / across, height / down)
    most = max(1.0, INCH / base / WHOLE)
    times = 1.0
    while True:
        wide, high = across * base * times, down * base * times
        top = min(max(0.0, y * high - _WANTED * free), high - height)
        if y * high - top <= _FREE * free or times >= most:
            break
        times = min(most, times + _STEP)
    left = min(max(0.0, x * wide - width / 2), wide - width)
    return Crop(wide, high, left, top)


def is_seen(found: Pictured, width: float, height: float, free: float) -> bool:
    """Tell whether the focus of a picture can be brought into what is free of words."""
    made = crop(found, width, height, free)
    return made is None or found.focus[1] * made.height - made.top <= free
