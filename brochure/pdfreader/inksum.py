"""The sum of inks, pixel by pixel."""

from __future__ import annotations

from typing import Any

_WHITE = 4 * 255


def inks_left_by(colours: Any, black: Any) -> Any:
    """Sum four inks (0 to 1020): red, green, blue and grey of two pictures are what each leaves of the paper."""
    from PIL import ImageMath

    bands = [*colours.convert("RGB").split(), black.convert("L")]
    named = {name: band.convert("I") for name, band in zip("rgbk", bands, strict=True)}
    return ImageMath.lambda_eval(lambda work: _WHITE - work["r"] - work["g"] - work["b"] - work["k"], **named)
