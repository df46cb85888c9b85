"""Flat drawings in other colours: icons in those of the ground that they stand on, our own drawings in a brand's."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from PIL import Image

from brochure.vocabulary.colour import apart, luminance
from brochure.vocabulary.patterns import compiled

# What is painted in, in attributes and in styles.
_PAINT = compiled(r"""(?<![\w-])((?:fill|stroke|stop-color)\s*(?:=\s*["']|:)\s*)([^"';}<>]+)""", re.IGNORECASE)
# What has more than flat colours, or brings its own.
_RICH = compiled(r"<(?:\w+:)?(?:image|text|filter|mask|linearGradient|radialGradient|pattern|foreignObject)[\s>]")
_NO_COLOUR = frozenset({"none", "transparent", "inherit", "currentcolor", "context-fill", "context-stroke"})
_NAMES = {"black": "#000000", "white": "#ffffff"}
_SHORT = compiled(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
# A pixel so opaque is part of the icon; the spread of one colour, of 255; the longest edge that is kept, in pixels.
# Inks are not seen quite as the brand's colours are.
_ALIKE = 0.1
_FEW, _WHITE = 2, "#ffffff"
_SOLID, _SPREAD, _EDGE = 200, 10.0, 640


def redrawn(kind: str, data: bytes, ink: str, accent: str, brand: tuple[str, str]) -> bytes | None:
    """Give an icon in other colours, None where it is no drawing of one colour or two, nor of the brand's alone.

    Of two colours the darker one becomes the ink; white is the ground of a drawing, which keeps its own then.

    `kind` is "svg", "png" or "jpeg"; colours are "#rrggbb".
    """
    if kind == "svg":
        return _drawing(data, ink, accent, brand)
    return _pixels(data, ink) if kind == "png" else None


def _drawing(data: bytes, ink: str, accent: str, brand: tuple[str, str]) -> bytes | None:
    text = data.decode("utf-8", "replace")
    found = _flat(text)
    if found is None:
        return None
    if len(found) <= 1:
        instead = dict.fromkeys(found, ink)
    elif all(min(apart(colour, own) for own in brand) < _ALIKE for colour in found):
        instead = {colour: ink if apart(colour, brand[0]) <= apart(colour, brand[1]) else accent for colour in found}
    elif len(found) == _FEW and all(apart(colour, _WHITE) >= _ALIKE for colour in found):
        instead = dict(zip(sorted(found, key=luminance), (ink, accent), strict=True))
    else:
        return None
    painted = _painted(text, instead)
    root = re.search(r"<(?:\w+:)?svg\b[^>]*>", painted)
    # What is painted in no colour is black.
    if root is not None and not re.search(r"\sfill\s*=", root[0]):
        painted = re.sub(r"<((?:\w+:)?svg)\b", rf'<\1 fill="{ink}"', painted, count=1)
    return painted.encode()


def recoloured(data: bytes, instead: Mapping[str, str]) -> bytes | None:
    """Give a drawing with other colours in place of its own, None where it has any but those of the mapping."""
    text = data.decode("utf-8", "replace")
    found = _flat(text)
    return _painted(text, instead).encode() if found and found <= instead.keys() else None


def _flat(text: str) -> set[str] | None:
    """Give the colours of a flat drawing, as "#rrggbb", None for any other."""
    if _RICH.search(text):
        return None
    found = {colour for _, written in _PAINT.findall(text) if (colour := plain_hex(written)) not in _NO_COLOUR}
    return found if all(colour.startswith("#") for colour in found) else None


def _painted(text: str, instead: Mapping[str, str]) -> str:
    def paint(seen: re.Match[str]) -> str:
        return seen[1] + instead.get(plain_hex(seen[2]), seen[2])

    return _PAINT.sub(paint, text)


def plain_hex(written: str) -> str:
    """Give a colour as "#rrggbb" where it is one, anything else as it is written."""
    plain = written.strip().lower().removesuffix("!important").strip()
    if found := _SHORT.fullmatch(plain):
        return "#" + "".join(digit * 2 for digit in found.groups())
    return _NAMES.get(plain, plain)


def _pixels(data: bytes, ink: str) -> bytes | None:
    from PIL import ImageStat

    with Image.open(io.BytesIO(data)) as opened:
        if opened.mode not in ("RGBA", "LA") and "transparency" not in opened.info:
            return None
        image = opened.convert("RGBA")
    image.thumbnail((_EDGE, _EDGE))
    alpha = image.getchannel("A")
    solid = alpha.point([255 if value >= _SOLID else 0 for value in range(256)])
    if not solid.getbbox() or not alpha.histogram()[0]:
        return None
    if max(ImageStat.Stat(image.convert("RGB"), solid).stddev) > _SPREAD:
        return None
    drawn = Image.new("RGB", image.size, ink)
    drawn.putalpha(alpha)
    made = io.BytesIO()
    drawn.save(made, "PNG")
    return made.getvalue()
