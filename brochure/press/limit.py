"""The one step of colour that is the house's own: it holds the sum of the inks under the limit.

Where the inks of a point add up to more than the limit, all but black are multiplied by one factor, so that
the sum is the limit; black stays. Their ratio, and so the hue, stays too; only the darkest tones become a little
lighter, as with less under-colour. What lies under the limit is not touched.
"""

from __future__ import annotations

from PIL import Image, ImageMath

from brochure.pdfreader.images import highest, total
from brochure.press.order import FOUR, Inks, lean

_FULL = 255


def hold(inks: Inks, limit: float) -> Inks:
    """Hold one colour under the limit (4 for four full inks)."""
    black = inks[3]
    colour = sum(inks[:3]) + sum(inks[FOUR:])
    if colour + black <= limit + 1e-9:
        return inks
    factor = max(0.0, limit - black) / colour
    # Rounded down to a ten-thousandth: three roundings up could pass the limit.
    held = [int(ink * factor * 10_000) / 10_000 for ink in inks]
    return lean((*held[:3], black, *held[FOUR:]))


def levels(limit: float) -> int:
    """Give the limit as a sum of four samples of 8 bits."""
    return int(limit * _FULL + 1e-9)


def hold_picture(picture: Image.Image, level: int) -> Image.Image:
    """Hold a picture of mode CMYK under a sum of samples."""
    if heaviest(picture) <= level:
        return picture
    c, m, y, k = (band.convert("I") for band in picture.split())
    colour = ImageMath.lambda_eval(lambda work: work["max"](work["c"] + work["m"] + work["y"], 1), c=c, m=m, y=y)
    room = ImageMath.lambda_eval(lambda work: work["max"](level - work["k"], 0), k=k)
    bands = [
        ImageMath.lambda_eval(
            lambda work: work["min"](work["band"], work["band"] * work["room"] / work["colour"]),
            band=band,
            room=room,
            colour=colour,
        ).convert("L")
        for band in (c, m, y)
    ]
    return Image.merge("CMYK", [*bands, picture.getchannel("K")])


def heaviest(picture: Image.Image) -> int:
    """Give the largest sum of samples of a pixel of a picture of mode CMYK."""
    return int(highest(total(picture.split())))
