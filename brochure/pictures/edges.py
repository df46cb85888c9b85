"""The edges of pictures: of what colour they are, so that no frame vanishes in the ground on which a picture stands.

And of what colours a strip of one is, from its head to its foot, so that what lies beside it can take them up.
"""

from __future__ import annotations

import io
import re

from PIL import Image

from brochure.pictures.inked import plain_hex
from brochure.vocabulary.patterns import compiled

# Of so many pixels along an edge all that is asked of it can be seen.
_SIDE = 64
# More of an opaque picture is opaque.
_OPAQUE = 250
_NUMBER = r"-?\d+(?:\.\d+)?"
_ROOT = compiled(r"<(?:\w+:)?svg\b[^>]*>")
_BOX = compiled(rf"""viewBox\s*=\s*["']\s*(?:{_NUMBER})[\s,]+(?:{_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})""")
# The first thing that is drawn, where it is a plain shape.
_FIRST = compiled(r"<(?:\w+:)?(rect|path|circle|ellipse|line|poly\w+|g|use|image|text|defs|style)\b([^>]*)>")
_FILL = compiled(r"""(?<![\w-])fill\s*(?:=\s*["']|:)\s*([^"';]+)""")
_WIDE, _HIGH = compiled(r"""\bwidth\s*=\s*["']([^"']+)"""), compiled(r"""\bheight\s*=\s*["']([^"']+)""")
_FRAME = compiled(
    rf"""\bd\s*=\s*["']\s*M\s*0[ ,]+0\s*[hH]\s*({_NUMBER})\s*[vV]\s*({_NUMBER})\s*[hH]\s*{_NUMBER}\s*[zZ]"""
)


def edge_of(kind: str, data: bytes) -> str:
    """Give the colour "#rrggbb" of the edge of a picture, the middle one of many; "" where its ground shows there.

    `kind` is its media type. A drawing has the colour of the plain shape that fills all of it first.
    """
    return _drawn(data.decode("utf-8", "replace")) if kind.startswith("image/svg") else _pixels(data)


def rows_of(
    kind: str, data: bytes, strip: tuple[float, float, float, float], count: int
) -> tuple[tuple[int, int, int], ...]:
    """Give the colours of so many rows, from the head to the foot of a strip of a picture; () for a drawing.

    The strip is told by its left, top, right and bottom, as parts of the width and the height; what is clear is white.
    """
    if kind.startswith("image/svg"):
        return ()
    with Image.open(io.BytesIO(data)) as opened:
        opened.draft("RGB", (2 * count, 2 * count))
        clear = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
        seen = opened.convert("RGBA" if clear else "RGB")
    if clear:
        seen = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    (wide, high), (left, top, right, bottom) = seen.size, strip
    # A pixel at the least, within the picture.
    x, y = max(0.0, min(left * wide, wide - 1.0)), max(0.0, min(top * high, high - 1.0))
    box = (x, y, min(max(right * wide, x + 1), wide), min(max(bottom * high, y + 1), high))
    values = seen.resize((1, count), Image.Resampling.BOX, box).tobytes()
    return tuple(zip(values[::3], values[1::3], values[2::3], strict=True))


def _drawn(text: str) -> str:
    root = _ROOT.search(text)
    box = _BOX.search(root[0]) if root else None
    first = _FIRST.search(text, root.end()) if root else None
    if box is None or first is None:
        return ""
    wide, high = float(box[1]), float(box[2])
    frame = _frame(first)
    fill = _FILL.search(first[2])
    if fill is None or frame is None or frame[0] < wide or frame[1] < high:
        return ""
    colour = plain_hex(fill[1])
    return colour if re.fullmatch("#[0-9a-f]{6}", colour) else ""


def _frame(shape: re.Match[str]) -> tuple[float, float] | None:
    """Give how wide and high a shape is that begins in the corner; None for one that is no rectangle there."""
    if shape[1] == "rect":
        wide, high = _WIDE.search(shape[2]), _HIGH.search(shape[2])
        return (_length(wide[1]), _length(high[1])) if wide and high else None
    found = _FRAME.search(shape[2]) if shape[1] == "path" else None
    return (float(found[1]), float(found[2])) if found else None


def _length(written: str) -> float:
    if written.strip() == "100%":
        return float("inf")
    number = re.match(_NUMBER, written.strip())
    return float(number[0]) if number else 0.0


def _pixels(data: bytes) -> str:
    """Look at the outermost pixels of a small copy, which of a JPEG is all that is decoded."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.draft("RGB", (_SIDE, _SIDE))
        clear = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
        small = opened.convert("RGBA" if clear else "RGB").resize((_SIDE, _SIDE), Image.Resampling.NEAREST)
    last = _SIDE - 1
    sides = ((0, 0, _SIDE, 1), (0, last, _SIDE, _SIDE), (0, 0, 1, _SIDE), (last, 0, _SIDE, _SIDE))
    seen = b"".join(small.crop(side).tobytes() for side in sides)
    bands = len(small.getbands())
    if clear and _middle(seen[bands - 1 :: bands]) < _OPAQUE:
        return ""
    return "#" + "".join(f"{_middle(seen[at::bands]):02x}" for at in range(3))


def _middle(values: bytes) -> int:
    """Give the middle one of some values, of two the lower one."""
    return sorted(values)[(len(values) - 1) // 2]
