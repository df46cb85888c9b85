"""Icons redrawn: one of a single colour, or of the colours of the brand, in those of the ground that it stands on."""

from __future__ import annotations

import io
import re

from PIL import Image

from brochure.vocabulary.colour import apart
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
_SOLID, _SPREAD, _EDGE = 200, 10.0, 640


def redrawn(kind: str, data: bytes, ink: str, accent: str, brand: tuple[str, str]) -> bytes | None:
    """Give an icon in other colours, None where it is no drawing of one colour, nor of the brand's ink and accent.

    `kind` is "svg", "png" or "jpeg"; colours are "#rrggbb".
    """
    if kind == "svg":
        return _drawing(data, ink, accent, brand)
    return _pixels(data, ink) if kind == "png" else None


def _drawing(data: bytes, ink: str, accent: str, brand: tuple[str, str]) -> bytes | None:
    text = data.decode("utf-8", "replace")
    if _RICH.search(text):
        return None
    found = {colour for _, written in _PAINT.findall(text) if (colour := plain_hex(written)) not in _NO_COLOUR}
    if any(not colour.startswith("#") for colour in found):
        return None
    if len(found) <= 1:
        instead = dict.fromkeys(found, ink)
    elif all(min(apart(colour, own) for own in brand) < _ALIKE for colour in found):
        instead = {colour: ink if apart(colour, brand[0]) <= apart(colour, brand[1]) else accent for colour in found}
    else:
        return None

    def paint(seen: re.Match[str]) -> str:
        return seen[1] + instead.get(plain_hex(seen[2]), seen[2])

    painted = _PAINT.sub(paint, text)
    root = re.search(r"<(?:\w+:)?svg\b[^>]*>", painted)
    # What is painted in no colour is black.
    if root is not None and not re.search(r"\sfill\s*=", root[0]):
        painted = re.sub(r"<((?:\w+:)?svg)\b", rf'<\1 fill="{ink}"', painted, count=1)
    return painted.encode()


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
