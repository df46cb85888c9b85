"""Colours of the screen: contrast as WCAG 2.2 defines it, and what lies between colours (sRGB, OKLab, OKLCH)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import atan2, cos, dist, pi, sin

Triple = tuple[float, float, float]
_GREY = 0.02
# A tone on the way to white keeps this much of its colour, or it looks dusty.
_HELD = 0.09
_STEPS = 20
_ROUNDING = 0.002
_DARKENING = 0.005
# The hue of a pure yellow, in OKLCH, a little beyond.
_YELLOWEST = 2.0
# Of each answer so many are kept: a brochure asks for the same few again and again.
_KEPT = 4096


def channels(colour: str) -> Triple:
    """Give red, green and blue of "#rrggbb", each 0 to 1 (sRGB)."""
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


@lru_cache(_KEPT)
def luminance(colour: str) -> float:
    """Give the relative luminance, 0 (black) to 1 (white), of "#rrggbb"."""
    linear = [_linear(value) for value in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@lru_cache(_KEPT)
def contrast(first: str, second: str) -> float:
    """Give the contrast ratio, 1 to 21, of two colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(_KEPT)
def mix(first: str, second: str, share: float) -> str:
    """Mix two colours "#rrggbb" in sRGB; `share` is how much of the second, 0 to 1."""
    pairs = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in pairs)


@lru_cache(_KEPT)
def legible(colour: str, ground: str, towards: str, ratio: float) -> str:
    """Move a colour towards another, by twentieths, until it reaches the contrast ratio on the ground."""
    tried = (mix(colour, towards, step / 20) for step in range(21))
    return next((shade for shade in tried if contrast(shade, ground) >= ratio), towards)


def upon(ground: str, choices: Sequence[str], ratio: float) -> str:
    """Give the colour of text on a ground: of the choices the one that reads best, mixed no more than it must be.

    Where it lacks contrast, it moves towards black or white; where the ratio is out of reach, that is what comes out.
    """
    ordered = sorted(choices, key=lambda colour: -contrast(colour, ground))
    ends = ("#000000" if luminance(colour) < luminance(ground) else "#ffffff" for colour in ordered)
    moved = [legible(colour, ground, end, ratio) for colour, end in zip(ordered, ends, strict=True)]
    reached = (colour for colour in moved if contrast(colour, ground) >= ratio)
    return next(reached, max(moved, key=lambda colour: contrast(colour, ground)))


def between(stops: Sequence[str], share: float) -> str:
    """Give the colour at a share, 0 to 1, of the way through some stops "#rrggbb", in OKLab."""
    at = share * (len(stops) - 1)
    first = min(int(at), max(0, len(stops) - 2))
    if at == first:
        return stops[first]
    if at == first + 1:
        return stops[first + 1]
    a, b = _oklab(stops[first]), _oklab(stops[first + 1])
    light, x, y = (low + (high - low) * (at - first) for low, high in zip(a, b, strict=True))
    return _rgb(light, x, y)


def darker(colour: str, ground: str, ratio: float) -> str:
    """Darken "#rrggbb" in steps of OKLab's lightness until another colour has the contrast ratio on it, or to black."""
    light, x, y = _oklab(colour)
    steps = (_rgb(light - step * _DARKENING, x, y) for step in range(int(light / _DARKENING) + 1))
    return next((shade for shade in steps if contrast(shade, ground) >= ratio), "#000000")


@cache
def blend(a: str, b: str, t: float) -> str:
    """Give the colour at t between two "#rrggbb": lightness, chroma and hue (the shorter way) are mixed."""
    light, chroma, hue = _oklch(a)
    light_b, chroma_b, hue_b = _oklch(b)
    if chroma < _GREY:
        hue = hue_b
    elif chroma_b >= _GREY:
        hue += ((hue_b - hue + pi) % (2 * pi) - pi) * t
    held = _HELD * t * (1 - t) if min(chroma, chroma_b) < _GREY <= max(chroma, chroma_b) else 0.0
    return _of_hue(light + (light_b - light) * t, chroma + (chroma_b - chroma) * t + held, hue)


@lru_cache(_KEPT)
def tone(colour: str, light: float, chroma: float) -> str:
    """Give the hue of "#rrggbb" at a lightness (0 to 1), with at most this chroma, less where the screen shows less."""
    hue = _oklch(colour)[2]
    steps = (chroma * step / _STEPS for step in range(_STEPS, 0, -1))
    return _of_hue(light, next((held for held in steps if _shown(light, held, hue)), 0.0), hue)


def tones(colour: str, end: float) -> Iterator[str]:
    """Give the tones of "#rrggbb" towards a lightness of 0 or 1, in hundredths of it, as colourful as can be."""
    light, chroma, _ = _oklch(colour)
    for step in range(1, 101):
        yield tone(colour, light + (end - light) * step / 100, chroma)


def apart(first: str, second: str) -> float:
    """Give how different two colours look, in OKLab: 0 the same, 1 black and white; a tenth is seen at a glance."""
    return dist(_oklab(first), _oklab(second))


def warm(colour: str) -> bool:
    """Tell whether "#rrggbb" is of a hue from red to yellow, whose dark tones are browns."""
    return 0 < _oklch(colour)[2] < _YELLOWEST


def grey(colour: str) -> bool:
    """Tell whether "#rrggbb" has too little colour for its hue to be seen."""
    return _oklch(colour)[1] < _GREY


def _oklch(colour: str) -> tuple[float, float, float]:
    light, x, y = _oklab(colour)
    return light, (x * x + y * y) ** 0.5, atan2(y, x)


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = map(_linear, channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    x = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    y = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return light, x, y


def _of_hue(light: float, chroma: float, hue: float) -> str:
    return _rgb(light, chroma * cos(hue), chroma * sin(hue))


def _rgb(light: float, x: float, y: float) -> str:
    channels = _linear_channels(light, x, y)
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, value)))):02x}" for value in channels)


def _shown(light: float, chroma: float, hue: float) -> bool:
    channels = _linear_channels(light, chroma * cos(hue), chroma * sin(hue))
    return all(-_ROUNDING <= value <= 1 + _ROUNDING for value in channels)


def _linear_channels(light: float, x: float, y: float) -> tuple[float, float, float]:
    """Give linear red, green and blue, outside 0 to 1 where the screen cannot show the colour."""
    long = (light + 0.3963377774 * x + 0.2158037573 * y) ** 3
    medium = (light - 0.1055613458 * x - 0.0638541728 * y) ** 3
    short = (light - 0.0894841775 * x - 1.2914855480 * y) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _gamma(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
